"""Support for topics: one for each person, confirmed by a link, known to nobody."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from network.models import Topic, TopicSupport
from network.topics import support
from tests.network.factories import EventFactory, TopicFactory, TopicSupportFactory
from tests.network.letters import link_in, queued, sent
from tests.pages import Page
from tests.sent import a_while_ago
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

ADDRESS = "stoetter@example.org"


@pytest.fixture
def topic():
    return TopicFactory(published=True, slug="lager", title="Fælles lager")


def form_of(topic):
    return reverse("network:support-topic", args=[topic.slug])


def thanks_of(topic):
    return reverse("network:topic-support-sent", args=[topic.slug])


def written(**more):
    return {"email": ADDRESS, "webadresse": "", "sending": a_while_ago(), **more}


def page_of(row):
    return reverse("network:topic-supporter", args=[row.token])


def supporters(topic):
    return Topic.objects.with_support().get(pk=topic.pk).supporters


def test_support_counts_when_the_button_behind_the_link_is_pressed(
    client, settings, topic
):
    answer = client.post(form_of(topic), written())
    (letter,) = sent(settings)
    page = link_in(letter, "stoette")
    read = [client.get(page), client.head(page)]
    before = supporters(topic)

    pressed = client.post(page, {"confirm": "1"})
    again = client.post(page, {"confirm": "1"})

    row = TopicSupport.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, thanks_of(topic))
    assert "Se i din mail" in client.get(thanks_of(topic)).text
    assert letter.to == [ADDRESS]
    assert {one.status_code for one in read} == {200}
    assert {one["Cache-Control"] for one in read} == {"private, no-store"}
    assert {one["Referrer-Policy"] for one in read} == {"strict-origin"}
    assert before == 0
    assert (pressed.status_code, pressed["Location"]) == (303, page)
    assert again.status_code == 303
    assert supporters(topic) == 1
    assert "Tak, din støtte tæller" in client.get(page).text
    assert (row.delete_on_date - timezone.localdate()).days == 365


def test_the_address_is_kept_nowhere_once_the_mail_is_sent(client, settings, topic):
    client.post(form_of(topic), written())
    in_queue = [message.email.to for message in Message.objects.all()]
    sent(settings)
    row = TopicSupport.objects.get()

    kept = [str(value) for value in vars(row).values()]

    assert in_queue == [[ADDRESS]]
    assert not Message.objects.exists()
    assert not any(ADDRESS in value for value in kept)


def test_the_hash_is_useless_without_the_key(settings, topic):
    other = TopicFactory()
    hashes = {support.hash_of(topic, ADDRESS), support.hash_of(other, ADDRESS)}
    same = support.hash_of(topic, f" {ADDRESS.upper()} ")

    settings.SECRET_KEY = "another key" * 9
    under_another_key = support.hash_of(topic, ADDRESS)

    # Two topics tell nothing of each other's supporters.
    assert len(hashes) == 2
    assert same in hashes
    assert under_another_key not in hashes


def test_known_and_unknown_get_the_same_answer_and_another_mail(
    client, settings, topic
):
    first = client.post(form_of(topic), written())
    pending = client.post(form_of(topic), written())
    (row,) = TopicSupport.objects.all()
    support.confirm(row)
    known = client.post(form_of(topic), written(email=ADDRESS.upper()))

    letters = sent(settings)
    answers = [first, pending, known]
    assert {(one.status_code, one["Location"]) for one in answers} == {
        (303, thanks_of(topic))
    }
    assert [letter.subject for letter in letters] == [
        "Bekræft, at du støtter “Fælles lager”",
        "Bekræft, at du støtter “Fælles lager”",
        "Du støtter allerede “Fælles lager”",
    ]
    # Every mail brings the same link.
    assert {link_in(letter, "stoette") for letter in letters} == {page_of(row)}
    assert supporters(topic) == 1


def test_a_person_is_known_also_under_a_key_that_was_changed(settings, topic):
    support.ask(topic=topic, sending_key="a" * 64, email=ADDRESS)
    former = settings.SECRET_KEY

    settings.SECRET_KEY = "another key" * 9
    settings.SECRET_KEY_FALLBACKS = [former]
    support.ask(topic=topic, sending_key="b" * 64, email=ADDRESS)

    assert TopicSupport.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_asked_by_many_at_once_it_is_one_row_and_one_mail_for_each_form():
    topic = TopicFactory(published=True)

    def ask(key):
        return support.ask(topic=topic, sending_key=key * 64, email=ADDRESS)

    same = all_at_once(8, partial(patiently, ask, "a"))
    other = all_at_once(4, partial(patiently, ask, "b"))

    assert same + other == [TopicSupport.objects.get()] * 12
    assert len(queued()) == 2


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_taken_back_at_once_harms_nobody():
    row = TopicSupportFactory(topic__published=True)
    turns = iter([support.confirm, support.take_back] * 4)

    def do():
        return patiently(next(turns), row)

    answers = all_at_once(8, do)

    faults = [one for one in answers if isinstance(one, Exception)]
    assert all(isinstance(one, TopicSupport.DoesNotExist) for one in faults)
    assert not TopicSupport.objects.exists()


def test_it_is_taken_back_by_the_same_link(client, topic):
    row = TopicSupportFactory(topic=topic, confirmed=True)

    response = client.post(page_of(row), {"take_back": "1"})
    again = client.post(page_of(row), {"take_back": "1"})

    assert (response.status_code, response["Location"]) == (303, "/netvaerk/glemt/")
    assert again.status_code == 404
    assert supporters(topic) == 0


def test_a_mail_that_waits_is_not_sent_once_it_is_taken_back(settings, topic):
    row = support.ask(topic=topic, sending_key="a" * 64, email=ADDRESS)

    support.take_back(row)

    assert sent(settings) == []


@pytest.mark.parametrize(
    "state",
    [
        {"closed": True},
        {"publication_state": "kladde"},
        {"publication_state": "trukket"},
    ],
)
def test_what_is_over_or_hidden_takes_no_support(client, state):
    topic = TopicFactory(**{"published": True, **state})
    row = TopicSupportFactory(topic=topic)

    asked = client.post(form_of(topic), written())
    page = client.get(page_of(row))
    client.post(page_of(row), {"confirm": "1"})

    assert asked.status_code in (302, 404)
    assert queued() == []
    assert "Man kan ikke støtte emnet mere" in page.text
    assert supporters(topic) == 0
    assert (topic.title in page.text) is topic.is_published


def test_what_was_held_takes_no_support(client):
    topic = TopicFactory(published=True, event=EventFactory(published=True))

    response = client.get(form_of(topic))

    assert response["Location"] == topic.get_absolute_url()


def test_a_form_sent_twice_sends_one_mail(client, topic):
    form = written()

    answers = [client.post(form_of(topic), form) for _ in range(12)]

    assert {answer.status_code for answer in answers} == {303}
    assert len(queued()) == 1


def test_one_visitor_supports_ten_in_an_hour(client, topic):
    answers = [
        client.post(form_of(topic), written(email=f"{n}@example.org")).status_code
        for n in range(11)
    ]

    assert answers == [303] * 10 + [429]


def test_one_address_gets_three_mails_in_an_hour_whoever_asks(topic):
    answers = [
        Client(headers={"x-forwarded-for": f"192.0.2.{number}"}).post(
            form_of(topic), written()
        )
        for number in range(4)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert ADDRESS in answers[-1].text
    assert len(queued()) == 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Skriv din mailadresse."),
        ("ikke en adresse", "Skriv en mailadresse, fx navn@firma.dk."),
        ("a@example.org\r\nBcc: b@example.org", "Skriv en mailadresse"),
        ("a" * 260 + "@example.org", "Mailadressen er for lang."),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(client, topic, typed, told):
    response = client.post(form_of(topic), written(email=typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert response.context["form"]["email"].value() == typed
    assert not TopicSupport.objects.exists()


def test_the_form_says_what_happens_to_the_address(client, topic):
    form = client.get(form_of(topic))

    assert "Roskilde Kommune er dataansvarlig" in form.text
    assert "artikel 6, stk. 1, litra e" in form.text
    assert form["X-Robots-Tag"] == "noindex, nofollow"
    assert form["Cache-Control"] == "private, no-store"


def test_a_post_without_the_guard_is_refused(topic):
    row = TopicSupportFactory(topic=topic)
    guarded = Client(enforce_csrf_checks=True)

    answers = [
        guarded.post(form_of(topic), written()),
        guarded.post(page_of(row), {"confirm": "1"}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert supporters(topic) == 0
