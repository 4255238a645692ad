"""Topics: suggested, confirmed, looked at, answered, planned, held, closed."""

import logging
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.publication import PublicationState
from network import retention
from network.models import Event, Topic, TopicSuggestion, TopicSupport
from network.topics import suggestions
from network.topics.suggestions import TopicRefused
from portal.logs import WithoutTokens
from tests.enterprises.factories import SourceFactory
from tests.network.factories import (
    EventFactory,
    TopicFactory,
    TopicSuggestionFactory,
    TopicSupportFactory,
)
from tests.network.letters import link_in, queued, sent
from tests.pages import Page
from tests.sent import a_while_ago
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

LIST = "/netvaerk/emner/"
FORM = f"{LIST}foreslaa/"
THANKS = f"{FORM}tak/"
CANARY = "kanariefugl"
Stage = Topic.Stage


def written(**more):
    return {
        "title": "Fælles lager",
        "description": "Vi mangler plads.",
        "email": "forslag@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


def soon(**days):
    return timezone.now() + timedelta(**days)


def coming(**more):
    return EventFactory(published=True, starts_at=soon(days=9), **more)


def over(**more):
    return EventFactory(published=True, starts_at=soon(days=-9), **more)


def suggestion_page(suggestion):
    return reverse("network:topic-suggestion", args=[suggestion.token])


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


# Suggesting one


def test_a_suggestion_is_nothing_before_it_is_confirmed(client, settings):
    response = client.post(FORM, written())
    thanks = client.get(THANKS)
    (letter,) = sent(settings)

    suggestion = TopicSuggestion.objects.get()
    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert "Se i din mail" in thanks.text
    assert letter.to == ["forslag@example.org"]
    assert link_in(letter, "forslag") == suggestion_page(suggestion)
    # It may go to somebody who wrote nothing.
    assert "lager" not in letter.subject + letter.body
    assert not Topic.objects.exists()
    assert (suggestion.delete_on_date - timezone.localdate()).days == 7


def test_reading_the_link_changes_nothing(client, settings):
    suggestion = TopicSuggestionFactory(fresh=True)
    page = suggestion_page(suggestion)

    answers = [client.get(page), client.head(page), client.get(page)]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert {answer["X-Robots-Tag"] for answer in answers} == {"noindex, nofollow"}
    assert {answer["Referrer-Policy"] for answer in answers} == {"strict-origin"}
    assert not Topic.objects.exists()


def test_the_button_makes_a_draft_and_tells_the_editor(client, editor_client, settings):
    client.post(FORM, written())
    page = suggestion_page(TopicSuggestion.objects.get())
    sent(settings)

    response = client.post(page, {"confirm": "1"})
    again = client.post(page, {"confirm": "1"})
    after = client.get(page)
    desk = editor_client.get("/admin/")

    topic = Topic.objects.get()
    suggestion = TopicSuggestion.objects.get()
    (letter,) = sent(settings)
    assert (response.status_code, response["Location"]) == (303, page)
    assert again.status_code == 303
    assert "Tak, forslaget er sendt" in after.text
    assert topic.publication_state == PublicationState.DRAFT
    assert (topic.title, topic.description) == ("Fælles lager", "Vi mangler plads.")
    assert topic.slug == "faelles-lager"
    assert (suggestion.topic, suggestion.title, suggestion.description) == (
        *(topic, "", ""),
    )
    assert (suggestion.delete_on_date - timezone.localdate()).days == 365
    assert letter.to == [settings.CONTACT_EMAIL]
    assert "Fælles lager" in letter.subject
    assert client.get(topic.get_absolute_url()).status_code == 404
    (task,) = [t for t in desk.context["waiting"] if "emne" in t["label"]]
    assert task["label"] == "emne fra en læser venter"
    assert editor_client.get(task["url"]).context["cl"].result_count == 1


def test_the_same_title_gets_an_address_of_its_own():
    TopicFactory(slug="faelles-lager")
    suggestions.confirm(TopicSuggestionFactory(fresh=True))
    suggestions.confirm(TopicSuggestionFactory(fresh=True, title="Foreslå"))
    suggestions.confirm(TopicSuggestionFactory(fresh=True, title="???"))

    slugs = set(Topic.objects.values_list("slug", flat=True))

    assert "faelles-lager" in slugs
    assert "emne" in slugs
    assert len(slugs) == 4
    # The form has that address.
    assert "foreslaa" not in slugs


@pytest.mark.django_db(transaction=True)
def test_pressed_by_many_at_once_it_is_one_topic():
    suggestion = TopicSuggestionFactory(fresh=True)

    made = all_at_once(8, partial(patiently, suggestions.confirm, suggestion))

    assert [row.topic for row in made] == [Topic.objects.get()] * 8
    assert len(queued()) == 1


@pytest.mark.parametrize("confirmed", [False, True])
def test_who_suggested_takes_it_back(client, confirmed):
    suggestion = TopicSuggestionFactory(fresh=True)
    if confirmed:
        suggestions.confirm(suggestion)

    response = client.post(suggestion_page(suggestion), {"take_back": "1"})
    after = client.get(suggestion_page(suggestion))

    assert (response.status_code, response["Location"]) == (303, "/netvaerk/glemt/")
    assert client.get("/netvaerk/glemt/").status_code == 200
    assert after.status_code == 404
    assert not TopicSuggestion.objects.exists()
    assert not Topic.objects.exists()


def test_a_topic_that_is_public_stays_when_who_suggested_it_is_forgotten(client):
    topic = TopicFactory(published=True)
    suggestion = TopicSuggestionFactory(topic=topic)

    page = client.get(suggestion_page(suggestion))
    client.post(suggestion_page(suggestion), {"take_back": "1"})

    assert "Slet min mailadresse" in page.text
    assert list(Topic.objects.all()) == [topic]
    assert not TopicSuggestion.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "æ"])
def test_a_wrong_link_is_answered_alike(client, token):
    for kind in ("forslag", "stoette"):
        for answer in (
            client.get(f"/netvaerk/{kind}/{token}/"),
            client.post(f"/netvaerk/{kind}/{token}/", {"confirm": "1"}),
        ):
            assert answer.status_code == 404
            assert "Linket virker ikke" in answer.text


@pytest.mark.parametrize("kind", ["forslag", "stoette"])
def test_the_log_never_holds_a_link(kind):
    line = logging.LogRecord(
        *("x", logging.WARNING, "x", 1, "Not found: %s"),
        (f"/netvaerk/{kind}/geheim/",),
        None,
    )

    WithoutTokens().filter(line)

    assert line.getMessage() == f"Not found: /netvaerk/{kind}/[…]/"


def test_a_form_sent_twice_is_one_suggestion(client):
    form = written()

    answers = [client.post(FORM, form) for _ in range(7)]

    assert {answer.status_code for answer in answers} == {303}
    assert TopicSuggestion.objects.count() == len(queued()) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": " "}, "Skriv, hvad emnet er."),
        ({"title": "a" * 121}, "Skriv højst 120 tegn."),
        ({"description": "a" * 2001}, "Skriv højst 2.000 tegn."),
        ({"email": ""}, "Skriv din mailadresse."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Skriv en mailadresse"),
        ({"title": "a\x00b"}, "Null-tegn er ikke tilladte."),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(client, typed, told):
    response = client.post(FORM, written(**typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert not TopicSuggestion.objects.exists()
    kept = response.context["form"]["description"].value()
    assert kept == typed.get("description", "Vi mangler plads.")


def test_a_title_stays_on_one_line(client):
    client.post(FORM, written(title="Fælles\r\n\r\nlager"))

    assert TopicSuggestion.objects.get().title == "Fælles lager"


def test_the_sixth_in_an_hour_waits_with_its_text_kept(client):
    for number in range(5):
        client.post(FORM, written(email=f"{number}@example.org"))

    refused = client.post(FORM, written(title="Det sjette", email="6@example.org"))

    assert refused.status_code == 429
    assert "Det sjette" in refused.text
    assert TopicSuggestion.objects.count() == 5


def test_one_address_gets_three_in_an_hour_whoever_asks():
    answers = [
        Client(headers={"x-forwarded-for": f"192.0.2.{number}"})
        .post(FORM, written(email="Offer@Example.org"))
        .status_code
        for number in range(4)
    ]

    assert answers == [303, 303, 303, 429]


def test_a_post_without_the_guard_is_refused():
    suggestion = TopicSuggestionFactory(fresh=True)
    guarded = Client(enforce_csrf_checks=True)

    answers = [
        guarded.post(FORM, written()),
        guarded.post(suggestion_page(suggestion), {"confirm": "1"}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert not Topic.objects.exists()


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
