"""Tables written as CSV and Excel, a piece at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .formulas import neutral, neutral_column

# What a cell of Excel can hold. A longer text stays in the portal, and the reader of
# the file knows this sentence and changes nothing.
LONGEST_CELL = 32_767
TOO_LONG = "[For lang til Excel. Teksten bliver, som den er.]"

Texts = Sequence[str]


def csv_chunks(headings: Texts, chunks: Iterable[Sequence[Texts]]) -> Iterator[bytes]:
    """Yield a CSV file as Danish Excel opens it: with semicolons and a mark of UTF-8.

    Takes chunks of rows, and yields one piece for each.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([neutral(heading) for heading in headings])
    for rows in chunks:
        columns = [neutral_column(column) for column in zip(*rows, strict=True)]
        writer.writerows(zip(*columns, strict=True))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    if rest := buffer.getvalue():
        yield rest.encode()


def write_excel(
    file: IO[bytes],
    headings: Texts,
    chunks: Iterable[Sequence[Texts]],
    *,
    cells: Sequence[Callable[[str], Any] | None],
    explained: Iterable[tuple[str, str]] = (),
    title: str = "Liste",
) -> None:
    """Write an Excel file: the table, and a second sheet that explains its columns.

    Args:
        file: where it goes.
        headings: of the table.
        chunks: of its rows, as texts.
        cells: for each column what makes a number or a date of a text; None where it
            is a text.
        explained: a heading and what may stand below it.
        title: of the first sheet.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    _widths(sheet, [max(12, min(len(heading) + 4, 40)) for heading in headings])
    sheet.append([_heading(sheet, text) for text in headings])
    for rows in chunks:
        for row in rows:
            sheet.append(
                [
                    make(text) if make else text_cell(text)
                    for make, text in zip(cells, row, strict=True)
                ]
            )
    if explained := list(explained):
        help_sheet = book.create_sheet("Vejledning")
        _widths(help_sheet, [36, 110])
        for heading, text in [("Kolonne", "Det kan der stå"), *explained]:
            help_sheet.append([text_cell(heading), text_cell(text)])
    book.save(file)


def text_cell(text: str) -> str | None:
    """Return a text as a cell of Excel can hold it, never as a formula."""
    if not text:
        return None
    if len(text) >= LONGEST_CELL:
        return TOO_LONG
    # First what Excel cannot hold, so that nothing else comes to stand in front.
    return neutral(ILLEGAL_CHARACTERS_RE.sub("", text)) or None


def _heading(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text_cell(text))
    cell.font = Font(bold=True)
    return cell


def _widths(sheet: Any, widths: Iterable[int]) -> None:
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
