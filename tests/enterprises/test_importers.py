"""Lists from the register: every kind of file, every kind of difference."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from common.publication import PublicationState
from enterprises.importers import approval, files
from enterprises.importers.columns import Column, guess
from enterprises.importers.differences import Kind, compare
from enterprises.importers.entries import read_date, read_entries
from enterprises.importers.files import Unreadable, read
from enterprises.models import Enterprise, Location, RsvImport, RsvStatus
from enterprises.services import Refused
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    RsvImportFactory,
    RsvStatusFactory,
)
from tests.enterprises.registers import (
    HEADINGS,
    api_company,
    api_file,
    csv_file,
    cvr_numbers,
    excel_file,
    period,
    row,
)

CVR = cvr_numbers(12)
ON = date(2020, 6, 1)
Status = RsvStatus.Status


def entries(data):
    table = read(data)
    return read_entries(table.rows, table.headers, guess(table.headers))


# Files


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


# Rows


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-01-31", date(2016, 1, 31)),
        ("2016-01-31T00:00:00.000+01:00", date(2016, 1, 31)),
        ("20160131", date(2016, 1, 31)),
        ("31-01-2016", date(2016, 1, 31)),
        ("31.1.2016", date(2016, 1, 31)),
        ("31/01/2016 00:00", date(2016, 1, 31)),
        ("31. januar 2016", date(2016, 1, 31)),
        ("1 Maj 2016", date(2016, 5, 1)),
        ("", None),
        ("-", None),
        ("9999-12-31", None),
    ],
)
def test_days_are_read_as_danes_write_them(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text", ["31-02-2016", "31-01-16", "01/2016", "snart", "31. jan 2016", "0001-01-01"]
)
def test_a_day_that_may_mean_two_things_is_refused(text):
    with pytest.raises(ValueError, match="er ikke en dato"):
        read_date(text)


def test_rows_that_fail_are_told_with_their_number():
    data = csv_file(
        row("12345678", "Forkert ciffer"),
        row("", "Uden nummer"),
        row(CVR[0], "Forkert dato", "31-02-2016"),
        row(CVR[1], "Baglæns", "01-01-2018", "01-01-2017"),
        row(f"DK {CVR[2][:2]} {CVR[2][2:]}", "God"),
    )

    found = entries(data)

    assert [(error.number, error.sentence) for error in found.errors] == [
        (2, "“12345678” er ikke et CVR-nummer. Det har 8 cifre."),
        (3, "Rækken mangler et CVR-nummer. Det har 8 cifre."),
        (
            4,
            "“31-02-2016” er ikke en dato, portalen kan læse. Skriv den som "
            "31-01-2016.",
        ),
        (5, "Den er afregistreret, før den blev registreret."),
    ]
    assert list(found.companies) == [CVR[2]]
    assert found.unclear == {CVR[0], CVR[1]}


# Differences


def mapped(data, list_date, is_complete):
    listed = approval.take_in(
        RsvImport(list_date=list_date, is_complete=is_complete),
        data=data,
        file_name="rsv.csv",
    )
    if listed.state == RsvImport.State.UPLOADED:
        mapping = approval.suggested_mapping(listed.headers)
        listed = approval.map_columns(listed, mapping=mapping)
    return listed


def ours(place, name, status=None, since=date(2017, 1, 1), **fields):
    enterprise = EnterpriseFactory(cvr_number=CVR[place], name=name, **fields)
    if status:
        RsvStatusFactory(
            enterprise=enterprise,
            status=status,
            effective_date=since,
            checked_date=since,
        )
    return enterprise


def told(listed):
    return [(d.kind, d.company.cvr) for d in compare(listed).differences]


def approve_all(listed):
    keys = {difference.key for difference in compare(listed).differences}
    return approval.approve(listed, keys=keys)


@pytest.fixture
def planted(db):
    """Ours, and a list in which each kind of difference is planted once."""
    ours(0, "Ny", Status.CONSIDERING)
    ours(1, "Slut", Status.REGISTERED)
    ours(2, "Væk", Status.REGISTERED)
    ours(3, "Før", Status.REGISTERED)
    moved = ours(4, "Flytter", Status.REGISTERED)
    LocationFactory(enterprise=moved, latitude="55.64", longitude="12.08")
    same = ours(5, "Kædehjulet", Status.REGISTERED)
    LocationFactory(enterprise=same)
    ours(6, "Aldrig på listen", Status.CONSIDERING)
    ours(7, "Trak sig", Status.DEREGISTERED)
    EnterpriseFactory(name="Uden nummer", registered=True)
    algade = {"street": "ALGADE 1", "postal_code": "4000", "town": "Roskilde"}
    return csv_file(
        row(CVR[0], "Ny ApS", "01-03-2020"),
        row(CVR[1], "Slut", "01-01-2017", "31-12-2019"),
        row(CVR[3], "Efter", "01-01-2017"),
        row(
            *(CVR[4], "Flytter", "01-01-2017"),
            **{"street": "Ringvej 2", "postal_code": "4040", "town": "Jyllinge"},
        ),
        row(CVR[5], "KÆDEHJULET APS", "01-01-2017", **algade),
        row(CVR[8], "Ukendt i Roskilde", "01-02-2018", form="Forening", **algade),
        row(CVR[9], "Ukendt i Aarhus", "01-02-2018", municipality="751"),
        row(CVR[10], "Ukendt og slut", "01-02-2018", "01-02-2019"),
        row(CVR[7], "Trak sig", "01-01-2016", "01-01-2017"),
        row("12345678", "Forkert ciffer", "01-01-2017"),
    )


EXPECTED = [
    (Kind.REGISTERED, CVR[0]),
    (Kind.DEREGISTERED, CVR[1]),
    (Kind.DEREGISTERED, CVR[2]),
    (Kind.RENAMED, CVR[3]),
    (Kind.MOVED, CVR[4]),
    (Kind.UNKNOWN, CVR[8]),
]


def test_exactly_the_planted_differences_are_told(planted):
    listed = mapped(planted, ON, True)

    found = compare(listed)

    assert [(d.kind, d.company.cvr) for d in found.differences] == EXPECTED
    assert [d.is_certain for d in found.differences] == [True, True, False, *[True] * 3]
    assert [d.why_not for d in found.differences] == [""] * 6
    assert [error.number for error in found.errors] == [11]
    assert found.without_cvr == 1


def test_an_excel_file_tells_the_same_in_another_order(planted):
    rows = [line.split(";") for line in planted.decode("cp1252").splitlines()]
    turned = [tuple(reversed(cells)) for cells in rows]

    listed = mapped(excel_file(*turned[1:], headings=turned[0]), ON, True)

    assert told(listed) == EXPECTED


def as_api_company(cells):
    """Write a row of the planted list as the distribution API would."""
    cvr, name, start, end, municipality, street, postal_code, town, *_ = cells
    last_day = (read_date(end) - timedelta(days=1)).isoformat() if end else None
    road, _, number = street.partition(" ")
    place = {
        "vejnavn": road,
        "husnummerFra": number,
        "postnummer": postal_code,
        "postdistrikt": town,
        "kommune": {"kommuneKode": int(municipality)},
        "periode": period("2016-01-01"),
    }
    return api_company(
        cvr,
        (read_date(start).isoformat(), last_day),
        navne=[{"navn": name, "periode": period("2016-01-01")}],
        beliggenhedsadresse=[place],
    )


def test_the_register_s_own_json_tells_the_same(planted):
    rows = [line.split(";") for line in planted.decode("cp1252").splitlines()[1:]]

    listed = mapped(api_file(*map(as_api_company, rows)), ON, True)

    assert told(listed) == EXPECTED


def test_nothing_changes_before_approval(planted):
    before = list(Enterprise.objects.values()), list(RsvStatus.objects.values())

    compare(mapped(planted, ON, True))

    assert (
        list(Enterprise.objects.values()),
        list(RsvStatus.objects.values()),
    ) == before


def test_approval_takes_in_what_was_chosen_and_confirms_the_rest(planted):
    listed = mapped(planted, ON, True)

    outcome = approve_all(listed)

    new = RsvStatus.objects.get(enterprise__cvr_number=CVR[0], status="registreret")
    ended = RsvStatus.objects.get(enterprise__cvr_number=CVR[1], status="afregistreret")
    gone = RsvStatus.objects.get(enterprise__cvr_number=CVR[2], status="afregistreret")
    assert new.effective_date == date(2020, 3, 1)
    assert new.source == "Det Centrale Virksomhedsregister, rsv.csv"
    assert new.checked_date == ON
    assert ended.effective_date == date(2019, 12, 31)
    assert gone.effective_date == ON
    assert Enterprise.objects.get(cvr_number=CVR[3]).name == "Efter"
    place = Location.objects.get(enterprise__cvr_number=CVR[4])
    assert str(place) == "Ringvej 2, 4040 Jyllinge"
    assert place.latitude is None
    assert (outcome.changes, outcome.confirmed, outcome.gone) == (6, 4, 0)
    for place in (3, 4, 5, 7):
        status = RsvStatus.objects.get(enterprise__cvr_number=CVR[place])
        assert status.checked_date == ON


def test_what_was_unknown_becomes_a_draft(planted):
    approve_all(mapped(planted, ON, True))

    enterprise = Enterprise.objects.get(cvr_number=CVR[8])

    assert enterprise.publication_state == PublicationState.DRAFT
    assert enterprise.legal_form == "110"
    assert enterprise.slug == "ukendt-i-roskilde"
    assert [str(step) for step in enterprise.rsv_history.all()] == [
        "Registreret 01.02.2018"
    ]
    assert str(enterprise.locations.get()) == "ALGADE 1, 4000 Roskilde"
    assert not Enterprise.objects.filter(cvr_number__in=CVR[9:11]).exists()


def test_the_same_file_again_gives_no_differences(planted):
    approve_all(mapped(planted, ON, True))

    again = mapped(planted, ON, True)

    assert told(again) == []


def test_what_is_not_chosen_stays(planted):
    listed = mapped(planted, ON, True)
    renamed = compare(listed).differences[3]

    outcome = approval.approve(listed, keys={renamed.key, "gone"})

    assert (outcome.changes, outcome.gone) == (1, 1)
    assert Enterprise.objects.get(cvr_number=CVR[3]).name == "Efter"
    assert Enterprise.objects.count() == 9
    assert RsvStatus.objects.filter(status="afregistreret").count() == 1


def test_approving_twice_changes_nothing(planted):
    listed = mapped(planted, ON, True)
    approve_all(listed)
    after = list(RsvStatus.objects.order_by("pk").values())

    with pytest.raises(Refused, match="allerede godkendt"):
        approval.approve(listed, keys=set())

    assert list(RsvStatus.objects.order_by("pk").values()) == after
    listed.refresh_from_db()
    assert (listed.headers, listed.rows) == ([], [])


def test_a_partial_list_says_nothing_of_those_it_leaves_out(planted):
    listed = mapped(planted, ON, False)

    assert (Kind.DEREGISTERED, CVR[2]) not in told(listed)


def test_a_row_that_fails_does_not_make_its_enterprise_missing(db):
    ours(0, "Ulæselig", Status.REGISTERED)

    listed = mapped(csv_file(row(CVR[0], "Ulæselig", "snart")), ON, True)

    assert told(listed) == []


def test_the_comparison_costs_the_same_for_any_number(
    planted, django_assert_num_queries
):
    few = mapped(csv_file(row(CVR[0], "Ny", "01-03-2020")), ON, True)
    many = mapped(planted, ON, True)

    with django_assert_num_queries(4):
        compare(few)
    with django_assert_num_queries(4):
        compare(many)


def test_a_later_status_of_ours_must_be_settled_by_hand(db):
    ours(0, "Uenig", Status.DEREGISTERED, since=date(2019, 1, 1))

    (difference,) = compare(
        mapped(csv_file(row(CVR[0], "Uenig", "01-01-2017")), ON, True)
    ).differences

    assert difference.kind == Kind.REGISTERED
    assert "i hånden" in difference.why_not


def test_what_must_be_settled_by_hand_cannot_be_approved(db):
    ours(0, "Uenig", Status.DEREGISTERED, since=date(2019, 1, 1))
    listed = mapped(csv_file(row(CVR[0], "Uenig", "01-01-2017")), ON, True)

    outcome = approve_all(listed)

    assert outcome.changes == 0
    assert RsvStatus.objects.count() == 1


@pytest.mark.parametrize("form", ["10", "Enkeltmandsvirksomhed", "PMV"])
def test_a_form_that_the_law_keeps_out_cannot_be_approved(db, form):
    listed = mapped(csv_file(row(CVR[0], "Solo", "01-01-2017", form=form)), ON, True)

    (difference,) = compare(listed).differences

    assert "§ 4" in difference.why_not


def test_an_application_is_settled_by_the_registration_of_that_day(db):
    ours(0, "Ansøger", Status.APPLIED, since=date(2020, 3, 1))
    listed = mapped(csv_file(row(CVR[0], "Ansøger", "01-03-2020")), ON, True)

    approve_all(listed)

    assert RsvStatus.objects.get().status == Status.REGISTERED


def test_registered_again_is_taken_in_with_both_steps(db):
    enterprise = ours(0, "Kædehjulet", Status.REGISTERED, since=date(2016, 5, 1))
    LocationFactory(enterprise=enterprise, street="Algade 1a, 2 th.")
    data = api_file(
        api_company(CVR[0], ("2016-05-01", "2018-04-30"), ("2019-01-01", None))
    )

    listed = mapped(data, ON, True)
    kinds = told(listed)
    approve_all(listed)

    assert kinds == [(Kind.REGISTERED, CVR[0])]
    assert [str(step) for step in enterprise.rsv_history.all()] == [
        "Registreret 01.01.2019",
        "Afregistreret 01.05.2018",
        "Registreret 01.05.2016",
    ]
    assert told(mapped(data, ON, True)) == []


def test_a_list_without_days_gives_its_own(db):
    ours(0, "Ny", Status.CONSIDERING)
    headings = ("CVR", "Navn")

    listed = mapped(csv_file((CVR[0], "Ny"), headings=headings), ON, True)
    approve_all(listed)

    status = RsvStatus.objects.get(status=Status.REGISTERED)
    assert status.effective_date == ON


def test_an_older_list_leaves_what_came_later(db):
    ours(0, "Senere", Status.REGISTERED, since=ON + timedelta(days=1))

    listed = mapped(csv_file(row(CVR[1], "En anden", municipality="751")), ON, True)

    assert told(listed) == []


def test_several_places_get_one_more(db):
    enterprise = ours(0, "Kæden")
    LocationFactory.create_batch(2, enterprise=enterprise)
    listed = mapped(
        csv_file(
            row(CVR[0], "Kæden", street="Ringvej 2, 4040 Jyllinge"), headings=HEADINGS
        ),
        ON,
        False,
    )

    approve_all(listed)

    assert [place.street for place in enterprise.locations.all()] == [
        *["Algade 1"] * 2,
        "Ringvej 2",
    ]


def test_two_new_ones_of_one_name_get_an_address_each(db):
    EnterpriseFactory(slug="kaeden")
    listed = mapped(
        csv_file(
            row(CVR[0], "Kæden", "01-01-2017"),
            row(CVR[1], "Kæden", "01-01-2017"),
            row(CVR[2], "🚲", "01-01-2017"),
            encoding="utf-8",
        ),
        ON,
        True,
    )

    approve_all(listed)

    slugs = Enterprise.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == [
        *("kaeden", f"kaeden-{CVR[0]}", f"kaeden-{CVR[1]}"),
        "virksomhed",
    ]


def test_hostile_cells_become_plain_names(db):
    name = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
    data = excel_file(row(CVR[0], name, "2017-01-01"))

    approve_all(mapped(data, ON, True))

    assert Enterprise.objects.get().name == name


@pytest.mark.parametrize("length", [120, 121])
def test_a_name_too_long_for_us_is_left_to_the_editor(db, length):
    data = csv_file(row(CVR[0], "x" * length, "2017-01-01"))

    (difference,) = compare(mapped(data, ON, True)).differences

    assert bool(difference.why_not) is (length == 121)


# Steps of a list


def test_columns_are_asked_for_once_and_only_those_are_kept(db):
    first = approval.take_in(
        RsvImport(list_date=ON),
        data=csv_file(
            (CVR[0], "Kædehjulet", "00000000"), headings=("A", "B", "Telefon")
        ),
        file_name="a.csv",
    )
    assert first.state == RsvImport.State.UPLOADED
    approval.map_columns(first, mapping={"cvr": "A", "navn": "B"})

    second = approval.take_in(
        RsvImport(list_date=ON),
        data=csv_file(("x", CVR[0], "Nyt navn"), headings=("C", "A", "B")),
        file_name="b.csv",
    )

    first.refresh_from_db()
    assert first.rows == [[2, [CVR[0], "Kædehjulet"]]]
    assert second.state == RsvImport.State.MAPPED
    assert list(second.rows) == [(2, [CVR[0], "Nyt navn"])]


def test_the_api_needs_no_mapping(db):
    listed = approval.take_in(
        RsvImport(list_date=ON),
        data=api_file(api_company(CVR[0], ("2016-05-01", None))),
        file_name="cvr.json",
    )

    assert listed.state == RsvImport.State.MAPPED
    assert set(listed.mapping) == set(Column.values)


def test_lists_that_nobody_approves_are_deleted_on_their_day(db):
    RsvImportFactory(delete_on_date=ON, file_name="gammel.csv")
    RsvImportFactory(delete_on_date=ON + timedelta(days=1), file_name="ny.csv")
    RsvImportFactory(delete_on_date=ON, approved=True, file_name="godkendt.csv")

    approval.forget_overdue(ON)

    kept = RsvImport.objects.values_list("file_name", flat=True)
    assert sorted(kept) == ["godkendt.csv", "ny.csv"]


# The command


def test_the_command_leaves_a_list_for_the_editor(planted, tmp_path, capsys):
    file = tmp_path / "rsv.csv"
    file.write_bytes(planted)

    call_command("import_rsv", str(file), date=ON)
    told = capsys.readouterr().out

    assert RsvImport.objects.get().state == RsvImport.State.MAPPED
    assert Enterprise.objects.filter(cvr_number=CVR[8]).count() == 0
    assert "Ukendt for os, men i Roskilde Kommune: Ukendt i Roskilde" in told
    assert "Række 11: “12345678” er ikke et CVR-nummer" in told


def test_the_command_tells_why_a_file_is_refused(db, tmp_path):
    file = tmp_path / "rsv.csv"
    file.write_bytes(b"\0")

    with pytest.raises(CommandError, match="ikke en liste"):
        call_command("import_rsv", str(file))
    with pytest.raises(CommandError, match="findes-ikke"):
        call_command("import_rsv", str(tmp_path / "findes-ikke.csv"))

    assert not RsvImport.objects.exists()
