"""Ask members whose membership lapses soon whether they stay."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from network.members import membership


class Command(BaseCommand):
    """Run once a day, before `delete_expired`; docs/operating.md shows how."""

    help = "Write to members whose membership lapses within 30 days, once each."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the mails, and say how many."""
        asked = membership.ask_for_renewal(timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(f"{asked} asked")
