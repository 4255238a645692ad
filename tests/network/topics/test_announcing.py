"""Who suggested a topic hears of its meeting once anybody can see it, not before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Event
from network.topics import suggestions
from tests.common.test_admin import fields
from tests.network.factories import (
    EventFactory,
    TopicFactory,
    TopicSuggestionFactory,
)
from tests.network.letters import queued
from tests.network.topics.meetings import coming

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned():
    """A topic that somebody suggested, on a meeting that is still a draft."""
    event = EventFactory(starts_at=timezone.now() + timedelta(days=20))
    topic = TopicFactory(published=True)
    TopicSuggestionFactory(topic=topic, email="tom@example.org")
    return suggestions.plan(topic=topic, event=event)


def save(client, event, **typed):
    place = reverse("admin:network_event_change", args=[event.pk])
    return client.post(place, fields(client.get(place)) | typed, follow=True)


def test_who_suggested_it_hears_when_the_meeting_is_announced(editor_client, planned):
    before = len(queued())

    page = save(editor_client, planned.event, state="offentlig")

    [letter] = queued()[before:]
    assert before == 0
    assert letter.to == ["tom@example.org"]
    assert planned.event.get_absolute_url() in letter.body
    assert "foreslog mødets emner, får en mail om det." in page.text


def test_a_later_save_tells_nobody_again(editor_client, planned):
    save(editor_client, planned.event, state="offentlig")
    before = len(queued())

    save(editor_client, planned.event, title="Et andet navn")

    assert Event.objects.get().title == "Et andet navn"
    assert len(queued()) == before


def test_withdrawn_and_announced_again_it_is_told_once(editor_client, planned):
    save(editor_client, planned.event, state="offentlig")
    before = len(queued())

    save(editor_client, planned.event, state="kladde")
    page = save(editor_client, planned.event, state="offentlig")

    assert Event.objects.get().state == Event.State.PUBLISHED
    assert len(queued()) == before == 1
    assert "får en mail om det" not in page.text


def test_withdrawn_and_announced_for_another_day_it_is_told_anew(
    editor_client, planned
):
    event = planned.event
    save(editor_client, event, state="offentlig")
    save(editor_client, event, state="kladde")
    event.refresh_from_db()
    event.starts_at += timedelta(days=7)
    event.ends_at += timedelta(days=7)
    event.save()

    save(editor_client, event, state="offentlig")

    first, again = queued()
    assert first.to == again.to == ["tom@example.org"]
    assert first.body != again.body


def test_taken_off_and_put_on_again_it_is_told_once(editor_client, planned):
    save(editor_client, planned.event, state="offentlig")

    waiting = suggestions.take_off(planned)
    suggestions.plan(topic=waiting, event=Event.objects.get())

    assert len(queued()) == 1


def test_of_another_meeting_they_hear(editor_client, planned):
    save(editor_client, planned.event, state="offentlig")
    other = coming()

    suggestions.plan(topic=planned, event=other)

    assert other.get_absolute_url() in queued()[-1].body


@pytest.mark.parametrize(
    "changed",
    [{"state": "kladde"}, {"starts_at": timezone.now() - timedelta(days=9)}],
)
def test_of_a_draft_or_a_past_meeting_nobody_hears(planned, changed):
    event = planned.event
    for name, value in ({"state": "offentlig"} | changed).items():
        setattr(event, name, value)
    event.ends_at = event.starts_at + timedelta(hours=2)
    event.save()

    assert suggestions.tell_announced(event) == 0
    assert queued() == []


def test_a_topic_that_is_closed_is_not_announced(planned):
    suggestions.close(topic=planned, why="Det er løst.")
    before = len(queued())
    Event.objects.update(state=Event.State.PUBLISHED)

    assert suggestions.tell_announced(Event.objects.get()) == 0
    assert len(queued()) == before
