"""Topics on the desk: answered, planned, closed, and what time does to them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.publication import PublicationState
from network import retention
from network.models import Event, Topic, TopicSuggestion, TopicSupport
from network.topics import suggestions
from network.topics.suggestions import TopicRefused
from tests.network.factories import (
    EventFactory,
    TopicFactory,
    TopicSuggestionFactory,
    TopicSupportFactory,
)
from tests.network.letters import queued, sent
from tests.network.topics.meetings import coming, over, soon

pytestmark = pytest.mark.django_db

Stage = Topic.Stage


def suggestion_page(suggestion):
    return reverse("network:topic-suggestion", args=[suggestion.token])


# What the editor does


def step(topic, slug):
    return reverse(f"admin:network_topic_{slug}", args=[topic.pk])


def take(editor_client, topic, slug, **typed):
    version = editor_client.get(step(topic, slug)).context["version"]
    response = editor_client.post(
        step(topic, slug), {"_version": version, **typed}, follow=True
    )
    topic.refresh_from_db()
    return response


def test_an_answer_is_dated_signed_and_sent_to_who_asked(
    editor, editor_client, settings
):
    topic = TopicFactory(published=True)
    suggestion = TopicSuggestionFactory(topic=topic, email="spurgte@example.org")

    take(editor_client, topic, "svar", text="Det tager vi op i marts.")
    history = editor_client.get(reverse("admin:network_topic_history", args=[topic.pk]))

    (letter,) = sent(settings)
    assert topic.answer == "Det tager vi op i marts."
    assert (timezone.now() - topic.answered_at) < timedelta(minutes=1)
    assert letter.to == ["spurgte@example.org"]
    assert "Det tager vi op i marts." in letter.body
    assert topic.get_absolute_url() in letter.body
    assert suggestion_page(suggestion) in letter.body
    assert "Svar" in history.text
    assert editor.username in history.text


def test_an_answer_written_anew_keeps_its_first_day(editor_client, client):
    topic = TopicFactory(published=True, answered=True)
    first = topic.answered_at

    take(editor_client, topic, "svar", text="Vi har fundet en.")

    assert topic.answer == "Vi har fundet en."
    assert topic.answered_at == first
    assert topic.answer_changed_at > first
    assert "3. september 2018, rettet" in client.get(topic.get_absolute_url()).text


def test_nobody_is_written_to_once_the_address_is_deleted(editor_client):
    topic = TopicFactory(published=True)

    take(editor_client, topic, "svar", text="Ja.")

    assert queued() == []


def test_a_meeting_takes_it_up(editor_client, client, settings):
    topic = TopicFactory(published=True)
    TopicSuggestionFactory(topic=topic)
    event = coming(title="Mødet om lager")

    take(editor_client, topic, "programmet", event=event.pk)

    (letter,) = sent(settings)
    assert topic.event == event
    assert topic.stage == Stage.PLANNED
    assert "Mødet om lager" in letter.body
    assert "Mødet om lager" in client.get(topic.get_absolute_url()).text
    assert topic.title in client.get(event.get_absolute_url()).text


@pytest.mark.parametrize(
    "make", [lambda: EventFactory(starts_at=soon(days=9)), over], ids=["draft", "over"]
)
def test_nobody_hears_of_a_meeting_that_is_hidden_or_over(make):
    topic = TopicFactory(published=True)
    TopicSuggestionFactory(topic=topic)

    suggestions.plan(topic=topic, event=make())

    assert queued() == []


def test_a_cancelled_meeting_takes_nothing_up():
    with pytest.raises(TopicRefused, match="aflyst"):
        suggestions.plan(topic=TopicFactory(), event=EventFactory(cancelled=True))


def test_a_meeting_that_took_something_up_is_not_deleted(editor_client):
    topic = TopicFactory(published=True, event=over())
    address = reverse("admin:network_event_delete", args=[topic.event.pk])

    page = editor_client.get(address)
    editor_client.post(address, {"post": "yes"})

    assert topic.title in page.text
    assert Event.objects.filter(pk=topic.event.pk).exists()


def test_it_is_taken_off_the_programme_again(editor_client):
    topic = TopicFactory(published=True, event=coming())

    take(editor_client, topic, "af-programmet")

    assert (topic.event, topic.planned_at) == (None, None)
    assert topic.stage == Stage.SUGGESTED


def test_it_is_closed_with_a_word_and_opened_again(editor_client, client, settings):
    topic = TopicFactory(published=True)
    suggestion = TopicSuggestionFactory(
        topic=topic, delete_on_date=timezone.localdate() + timedelta(days=300)
    )

    take(editor_client, topic, "luk", why="Det er løst.")
    closed = client.get(topic.get_absolute_url()).text
    stage = topic.stage
    take(editor_client, topic, "aabn")

    (letter,) = sent(settings)
    suggestion.refresh_from_db()
    assert stage == Stage.CLOSED
    assert "Det er løst." in closed
    assert "Støt emnet" not in closed
    assert "Det er løst." in letter.body
    assert (suggestion.delete_on_date - timezone.localdate()).days == 30
    assert topic.stage == Stage.SUGGESTED


def test_closing_needs_a_word(editor_client):
    topic = TopicFactory(published=True)

    response = take(editor_client, topic, "luk", why=" ")

    assert "Skriv, hvorfor emnet lukker." in response.text
    assert topic.closed_at is None


def test_what_is_closed_before_it_was_public_never_is(editor_client, settings):
    suggestion = suggestions.confirm(TopicSuggestionFactory(fresh=True))
    topic = suggestion.topic
    sent(settings)

    take(editor_client, topic, "luk", why="Det hører til et andet sted.")

    (letter,) = sent(settings)
    assert topic.publication_state == PublicationState.WITHDRAWN
    assert topic.get_absolute_url() not in letter.body
    assert "Det hører til et andet sted." in letter.body
    assert not Topic.objects.waiting().exists()


def test_who_suggested_hears_once_that_it_is_public(editor_client, settings):
    topic = suggestions.confirm(TopicSuggestionFactory(fresh=True)).topic
    sent(settings)
    page = reverse("admin:network_topic_change", args=[topic.pk])

    for state in ("offentlig", "kladde", "offentlig"):
        form = editor_client.get(page).context["adminform"].form
        typed = {name: form[name].value() or "" for name in form.fields}
        shown = editor_client.get(page).context
        response = editor_client.post(
            page,
            typed | {"publication_state": state, "_version": shown["version"]},
        )
        assert response.status_code == 302

    (letter,) = sent(settings)
    assert "nu på portalen" in letter.subject


def test_the_desk_reminds_of_what_nobody_answers(editor_client):
    long_ago, today = soon(days=-31), soon(days=-1)
    overlooked = TopicFactory(published=True, created_at=long_ago)
    called_off = TopicFactory(
        published=True, created_at=long_ago, event=coming(cancelled=True)
    )
    TopicFactory(published=True, created_at=today)
    TopicFactory(published=True, created_at=long_ago, answered=True)
    TopicFactory(published=True, created_at=long_ago, planned=True)
    TopicFactory(published=True, created_at=long_ago, closed=True)
    TopicFactory(created_at=long_ago)

    tasks = editor_client.get("/admin/").context["waiting"]
    (task,) = [one for one in tasks if "ventet en måned" in one["label"]]
    listed = editor_client.get(task["url"]).context["cl"]

    assert task["number"] == 2
    assert set(listed.result_list) == {overlooked, called_off}


# What time does


def test_a_topic_that_is_over_forgets_who_but_not_how_many():
    long_ago = over()
    Event.objects.filter(pk=long_ago.pk).update(
        starts_at=soon(days=-40), ends_at=soon(days=-39)
    )
    held = TopicFactory(published=True, event=long_ago)
    closed = TopicFactory(published=True, closed=True)
    recent = TopicFactory(published=True, event=over())
    open_one = TopicFactory(published=True)
    for topic in (held, closed, recent, open_one):
        far = timezone.localdate() + timedelta(days=300)
        TopicSupportFactory.create_batch(
            2, topic=topic, confirmed=True, delete_on_date=far
        )
        TopicSupportFactory(topic=topic, delete_on_date=far)
        TopicSuggestionFactory(topic=topic, delete_on_date=far)

    foreseen = retention.due(timezone.localdate())
    untouched = TopicSupport.objects.count()
    deleted = retention.delete_due(timezone.localdate())
    again = retention.delete_due(timezone.localdate())

    assert foreseen == deleted
    assert untouched == 12
    assert (deleted[TopicSupport], deleted[TopicSuggestion]) == (6, 2)
    assert again[TopicSupport] == 0
    counted = {t: t.supporters for t in Topic.objects.with_support()}
    assert counted == {held: 2, closed: 2, recent: 2, open_one: 2}
    assert {s.topic for s in TopicSupport.objects.all()} == {recent, open_one}
    held.refresh_from_db()
    assert not suggestions.can_be_reopened(Topic.objects.get(pk=closed.pk))
    assert not suggestions.can_be_planned(held)


def test_the_desk_costs_the_same_for_any_number(
    editor_client, django_assert_num_queries
):
    address = reverse("admin:network_topic_changelist")

    def make():
        topic = TopicFactory(event=coming())
        TopicSupportFactory(topic=topic, confirmed=True)
        TopicSuggestionFactory(topic=topic)

    make()
    make()
    editor_client.get(address)
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get(address)
    for _ in range(8):
        make()

    with django_assert_num_queries(len(for_two)):
        editor_client.get(address)


@pytest.mark.parametrize(
    ("where", "number"), [("nye", 1), ("ubesvarede", 2), ("aabne", 3), ("slut", 1)]
)
def test_the_desk_finds_topics_by_how_far_they_are(editor_client, where, number):
    TopicSuggestionFactory()
    TopicFactory(published=True, answered=True)
    TopicFactory(published=True)
    TopicFactory(published=True, closed=True)

    address = reverse("admin:network_topic_changelist")
    found = editor_client.get(address, {"hvor": where}).context["cl"].result_count

    assert found == number
