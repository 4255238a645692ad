"""What leaves can come back, and is recognised however it was saved."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook

from common.quantities import Qualifier, Quantity, Unit
from common.tables import Unreadable
from enterprises.models import (
    Enterprise,
    StaffingCategory,
    StaffingReturn,
)
from enterprises.transfer import (
    SHEETS,
    EnterpriseSheet,
    ReturnSheet,
    intake,
)
from enterprises.transfer.columns import quantity_text, read_quantity
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    SectorFactory,
    StaffingCountFactory,
)
from tests.enterprises.registers import csv_file, excel_file
from tests.enterprises.transfer.files import (
    CVR,
    as_csv,
    as_excel,
    changes,
    look,
    sentences,
    table,
    take,
)

pytestmark = pytest.mark.django_db


# What leaves


def test_a_sheet_tells_the_whole_record(registry):
    sheet = EnterpriseSheet()

    (first, _), *_ = [
        [dict(zip(sheet.headings, row, strict=True)) for row in chunk]
        for chunk in sheet.texts(sheet.queryset())
    ]

    assert first["CVR-nummer"] == CVR[0]
    assert first["Offentlighed"] == "Offentlig"
    assert first["Virksomhedsform"] == "Anpartsselskab"
    assert first["Arbejdsfelter"] == "Genbrug; Café"
    assert first["Verdensmål"] == "3; 8"
    assert first["Etableret"] == "2016-01-01"
    assert first["Lukket"] == ""
    # After midnight in Denmark.
    assert first["Sidst bekræftet"] == "2018-07-01"


def test_quantities_leave_as_they_are_printed(registry):
    sheet = ReturnSheet()
    category = StaffingCategory.objects.first()

    ((row,),) = sheet.texts(sheet.queryset())
    told = dict(zip(sheet.headings, row, strict=True))

    assert told[category.name] == "ca. 1.234,5"
    assert told["Nogle"] == "ikke oplyst [flere]"
    assert told["Andre"] == ""
    assert told["Oplyst i alt"] == "12,5"


@pytest.mark.parametrize("kind", list(SHEETS))
def test_a_list_of_any_length_costs_the_same_number_of_queries(kind, registry):
    sheet = SHEETS[kind]()
    with CaptureQueriesContext(
        connection,
    ) as few:
        list(sheet.texts(sheet.queryset()))
    for _ in range(5):
        enterprise = EnterpriseFactory(cvr_number=None)
        enterprise.sectors.add(SectorFactory())
        RsvStatusFactory(enterprise=enterprise)
        StaffingCountFactory(staffing_return__enterprise=enterprise)

    fresh = SHEETS[kind]()
    with CaptureQueriesContext(connection) as many:
        list(fresh.texts(fresh.queryset()))

    assert len(many) == len(few)


# What leaves comes back


@pytest.mark.parametrize("kind", list(SHEETS))
@pytest.mark.parametrize("write", [as_csv, as_excel])
def test_what_was_exported_changes_nothing(kind, write, registry):
    sheet = SHEETS[kind]()
    data = write(sheet)

    found = look(SHEETS[kind](), data)

    assert (found.new, found.changed, found.refused) == (0, 0, 0)
    assert found.unchanged == sheet.queryset().count() > 0


@pytest.mark.parametrize("write", [as_csv, as_excel])
def test_what_was_exported_makes_an_empty_registry_the_same(write, registry):
    StaffingReturn.objects.update(status="kladde")
    before = {kind: as_csv(SHEETS[kind]()) for kind in SHEETS}
    files = {kind: write(SHEETS[kind]()) for kind in SHEETS}
    StaffingReturn.objects.all().delete()
    Enterprise.objects.all().delete()

    for kind, data in files.items():
        take(SHEETS[kind](), data)

    # All but who vouched for it, which a file cannot say.
    Enterprise.objects.filter(cvr_number=CVR[0]).update(
        confirmed_at=datetime(2018, 6, 30, 22, 30, tzinfo=UTC)
    )
    assert {kind: as_csv(SHEETS[kind]()) for kind in SHEETS} == before


AWKWARD = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
)


@hypothesis_settings(max_examples=40)
@given(AWKWARD, AWKWARD, AWKWARD, st.sampled_from([as_csv, as_excel]))
@example("'=1", "''", '";\r\n', as_excel)
@example("\x0b=1+1", " =x", "_x000D_\r", as_excel)
@example("#N/A", "\u2028", "x005F_", as_excel)
@example("2018-01-01", "1,5", "0012", as_csv)
def test_awkward_texts_come_back_as_they_were(name, purpose, capacity, write):
    Enterprise.objects.all().delete()
    Enterprise.objects.create(
        name=name or "x",
        slug="x",
        short_description="x",
        social_purpose=purpose,
        capacity=capacity,
    )

    found = look(EnterpriseSheet(), write(EnterpriseSheet()))

    assert changes(found) == {}
    assert found.unchanged == 1


QUANTITIES = st.builds(
    Quantity,
    st.decimals(0, 9_999_999, places=2),
    st.sampled_from(Qualifier),
    st.just(Unit.PERSONS),
    st.text("abc 12,[]", max_size=9).map(str.strip),
) | st.builds(
    Quantity,
    st.none(),
    unit=st.just(Unit.PERSONS),
    as_published=st.text("abc 12", max_size=9).map(str.strip),
)


@given(QUANTITIES)
def test_a_quantity_is_read_as_it_was_printed(quantity):
    assert read_quantity(quantity_text(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("7", "7", "eksakt"),
        ("1.234,5", "1234.5", "eksakt"),
        ("ca. 12", "12", "ca"),
        ("ca 12", "12", "ca"),
        ("Mere end 50", "50", "mere_end"),
        (">50", "50", "mere_end"),
        ("under 5", "5", "under"),
        ("mindst 3", "3", "mindst"),
        ("ikke oplyst", None, "eksakt"),
        ("Ikke oplyst", None, "eksakt"),
        ("0", "0", "eksakt"),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text, value, qualifier):
    found = read_quantity(text)

    assert found.value == (None if value is None else Decimal(value))
    assert found.qualifier == qualifier


@pytest.mark.parametrize(
    "text", ["flere", "-5", "1.23", "1,2,3", "12 eller 13", "ca.", "1,234", "9" * 11]
)
def test_what_is_no_quantity_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_quantity(text)


# Recognising a file


def test_headings_may_stand_in_any_order_and_spelling(registry):
    data = csv_file(("Nyt navn", CVR[0]), headings=("NAVN", "cvr nummer"))

    found = look(EnterpriseSheet(), data)

    assert changes(found) == {("Kædehjulet", "Navn"): ("Kædehjulet", "Nyt navn")}


def test_unknown_columns_are_named_and_told_ones_too(registry):
    data = csv_file(
        (CVR[0], "x", "2018-01-01"), headings=("CVR-nummer", "Farve", "Sidst bekræftet")
    )

    found = table(EnterpriseSheet(), data)

    assert found.unknown == ["Farve"]
    assert found.only_told == ["Sidst bekræftet"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Filen er tom"),
        (b"\n\n;;\n", "Filen er tom"),
        (b"CVR-nummer;Navn\n", "Der er ingen rækker"),
        (b"Farve;Form\nx;y\n", "kender ingen af overskrifterne"),
        (b"CVR-nummer|Navn\n1|2\n", "skil kolonnerne med semikolon"),
        (b"CVR-nummer;Navn;navn\n1;2;3\n", "“Navn” står to gange"),
        (b"Kort beskrivelse\nx\n", "Filen mangler kolonnen “CVR-nummer”"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        look(EnterpriseSheet(), data)


def test_danish_excel_is_understood(registry):
    data = csv_file(
        (CVR[0], "Blåbær & Ål", "31-01-2017"),
        headings=("CVR-nummer", "Navn", "Etableret"),
        encoding="cp1252",
    )

    found = look(EnterpriseSheet(), data)

    assert changes(found) == {
        ("Kædehjulet", "Navn"): ("Kædehjulet", "Blåbær & Ål"),
        ("Kædehjulet", "Etableret"): ("2016-01-01", "2017-01-31"),
    }


def test_the_same_in_other_words_is_no_change(registry):
    data = csv_file(
        (f"DK {CVR[0]}", "ApS", '"Café;Genbrug"', "1.1.2016", "offentlig"),
        headings=(
            *("CVR-nummer", "Virksomhedsform", "Arbejdsfelter", "Etableret"),
            "Offentlighed",
        ),
    )

    assert look(EnterpriseSheet(), data).unchanged == 1


def test_numbers_and_days_of_excel_are_understood(registry):
    data = excel_file(
        (int(CVR[0]), 2018, datetime(2018, 8, 31), 12.5, 3, True),
        headings=(
            *("CVR-nummer", "År", "Opgjort pr.", "Oplyst i alt"),
            *("Andre", "Farve"),
        ),
    )

    found = look(ReturnSheet(), data)

    assert changes(found) == {("Kædehjulet, 2018", "Andre"): ("", "3")}


def test_a_formula_is_no_value(registry):
    book = Workbook()
    book.active.append(["CVR-nummer", "Navn"])
    book.active.append([int(CVR[0]), '=A2&"x"'])
    file = io.BytesIO()
    book.save(file)

    found = look(EnterpriseSheet(), file.getvalue())

    assert sentences(found) == [
        (2, "Navn", "Her står en formel. Sæt dens resultat ind som værdi i stedet.")
    ]


# Hostile input


@pytest.mark.parametrize("kind", list(SHEETS))
@given(cells=st.lists(st.text(max_size=20), min_size=3, max_size=6))
@example(cells=["\0", "9" * 400, "²", "2018", "∞"])
@hypothesis_settings(max_examples=30)
def test_any_cells_are_read_or_refused(kind, cells):
    sheet = SHEETS[kind]()
    readable = [c for c in sheet.headings if c != "Virksomhed"]
    rows = iter([(1, readable), (2, (cells * 20)[: len(readable)])])

    try:
        table = intake.recognise(sheet, intake.texts_of(rows))
        found = intake.preview(sheet, table, keep_prints=True)
    except Unreadable as reason:
        assert "ingen rækker" in str(reason)
    else:
        assert found.rows == 1
