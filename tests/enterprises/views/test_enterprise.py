"""An enterprise's page: what it tells, and what it never does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from enterprises.models import StaffingCategory
from tests.enterprises.factories import (
    EnterpriseFactory,
    OfferFactory,
    RsvStatusFactory,
    SocialValueStatementFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.views.reading import LIST, full_enterprise, page
from tests.network.factories import ClusterFactory, EventFactory
from tests.strategy.factories import AwardYearFactory, NomineeFactory

pytestmark = pytest.mark.django_db


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
