"""Old addresses lead to their page, while that is public, and nowhere else."""

import pytest

from portal.models import FormerAddress
from tests.enterprises.factories import EnterpriseFactory, StatusReportFactory
from tests.network.factories import EventFactory
from tests.strategy.factories import EvaluationFactory, StrategyFactory

pytestmark = pytest.mark.django_db

FACTORIES = [EnterpriseFactory, StatusReportFactory, EventFactory, StrategyFactory]


def move(page, slug):
    page.slug = slug
    page.save()


@pytest.mark.parametrize("factory", FACTORIES)
def test_an_old_address_leads_to_the_page(client, factory):
    page = factory(published=True, slug="gammel")
    old = page.get_absolute_url()

    move(page, "ny")

    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == page.get_absolute_url() != old
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES)
def test_an_old_address_leads_nowhere_when_the_page_is_not_public(client, factory):
    page = factory(slug="gammel")
    old = page.get_absolute_url()

    move(page, "ny")

    assert FormerAddress.objects.filter(path=old).exists()
    assert client.get(old).status_code == 404


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_page_that_is_gone_leaves_no_address(client, factory):
    page = factory(published=True, slug="gammel")
    old = page.get_absolute_url()
    move(page, "ny")

    page.delete()

    assert client.get(old).status_code == 404
    assert not FormerAddress.objects.exists()


def test_what_follows_the_address_is_kept(client):
    strategy = StrategyFactory(published=True, slug="gammel")
    EvaluationFactory(published=True, strategy=strategy, year=2025)

    move(strategy, "ny")

    response = client.get("/strategi/gammel/evaluering/2025/?a=1&b=%C3%A6")
    assert response.status_code == 301
    assert response["Location"] == "/strategi/ny/evaluering/2025/?a=1&b=%C3%A6"
    assert client.get(response["Location"]).status_code == 200


def test_an_events_calendar_moves_with_it(client):
    event = EventFactory(published=True, slug="gammel")

    move(event, "ny")

    response = client.get("/netvaerk/arrangementer/gammel.ics")
    assert response.status_code == 301
    assert response["Location"] == "/netvaerk/arrangementer/ny.ics"
    assert client.get(response["Location"]).status_code == 200


def test_every_address_a_page_had_leads_straight_to_it(client):
    page = EnterpriseFactory(published=True, slug="foerste")

    for slug in ("anden", "tredje", "fjerde"):
        move(page, slug)

    for slug in ("foerste", "anden", "tredje"):
        response = client.get(f"/virksomheder/{slug}/")
        assert response["Location"] == "/virksomheder/fjerde/"


def test_a_page_that_moves_back_is_where_it_was(client):
    page = EnterpriseFactory(published=True, slug="foerste")
    move(page, "anden")

    move(page, "foerste")

    assert client.get("/virksomheder/foerste/").status_code == 200
    assert client.get("/virksomheder/anden/")["Location"] == "/virksomheder/foerste/"


def test_a_new_page_wins_the_address(client):
    move(EnterpriseFactory(published=True, slug="navn"), "andet-navn")

    newcomer = EnterpriseFactory(published=True, slug="navn", name="Den nye")

    assert newcomer.name in client.get("/virksomheder/navn/").content.decode()


def test_two_pages_that_swap_addresses_never_lead_in_a_ring(client):
    one = StrategyFactory(published=True, slug="en")
    two = StrategyFactory(published=True, slug="to")
    move(one, "imens")
    move(two, "en")
    move(one, "to")

    for slug in ("en", "to", "imens"):
        response = client.get(f"/strategi/{slug}/evaluering/1999/", follow=True)

        assert response.status_code == 404
        assert len(response.redirect_chain) <= 1


def test_only_slugs_count_as_addresses(client):
    page = EnterpriseFactory(published=True, slug="navn")

    page.name = "Et andet navn"
    page.save()

    assert not FormerAddress.objects.exists()


def test_an_address_that_never_was_is_not_found(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/findes/" + "x/" * 40)

    assert response.status_code == 404


@pytest.mark.parametrize("rest", ["x%00y", "x" * 5000, "/" * 5000, "%0d%0aX:1", "%FF"])
def test_nonsense_is_not_found(client, rest):
    assert client.get(f"/virksomheder/{rest}/").status_code == 404


def test_signs_of_an_address_stay_what_they_were(client):
    move(StrategyFactory(published=True, slug="gammel"), "ny")

    response = client.get("/strategi/gammel/%3Fa%2541%0d%0aX:1/")

    assert response["Location"] == "/strategi/ny/%3Fa%2541%0D%0AX:1/"


def test_only_reading_is_led_on(client):
    page = EnterpriseFactory(published=True, slug="gammel")
    move(page, "ny")

    assert client.head("/virksomheder/gammel/").status_code == 301
    assert client.post("/virksomheder/gammel/").status_code in (404, 405)
