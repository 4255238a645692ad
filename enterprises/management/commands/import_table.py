"""Take in a file of any size with enterprises, RSV histories or returns."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import get_text_list

from common.progress import ProgressBar
from common.tables import Unreadable, rows_of
from enterprises.services import Refused
from enterprises.transfer import SHEETS, Sheet, intake
from enterprises.transfer.intake import COMMAND_LIMITS, Preview, Table


class Command(BaseCommand):
    """Does what the desk does with a smaller file, a row at a time."""

    help = (
        "Look through a file (CSV or Excel) as the desk exports it, print what it "
        "would change, and take it in with --approve: whole, or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=list(SHEETS))
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--approve",
            metavar="USERNAME",
            help="take it in; the history says that this user did",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        sheet = SHEETS[options["kind"]]()
        by = self._user(options["approve"])
        try:
            with path.open("rb") as file:
                found = self._look(sheet, file)
                if found.refused:
                    raise CommandError(
                        f"{found.refused} rows are refused, so nothing is taken in."
                    )
                if by is None:
                    self.stdout.write("Nothing is changed. Take it in with --approve.")
                    return
                bar = ProgressBar(self.stdout)
                done = intake.take_in(
                    sheet,
                    self._table(sheet, file),
                    by=by,
                    note=f"Indlæst fra {path.name}",
                    progress=lambda done: bar(done, found.rows),
                )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except (Unreadable, Refused) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Taken in: {done.new} new, {done.changed} changed.")

    def _user(self, name: str | None) -> Any:
        if name is None:
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{name}”.")
        return user

    def _table(self, sheet: Sheet, file: BinaryIO) -> Table:
        file.seek(0)
        return intake.recognise(sheet, intake.texts_of(rows_of(file, COMMAND_LIMITS)))

    def _show_read(self, rows: int) -> None:
        """Tell how many rows were read; how many there are, the file does not say."""
        if self.stdout.isatty():
            self.stdout.write(f"{rows} rows looked through", ending="\r")
            self.stdout.flush()

    def _look(self, sheet: Sheet, file: BinaryIO) -> Preview:
        table = self._table(sheet, file)
        if table.unknown:
            names = get_text_list([f"“{name}”" for name in table.unknown], "og")
            self.stdout.write(f"Portalen kender ikke {names}.")
        found = intake.preview(sheet, table, progress=self._show_read)
        for error in found.errors:
            where = f", {error.heading}" if error.heading else ""
            self.stdout.write(f"Række {error.number}{where}: {error.sentence}")
        for entry in found.first_changed:
            for change in entry.changes:
                self.stdout.write(
                    f"Række {entry.number}, {entry.label}, {change.column.heading}: "
                    f"{change.before} → {change.after}"
                )
        self.stdout.write(
            f"{found.new} new, {found.changed} changed, {found.unchanged} unchanged, "
            f"{found.refused} refused."
        )
        return found
