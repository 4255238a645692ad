"""Delete personal data whose day has come."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from network import retention


class Command(BaseCommand):
    """Run once a day; docs/operating.md shows how."""

    help = "Delete sign-ups, members, enquiries and support whose day has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let an operator look first."""
        parser.add_argument(
            "--dry-run", action="store_true", help="count, delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete or count, and say how much of each."""
        today = timezone.localdate()
        is_dry = options["dry_run"]
        numbers = retention.due(today) if is_dry else retention.delete_due(today)
        verb = "to delete" if is_dry else "deleted"
        for model, number in numbers.items():
            self.stdout.write(f"{model.__name__}: {number} {verb}")
