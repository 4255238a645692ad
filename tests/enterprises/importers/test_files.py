"""Files from the register, whatever wrote them."""

import codecs
import io
import zipfile
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from enterprises.importers import files
from enterprises.importers.files import Unreadable, read
from tests.enterprises.importers.lists import CVR, entries
from tests.enterprises.registers import api_company, api_file, csv_file, excel_file, row


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_in_every_dress(delimiter, encoding):
    data = csv_file(
        row(CVR[0], "Rødgrød på Åen", "31-01-2016"),
        delimiter=delimiter,
        encoding=encoding,
    )

    company = entries(data).companies[CVR[0]]

    assert company.name == "Rødgrød på Åen"
    assert company.periods[0].start == date(2016, 1, 31)
    assert company.legal_form == "80"


def test_csv_may_name_its_delimiter_and_hold_commas_and_quotes():
    data = b"sep=;\r\nCVR;Navn\r\n" + f'{CVR[0]};"A; ""b"", c"'.encode()

    table = read(data)

    assert table.headers == ["CVR", "Navn"]
    assert table.rows == [(3, [CVR[0], 'A; "b", c'])]


def test_columns_may_stand_in_any_order_below_a_title():
    rows = [("Navn", "By", "CVR"), ("Kædehjulet", "Roskilde", CVR[0])]
    data = csv_file(("", "", ""), *rows, headings=("Liste over RSV", "", ""))

    company = entries(data).companies[CVR[0]]

    assert (company.name, company.town) == ("Kædehjulet", "Roskilde")


def test_excel_is_read_with_real_numbers_and_dates():
    data = excel_file(
        row(int(CVR[0]), "Kædehjulet", date(2016, 1, 31), None, 265, postal_code=4000),
        above=[("Registrerede socialøkonomiske virksomheder",), ()],
    )

    table = read(data)
    company = entries(data).companies[CVR[0]]

    assert table.rows[0][0] == 4
    assert company.periods[0].start == date(2016, 1, 31)
    assert (company.municipality, company.postal_code) == ("265", "4000")


def test_formulas_are_texts_and_never_run():
    data = excel_file(row("=10000000+7", '=HYPERLINK("http://x.example")'))

    found = entries(data)

    assert found.companies == {}
    assert (
        found.errors[0].sentence
        == "“=10000000+7” er ikke et CVR-nummer. Det har 8 cifre."
    )


def test_the_api_is_read_with_its_periods():
    data = api_file(
        api_company(CVR[0], ("2016-05-01", "2018-04-30"), ("2019-01-01", None)),
        api_company(CVR[1]),
    )

    found = entries(data)
    company = found.companies[CVR[0]]

    assert list(found.companies) == [CVR[0]]
    assert company.name == "Kædehjulet ApS"
    assert company.address == "Algade 1A, 2. th, 4000 Roskilde"
    assert company.municipality == "265"
    assert company.is_protected
    assert [(p.start, p.end) for p in company.periods] == [
        (date(2016, 5, 1), date(2018, 5, 1)),
        (date(2019, 1, 1), None),
    ]


def test_nothing_to_reach_anybody_by_is_read_from_the_api():
    table = read(api_file(api_company(CVR[0], ("2016-05-01", None))))

    assert "00000000" not in str(table)
    assert "example.org" not in str(table)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


def with_part(data, name, content):
    """Replace one part of an Excel file."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="str"><v>&a9;</v></c></row></sheetData>'
    "</worksheet>"
)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Filen er tom."),
        (b" \r\n ", "Filen er tom."),
        (b";;;\r\n;;;", "Filen er tom."),
        (b"CVR;Navn\r\n", "ingen rækker"),
        (b"\x00\x01\x02", "ikke en liste"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "ikke en liste"),
        (b"\x81\x8d\x8f", "ikke en liste"),
        (b"\xff\xfe\x00", "ikke en liste"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammelt Excel"),
        (b"PK\x03\x04 and then nothing", "ikke en liste"),
        (zipped(hello_txt="hi"), "ikke en liste"),
        (zipped(bomb_xml=bytes(files.MAX_UNPACKED + 1)), "for stor"),
        (with_part(excel_file(row(CVR[0])), SHEET, LAUGHS), "ikke en liste"),
        (with_part(excel_file(row(CVR[0])), SHEET, "<worksheet"), "ikke en liste"),
        (b"{", "ikke en liste"),
        (b"[" * 100_000, "ikke en liste"),
        (b"[" * 900 + b"]" * 900, "ikke en liste|ingen virksomheder"),
        (
            b'{"hits": {"hits": [{"_source": {"Vrvirksomhed": 7}}]}}',
            "ingen virksomheder",
        ),
        (b'{"hits": {"hits": 3}}', "ingen virksomheder"),
        (b'[{"cvrNummer": 1, "attributter": {"type": 1}}]', "ingen virksomheder"),
        (b"1" + b"0" * 5000 + b"\r\n", "ingen rækker"),
        (b"x" * (files.MAX_BYTES + 1), "for stor"),
        (b"CVR\n" + b"1\n" * (files.MAX_ROWS + 1), "for stor"),
        (b'CVR;Navn\n1;"' + b"x" * 200_000, "ikke en liste"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)


def test_a_hundred_thousand_rows_are_allowed():
    table = read(b"CVR\n" + b"1\n" * files.MAX_ROWS)

    assert len(table.rows) == files.MAX_ROWS


def test_a_lone_cell_far_out_in_a_sheet_costs_nothing():
    book = Workbook()
    book.active.append(["CVR", "Navn"])
    book.active.append([CVR[0], "Kædehjulet"])
    book.active.cell(2, 16384, "langt ude")
    book.active.cell(1_048_576, 1, "langt nede")
    stream = io.BytesIO()
    book.save(stream)

    table = read(stream.getvalue())

    assert table.headers == ["CVR", "Navn"]
    assert table.rows == [(2, [CVR[0], "Kædehjulet"])]


@given(st.binary(max_size=200))
@example(codecs.BOM_UTF8[:1])
@example(codecs.BOM_UTF8[:2])
@example(b'{"hits": "\\ud800"}')
@example(
    b'[{"cvrNummer": {}, "attributter": [{"type": "SOCIAL_\xc3\x98KONOMISK_'
    b'VIRKSOMHED", "vaerdier": [{"vaerdi": true}]}]}]'
)
def test_any_bytes_are_read_or_refused(data):
    try:
        table = read(data)
    except Unreadable:
        return

    assert all(len(cells) == len(table.headers) for _, cells in table.rows)
    for _, cells in table.rows:
        for cell in cells:
            assert cell.encode().decode() == cell
            assert "\0" not in cell
