"""A file becomes a table of plain texts: CSV, Excel, or JSON from the CVR register.

Whatever a file holds, nothing in it is ever run: formulas are texts like any other, and
what is too large or not a list is refused with a sentence in Danish.
"""

import codecs
import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice

from openpyxl import load_workbook

from .columns import guess
from .cvr import companies

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 60
MAX_CELL = 300
# What an Excel file may unpack to: far more than a real list, far less than harm.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 500
MAX_CHARACTERS = 30_000_000
# How far down the headings may stand, below a title.
HEAD = 20

TOO_LARGE = (
    "Filen er for stor. Den må fylde 10 MB og have 100.000 rækker. Nøjes med de "
    "kolonner, du skal bruge, eller del listen."
)
NOT_A_LIST = (
    "Filen er ikke en liste, portalen kan læse. Gem den som CSV eller Excel (.xlsx), "
    "og prøv igen."
)

Rows = Iterator[tuple[int, list[str]]]


class Unreadable(Exception):
    """A file that cannot be read; the text tells the editor what to do, in Danish."""


@dataclass(frozen=True)
class Table:
    """Headings, each one different, and rows with the number they have in the file."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes) -> Table:
    """Read a file by what is in it, whatever it is called.

    Raises:
        Unreadable: it is too large, not a list, or has no rows.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if not data.strip():
        raise Unreadable("Filen er tom.")
    if data.startswith(b"PK"):
        return _table(_excel_rows(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "Filen er fra et gammelt Excel (.xls). Åbn den, gem den som .xlsx, og prøv "
            "igen."
        )
    text = _decoded(data)
    if text.lstrip()[:1] in ("{", "["):
        return _json_table(text)
    return _table(_csv_rows(text))


def clean(value: object) -> str:
    """Write one cell as a line of text that every database can keep."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)[: MAX_CELL * 4]
    # Control characters and halves of characters, which PostgreSQL refuses.
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+", " ", text)
    return " ".join(text.split())[:MAX_CELL]


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Danish Excel writes Windows-1252; it is never valid UTF-8 by accident.
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unreadable(NOT_A_LIST)


def _csv_rows(text: str) -> Rows:
    delimiter, start = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            if number >= start:
                yield number, [clean(cell) for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise Unreadable(NOT_A_LIST) from error


def _delimiter(text: str) -> tuple[str, int]:
    """Find the delimiter that gives most columns, and the first row of the list."""
    told = re.match(r"sep=([;,\t])\r?\n", text)
    if told:
        return told[1], 2
    head = text[:100_000].splitlines(keepends=True)[:HEAD]

    def columns(delimiter: str) -> int:
        try:
            return max(map(len, csv.reader(head, delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(";\t,", key=columns), 1


def _excel_rows(data: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
            raise Unreadable(TOO_LARGE)
        with warnings.catch_warnings():
            # Dates that Excel itself cannot show, styles that are missing.
            warnings.simplefilter("ignore")
            # Formulas stay what they are, texts: their results may be anybody's.
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            for sheet in book.worksheets:
                cells = sheet.iter_rows(
                    max_row=MAX_ROWS + HEAD + 1, max_col=MAX_COLUMNS, values_only=True
                )
                rows = ((n, [clean(c) for c in row]) for n, row in enumerate(cells, 1))
                first = next((row for row in rows if any(row[1])), None)
                if first:
                    yield first
                    yield from rows
                    return
    except Unreadable:
        raise
    # A file that only looks like Excel fails in as many ways as there are mistakes.
    except Exception as error:
        raise Unreadable(NOT_A_LIST) from error


def _table(rows: Rows) -> Table:
    """Find the headings among the first rows; what follows is the list."""
    head = list(islice((row for row in rows if any(row[1])), HEAD))
    if not head:
        raise Unreadable("Filen er tom.")
    place = max(
        range(len(head)),
        key=lambda i: (len(guess(head[i][1])) > 1, sum(map(bool, head[i][1])), -i),
    )
    headers = _told_apart(head[place][1])
    found: list[tuple[int, list[str]]] = []
    characters = 0
    for number, row in chain(head[place + 1 :], rows):
        if not any(row):
            continue
        row = _fitted(row, len(headers))
        characters += sum(map(len, row))
        found.append((number, row))
        if len(found) > MAX_ROWS or characters > MAX_CHARACTERS:
            raise Unreadable(TOO_LARGE)
    if not found:
        raise Unreadable("Der er ingen rækker under overskrifterne i filen.")
    return Table(headers, found)


def _told_apart(headers: Iterable[str]) -> list[str]:
    """Name columns without a heading, and number those that share one."""
    found: list[str] = []
    for place, header in enumerate(headers, 1):
        name = header or f"Kolonne {place}"
        found.append(name if name not in found else f"{name} ({place})")
    while found and found[-1] == f"Kolonne {len(found)}":
        found.pop()
    return found


def _fitted(row: list[str], width: int) -> list[str]:
    return (row + [""] * width)[:width]


def _json_table(text: str) -> Table:
    try:
        headers, rows = companies(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise Unreadable(NOT_A_LIST) from error
    if not rows:
        raise Unreadable(
            "Der er ingen virksomheder i filen med mærket SOCIAL_ØKONOMISK_VIRKSOMHED."
        )
    if len(rows) > MAX_ROWS:
        raise Unreadable(TOO_LARGE)
    return Table(headers, [(n, [clean(cell) for cell in row]) for n, row in rows])
