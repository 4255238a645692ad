"""Tables as files: what leaves can come back, and is never a formula."""

import csv
import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from common.tables import Limits, Unreadable, csv_chunks, neutral, restored, rows_of
from common.tables.writing import LONGEST_CELL, TOO_LONG, text_cell, write_excel

LIMITS = Limits(bytes=10_000, rows=20, columns=5, unpacked=100_000, sentence="For stor")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def read(data, limits=LIMITS):
    return [cells for _, cells in rows_of(io.BytesIO(data), limits)]


def excel(*rows, title="Ark"):
    file = io.BytesIO()
    headings, *rest = rows
    write_excel(file, headings, [rest], cells=[None] * len(headings), title=title)
    return file.getvalue()


# Formulas


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n\0", "＝", "＋", "－", "＠"])
def test_what_begins_like_a_formula_is_made_a_text(sign):
    assert neutral(f"{sign}1+1") == f"'{sign}1+1"
    assert neutral(f"  {sign}1+1").startswith("'")


@pytest.mark.parametrize("text", ["", "Café", "1-2", "'s Hertogenbosch", "a=b", " x"])
def test_what_is_no_formula_is_left_alone(text):
    assert neutral(text) == text
    assert restored(text) == text


@given(st.text(alphabet="'=+-@ a\t＝", max_size=6) | TEXTS)
def test_what_was_made_harmless_comes_back(text):
    assert restored(neutral(text)) == text


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0", "\x0b=1+1", "@SUM(A1)", "\x00=1"])
def test_no_cell_of_excel_is_a_formula(texts):
    book = load_workbook(io.BytesIO(excel(["Overskrift"] * len(texts), texts)))

    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_no_cell_of_csv_begins_like_a_formula():
    data = b"".join(csv_chunks(["=A"], [[("=1",), ("+45 1",), ("fri",)]]))

    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert list(rows) == [["'=A"], ["'=1"], ["'+45 1"], ["fri"]]


# Out


def test_csv_is_as_danish_excel_opens_it():
    data = b"".join(csv_chunks(["Navn", "By"], [[("Æblet; og co", "Gl. 'Ro'")]]))

    assert data == "\ufeffNavn;By\r\n\"Æblet; og co\";Gl. 'Ro'\r\n".encode()


def test_excel_holds_numbers_as_numbers_and_explains_its_columns():
    file = io.BytesIO()
    write_excel(
        file,
        ["År", "Navn"],
        [[("2018", "A")], [("2019", "B")]],
        cells=[int, None],
        explained=[("År", "Fire cifre.")],
        title="Tal",
    )

    book = load_workbook(file)

    assert [list(row) for row in book["Tal"].iter_rows(values_only=True)] == [
        ["År", "Navn"],
        [2018, "A"],
        [2019, "B"],
    ]
    assert ("År", "Fire cifre.") in book["Vejledning"].iter_rows(values_only=True)
    assert book["Tal"].freeze_panes == "A2"


def test_a_text_too_long_for_excel_says_so():
    assert text_cell("x" * (LONGEST_CELL + 1)) == TOO_LONG
    assert text_cell("x" * (LONGEST_CELL - 1)) == "x" * (LONGEST_CELL - 1)


# In


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(encoding, delimiter):
    data = f"Navn{delimiter}By\r\nBlåbær{delimiter}Ågerup\r\n".encode(encoding)

    assert read(data) == [["Navn", "By"], ["Blåbær", "Ågerup"]]


def test_excel_says_which_delimiter_it_used():
    assert read(b"sep=,\r\nA,B;C\r\n1,2\r\n") == [["A", "B;C"], ["1", "2"]]


def test_rows_have_the_numbers_an_editor_sees():
    numbers = [number for number, _ in rows_of(io.BytesIO(b"A;B\n\n1;2\n"), LIMITS)]

    assert numbers[0] == 1
    assert numbers[-1] == 3


def test_the_file_is_left_open_for_whoever_opened_it():
    file = io.BytesIO(b"A;B\n1;2\n")

    first = list(rows_of(file, LIMITS))
    second = list(rows_of(file, LIMITS))

    assert first == second


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>
</worksheet>""" % b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10)
    for name in range(ord("b"), ord("j"))
)


def laughing():
    """An Excel file whose one cell would grow to a gigabyte."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(excel(["A"], ["1"]))) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            data = LAUGHS if "sheet1" in name else whole.read(name)
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (zipped(bomb=bytes(LIMITS.unpacked + 1)), "For stor"),
        (zipped(**{f"part{number}": b"" for number in range(600)}), "For stor"),
        (zipped(nothing=b""), "ikke en liste"),
        (laughing(), "ikke en liste"),
        (b"PK\x03\x04 only looks like it", "ikke en liste"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "gammelt Excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "ikke en liste"),
        (b"x" * (LIMITS.bytes + 1), "For stor"),
        (b"A\n" + b"1\n" * 60, "For stor"),
    ],
)
def test_what_is_no_table_or_too_much_is_refused(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)


def test_more_columns_than_anyone_needs_are_left_out():
    book = Workbook()
    book.active.append(list(range(9)))
    file = io.BytesIO()
    book.save(file)

    assert read(file.getvalue()) == [[0, 1, 2, 3, 4]]
    assert read(b"1;2;3;4;5;6;7\n") == [["1", "2", "3", "4", "5"]]


@given(st.binary(max_size=300))
@example(b'"' * 9)
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_a_table_or_refused(data):
    try:
        rows = read(data)
    except Unreadable:
        return
    assert all(isinstance(cells, list) for cells in rows)
