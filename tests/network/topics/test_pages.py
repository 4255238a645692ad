"""What readers see of topics: how far each is, the list, and a page for each."""

import pytest
from django.utils import timezone

from network.models import Event, Topic
from tests.enterprises.factories import SourceFactory
from tests.network.factories import (
    EventFactory,
    TopicFactory,
    TopicSupportFactory,
)
from tests.network.topics.meetings import coming, over, soon
from tests.pages import Page

pytestmark = pytest.mark.django_db

LIST = "/netvaerk/emner/"
FORM = f"{LIST}foreslaa/"
CANARY = "kanariefugl"
Stage = Topic.Stage


# What has become of a topic follows from its days and its event


@pytest.mark.parametrize(
    ("make", "stage"),
    [
        (dict, Stage.SUGGESTED),
        (lambda: {"answered": True}, Stage.ANSWERED),
        (lambda: {"planned": True}, Stage.PLANNED),
        (lambda: {"event": coming(), "answered": True}, Stage.PLANNED),
        (lambda: {"event": over()}, Stage.HELD),
        (lambda: {"event": coming(cancelled=True)}, Stage.SUGGESTED),
        (lambda: {"event": over(cancelled=True), "answered": True}, Stage.ANSWERED),
        (lambda: {"event": EventFactory(starts_at=soon(days=-9))}, Stage.PLANNED),
        (lambda: {"event": over(), "closed": True}, Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_days_and_event(make, stage):
    topic = TopicFactory(published=True, **make())
    now = timezone.now()

    is_open = topic in Topic.objects.open(now)

    assert topic.stage == stage
    assert topic.is_open is is_open is (stage not in (Stage.HELD, Stage.CLOSED))
    assert (topic in Topic.objects.over(now)) is not is_open


def test_a_page_says_nothing_of_a_meeting_that_is_not_true_any_more(client):
    event = coming(title="Mødet om lager")
    topic = TopicFactory(published=True, event=event)
    planned = client.get(topic.get_absolute_url()).text

    event.state = Event.State.CANCELLED
    event.save()
    called_off = client.get(topic.get_absolute_url()).text
    event.state = Event.State.PUBLISHED
    event.starts_at, event.ends_at = soon(days=-2), soon(days=-1)
    event.save()
    held = client.get(topic.get_absolute_url()).text

    assert "Her taler vi om det" in planned
    assert "Mødet om emnet er aflyst" in called_off
    assert "Her taler vi om det" not in called_off
    assert "Her talte vi om det" in held
    assert "Støt emnet" not in held


# The list


def test_topics_stand_by_support_or_by_age(client):
    old = TopicFactory(published=True, title="Gammelt", created_at=soon(days=-9))
    new = TopicFactory(published=True, title="Nyt")
    TopicSupportFactory.create_batch(2, topic=old, confirmed=True)
    TopicSupportFactory.create_batch(3, topic=new)

    by_support = client.get(LIST).context["topics"]
    by_age = client.get(LIST, {"sortering": "nyeste"}).context["topics"]

    assert [(t.title, t.supporters) for t in by_support] == [("Gammelt", 2), ("Nyt", 0)]
    assert [topic.title for topic in by_age] == ["Nyt", "Gammelt"]


def test_open_and_closed_topics_stand_apart(client):
    TopicFactory(published=True, title="Åbent")
    TopicFactory(published=True, title="Lukket", closed=True)
    TopicFactory(published=True, title="Holdt", event=over())
    TopicFactory(title="Kladde")

    def titles(**query):
        return {topic.title for topic in client.get(LIST, query).context["topics"]}

    assert titles() == titles(vis="vrøvl", sortering="vrøvl") == {"Åbent"}
    assert titles(vis="slut") == {"Lukket", "Holdt"}
    assert titles(vis="alle") == {"Åbent", "Lukket", "Holdt"}


def test_a_choice_keeps_the_other(client):
    TopicFactory.create_batch(2, published=True)

    page = client.get(LIST, {"vis": "alle", "sortering": "nyeste"})

    assert f"{LIST}?sortering=nyeste" in Page(page.text).addresses
    assert f"{LIST}?vis=alle" in Page(page.text).addresses


def test_an_empty_list_says_what_to_do(client):
    assert FORM in Page(client.get(LIST).text).addresses
    assert "Ingen emner er afsluttet endnu" in client.get(LIST, {"vis": "slut"}).text


@pytest.mark.parametrize("number", [2, 15])
def test_the_list_costs_the_same_for_any_number(
    client, django_assert_num_queries, number
):
    for _ in range(number):
        topic = TopicFactory(published=True, event=coming(), source=SourceFactory())
        TopicSupportFactory.create_batch(2, topic=topic, confirmed=True)

    with django_assert_num_queries(3):
        client.get(LIST)


def test_a_topic_costs_two_queries(client, django_assert_num_queries):
    topic = TopicFactory(published=True, event=coming(), source=SourceFactory())
    TopicSupportFactory.create_batch(9, topic=topic, confirmed=True)

    with django_assert_num_queries(2):
        client.get(topic.get_absolute_url())


def test_a_topic_tells_its_history_and_where_it_comes_from(client):
    topic = TopicFactory(
        published=True,
        title="Klynger",
        description="Sammen om lager.",
        created_at=soon(days=-30),
        event=over(title="Mødet om klynger"),
        answered=True,
        source=SourceFactory(title="Status 2018"),
    )
    TopicSupportFactory(topic=topic, confirmed=True)

    page = client.get(topic.get_absolute_url())

    titles = [step["title"] for step in page.context["history"]]
    assert titles[0] == "Taget op på mødet"
    assert set(titles[1:]) == {"Foreslået", "Besvaret", "Sat på programmet"}
    for words in ("Sammen om lager.", "Det tager vi op.", "Status 2018"):
        assert words in page.text
    assert topic.event.get_absolute_url() in page.text


def test_a_draft_of_an_event_is_not_named(client):
    event = EventFactory(title=CANARY, starts_at=soon(days=9))
    topic = TopicFactory(published=True, event=event)

    pages = client.get(topic.get_absolute_url()).text + client.get(LIST).text

    assert "Planlagt, uden dato" in pages
    assert CANARY not in pages
