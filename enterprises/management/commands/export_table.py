"""Write enterprises, RSV histories or returns to a file, whatever their number."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.progress import ProgressBar
from common.tables import csv_chunks, write_excel
from enterprises.transfer import SHEETS


class Command(BaseCommand):
    """Writes what the desk hands out, a thousand rows at a time."""

    help = (
        "Write a list to FILE, as CSV or, where its name ends in .xlsx, as Excel. "
        "`import_table` reads both."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=list(SHEETS))
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        sheet = SHEETS[options["kind"]]()
        rows = sheet.queryset()
        chunks = self._followed(sheet.texts(rows), rows.count())
        try:
            with path.open("wb") as file:
                if path.suffix.lower() == ".xlsx":
                    write_excel(file, chunks=chunks, **sheet.as_excel)
                else:
                    for piece in csv_chunks(sheet.headings, chunks):
                        file.write(piece)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(f"{path} is written.")

    def _followed(
        self, chunks: Iterator[list[tuple[str, ...]]], total: int
    ) -> Iterator[Sequence[tuple[str, ...]]]:
        bar = ProgressBar(self.stdout)
        done = 0
        for chunk in chunks:
            yield chunk
            done += len(chunk)
            # Somebody may add a row meanwhile.
            bar(done, max(done, total))
