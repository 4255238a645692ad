"""Suggesting a topic: confirmed by mail, taken back, forgotten."""

import logging
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.publication import PublicationState
from network.models import Topic, TopicSuggestion
from network.topics import suggestions
from portal.logs import WithoutTokens
from tests.network.factories import (
    TopicFactory,
    TopicSuggestionFactory,
)
from tests.network.letters import link_in, queued, sent
from tests.pages import Page
from tests.sent import a_while_ago
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

FORM = "/netvaerk/emner/foreslaa/"
THANKS = f"{FORM}tak/"


def written(**more):
    return {
        "title": "Fælles lager",
        "description": "Vi mangler plads.",
        "email": "forslag@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


def suggestion_page(suggestion):
    return reverse("network:topic-suggestion", args=[suggestion.token])


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
