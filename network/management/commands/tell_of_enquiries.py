"""Tell the role mailbox that somebody waits, so that nobody has to remember to look."""

from typing import Any

from django.core.management.base import BaseCommand

from network.enquiries import threads


class Command(BaseCommand):
    """Run every morning; docs/operating.md shows how."""

    help = "Mail the role mailbox how many enquiries wait; on working days only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the mail, and say how many wait."""
        if waiting := threads.tell_of_waiting():
            self.stdout.write(f"{waiting} waiting")
