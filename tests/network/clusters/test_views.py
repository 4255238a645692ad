"""Clusters: who is in them, when they met, what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Enquiry
from tests.enterprises.factories import EnterpriseFactory
from tests.network.factories import ClusterFactory, ClusterMeetingFactory
from tests.pages import Page
from tests.sent import a_while_ago

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_page_tells_what_a_cluster_is_for_and_what_came_of_it(client):
    shown = EnterpriseFactory(published=True, name="Hjulet")
    cluster = ClusterFactory(
        published=True,
        name="Klyngen Varevogn",
        contact_email="klyngen@example.org",
        outcome="En bil sparet.",
        since_date=day(-400),
    )
    cluster.enterprises.set([shown, EnterpriseFactory(name=CANARY)])
    ClusterMeetingFactory(cluster=cluster, date=day(-9), outcome="Vi prøver i maj.")
    ClusterMeetingFactory(cluster=cluster, date=day(9), subject="Hvem kører?")

    page = client.get(cluster.get_absolute_url())

    for words in (
        *("Klyngen Varevogn", "En bil sparet.", "Vi prøver i maj.", "Hjulet"),
        *("mailto:klyngen@example.org", "I gang", "Vil I være med?"),
    ):
        assert words in page.text
    assert [one.subject for one in page.context["coming"]] == ["Hvem kører?"]
    assert len(page.context["held"]) == 1
    assert CANARY not in page.text


def test_a_meeting_today_is_still_to_come(client):
    cluster = ClusterFactory(published=True)
    ClusterMeetingFactory(cluster=cluster, date=day(0))

    context = client.get(cluster.get_absolute_url()).context

    assert (len(context["coming"]), len(context["held"])) == (1, 0)


def test_a_cluster_that_ended_asks_nobody_in(client):
    cluster = ClusterFactory(published=True, since_date=day(-400), ended_date=day(-1))

    page = client.get(cluster.get_absolute_url()).text

    assert "Afsluttet" in page
    assert "Vil I være med?" not in page


@pytest.mark.parametrize("number", [2, 12])
def test_a_cluster_costs_three_queries(client, django_assert_num_queries, number):
    cluster = ClusterFactory(published=True)
    cluster.enterprises.set(EnterpriseFactory.create_batch(number, published=True))
    ClusterMeetingFactory.create_batch(number, cluster=cluster)

    with django_assert_num_queries(3):
        client.get(cluster.get_absolute_url())


def test_an_enterprise_leads_to_its_public_clusters(client):
    enterprise = EnterpriseFactory(published=True)
    shown = ClusterFactory(published=True, name="Klyngen Varevogn")
    for cluster in (shown, ClusterFactory(name=CANARY)):
        cluster.enterprises.add(enterprise)

    page = client.get(enterprise.get_absolute_url()).text

    assert shown.get_absolute_url() in Page(page).addresses
    assert "Klyngen Varevogn" in page
    assert CANARY not in page


def test_all_clusters_stand_on_one_page_those_that_go_on_first(client):
    ended = ClusterFactory(
        published=True,
        since_date=day(-400),
        ended_date=day(-1),
        outcome="To vaskemaskiner.",
    )
    going_on = ClusterFactory(published=True)
    ClusterFactory(name=CANARY)

    page = client.get("/netvaerk/klynger/")

    assert page.context["current"] == [going_on]
    assert page.context["former"] == [ended]
    assert "To vaskemaskiner." in page.text
    assert CANARY not in page.text
    assert "/netvaerk/klynger/" in Page(client.get("/netvaerk/").text).addresses
    assert (
        "/netvaerk/klynger/"
        in Page(client.get(ended.get_absolute_url()).text).addresses
    )


def test_without_clusters_the_page_says_how_to_begin(client):
    page = client.get("/netvaerk/klynger/").text

    assert "Ingen klynger er i gang lige nu" in page
    assert "/kontakt/skriv/" in Page(page).addresses


@pytest.mark.parametrize("number", [1, 9])
def test_the_list_costs_two_queries(client, django_assert_num_queries, number):
    for cluster in ClusterFactory.create_batch(number, published=True):
        cluster.enterprises.set(EnterpriseFactory.create_batch(2, published=True))

    with django_assert_num_queries(2):
        client.get("/netvaerk/klynger/")


def test_a_former_address_leads_to_the_cluster(client):
    cluster = ClusterFactory(published=True, slug="foer")
    cluster.slug = "nu"
    cluster.save()

    response = client.get("/netvaerk/klynger/foer/")

    assert (response.status_code, response["Location"]) == (
        301,
        "/netvaerk/klynger/nu/",
    )


# Asking to be part of one


def written(**more):
    return {
        "body": "Vi bager og vil købe mel sammen.",
        "name": "Afsender",
        "email": "afsender@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


def test_who_wants_to_be_part_of_it_sends_an_enquiry_that_says_so(client):
    cluster = ClusterFactory(published=True, name="Klyngen Mel", slug="mel")
    form = f"{cluster.get_absolute_url()}vil-med/"

    page = client.get(form)
    response = client.post(form, written())
    thanks = client.get(response["Location"])

    enquiry = Enquiry.objects.get()
    assert form in Page(client.get(cluster.get_absolute_url()).text).addresses
    assert "Roskilde Kommune er dataansvarlig" in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert (response.status_code, response["Location"]) == (303, f"{form}tak/")
    assert enquiry.subject == "Vil være med: Klyngen Mel"
    assert "Det sker der nu" in thanks.text


def test_a_mistake_is_said_and_what_was_typed_is_kept(client):
    cluster = ClusterFactory(published=True)

    response = client.post(
        f"{cluster.get_absolute_url()}vil-med/", written(email="ingen")
    )

    assert "Skriv en mailadresse, fx navn@firma.dk." in response.text
    assert "Vi bager og vil købe mel sammen." in response.text
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"publication_state": "trukket"},
        {"published": True, "since_date": day(-9), "ended_date": day(-1)},
    ],
)
def test_what_is_hidden_or_over_takes_nobody(client, state):
    cluster = ClusterFactory(**state)
    form = f"{cluster.get_absolute_url()}vil-med/"

    answers = [
        client.get(form),
        client.post(form, written()),
        client.get(f"{form}tak/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not Enquiry.objects.exists()
