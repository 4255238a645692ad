"""What a list says otherwise than we do."""

from datetime import timedelta

from enterprises.importers.differences import Kind, compare
from enterprises.importers.entries import read_date
from tests.enterprises.importers.lists import CVR, ON, Status, mapped, ours, told
from tests.enterprises.registers import (
    api_company,
    api_file,
    csv_file,
    excel_file,
    period,
    row,
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
