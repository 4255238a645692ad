"""Take in a list from the national register, for the editor to approve."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from enterprises.importers import approval
from enterprises.importers.differences import Comparison, Kind, compare
from enterprises.importers.files import Unreadable
from enterprises.models import RsvImport


class Command(BaseCommand):
    """Reads and compares; only the editor, on the desk, approves."""

    help = (
        "Read a list from the national register (CSV, Excel, or the distribution "
        "API's JSON), print the differences, and leave it on the desk for approval."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--date",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day the list was drawn; today unless given",
        )
        parser.add_argument(
            "--partial",
            action="store_true",
            help="the list leaves out some that are registered",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        listed = RsvImport(
            list_date=options["date"] or timezone.localdate(),
            is_complete=not options["partial"],
        )
        try:
            listed = approval.take_in(
                listed, data=path.read_bytes(), file_name=path.name
            )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Unreadable as reason:
            raise CommandError(str(reason)) from reason
        if listed.state == RsvImport.State.UPLOADED:
            mapping = approval.suggested_mapping(listed.headers)
            if "cvr" not in mapping:
                self.stdout.write(
                    "The headings are new: an editor must say on the desk what they "
                    "are."
                )
                return
            listed = approval.map_columns(listed, mapping=mapping)
        self.tell(compare(listed))

    def tell(self, found: Comparison) -> None:
        """Print what differs, which rows are refused, and how many of each."""
        for difference in found.differences:
            self.stdout.write(
                f"{Kind(difference.kind).label}: {difference.name}, "
                f"CVR {difference.company.cvr}: {difference.before} → "
                f"{difference.after} {difference.why_not}".rstrip()
            )
        for row in found.errors:
            self.stdout.write(f"Række {row.number}: {row.sentence}")
        self.stdout.write(
            f"{len(found.differences)} differences, {len(found.confirmed)} unchanged, "
            f"{len(found.errors)} rows refused. Nothing is changed: an editor approves "
            "the list on the desk."
        )
