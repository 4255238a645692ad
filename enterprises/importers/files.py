"""A file becomes a table of plain texts: CSV, Excel, or JSON from the CVR register.

Whatever a file holds, nothing in it is ever run: formulas are texts like any other, and
what is too large or not a list is refused with a sentence in Danish.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice

from common.tables import Limits, Unreadable, rows_of
from common.tables.reading import HEAD, NOT_A_TABLE, encoding_of

from .columns import guess
from .cvr import companies

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 60
MAX_CELL = 300
# What an Excel file may unpack to: far more than a real list, far less than harm.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_CHARACTERS = 30_000_000

TOO_LARGE = (
    "Filen er for stor. Den må fylde 10 MB og have 100.000 rækker. Nøjes med de "
    "kolonner, du skal bruge, eller del listen."
)
LIMITS = Limits(MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_UNPACKED, TOO_LARGE)

Rows = Iterator[tuple[int, list[str]]]


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
    if not data.strip():
        raise Unreadable("Filen er tom.")
    file = io.BytesIO(data)
    LIMITS.check_bytes(file)
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        text = data.decode(encoding_of(file))
        if text.lstrip()[:1] in ("{", "["):
            return _json_table(text)
    rows = rows_of(file, LIMITS)
    return _table((number, [clean(cell) for cell in cells]) for number, cells in rows)


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
        raise Unreadable(NOT_A_TABLE) from error
    if not rows:
        raise Unreadable(
            "Der er ingen virksomheder i filen med mærket SOCIAL_ØKONOMISK_VIRKSOMHED."
        )
    if len(rows) > MAX_ROWS:
        raise Unreadable(TOO_LARGE)
    return Table(headers, [(n, [clean(cell) for cell in row]) for n, row in rows])
