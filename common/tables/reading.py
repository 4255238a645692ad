"""Rows of a CSV or Excel file, by what is in it, whatever it is called.

Danish Excel writes semicolons, Windows-1252 and sometimes a mark of byte order; all are
found out. Only a row at a time is in memory.
"""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import load_workbook

# A row's number in the file, as the editor sees it, and its cells.
Row = tuple[int, list[object]]

# How far down the headings may stand, below a title.
HEAD = 20
HEAD_BYTES = 100_000
PIECE = 1024 * 1024
# What an Excel file may consist of: far more than a real table, far less than harm.
MAX_PARTS = 500

NOT_A_TABLE = (
    "Filen er ikke en liste, portalen kan læse. Gem den som CSV eller Excel (.xlsx), "
    "og prøv igen."
)
OLD_EXCEL = (
    "Filen er fra et gammelt Excel (.xls). Åbn den, gem den som .xlsx, og prøv igen."
)


class Unreadable(Exception):
    """A file that cannot be read; the text tells the editor what to do, in Danish."""


@dataclass(frozen=True)
class Limits:
    """How much a file may hold; ``sentence`` is told where it holds more.

    ``unpacked`` is what an Excel file may unpack to.
    """

    bytes: int
    rows: int
    columns: int
    unpacked: int
    sentence: str

    def check_bytes(self, file: BinaryIO) -> None:
        """Refuse a file that is too large, and leave it at its beginning.

        Raises:
            Unreadable: it is larger.
        """
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if size > self.bytes:
            raise Unreadable(self.sentence)


def rows_of(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    """Yield the rows of a file that can be read again from its beginning.

    Raises:
        Unreadable: it is too large or not a table.
    """
    limits.check_bytes(file)
    start = file.read(4)
    file.seek(0)
    if start.startswith(b"PK"):
        yield from _excel_rows(file, limits)
    elif start == b"\xd0\xcf\x11\xe0":
        raise Unreadable(OLD_EXCEL)
    else:
        yield from _csv_rows(file, limits)


def encoding_of(file: BinaryIO) -> str:
    """Find out how a text is encoded, from all of it; leave it at its beginning.

    Raises:
        Unreadable: it is no text.
    """
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Danish Excel writes Windows-1252; it is never valid UTF-8 by accident.
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        file.seek(0)
        try:
            is_text = _is_text(file, encoding)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        if is_text:
            return encoding
        break
    raise Unreadable(NOT_A_TABLE)


def _is_text(file: BinaryIO, encoding: str) -> bool:
    # The one that takes a byte-order mark away takes half of one for no text.
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()
    while piece := file.read(PIECE):
        if "\0" in decoder.decode(piece):
            return False
    decoder.decode(b"", final=True)
    return True


def _csv_rows(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    text = io.TextIOWrapper(file, encoding_of(file), newline="")
    try:
        delimiter, first = _delimiter(text.read(HEAD_BYTES))
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter)
        for number, cells in enumerate(reader, 1):
            if number > limits.rows + HEAD:
                raise Unreadable(limits.sentence)
            if number >= first:
                yield number, list(cells[: limits.columns])
    except csv.Error as error:
        raise Unreadable(NOT_A_TABLE) from error
    finally:
        # Closing the text would close the file, which is somebody else's.
        text.detach()


def _delimiter(head: str) -> tuple[str, int]:
    """Find the delimiter that gives most columns, and the first row of the table."""
    told = re.match(r"sep=([;,\t])\r?\n", head)
    if told:
        return told[1], 2
    lines = head.splitlines(keepends=True)[:HEAD]

    def columns(delimiter: str) -> int:
        try:
            return max(map(len, csv.reader(lines, delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(";\t,", key=columns), 1


def _excel_rows(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > limits.unpacked:
            raise Unreadable(limits.sentence)
        with warnings.catch_warnings():
            # Dates that Excel itself cannot show, styles that are missing.
            warnings.simplefilter("ignore")
            # Formulas stay what they are, texts: their results may be anybody's.
            book = load_workbook(file, read_only=True, data_only=False)
            for sheet in book.worksheets:
                cells = sheet.iter_rows(
                    max_row=limits.rows + HEAD + 1,
                    max_col=limits.columns,
                    values_only=True,
                )
                rows = ((number, list(row)) for number, row in enumerate(cells, 1))
                first = next((row for row in rows if any(map(_has_text, row[1]))), None)
                if first:
                    yield first
                    yield from rows
                    return
    except (Unreadable, GeneratorExit):
        raise
    # A file that only looks like Excel fails in as many ways as there are mistakes.
    except Exception as error:
        raise Unreadable(NOT_A_TABLE) from error


def _has_text(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())
