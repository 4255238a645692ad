from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from common.quantities import Qualifier, Unit
from enterprises.audiences import PURCHASE, VISIT, WORK
from enterprises.models import Enterprise, ReportedFigure, StaffingCategory
from tests.network.factories import ClusterFactory, EventFactory
from tests.strategy.factories import AwardYearFactory, NomineeFactory

from .factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    ReportedFigureFactory,
    RsvStatusFactory,
    SectorFactory,
    SocialValueStatementFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
    StatusReportFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/virksomheder/"
FIGURES = "/tal/"
NONSENSE = ["0", "-1", "1000000000", "9" * 5000, "x", "²", "\x00", "", "1.5"]


class PageText(HTMLParser):
    """The words of a page as one line, and how many headings of the first level."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.h1 = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.h1 += tag == "h1"

    def handle_data(self, data):
        self.words += data.split()


def page(client, address: str, data: dict[str, str] | None = None, status: int = 200):
    """Fetch a page and return its words; every page has one heading of its own."""
    response = client.get(address, data)
    assert response.status_code == status
    text = PageText(response.content.decode())
    assert text.h1 == 1
    return " ".join(text.words)


def full_enterprise(number: int = 0, **kwargs) -> Enterprise:
    """Make an enterprise that fills every part of its page and its card."""
    enterprise = EnterpriseFactory(published=True, registered=True, **kwargs)
    enterprise.sectors.add(SectorFactory())
    enterprise.target_groups.add(TargetGroupFactory())
    for place in range(2):
        LocationFactory(
            enterprise=enterprise,
            street=f"Algade {number}{place}",
            latitude=Decimal("55.641500"),
            longitude=Decimal("12.080300"),
        )
    OfferFactory(enterprise=enterprise)
    SocialValueStatementFactory(enterprise=enterprise, published=True)
    return enterprise


# The list


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


# One enterprise


def test_a_page_tells_what_the_record_says(client):
    enterprise = full_enterprise(
        name="Hjulet",
        description="<p>Vi giver cykler et liv mere.</p>",
        social_purpose="Flere unge skal have et fag.",
        capacity="40 cykler om ugen",
        delivery_area="Hele Sjælland",
        reserved_contracts="ja",
        reserved_contracts_date=date(2026, 2, 14),
        confirmed_at=datetime(2026, 2, 14, 12, tzinfo=UTC),
    )

    text = page(client, enterprise.get_absolute_url())

    for words in [
        "RSV-registreret siden 1. januar 2017",
        "Det Centrale Virksomhedsregister, sidst kontrolleret 1. januar 2017",
        "Brugte cykler",
        "Vi giver cykler et liv mere.",
        "Flere unge skal have et fag.",
        "Flere er med i et fællesskab.",
        "Virksomhedens egen oplysning",
        "40 cykler om ugen",
        "Hele Sjælland",
        "Oplyst 14. februar 2026",
        "Sidst bekræftet 14. februar 2026",
        "Algade 00",
    ]:
        assert words in text


def test_a_map_is_a_link_that_the_reader_chooses(client):
    enterprise = full_enterprise()

    html = client.get(enterprise.get_absolute_url()).content.decode()

    assert (
        'href="https://www.openstreetmap.org/?mlat=55.641500&amp;mlon=12.080300'
        '#map=16/55.641500/12.080300" rel="noopener noreferrer"' in html
    )


@pytest.mark.parametrize("state", [{}, {"withdrawn": True}])
@pytest.mark.parametrize("name", ["detail", "logo", "photo"])
def test_what_is_not_public_is_not_found(client, settings, tmp_path, state, name):
    settings.MEDIA_ROOT = tmp_path
    enterprise = EnterpriseFactory(pictured=True, **state)

    response = client.get(reverse(f"enterprises:{name}", args=[enterprise.slug]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["logo", "photo"])
def test_public_pictures_are_handed_out(client, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    enterprise = EnterpriseFactory(pictured=True, published=True)

    response = client.get(reverse(f"enterprises:{name}", args=[enterprise.slug]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.getvalue().startswith(b"\xff\xd8")


def test_a_picture_that_is_not_there_is_not_found(client):
    enterprise = EnterpriseFactory(published=True)

    response = client.get(reverse("enterprises:logo", args=[enterprise.slug]))

    assert response.status_code == 404


def test_a_former_registration_is_history_only(client):
    enterprise = EnterpriseFactory(published=True, registered=True)
    RsvStatusFactory(enterprise=enterprise, deregistered=True)

    text = page(client, enterprise.get_absolute_url())

    assert "RSV-registreret siden" not in text
    assert "Registreret 1. januar 2017" in text
    assert "Afregistreret 1. januar 2019" in text


def test_a_registration_to_come_is_not_told(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    tomorrow = timezone.localdate() + timedelta(days=1)
    RsvStatusFactory(enterprise=enterprise, registered=True, effective_date=tomorrow)

    text = page(client, enterprise.get_absolute_url())

    assert "RSV-registreret siden" not in text
    assert "RSV-historik" not in text


def test_a_renewed_registration_counts_from_the_first(client):
    enterprise = EnterpriseFactory(published=True, registered=True)
    RsvStatusFactory(
        enterprise=enterprise, registered=True, effective_date=date(2020, 5, 1)
    )

    text = page(client, enterprise.get_absolute_url())

    assert "RSV-registreret siden 1. januar 2017" in text


def test_a_closed_enterprise_says_so_and_offers_nothing(client):
    enterprise = EnterpriseFactory(published=True, registered=True, closed=True)
    OfferFactory(enterprise=enterprise)

    text = page(client, enterprise.get_absolute_url())

    assert "Lukket 1. januar 2019" in text
    assert "RSV-registreret siden" not in text
    assert "Det kan du her" not in text
    assert "Offentlig indkøber" not in text


def test_an_offer_that_has_ended_is_gone(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    OfferFactory(
        enterprise=enterprise, title="Gammelt", active_to_date=date(2020, 1, 1)
    )

    assert "Gammelt" not in page(client, enterprise.get_absolute_url())


def test_small_numbers_are_hidden_and_explained(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    filed = StaffingReturnFactory(enterprise=enterprise, year=2025, approved=True)
    for slug, value in [("ordinaere", 7), ("fleksjob", 3), ("frivillige", 1234)]:
        StaffingCountFactory(
            staffing_return=filed,
            category=StaffingCategory.objects.get(slug=slug),
            value=value,
        )

    text = page(client, enterprise.get_absolute_url())

    assert "Fleksjob under 5" in text
    assert "I alt uden frivillige mindst 8" in text
    assert "Hvorfor står der “under 5” og “mindst”?" in text
    assert "1.234" in text
    assert "Godkendt af kommunen 15. september 2025" in text


def test_volunteers_are_never_on_the_axis_of_staff(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    filed = StaffingReturnFactory(enterprise=enterprise, approved=True)
    for slug, value in [("ordinaere", 7), ("frivillige", 30300)]:
        StaffingCountFactory(
            staffing_return=filed,
            category=StaffingCategory.objects.get(slug=slug),
            value=value,
        )

    chart = client.get(enterprise.get_absolute_url()).context["staff"].chart

    assert chart.ceiling == 8
    assert not any("frivillige" in series.label for series in chart.series)


def test_a_return_not_approved_is_not_shown(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    filed = StaffingReturnFactory(enterprise=enterprise, pending=True)
    StaffingCountFactory(staffing_return=filed, value=4321)

    text = page(client, enterprise.get_absolute_url())

    assert "4.321" not in text
    assert "har ikke indberettet" in text


def test_a_statement_of_value_that_is_a_draft_is_not_shown(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    SocialValueStatementFactory(enterprise=enterprise, claim="Ikke klar")

    assert "Ikke klar" not in page(client, enterprise.get_absolute_url())


def test_events_and_awards_are_told_when_they_are_public(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    EventFactory(host=enterprise, title="Åbent værksted", published=True)
    EventFactory(host=enterprise, title="Hemmeligt møde")
    NomineeFactory(
        enterprise=enterprise,
        award_year=AwardYearFactory(year=2024, published=True),
        is_winner=True,
        motivation="For et helt fag.",
    )
    NomineeFactory(enterprise=enterprise, award_year=AwardYearFactory(year=2025))

    text = page(client, enterprise.get_absolute_url())

    assert "Åbent værksted" in text
    assert "Hemmeligt møde" not in text
    assert "Den Socialøkonomiske Pris 2024 : vinder" in text
    assert "Den Socialøkonomiske Pris 2025" not in text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [4, 12])
def test_a_page_costs_the_same_whatever_it_tells(
    client, django_assert_num_queries, number
):
    enterprise = full_enterprise()
    category = StaffingCategoryFactory()
    sector = enterprise.sectors.get()
    for n in range(number):
        full_enterprise(n + 1).sectors.add(sector)
        OfferFactory(enterprise=enterprise, title=f"Tilbud {n}")
        RsvStatusFactory(enterprise=enterprise, effective_date=date(2018, 1, n + 1))
        SocialValueStatementFactory(enterprise=enterprise, published=True)
        filed = StaffingReturnFactory(
            enterprise=enterprise, year=2010 + n, approved=True
        )
        StaffingCountFactory(staffing_return=filed, category=category)
        EventFactory(host=enterprise, published=True)
        ClusterFactory(published=True).enterprises.add(enterprise)
        NomineeFactory(
            enterprise=enterprise,
            award_year=AwardYearFactory(year=2010 + n, published=True),
        )

    client.get(LIST)

    # the enterprise and seven lists of its own, three of its staff, events, clusters,
    # awards; whether something was changed, who is near, and the cards' enterprises and
    # places
    with django_assert_num_queries(18):
        client.get(enterprise.get_absolute_url())


# The figures of a day


@pytest.fixture
def programme(db: None) -> None:
    """Two running, one registered, one coming and one closed in 2019; all examples."""
    EnterpriseFactory(published=True, registered=True, example=True)
    EnterpriseFactory(published=True, established=True, example=True)
    EnterpriseFactory(published=True, on_the_way=True, example=True)
    EnterpriseFactory(published=True, closed=True, example=True)
    EnterpriseFactory(established=True)


def test_figures_are_counted_as_of_the_day(client, programme):
    text = page(client, FIGURES, {"dato": "2018-08-31"})

    assert "Tal for 31. august 2018" in text
    assert "3 etablerede virksomheder Eksempel 31. august 2018" in text
    assert "1 virksomheder på vej" in text
    assert "1 RSV-registrerede virksomheder" in text
    assert "Regnet ud fra eksempler" in text


def test_before_the_programme_there_is_nothing(client, programme):
    text = page(client, FIGURES, {"dato": "2013-12-31"})

    assert "0 etablerede virksomheder 31. december 2013" in text
    assert "0 RSV-registrerede virksomheder" in text
    assert "År for år" not in text
    assert "Eksempel" not in text


def test_without_a_day_it_is_today(client, programme):
    text = page(client, FIGURES)

    assert "Tal for i dag" in text
    assert "2 etablerede virksomheder" in text
    assert "Du ser tallene for i dag" not in text


@pytest.mark.parametrize(
    "value",
    ["", "i morgen", "2018-02-30", "2999-01-01", "1850-01-01", "\x00", "9" * 5000],
)
def test_a_day_that_cannot_be_counted_gives_today_and_a_sentence(
    client, programme, value
):
    text = page(client, FIGURES, {"dato": value})

    assert "Du ser tallene for i dag" in text
    assert "2 etablerede virksomheder" in text


def test_every_figure_leads_to_how_it_was_counted(client, programme):
    html = client.get(FIGURES).content.decode()

    for key in [
        "etableret",
        "paa-vej",
        "lukket",
        "rsv-registreret",
        "ordinaer",
        "saerlige",
        "forloeb",
        "medarbejdere",
        "frivillige",
        "mervaerdi",
    ]:
        assert html.count(f'id="metode-{key}"') == 1


def test_staff_is_added_up_and_volunteers_stand_apart(client, programme):
    filed = StaffingReturnFactory(
        enterprise=Enterprise.objects.published().first(), approved=True
    )
    for slug, value in [("ordinaere", 7), ("fleksjob", 12), ("frivillige", 30300)]:
        StaffingCountFactory(
            staffing_return=filed,
            category=StaffingCategory.objects.get(slug=slug),
            value=value,
        )

    text = page(client, FIGURES, {"dato": "2018-12-31"})

    assert "Medarbejdere i alt uden frivillige 19" in text
    assert "30.300 frivillige" in text
    assert "30.319" not in text


def test_years_are_told_at_their_end_up_to_the_day(client, programme):
    rows = client.get(FIGURES, {"dato": "2019-08-31"}).context["rows"]

    assert [(f"{row['day']}", str(row["established"])) for row in rows] == [
        ("2014-12-31", "0"),
        ("2015-12-31", "0"),
        ("2016-12-31", "3"),
        ("2017-12-31", "3"),
        ("2018-12-31", "3"),
        ("2019-08-31", "2"),
    ]
    assert [str(row["registered"]) for row in rows] == ["0", "0", "0", "1", "1", "1"]


@pytest.mark.parametrize("number", [2, 12])
def test_figures_cost_the_same_however_many_enterprises(
    client, django_assert_num_queries, number
):
    category = StaffingCategory.objects.get(slug="ordinaere")
    for n in range(number):
        filed = StaffingReturnFactory(enterprise=full_enterprise(n), approved=True)
        StaffingCountFactory(staffing_return=filed, category=category)

    # stages, RSV, seven for staff, social value, two for the years, the goals behind
    with django_assert_num_queries(13):
        client.get(FIGURES)


# Published accounts


@pytest.fixture
def account(db: None):
    """An account like that of August 2018, whose parts do not make the total."""
    report = StatusReportFactory(
        published=True,
        title="Status august 2018",
        slug="august-2018",
        scope="Uafklaret",
        editor_note="Måske er linjerne rykket.",
    )
    common = {"report": report, "qualifier": Qualifier.APPROXIMATE}
    ReportedFigureFactory(total=True, label="medarbejdere i alt", **common)
    for label, value in [("ordinært ansatte", 7), ("fleksjob", 12), ("forløb", 12)]:
        ReportedFigureFactory(part=True, label=label, value=value, **common)
    ReportedFigureFactory(
        volunteers=True,
        label="frivillige",
        value=30300,
        note="Primært på Roskilde Festival.",
        as_published="ca. 30.300",
        **common,
    )
    ReportedFigureFactory(
        report=report,
        subject=ReportedFigure.Subject.ENTERPRISES,
        label="virksomheder på vej",
        value=None,
        as_published="flere",
        unit=Unit.COUNT,
    )
    return report


def test_an_account_is_told_in_its_own_words(client, account):
    text = page(client, account.get_absolute_url())

    assert "“flere” virksomheder på vej" in text
    assert "ca. 30.300 frivillige Primært på Roskilde Festival." in text
    assert "Uafklaret" in text
    assert text.count("Roskilde Kommune, 20. august 2018") >= 4


def test_what_does_not_add_up_is_said_and_not_corrected(client, account):
    text = page(client, account.get_absolute_url())

    assert "Oplyst i alt: ca. 110 · Sum af kategorier: 31 · Ikke fordelt: 79" in text
    assert "Tallene stemmer ikke i kilden" in text
    assert "Vi har ikke rettet noget" in text
    assert "%" not in text


def test_volunteers_are_in_no_sum(client, account):
    context = client.get(account.get_absolute_url()).context

    in_sums = [part.label for total in context["sums"] for part in total.whole.parts]
    assert in_sums == ["ordinært ansatte", "fleksjob", "forløb"]
    assert [figure.label for figure in context["volunteers"]] == ["frivillige"]
    assert [figure.label for figure in context["alone"]] == ["virksomheder på vej"]


def test_the_editors_note_is_never_shown(client, account):
    assert "rykket" not in page(client, account.get_absolute_url())


def test_what_adds_up_gets_no_warning(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True, value=12)
    ReportedFigureFactory(report=report, part=True, value=12)

    text = page(client, report.get_absolute_url())

    assert "Oplyst i alt: 12 · Sum af kategorier: 12" in text
    assert "stemmer ikke" not in text
    assert "Ikke fordelt" not in text


def test_parts_above_the_total_are_called_too_many(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True, value=10)
    ReportedFigureFactory(report=report, part=True, value=12)

    assert "For meget: 2" in page(client, report.get_absolute_url())


def test_a_sum_with_an_unknown_part_is_not_checked(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True)
    ReportedFigureFactory(report=report, part=True, value=None, as_published="flere")

    text = page(client, report.get_absolute_url())

    assert "Summen kan ikke efterprøves" in text
    assert "Ikke fordelt" not in text


def test_an_account_that_is_a_draft_is_not_found(client):
    report = StatusReportFactory(title="Ikke klar")

    assert client.get(report.get_absolute_url()).status_code == 404
    assert "Ikke klar" not in page(client, "/tal/status/")


def test_accounts_are_listed_with_their_source(client, account):
    text = page(client, "/tal/status/")

    assert "Status august 2018" in text
    assert "Roskilde Kommune, 20. august 2018" in text


def test_no_accounts_yet_says_so(client):
    assert "Ingen statusrapporter endnu" in page(client, "/tal/status/")


@pytest.mark.parametrize("number", [2, 12])
def test_an_account_costs_the_same_however_many_figures(
    client, django_assert_num_queries, number
):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True)
    ReportedFigureFactory.create_batch(number, report=report, part=True)

    with django_assert_num_queries(2):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize("number", [2, 12])
def test_accounts_cost_the_same_however_many(client, django_assert_num_queries, number):
    StatusReportFactory.create_batch(number, published=True)

    with django_assert_num_queries(1):
        client.get("/tal/status/")


def test_no_page_sets_a_cookie(client, account):
    enterprise = full_enterprise()

    for address in [LIST, enterprise.get_absolute_url(), FIGURES, "/tal/status/"]:
        assert not client.get(address).cookies
