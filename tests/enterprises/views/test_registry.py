"""The list: what it holds, how it is narrowed, and what it costs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from enterprises.audiences import PURCHASE, VISIT, WORK
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    RsvStatusFactory,
)
from tests.enterprises.views.reading import LIST, full_enterprise, page

pytestmark = pytest.mark.django_db

NONSENSE = ["0", "-1", "1000000000", "9" * 5000, "x", "²", "\x00", "", "1.5"]


def test_the_list_has_what_is_public_and_running_or_coming(client):
    EnterpriseFactory(name="Hjulet", published=True, established=True)
    EnterpriseFactory(name="Spiren", published=True, on_the_way=True)
    EnterpriseFactory(name="Fortiden", published=True, closed=True)
    EnterpriseFactory(name="Kladden", established=True)
    EnterpriseFactory(name="Fortrudt", withdrawn=True, established=True)

    text = page(client, LIST)

    assert "2 virksomheder" in text
    assert "Hjulet" in text
    assert "Spiren" in text
    assert "På vej" in text
    assert "Fortiden" not in text
    assert "Kladden" not in text
    assert "Fortrudt" not in text
    assert "Lukkede kommer kun med, når du vælger dem" in text


def test_closed_ones_are_shown_when_asked_for(client):
    EnterpriseFactory(name="Fortiden", published=True, closed=True)

    text = page(client, LIST, {"stadie": "lukket"})

    assert "1 virksomhed passer til dit valg" in text
    assert "Fortiden" in text


def test_a_card_says_registered_only_while_it_is_so(client):
    EnterpriseFactory(name="Hjulet", published=True, registered=True)
    former = EnterpriseFactory(name="Før", published=True, registered=True)
    RsvStatusFactory(enterprise=former, deregistered=True)
    EnterpriseFactory(name="Slut", published=True, registered=True, closed=True)

    text = page(client, LIST, {"stadie": ["etableret", "lukket"]})

    assert text.count("RSV-registreret") == 1


def test_an_example_is_marked(client):
    EnterpriseFactory(published=True, established=True, example=True)

    assert "Eksempel" in page(client, LIST)


@pytest.mark.parametrize("name", ["tilbud", "stadie", "rsv", "omraade", "by"])
@pytest.mark.parametrize("value", ["findes-ikke", "\x00", "a" * 5000, "'; --", "%"])
def test_an_unknown_choice_is_left_out_and_said(client, name, value):
    EnterpriseFactory(name="Hjulet", published=True, established=True)

    text = page(client, LIST, {name: value})

    assert "Noget i adressen er ikke brugt" in text
    assert "Hjulet" in text


@pytest.mark.parametrize("value", NONSENSE)
def test_a_page_that_is_not_there_gives_the_nearest(client, value):
    EnterpriseFactory.create_batch(25, published=True, established=True)

    text = page(client, LIST, {"side": value})

    assert "findes ikke. Du ser side" in text


def test_pages_hold_24_and_keep_the_choice(client):
    EnterpriseFactory.create_batch(25, published=True, established=True)

    response = client.get(LIST, {"rsv": "ingen", "side": "2"})

    assert len(response.context["cards"]) == 1
    assert 'href="?rsv=ingen"' in response.content.decode()


def test_nothing_found_says_which_choice_to_drop(client):
    garden = EnterpriseFactory(published=True, established=True)
    LocationFactory(enterprise=garden, town="Viby Sj")

    text = page(client, LIST, {"by": "Viby Sj", "rsv": "registreret"})

    assert "0 virksomheder" in text
    assert "Fjern valget under “RSV-status”: 1 virksomhed" in text
    assert "Fjern valget under “By”" not in text


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("", "Find en socialøkonomisk virksomhed"),
        (WORK.get_absolute_url(), "Find job, praktik eller frivilligt arbejde"),
        (PURCHASE.get_absolute_url(), "Køb hos en socialøkonomisk virksomhed"),
        (VISIT.get_absolute_url(), "Besøg en socialøkonomisk virksomhed"),
        (
            f"{PURCHASE.get_absolute_url()}&sortering=nyeste",
            "Køb hos en socialøkonomisk virksomhed",
        ),
        (
            f"{PURCHASE.get_absolute_url()}&adgang=ja",
            "Find en socialøkonomisk virksomhed",
        ),
        ("?tilbud=job", "Find en socialøkonomisk virksomhed"),
    ],
)
def test_a_heading_follows_when_exactly_its_facets_are_chosen(client, address, heading):
    response = client.get(address if address.startswith("/") else f"{LIST}{address}")

    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert f"<title>{heading}" in response.content.decode()


def test_each_order_keeps_the_choice(client):
    for number, name in enumerate(["Zebra", "Ørred", "Æble", "Ål"]):
        EnterpriseFactory(
            name=name,
            published=True,
            followed_from_date=date(2015 + number, 1, 1),
            confirmed_at=datetime(2026, 1, 4 - number, tzinfo=UTC) if number else None,
        )

    def names(order: str) -> list[str]:
        response = client.get(LIST, {"rsv": "ingen", "sortering": order})
        assert "?rsv=ingen&amp;sortering=nyeste" in response.content.decode()
        return [card.name for card in response.context["cards"]]

    assert names("navn") == ["Zebra", "Æble", "Ørred", "Ål"]
    assert names("nyeste") == ["Ål", "Æble", "Ørred", "Zebra"]
    assert names("senest-bekraeftet") == ["Ørred", "Æble", "Ål", "Zebra"]


@pytest.mark.parametrize("value", ["x", "\x00", "a" * 5000, "-name", "NAVN", "\u202e"])
def test_an_unknown_order_is_by_name_and_said(client, value):
    EnterpriseFactory.create_batch(2, published=True)

    response = client.get(LIST, {"sortering": value})

    assert "Vi kender ikke rækkefølgen" in response.content.decode()
    names = [card.name for card in response.context["cards"]]
    assert names == sorted(names)


def test_words_and_choices_narrow_each_other(client):
    wheel = EnterpriseFactory(name="Cykelværkstedet", published=True)
    other = EnterpriseFactory(
        name="Andet værksted", published=True, followed_from_date=date(2020, 1, 1)
    )
    EnterpriseFactory(
        name="Kladdens værksted", short_description="En kladde.", established=True
    )
    LocationFactory(enterprise=wheel, town="Roskilde")
    LocationFactory(enterprise=other, town="Viby Sj", street="Algade 2")
    EnterpriseFactory(name="Caféen", short_description="Kaffe.", published=True)

    def names(**data: str) -> list[str]:
        response = client.get(LIST, {"q": "værksted", **data})
        return [card.name for card in response.context["cards"]]

    assert names() == ["Andet værksted", "Cykelværkstedet"]
    assert names(by="Roskilde") == ["Cykelværkstedet"]
    assert names(sortering="navn") == ["Andet værksted", "Cykelværkstedet"]
    assert names(sortering="nyeste") == ["Andet værksted", "Cykelværkstedet"]


def test_counts_hold_within_what_was_searched_for(client):
    wheel = EnterpriseFactory(name="Cykler", published=True)
    cafe = EnterpriseFactory(name="Café", short_description="Kaffe.", published=True)
    for number, enterprise in enumerate((wheel, cafe)):
        LocationFactory(enterprise=enterprise, street=f"Algade {number}")

    form = client.get(LIST, {"q": "cykler"}).context["form"]

    (towns,) = (group for group in form.groups if group.name == "by")
    assert [(town.label, town.count) for town in towns.options] == [("Roskilde", 1)]


def test_words_are_a_chip_a_way_out_and_kept_in_every_link(client):
    cafe = EnterpriseFactory(name="Café", short_description="Kaffe.", published=True)
    LocationFactory(enterprise=cafe, town="Viby Sj")

    response = client.get(LIST, {"q": "findesikke", "by": "Viby Sj"})

    form = response.context["form"]
    assert [(chip.label, chip.url) for chip in form.chips] == [
        ("“findesikke”", "?by=Viby+Sj"),
        ("Viby Sj", "?q=findesikke"),
    ]
    assert [way.label for way in form.ways_out] == ["Fjern søgeordene: 1 virksomhed"]
    assert "Vi fandt ingen virksomheder" in response.content.decode()


def test_a_mistyped_word_leads_to_what_was_meant(client):
    EnterpriseFactory(name="Genbrug", published=True)

    html = client.get(LIST, {"q": "genbrgus"}).content.decode()

    assert 'Mente du <a href="?q=genbrug">genbrug</a>?' in html


@pytest.mark.parametrize(
    "value",
    [
        "\x00",
        "\u202eabc",
        "😀",
        '"',
        '" OR *',
        "NEAR(a b)",
        "a" * 5000,
        "%",
        "-",
        "' --",
    ],
)
def test_any_words_make_a_page_that_makes_sense(client, value):
    EnterpriseFactory(published=True)

    text = page(client, LIST, {"q": value, "side": "1000000000"})

    assert "virksomhed" in text
    assert ("Din søgning er lang" in text) == (len(value) > 200)


def test_pages_keep_the_order(client):
    EnterpriseFactory.create_batch(25, published=True)

    html = client.get(LIST, {"sortering": "nyeste"}).content.decode()

    assert 'href="?sortering=nyeste&amp;side=2"' in html


def test_an_empty_registry_says_so(client):
    assert "ingen virksomheder i registret endnu" in page(client, LIST)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [2, 12])
@pytest.mark.parametrize(
    "question", ["", "?tilbud=varer&by=Roskilde&sortering=nyeste", "?q=cykler"]
)
def test_a_list_costs_the_same_whatever_its_length(
    client, django_assert_num_queries, number, question
):
    for n in range(number):
        full_enterprise(n)
    client.get(LIST)

    # whether something was changed, the enterprises of the page and their places
    with django_assert_num_queries(3):
        client.get(LIST + question)


def test_a_card_bears_the_number_of_its_pins(client):
    near = {"latitude": Decimal("55.6415"), "longitude": Decimal("12.0803")}
    far = {"latitude": Decimal("57.0"), "longitude": Decimal("9.9")}
    for name, places in (("Anna", [near]), ("Bo", [far]), ("Carl", [near, near])):
        enterprise = EnterpriseFactory(name=name, published=True)
        for n, place in enumerate(places):
            LocationFactory(enterprise=enterprise, street=f"Vej {n}", **place)
    EnterpriseFactory(name="Dorte", published=True)

    response = client.get(LIST)

    text = response.text
    assert [pin.number for pin in response.context["pins"]] == [1, 2, 3, 3]
    assert "Nr. 1 på kortet" in text
    assert text.count('aria-label="3: Carl"') == 2
    assert "Nr. 3 på kortet" in text
    # One lies off the map, and one nobody knows where.
    assert "Nr. 2 på kortet" not in text
    assert "Nr. 4 på kortet" not in text
