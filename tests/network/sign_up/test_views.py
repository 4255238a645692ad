"""Signing up on the portal, and the page that a link in a mail opens."""

import logging
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from mailer.models import Message

from common import turns
from network.models import Event, Registration
from network.sign_up import mails, registrations
from portal.logs import WithoutTokens
from tests.network.factories import EventFactory, RegistrationFactory
from tests.network.letters import queued
from tests.sent import a_while_ago

pytestmark = pytest.mark.django_db

State = Registration.State


@pytest.fixture
def event(clock):
    return EventFactory(
        published=True,
        starts_at=clock.now + timedelta(days=20),
        capacity=2,
        title="Klynger i praksis",
    )


def form_of(event):
    return reverse("network:sign-up", args=[event.slug])


def typed(**changes):
    return {
        "name": "Ada Andersen",
        "email": "ada@example.org",
        "organisation": "Hjulet",
        "colleagues": "",
        "sending": a_while_ago(),
        "webadresse": "",
    } | changes


def place_of(row, step=""):
    return f"/netvaerk/plads/{row.token}/{step}"


# The form


def test_one_signs_up_and_is_asked_to_look_in_the_mail(client, event):
    shown = client.get(form_of(event))
    response = client.post(form_of(event), typed(colleagues="Bo Bentsen"))
    thanks = client.get(response["Location"])

    row = Registration.objects.get()
    assert "2 ledige pladser" in shown.text
    assert response.status_code == 303
    assert "Se nu i din mail" in thanks.text
    assert (row.name, row.people, row.state) == ("Ada Andersen", 2, State.PENDING)
    assert Message.objects.count() == 1


def test_what_the_law_wants_said_stands_beside_the_form(client, event):
    text = client.get(form_of(event)).text

    last = registrations.deletion_date(event)
    for words in (
        "Roskilde Kommune er dataansvarlig",
        "artikel 6, stk. 1, litra e",
        "klage til Datatilsynet",
        "Om dine kolleger",
        f"{last.day}. ",
        str(last.year),
        "Skriv ikke om helbred",
    ):
        assert words in text


def test_whoever_is_known_gets_the_same_answer_as_a_stranger(client, event):
    stranger = client.post(form_of(event), typed())
    known = client.post(form_of(event), typed(name="En anden"))

    assert (known.status_code, known["Location"], known.content) == (
        stranger.status_code,
        stranger["Location"],
        stranger.content,
    )
    assert Registration.objects.get().name == "Ada Andersen"
    assert Message.objects.count() == 2


def test_a_form_sent_again_is_thanked_for_and_brings_no_second_mail(client, event):
    once = typed()

    answers = [client.post(form_of(event), once) for _ in range(12)]

    assert {answer.status_code for answer in answers} == {303}
    assert Registration.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": " "}, "Skriv dit navn."),
        ({"name": "a" * 121}, "Skriv højst 120 tegn"),
        ({"email": ""}, "Skriv din mailadresse."),
        ({"email": "ada@"}, "Skriv en mailadresse, fx navn@firma.dk."),
        ({"colleagues": "a\nb\nc\nd\ne\nf"}, "Skriv højst 5 kolleger"),
        ({"colleagues": "a" * 121}, "Et af navnene er for langt"),
        ({"colleagues": "Bo\nCa"}, "Der er kun 2 pladser i alt"),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt"),
        ({"sending": ""}, "Siden har stået åben for længe"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(
    client, event, changes, told
):
    response = client.post(form_of(event), typed(**changes))

    assert response.status_code == 200
    assert told in response.text
    assert "Hjulet" in response.text
    assert not Registration.objects.exists()
    assert not Message.objects.exists()


def test_lines_in_a_name_become_one(client, event):
    client.post(form_of(event), typed(name="Ada\r\nBcc: x@example.org"))

    assert Registration.objects.get().name == "Ada Bcc: x@example.org"


def test_a_form_that_came_too_late_keeps_what_was_typed(client, event, clock):
    Event.objects.update(signup_closes_at=clock.now)

    response = client.post(form_of(event), typed())

    assert "Tilmeldingen er lukket." in response.text
    assert "Ada Andersen" in response.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signup_opens_at": timedelta(days=1)}, "Tilmeldingen åbner"),
        ({"signup_closes_at": timedelta(0)}, "Tilmeldingen er lukket"),
        ({"state": "aflyst"}, "Mødet er aflyst"),
        ({"starts_at": -timedelta(days=2), "ends_at": -timedelta(days=1)}, "er holdt"),
    ],
)
def test_a_closed_form_says_why(client, event, clock, changes, words):
    Event.objects.update(
        **{
            name: clock.now + value if isinstance(value, timedelta) else value
            for name, value in changes.items()
        }
    )

    text = client.get(form_of(event)).text

    assert words in text
    assert "<form method" not in text.partition("<main")[2]


def test_a_draft_has_no_form(client, event):
    Event.objects.update(state=Event.State.DRAFT)

    assert client.get(form_of(event)).status_code == 404
    assert client.post(form_of(event), typed()).status_code == 404


def test_a_full_event_leads_to_the_waiting_list(client, event):
    RegistrationFactory.create_batch(2, event=event, confirmed=True)
    RegistrationFactory(event=event, waiting=True)

    form, page = client.get(form_of(event)).text, client.get(event.get_absolute_url())

    assert "Alle pladser er taget" in form
    assert "Skriv dig på ventelisten" in form
    assert "Ingen ledige pladser, 1 på venteliste" in page.text


# In a rush


def test_a_post_asks_little_while_others_wait(
    client, event, django_assert_max_num_queries
):
    Event.objects.update(capacity=1)
    RegistrationFactory(event=event, confirmed=True)
    RegistrationFactory.create_batch(20, event=event, waiting=True)

    with django_assert_max_num_queries(17):
        client.post(form_of(event), typed())

    assert Registration.objects.filter(email="ada@example.org").count() == 1


@pytest.mark.parametrize(("name", "taken"), [("Ada", 1), ("", 0)])
def test_whoever_must_correct_something_takes_nobodys_turn(
    client, event, monkeypatch, name, taken
):
    turns_taken = []
    monkeypatch.setattr(turns, "turn", lambda: turns_taken.append(1) or nullcontext())

    client.post(form_of(event), typed(name=name))
    client.get(form_of(event))

    assert len(turns_taken) == taken


# Too often


def test_ten_in_ten_minutes_from_one_visitor(client, event):
    Event.objects.update(capacity=100)

    answers = [
        client.post(form_of(event), typed(email=f"p{n}@example.org")) for n in range(11)
    ]

    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) <= 600
    assert "p10@example.org" in answers[-1].text
    assert Registration.objects.count() == 10


def test_three_times_for_one_address_whether_it_is_known_or_not(event):
    def send(email, n):
        return Client(REMOTE_ADDR=f"192.0.2.{n}").post(
            form_of(event), typed(email=email)
        )

    names = ("ada", "ADA", "Ada", "ada")
    answers = [send(f"{name}@example.org", n) for n, name in enumerate(names)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert Message.objects.count() == 3
    assert send("bo@example.org", 9).status_code == 303


# The link


def test_the_link_in_the_mail_confirms_by_a_button_only(client, event):
    client.post(form_of(event), typed())
    call_command("send_mail")
    row = Registration.objects.get()
    address = place_of(row)

    assert f"http://127.0.0.1:8000{address}" in mail.outbox[0].body
    for _ in range(3):
        assert "Bekræft" in client.get(address).text
        client.head(address)
    row.refresh_from_db()
    assert row.state == State.PENDING

    response = client.post(address, {"svar": "ja"}, follow=True)

    row.refresh_from_db()
    assert row.state == State.CONFIRMED
    assert "Du har en plads" in response.text


def test_the_token_is_neither_on_the_page_nor_in_a_header(client, event):
    row = RegistrationFactory(event=event, confirm_by=event.starts_at)

    for step in ("", "ret/", "afmeld/"):
        shown = client.get(place_of(row, step))
        assert row.token not in f"{shown.headers}{shown.text}"
        assert shown["Cache-Control"] == "private, no-store"
        assert shown["Referrer-Policy"] == "strict-origin"
        assert "noindex" in shown["X-Robots-Tag"]
    for step, data in (("", {"svar": "ja"}), ("ret/", {"name": "A"}), ("afmeld/", {})):
        sent = client.post(place_of(row, step), data)
        assert sent.status_code == 303
        assert row.token not in f"{sent.headers}{sent.content}"


def test_the_log_masks_the_token():
    line = logging.LogRecord(
        "x", logging.ERROR, "", 0, "Not found: /netvaerk/plads/abc/ret/", (), None
    )

    WithoutTokens().filter(line)

    assert line.getMessage() == "Not found: /netvaerk/plads/[…]/ret/"


@pytest.mark.parametrize("step", ["", "ret/", "afmeld/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_does_not_work_is_explained_alike(client, event, step, method):
    deleted = RegistrationFactory(event=event)
    hidden = RegistrationFactory(confirmed=True)
    places = [
        place_of(deleted, step),
        place_of(hidden, step),
        f"/netvaerk/plads/x/{step}",
    ]
    deleted.delete()

    answers = [getattr(client, method)(place, {"svar": "ja"}) for place in places]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Linket virker ikke" in answers[0].text


def test_the_online_link_is_for_those_with_a_seat(client, event):
    url = "https://example.org/moede-4711"
    Event.objects.update(online_url=url)
    rows = {
        state: RegistrationFactory(
            event=event,
            state=state,
            confirm_by=event.starts_at if state in Registration.ANSWERED_BY else None,
        )
        for state in State
    }

    seen = {
        state for state, row in rows.items() if url in client.get(place_of(row)).text
    }

    assert seen == {State.CONFIRMED}
    assert url not in client.get(event.get_absolute_url()).text
    Event.objects.update(state=Event.State.CANCELLED)
    assert url not in client.get(place_of(rows[State.CONFIRMED])).text


def test_the_number_in_line_and_an_offer(client, event):
    first = RegistrationFactory(event=event, confirmed=True)
    RegistrationFactory(event=event, confirmed=True)
    RegistrationFactory(event=event, waiting=True)
    second = RegistrationFactory(event=event, waiting=True)

    waiting = client.get(place_of(second)).text
    for row in (first, Registration.objects.waiting().first()):
        registrations.cancel(row)
    offered = client.get(place_of(second)).text
    client.post(place_of(second), {"svar": "ja"})

    second.refresh_from_db()
    assert '<span class="figure__number">2</span>' in waiting
    assert "Ja tak til pladsen" in offered
    assert second.state == State.CONFIRMED


def test_a_group_that_is_passed_over_is_told_what_it_can_do(client, event):
    RegistrationFactory(event=event, confirmed=True)
    together = RegistrationFactory(event=event, waiting=True, colleagues="Bo")

    text = client.get(place_of(together)).text

    assert "Der er 1 ledig plads lige nu, men I er 2." in text


def test_too_late_is_told_and_one_may_sign_up_again(client, event, clock):
    row = RegistrationFactory(event=event, confirm_by=clock.now)

    late = client.post(place_of(row), {"svar": "ja"})
    again = client.post(place_of(row), {"svar": "igen"}, follow=True)

    assert "Det var for sent. Vi holder ikke pladsen mere." in late.text
    assert "Fristen er udløbet" in late.text
    assert "Du har en plads" in again.text


def test_a_group_that_lost_its_seats_is_told_where_it_would_stand(client, event, clock):
    RegistrationFactory(event=event, confirmed=True)
    together = RegistrationFactory(event=event, confirm_by=clock.now, colleagues="Bo")

    page = client.get(place_of(together)).text
    again = client.post(place_of(together), {"svar": "igen"}, follow=True)

    assert "Der er ikke plads til jer alle 2 lige nu." in page
    assert "Skriv dig på ventelisten igen" in page
    assert "Der er stadig plads" not in page
    assert "I står på venteliste" in again.text


def test_a_group_larger_than_all_the_seats_is_told_so(client, event, clock):
    waits = RegistrationFactory(event=event, waiting=True, colleagues="Bo\nCa\nDu")
    lapsed = RegistrationFactory(
        event=event, confirm_by=clock.now, colleagues="Bo\nCa\nDu"
    )

    waiting, late = (client.get(place_of(row)).text for row in (waits, lapsed))

    for page in (waiting, late):
        assert f"Der er kun {event.capacity} pladser i alt, men I er 4." in page
    assert 'href="ret/"' in waiting
    assert 'value="igen"' not in late
    assert reverse("network:sign-up", args=[event.slug]) in late


def test_one_corrects_what_one_wrote(client, event):
    row = RegistrationFactory(event=event, confirmed=True)

    shown = client.get(place_of(row, "ret/"))
    response = client.post(
        place_of(row, "ret/"),
        {"name": "Nyt Navn", "organisation": "Hjulet", "colleagues": "Bo"},
        follow=True,
    )
    refused = client.post(
        place_of(row, "ret/"), {"name": "Nyt Navn", "colleagues": "Bo\nCa"}
    )

    row.refresh_from_db()
    assert 'value="Deltager"' in shown.text
    assert "Det er rettet." in response.text
    assert (row.name, row.organisation, row.people) == ("Nyt Navn", "Hjulet", 2)
    assert "Der er ikke flere pladser." in refused.text
    assert "Ca" in refused.text


def test_what_is_not_in_the_form_cannot_be_changed(client, event):
    row = RegistrationFactory(event=event, confirmed=True)
    before = Registration.objects.values().get()

    client.post(
        place_of(row, "ret/"),
        {
            **{"name": "Nyt", "email": "x@example.org", "state": "venteliste"},
            **{"number": "0", "event": "9", "attended": "1", "people": "9"},
        },
    )

    assert Registration.objects.values().get() == before | {"name": "Nyt"}


def test_leaving_asks_once_more(client, event):
    row = RegistrationFactory(event=event, confirmed=True)

    asked = client.get(place_of(row, "afmeld/"))
    row.refresh_from_db()
    assert row.state == State.CONFIRMED
    left = client.post(place_of(row, "afmeld/"), follow=True)

    row.refresh_from_db()
    assert "Ja, meld fra" in asked.text
    assert row.state == State.CANCELLED
    assert "Du er meldt fra" in left.text
    assert "allerede meldt fra" in client.get(place_of(row, "afmeld/")).text


def test_after_it_has_begun_nothing_is_changed(client, event, clock):
    row = RegistrationFactory(event=event, confirmed=True)
    clock.on(days=20)

    pages = [client.get(place_of(row, step)).text for step in ("", "ret/", "afmeld/")]
    answer = client.post(place_of(row, "afmeld/"))

    row.refresh_from_db()
    assert "Mødet er begyndt eller holdt" in pages[0]
    assert "ikke noget at rette" in pages[1]
    assert "så du kan ikke melde fra mere" in answer.text
    assert row.state == State.CONFIRMED


def test_a_cancelled_event_says_so_on_the_page(client, event):
    row = RegistrationFactory(event=event, confirmed=True)
    Event.objects.update(state=Event.State.CANCELLED)

    assert "Mødet er aflyst" in client.get(place_of(row)).text


# What somebody with a seat needs on the way there


def test_the_page_of_a_seat_says_how_to_get_there_and_what_it_costs(client, event):
    row = RegistrationFactory(event=event, confirmed=True)
    Event.objects.update(
        address="Stændertorvet 1, 4000 Roskilde",
        access_notes="Elevator i stuen.",
        price="149.50",
    )

    page = client.get(place_of(row)).text

    assert "Stændertorvet 1, 4000 Roskilde" in page
    assert "Elevator i stuen." in page
    assert "https://www.openstreetmap.org/search?query=St%C3%A6ndertorvet" in page
    assert "149,50 kr. pr. person" in page


def test_the_page_of_a_seat_says_why_it_was_called_off(client, event):
    row = RegistrationFactory(event=event, confirmed=True)
    Event.objects.update(
        state=Event.State.CANCELLED, change_reason="Huset er oversvømmet."
    )

    assert "Huset er oversvømmet." in client.get(place_of(row)).text


def test_the_page_of_a_seat_says_what_was_moved(client, event, clock):
    row = RegistrationFactory(event=event, confirmed=True)
    Event.objects.update(
        previous_starts_at=clock.now + timedelta(days=9),
        previous_place="Gamle Rådhus",
        change_reason="Lokalet var optaget.",
    )

    page = client.get(place_of(row)).text

    assert "Lokalet var optaget." in page
    assert "Gamle Rådhus" in page


@pytest.mark.parametrize(("price", "said"), [(150, True), (0, False)])
def test_the_form_says_the_price_where_there_is_one(client, event, price, said):
    Event.objects.update(price=price)

    assert ("150 kr. pr. person" in client.get(form_of(event)).text) is said


def test_the_mail_of_a_seat_says_how_to_get_there_and_what_it_costs(event):
    Event.objects.update(
        address="Stændertorvet 1, 4000 Roskilde",
        access_notes="Elevator i stuen.",
        price=150,
    )
    row = RegistrationFactory(event=Event.objects.get(), confirmed=True)

    mails.tell_standing(row)

    body = queued()[-1].body
    assert "Rådhuset, Stændertorvet 1, 4000 Roskilde\nElevator i stuen.\nKort: " in body
    assert "Pris: 150 kr. pr. person" in body
    assert "\n\n\n" not in body
