"""The network's pages: what happens next, what was said, and what stays hidden."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.publication import PublicationState
from network.events import steps
from tests.enterprises.factories import EnterpriseFactory, SourceFactory
from tests.network.factories import (
    ClusterFactory,
    EventFactory,
    EventMaterialFactory,
    EventPictureFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    TopicFactory,
)
from tests.pages import Page
from tests.routes import content_of

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"
HOME = "/netvaerk/"
MEETINGS = "/netvaerk/arrangementer/"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def page(client, event):
    return text(client, event.get_absolute_url())


def soon(**days):
    return timezone.now() + timedelta(**days)


def fill(number):
    """Make so many of everything that the page lists, with all that hangs on it."""
    source = SourceFactory()
    for _ in range(number):
        host = EnterpriseFactory(published=True)
        coming = EventFactory(published=True, starts_at=soon(days=5), host=host)
        past = EventFactory(published=True, starts_at=soon(days=-5), host=host)
        ProgrammeItemFactory.create_batch(2, event=coming)
        TopicFactory(published=True, source=source, event=coming)
        TopicFactory(published=True, source=SourceFactory(), event=past)
        ClusterFactory(published=True).enterprises.set(
            [host, EnterpriseFactory(published=True)]
        )


@pytest.mark.parametrize(("address", "queries"), [(HOME, 8), (MEETINGS, 6)])
@pytest.mark.parametrize("number", [2, 12])
def test_the_pages_cost_the_same_however_much_there_is(
    client, django_assert_num_queries, number, address, queries
):
    fill(number)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("number", [2, 12])
def test_an_event_costs_the_same_however_much_there_is(
    client, django_assert_num_queries, number
):
    event = EventFactory(published=True, host=EnterpriseFactory(published=True))
    ProgrammeItemFactory.create_batch(number, event=event)
    EventMaterialFactory.create_batch(number, event=event)
    TopicFactory.create_batch(number, published=True, event=event)

    EventPictureFactory.create_batch(number, event=event)

    with django_assert_num_queries(6):
        client.get(event.get_absolute_url())


def test_meetings_are_held_against_the_promise(client):
    now = timezone.localtime()
    first = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    EventFactory(
        published=True, starts_at=first, ends_at=first + timedelta(microseconds=1)
    )
    last = first.replace(month=12, day=31, hour=23, minute=50)
    EventFactory(published=True, starts_at=last, ends_at=last + timedelta(minutes=9))
    EventFactory(cancelled=True, starts_at=last, ends_at=last + timedelta(minutes=9))
    EventFactory(published=True, starts_at=soon(days=400))

    context = client.get(HOME).context

    assert len(context["cadence"].held) == 1
    assert len(context["cadence"].planned) == 1


def test_the_next_meeting_comes_first_and_the_last_one_held(client):
    for days in (20, 10, -10, -20):
        EventFactory(published=True, starts_at=soon(days=days), title=f"dag {days}")

    context = client.get(HOME).context

    assert [event.title for event in context["upcoming"]] == ["dag 10", "dag 20"]
    assert [event.title for event in context["past"]] == ["dag -10", "dag -20"]


def test_the_front_page_shows_a_few_of_each_and_leads_to_the_others(client):
    for days in (10, 20, 30, 40, -10, -20, -30, -40):
        EventFactory(published=True, starts_at=soon(days=days), title=f"dag {days}")
    TopicFactory.create_batch(4, published=True)
    ClusterFactory.create_batch(3, published=True)

    response = client.get(HOME)

    shown = {
        name: len(response.context[name])
        for name in ("upcoming", "past", "topics", "clusters")
    }
    assert shown == {"upcoming": 3, "past": 3, "topics": 3, "clusters": 2}
    nearest = [event.title for event in response.context["upcoming"]]
    assert nearest == ["dag 10", "dag 20", "dag 30"]
    addresses = Page(response.text).addresses
    for more in (MEETINGS, f"{MEETINGS}#holdt", "/netvaerk/emner/"):
        assert more in addresses
    assert "/netvaerk/klynger/" in addresses


def test_the_front_page_offers_more_meetings_only_where_there_are_more(client):
    EventFactory.create_batch(3, published=True, starts_at=soon(days=10))

    assert "Se alle kommende møder" not in client.get(HOME).text


def test_the_front_page_shows_clusters_that_go_on(client):
    today = timezone.localdate()
    begun = today - timedelta(days=90)
    ClusterFactory(published=True, name=CANARY, since_date=begun, ended_date=today)

    found = text(client, HOME)

    assert CANARY not in found
    assert "Ingen klynger er i gang lige nu." in found
    assert 'href="/netvaerk/klynger/"' in found


def test_every_meeting_stands_in_the_list(client):
    for days in (10, 20, 30, 40):
        EventFactory(published=True, starts_at=soon(days=days), title=f"dag {days}")
    EventFactory.create_batch(12, published=True, starts_at=soon(days=-10))

    first, second = client.get(MEETINGS), client.get(MEETINGS, {"side": "2"})

    titles = [event.title for event in first.context["upcoming"]]
    assert titles == ["dag 10", "dag 20", "dag 30", "dag 40"]
    assert len(first.context["past"]) == 10
    assert len(second.context["past"]) == 2
    assert "dag 10" not in second.text
    assert client.get(MEETINGS, {"side": "vrøvl"}).status_code == 200


@pytest.mark.parametrize("address", [HOME, MEETINGS, "/"])
def test_a_card_says_what_it_costs_and_what_is_left(client, address):
    free = EventFactory(published=True, starts_at=soon(days=3), capacity=2)
    full = EventFactory(
        published=True, starts_at=soon(days=4), capacity=1, price="1250.00"
    )
    RegistrationFactory(event=free, confirmed=True)
    RegistrationFactory(event=full, confirmed=True)
    RegistrationFactory(event=full, waiting=True)

    found = text(client, address)

    for words in (
        "<span>Gratis</span>",
        "1 ledig plads",
        "<span>1.250 kr. pr. person</span>",
        "Ingen ledige pladser, 1 på venteliste",
        "Skriv dig på ventelisten",
    ):
        assert words in found


@pytest.mark.parametrize("address", [HOME, MEETINGS, "/"])
@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({"signup_closes_at": soon(days=-1)}, "Tilmeldingen er lukket"),
        ({"signup_opens_at": soon(days=1)}, "Tilmeldingen åbner"),
    ],
)
def test_a_card_says_where_one_cannot_sign_up(client, address, window, words):
    event = EventFactory(published=True, starts_at=soon(days=3), **window)

    found = text(client, address)

    assert words in found
    assert reverse("network:sign-up", args=[event.slug]) not in found


@pytest.mark.parametrize("address", [HOME, MEETINGS])
def test_a_card_of_a_cancelled_meeting_says_nothing_of_price_and_seats(client, address):
    EventFactory(cancelled=True, starts_at=soon(days=3), capacity=2)

    found = text(client, address)

    assert "Aflyst" in found
    assert "Gratis" not in found
    assert "event__seats" not in found


def test_an_event_says_when_where_and_what(client):
    event = EventFactory(
        published=True,
        starts_at=timezone.make_aware(datetime(2047, 6, 3, 15, 0)),
        venue="Byens Hus",
        address="Algade 1, 4000 Roskilde",
        access_notes="Ingen trin.",
        theme="Klynger",
        capacity=40,
    )
    ProgrammeItemFactory(event=event, starts_at=time(15, 30), title="Oplæg om indkøb")

    found = page(client, event)

    for words in (
        "mandag 3. juni 2047",
        "kl. 15.00–17.00",
        "Byens Hus",
        "Algade 1, 4000 Roskilde",
        "Ingen trin.",
        "Tema: Klynger",
        "<dd>40</dd>",
        "Gratis",
        "kl. 15.30",
        "Oplæg om indkøb",
        "Vil du med?",
        "40 ledige pladser",
        reverse("network:sign-up", args=[event.slug]),
        reverse("network:event-calendar", args=[event.slug]),
    ):
        assert words in found


def test_an_event_over_several_days_says_both(client):
    start = timezone.make_aware(datetime(2047, 6, 3, 15, 0))
    event = EventFactory(
        published=True, starts_at=start, ends_at=start + timedelta(days=1)
    )

    assert "3. juni kl. 15.00 – 4. juni kl. 15.00" in page(client, event)


def test_a_price_is_written_as_danes_do(client):
    event = EventFactory(published=True, price="75.50")

    assert "75,50 kr." in page(client, event)


def test_a_cancelled_event_says_so_everywhere(client):
    event = EventFactory(cancelled=True, starts_at=soon(days=3))

    found, home = page(client, event), text(client, HOME)

    assert "Mødet er aflyst" in found
    assert "Vil du med?" not in found
    assert "Aflyst" in home
    assert reverse("network:event-calendar", args=[event.slug]) not in home


def test_an_example_says_so_everywhere(client):
    event = EventFactory(published=True, example=True, starts_at=soon(days=3))

    assert "Eksempel" in page(client, event)
    assert "Eksempel" in text(client, HOME)


def test_afterwards_there_are_minutes_papers_and_a_count(client):
    event = EventFactory(
        published=True,
        starts_at=soon(days=-3),
        minutes="<p>Vi talte om indkøb.</p>",
        attendance_count=27,
    )
    material = EventMaterialFactory(event=event, title="Oplæg om indkøb")

    found = page(client, event)

    assert "Vi talte om indkøb." in found
    assert "<dd>27</dd>" in found
    assert reverse("network:material", args=[material.pk]) in found
    assert "Vil du med?" not in found


def test_a_paper_is_handed_out_in_a_sandbox(client):
    event = EventFactory(published=True)
    material = EventMaterialFactory(event=event, title="Oplæg om indkøb")

    response = client.get(reverse("network:material", args=[material.pk]))

    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_host_is_named_only_when_public(client):
    shown = EnterpriseFactory(published=True, name="Værkstedet")
    hidden = EnterpriseFactory(name=CANARY)

    with_host = page(client, EventFactory(published=True, host=shown))
    without_host = page(client, EventFactory(published=True, host=hidden))

    assert f'<a href="{shown.get_absolute_url()}">Værkstedet</a>' in with_host
    assert CANARY not in without_host
    assert "Vært" not in without_host


def test_drafts_leak_nowhere(client):
    hidden = EnterpriseFactory(name=CANARY, slug=CANARY)
    draft = EventFactory(
        title=CANARY, slug=CANARY, starts_at=soon(days=3), minutes=CANARY
    )
    past_draft = EventFactory(title=CANARY, starts_at=soon(days=-3))
    TopicFactory(title=CANARY)
    TopicFactory(published=True, event=draft)
    TopicFactory(title=CANARY, publication_state=PublicationState.WITHDRAWN)
    ClusterFactory(name=CANARY)
    ClusterFactory(published=True).enterprises.add(hidden)
    shown = EventFactory(
        published=True, online_url=f"https://example.org/{CANARY}", host=hidden
    )
    TopicFactory(title=CANARY, event=shown)
    papers = [EventMaterialFactory(event=event) for event in (draft, past_draft)]

    assert CANARY not in text(client, HOME)
    assert CANARY not in text(client, MEETINGS)
    assert CANARY not in page(client, shown)
    assert CANARY not in text(client, "/sitemap.xml")
    for event in (draft, past_draft):
        assert client.get(event.get_absolute_url()).status_code == 404
    for paper in papers:
        address = reverse("network:material", args=[paper.pk])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [HOME, MEETINGS])
def test_the_calendar_can_be_subscribed_to(client, address):
    found = text(client, address)

    assert 'href="webcal://testserver/netvaerk/kalender.ics"' in found
    assert 'href="/netvaerk/kalender.ics"' in found


def test_a_moved_event_says_what_was_and_why(client):
    event = EventFactory(published=True, starts_at=soon(days=3), venue="Rådhuset")
    steps.move(event=event, reason="Lokalet var for lille.", venue="Byens Hus")

    found, home = page(client, event), text(client, HOME)

    for words in ("Mødet er flyttet", "Rådhuset</s>", "Lokalet var for lille."):
        assert words in found
    assert "Flyttet" in home


def test_that_it_was_moved_is_no_news_once_it_was_held(client):
    moved = {"previous_starts_at": soon(days=-9), "previous_place": "Rådhuset"}
    EventFactory(published=True, starts_at=soon(days=-3), **moved)

    assert "Flyttet" not in text(client, MEETINGS)


def test_a_cancelled_event_says_why(client):
    event = EventFactory(published=True, starts_at=soon(days=3))

    steps.cancel(event=event, reason="For få tilmeldte.")

    assert "For få tilmeldte." in page(client, event)


@pytest.mark.parametrize(
    ("values", "address"),
    [
        (
            {"address": "Algade 1, 4000 Roskilde"},
            "https://www.openstreetmap.org/search?query=Algade+1%2C+4000+Roskilde",
        ),
        (
            {"address": "Algade 1", "map_url": "https://kort.example/her"},
            "https://kort.example/her",
        ),
        ({}, None),
    ],
)
def test_a_place_has_a_link_to_a_map(client, values, address):
    event = EventFactory(published=True, starts_at=soon(days=3), **values)

    found = page(client, event)

    assert ("Find vej på kortet" in found) is bool(address)
    assert not address or f'href="{address}"' in found


def test_a_speaker_is_named_as_agreed(client):
    event = EventFactory(published=True, starts_at=soon(days=3))
    ProgrammeItemFactory(event=event, speaker="en virksomhedsleder")
    ProgrammeItemFactory(
        event=event, speaker="leder", speaker_name="Ada Kok", name_consented=True
    )

    found = page(client, event)

    assert "en virksomhedsleder" in found
    assert "Ada Kok, leder" in found


def test_pictures_are_shown_afterwards_with_what_they_show(client):
    before = EventPictureFactory(event__published=True, event__starts_at=soon(days=3))
    after = EventPictureFactory(
        event__published=True, event__starts_at=soon(days=-3), text="Tre ved et bord."
    )
    addresses = [
        reverse("network:picture", args=[picture.pk]) for picture in (before, after)
    ]

    assert addresses[0] not in page(client, before.event)
    found = page(client, after.event)
    assert f'src="{addresses[1]}"' in found
    assert 'alt="Tre ved et bord."' in found
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 200]
    assert content_of(answers[1])
