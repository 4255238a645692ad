"""Forget the person behind a mail address."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal import data_subjects


class Command(BaseCommand):
    """For an answer to somebody who asks (GDPR article 17). It may run twice."""

    help = (
        "Delete what the portal holds about the person behind a mail address, the mail "
        "queue included. Numbers stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let an operator look first, and ask for an account by name."""
        parser.add_argument("address")
        parser.add_argument(
            "--account",
            action="store_true",
            help="empty an account with this address too; what it decided stays",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="count, delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, say how much, and look whether the address still stands anywhere."""
        address, is_dry = options["address"], options["dry_run"]
        try:
            with transaction.atomic():
                numbers = data_subjects.erase(address, with_account=options["account"])
                left = data_subjects.left_over(address)
                transaction.set_rollback(is_dry)
        except data_subjects.NoAddress as fault:
            raise CommandError(str(fault)) from fault
        verb = "to forget" if is_dry else "forgotten"
        for label, number in numbers.items():
            self.stdout.write(f"{label}: {number} {verb}")
        for place in left:
            self.stdout.write(f"{place.label} {place.pk}: stays in “{place.field}”")
        if left:
            raise CommandError("The address still stands in the rows above.")
