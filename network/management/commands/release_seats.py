"""Give seats on that nobody confirmed in time."""

from typing import Any

from django.core.management.base import BaseCommand

from network.sign_up import registrations


class Command(BaseCommand):
    """Run every few minutes; docs/operating.md shows how.

    A seat whose time has run out counts as free without it. This tells people, and
    offers the seat to the next where nobody else comes by.
    """

    help = "Release seats not confirmed in time and offer them to the waiting list."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settle every event that needs it, and say how many."""
        self.stdout.write(f"Events: {registrations.settle_all()} settled")
