"""What a row of a file does to an enterprise."""

import pytest
from django.contrib.admin.models import LogEntry

from common.publication import PublicationState
from enterprises.models import (
    Enterprise,
)
from enterprises.services import Refused
from enterprises.transfer import (
    EnterpriseSheet,
)
from tests.enterprises.registers import csv_file
from tests.enterprises.test_search import ids
from tests.enterprises.transfer.files import (
    CVR,
    HEADINGS,
    as_csv,
    look,
    sentences,
    take,
)

pytestmark = pytest.mark.django_db


# What a row does


def test_an_empty_cell_empties_and_a_missing_column_does_not(registry):
    data = csv_file((CVR[0], ""), headings=("CVR-nummer", "Telefon"))

    take(EnterpriseSheet(), data)

    registry.refresh_from_db()
    assert registry.phone == ""
    assert registry.website == "https://example.org/"
    assert registry.sectors.count() == 2


def test_what_finds_a_row_is_never_emptied(registry):
    data = csv_file(
        ("", "kaedehjulet", "Nyt"),
        headings=("CVR-nummer", "Adresse på portalen", "Navn"),
    )

    take(EnterpriseSheet(), data)

    registry.refresh_from_db()
    assert (registry.name, registry.cvr_number) == ("Nyt", CVR[0])


def test_a_new_enterprise_is_a_draft_with_an_address_of_its_name():
    take(
        EnterpriseSheet(),
        csv_file((CVR[1], "Ærlig & Åben", "Én linje"), headings=HEADINGS),
    )

    found = Enterprise.objects.get()
    assert found.slug == "aerlig-aaben"
    assert found.publication_state == PublicationState.DRAFT
    assert found.followed_from_date


def test_two_of_one_name_get_an_address_each():
    data = csv_file((CVR[1], "Ens", "x"), (CVR[2], "Ens", "x"), headings=HEADINGS)

    take(EnterpriseSheet(), data)

    slugs = set(Enterprise.objects.values_list("slug", flat=True))
    assert slugs == {"ens", f"ens-{CVR[2]}"}


def test_history_search_and_names_follow(registry, editor):
    other = Enterprise.objects.get(slug="den-anden")
    data = csv_file(
        (CVR[0], "", "Trillebøren", "Café"),
        ("", "den-anden", "Den tredje", "Genbrug"),
        headings=("CVR-nummer", "Adresse på portalen", "Navn", "Arbejdsfelter"),
    )

    take(EnterpriseSheet(), data, by=editor)

    assert ids("trillebøren") == (registry.pk,)
    assert ids("kædehjulet") == ()
    assert [s.name for s in registry.sectors.all()] == ["Café"]
    assert [s.name for s in other.sectors.all()] == ["Genbrug"]
    entries = LogEntry.objects.order_by("object_id").values_list(
        "object_id", "change_message", "user_id"
    )
    assert set(entries) == {
        (str(registry.pk), "Indlæst fra x.csv", editor.pk),
        (str(other.pk), "Indlæst fra x.csv", editor.pk),
    }


@pytest.mark.parametrize(
    ("headings", "row", "heading", "sentence"),
    [
        (HEADINGS, ("12345678", "A", "x"), "CVR-nummer", "8 cifre"),
        (HEADINGS, (CVR[1], "", "x"), "Navn", "rækken er ny"),
        (HEADINGS, (CVR[0], "", "x"), "Navn", "kan ikke stå tomt"),
        (HEADINGS, (CVR[0], "x" * 121, "x"), "Navn", "Forkort den til 120"),
        (("CVR-nummer", "Mailadresse"), (CVR[0], "x"), "Mailadresse", "mail"),
        (("CVR-nummer", "Hjemmeside"), (CVR[0], "javascript:1"), "Hjemmeside", "URL"),
        (("CVR-nummer", "Eksempel"), (CVR[0], "måske"), "Eksempel", "Ja eller"),
        (("CVR-nummer", "Eksempel"), (CVR[0], "Ja"), "CVR-nummer, Eksempel", "CVR"),
        (("CVR-nummer", "Arbejdsfelter"), (CVR[0], "Ost"), "Arbejdsfelter", "“Ost”"),
        (("CVR-nummer", "Lukket"), (CVR[0], "31-02-2018"), "Lukket", "31-01-2016"),
        (("CVR-nummer", "Lukket"), (CVR[0], "2015-06-01"), "Etableret", "før den blev"),
        (("CVR-nummer", "Virksomhedsform"), (CVR[0], "10"), "Virksomhedsform", "§ 4"),
        (("CVR-nummer", "Virksomhedsform"), (CVR[0], "?"), "Virksomhedsform", "mulig"),
        (("CVR-nummer", "Offentlighed"), (CVR[0], ""), "Offentlighed", "tomt"),
        (
            ("CVR-nummer", "Adresse på portalen"),
            (CVR[0], "den-anden"),
            "Adresse på portalen",
            "“Den anden”",
        ),
        (
            ("CVR-nummer", "Adresse på portalen"),
            (CVR[0], "ny-adresse"),
            "Adresse på portalen",
            "virksomhedens egen side",
        ),
        (("Navn", "Kort beskrivelse"), ("Den anden", "x"), "Adresse", "allerede"),
        (
            ("Adresse på portalen", "Navn", "Kort beskrivelse"),
            ("indberet", "A", "x"),
            "Adresse på portalen",
            "en anden side",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_row_column_and_what_to_do(
    headings, row, heading, sentence, registry
):
    before = as_csv(EnterpriseSheet())

    found = look(EnterpriseSheet(), csv_file(row, headings=headings))
    with pytest.raises(Refused, match="Række 2: "):
        take(EnterpriseSheet(), csv_file(row, headings=headings))

    assert found.refused == 1
    assert any(
        number == 2 and heading in told and sentence in why
        for number, told, why in sentences(found)
    ), sentences(found)
    assert as_csv(EnterpriseSheet()) == before


def test_one_wrong_row_keeps_all_out(registry):
    rows = [(number, "Ny", "x") for number in CVR[1:]]
    data = csv_file(*rows, ("1", "Fejl", "x"), headings=HEADINGS)

    with pytest.raises(Refused):
        take(EnterpriseSheet(), data)

    assert Enterprise.objects.count() == 2
    assert not LogEntry.objects.exists()


def test_a_row_that_stands_twice_is_told_with_the_first(registry):
    data = csv_file(
        (CVR[0], "A", "x"),
        (CVR[1], "B", "x"),
        (CVR[0], "C", "x"),
        (CVR[1], "D", "x"),
        headings=HEADINGS,
    )

    found = look(EnterpriseSheet(), data)

    assert [number for number, _, _ in sentences(found)] == [4, 5]
    assert "række 2" in found.errors[0].sentence
    assert "række 3" in found.errors[1].sentence


def test_a_number_cannot_go_to_two_enterprises(registry):
    data = csv_file(
        (CVR[1], "den-anden"),
        (CVR[1], "kaedehjulet"),
        headings=("CVR-nummer", "Adresse på portalen"),
    )

    assert look(EnterpriseSheet(), data).refused == 1


def test_dangerous_text_is_cleaned_as_on_the_desk(registry):
    data = csv_file(
        (CVR[0], "<p onclick='x()'>Hej</p><script>alert(1)</script>"),
        headings=("CVR-nummer", "Beskrivelse"),
    )

    take(EnterpriseSheet(), data)

    registry.refresh_from_db()
    assert registry.description == "<p>Hej</p>"
    assert look(EnterpriseSheet(), data).unchanged == 1
