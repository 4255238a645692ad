"""Rows of a list, read as days and numbers or refused."""

from datetime import date

import pytest

from enterprises.importers.entries import read_date
from tests.enterprises.importers.lists import CVR, entries
from tests.enterprises.registers import csv_file, row


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
