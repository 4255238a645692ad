"""The editor's own files: kept packed, looked through, taken in, forgotten."""

import gzip
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import BinaryIO
from zlib import crc32

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from common.tables import Limits, Unreadable, rows_of
from enterprises.importers.files import clean
from enterprises.models import TableImport
from enterprises.services import Refused

from . import SHEETS, Sheet, intake
from .intake import MEGABYTE, Preview, Table, Texts

State = TableImport.State


def limits(sheet: Sheet) -> Limits:
    """Return what a page takes of a kind of rows; the command takes more."""
    rows = f"{sheet.desk_rows:,}".replace(",", ".")
    return Limits(
        bytes=10 * MEGABYTE,
        rows=sheet.desk_rows,
        columns=200,
        unpacked=100 * MEGABYTE,
        sentence=(
            f"Filen er for stor til siden her, som tager 10 MB og {rows} rækker. Del "
            "den, eller bed IT om at indlæse den med kommandoen import_table."
        ),
    )


def keep(upload: TableImport, *, file: BinaryIO, file_name: str) -> TableImport:
    """Read a file into an unsaved upload, look it through once, and save it.

    Raises:
        Unreadable: the file is refused; nothing is saved.
    """
    sheet = SHEETS[upload.kind]()
    most = limits(sheet)
    upload.content = pack(intake.texts_of(rows_of(file, most)))
    found = intake.preview(sheet, _table(upload, sheet), keep_prints=True)
    if found.rows > sheet.desk_rows:
        raise Unreadable(most.sentence)
    upload.file_name = clean(PurePath(file_name).name)[-100:] or "fil"
    upload.prints = list(found.prints)
    with transaction.atomic():
        forget_overdue(timezone.localdate())
        upload.save()
    return upload


def look(upload: TableImport) -> tuple[Table, Preview, bool]:
    """Look a file through as it is now; say whether that changed since last time."""
    sheet = SHEETS[upload.kind]()
    table = _table(upload, sheet)
    found = intake.preview(sheet, table, keep_prints=True)
    is_other = upload.prints != list(found.prints)
    if is_other:
        upload.prints = list(found.prints)
        upload.save(update_fields=["prints"])
    return table, found, is_other


def seal(prints: Sequence[int]) -> str:
    """Return what stands for everything the editor saw."""
    return f"{len(prints)}-{crc32(json.dumps(list(prints)).encode())}"


@transaction.atomic
def approve(
    upload: TableImport, *, seen: str, by: AbstractBaseUser | None
) -> TableImport:
    """Take a file in, whole or not at all.

    Raises:
        Refused: it has been taken in already, or is not as the editor saw it.
    """
    rows = TableImport.objects.select_for_update()
    locked = rows.filter(pk=upload.pk).first()
    if locked is None:
        raise Refused("Filen er slettet. Læs den ind igen.")
    if locked.state != State.WAITING:
        raise Refused("Filen er allerede indlæst. Intet er sket igen.")
    if seen != seal(locked.prints):
        raise intake.Changed(
            "Noget er ændret, siden du så på filen. Intet er indlæst. Se den igennem "
            "igen."
        )
    sheet = SHEETS[locked.kind]()
    done = intake.take_in(
        sheet,
        _table(locked, sheet),
        by=by,
        note=f"Indlæst fra {locked.file_name}",
        prints=locked.prints,
    )
    locked.state = State.TAKEN_IN
    locked.taken_in_at = timezone.now()
    locked.new_rows, locked.changed_rows = done.new, done.changed
    locked.unchanged_rows = done.unchanged
    locked.content, locked.prints = b"", []
    locked.save()
    return locked


def forget_overdue(on: date) -> int:
    """Delete files that nobody took in in time, and tell how many."""
    return TableImport.objects.overdue(on).delete()[0]


def pack(rows: Iterator[Texts]) -> bytes:
    """Pack rows of texts with their numbers, one a line."""
    packed = io.BytesIO()
    with gzip.open(packed, "wt", encoding="ascii") as lines:
        for row in rows:
            lines.write(json.dumps(row) + "\n")
    return packed.getvalue()


def unpack(content: bytes) -> Iterator[Texts]:
    """Yield what `pack` packed."""
    with gzip.open(io.BytesIO(content), "rt", encoding="ascii") as lines:
        for line in lines:
            number, texts = json.loads(line)
            yield number, texts


def _table(upload: TableImport, sheet: Sheet) -> Table:
    return intake.recognise(sheet, unpack(bytes(upload.content)))
