"""Remind people of the events they are signed up for: for the calendar."""

from typing import Any

from django.core.management.base import BaseCommand

from network.events import reminders


class Command(BaseCommand):
    """Queue every reminder that is due."""

    help = (
        "Queues the reminders that are due, two weeks and two days before each event "
        "as its editor chose. May run at any time and twice at once: each goes once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue, and say how many."""
        self.stdout.write(f"{reminders.send_due()} reminders queued.")
