"""An event on the desk: nobody is told by a mere save, and everybody by the buttons."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from network.models import Event
from tests.common.test_admin import fields
from tests.network.factories import (
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

CHANGES = reverse("admin:network_event_changelist")
CANARY = "kanariefugl"


def soon(**later):
    return timezone.now() + timedelta(**later)


def coming(**values):
    return EventFactory(**({"published": True, "starts_at": soon(days=9)} | values))


def held(**values):
    return EventFactory(
        **(
            {"published": True, "starts_at": soon(days=-3), "minutes": "<p>Kort.</p>"}
            | values
        )
    )


def page_of(event, page="change"):
    return reverse(f"admin:network_event_{page}", args=[event.pk])


def as_typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def take(client, event, step, **typed):
    """Fill a step in, see its mail, and press the button below it."""
    place = page_of(event, step)
    typed = fields(client.get(place)) | typed
    shown = client.post(place, typed)
    assert shown.status_code == 200
    return shown, client.post(place, typed | fields(shown))


def mails():
    return [message.email for message in Message.objects.order_by("pk")]


@pytest.fixture
def signed_up():
    event = coming(venue="Rådhuset")
    rows = RegistrationFactory.create_batch(3, event=event, confirmed=True)
    Message.objects.all().delete()
    return event, rows


def test_a_save_moves_nothing_that_people_plan_after(editor_client, signed_up):
    event, _ = signed_up
    typed = fields(editor_client.get(page_of(event)))

    response = editor_client.post(
        page_of(event),
        typed
        | {
            "title": "Et andet navn",
            "venue": "Byens Hus",
            "state": "aflyst",
            "starts_at_0": "2047-06-03",
            "starts_at_1": "15:00",
        },
    )

    before = event.starts_at
    event.refresh_from_db()
    assert response.status_code == 302
    assert event.title == "Et andet navn"
    assert (event.venue, event.state) == ("Rådhuset", Event.State.PUBLISHED)
    assert event.starts_at == before
    assert mails() == []


def test_day_and_time_are_named_to_who_cannot_see_them(editor_client):
    page = editor_client.get(reverse("admin:network_event_add")).text

    for name in ("Begynder", "Slutter", "Tilmelding åbner", "Tilmelding lukker"):
        assert f'aria-label="{name}: dato"' in page
        assert f'aria-label="{name}: tid"' in page


def test_an_event_is_called_off_only_on_its_own_page(editor_client):
    event = coming()
    typed = fields(editor_client.get(page_of(event)))

    response = editor_client.post(page_of(event), typed | {"state": "aflyst"})

    event.refresh_from_db()
    assert response.status_code == 200
    assert not event.is_cancelled


def test_calling_off_shows_the_mail_and_sends_it_on_the_second_press(
    editor_client, signed_up
):
    event, rows = signed_up

    shown, done = take(editor_client, event, "aflys", reason="Oplægsholderen er syg.")

    assert "3 får hver deres mail" in shown.text
    assert "Oplægsholderen er syg." in shown.text
    assert "Aflys mødet, og send 3 mails" in shown.text
    assert done.status_code == 302
    event.refresh_from_db()
    assert event.is_cancelled
    assert [mail.to for mail in mails()] == [[row.email] for row in rows]
    assert LogEntry.objects.get().get_change_message() == "Aflys mødet"


def test_the_first_press_sends_nothing(editor_client, signed_up):
    event, _ = signed_up
    place = page_of(event, "aflys")

    editor_client.post(place, fields(editor_client.get(place)) | {"reason": "Syg."})

    event.refresh_from_db()
    assert not event.is_cancelled
    assert mails() == []


def test_other_words_than_those_shown_are_shown_first(editor_client, signed_up):
    event, _ = signed_up
    place = page_of(event, "aflys")
    typed = fields(editor_client.get(place)) | {"reason": "Syg."}
    shown = editor_client.post(place, typed)

    again = editor_client.post(
        place, typed | fields(shown) | {"reason": "Noget helt andet."}
    )

    assert again.status_code == 200
    assert "Noget helt andet." in again.text
    assert mails() == []


def test_a_second_press_by_somebody_else_says_that_it_is_done(editor_client, signed_up):
    event, _ = signed_up
    place = page_of(event, "aflys")
    typed = fields(editor_client.get(place)) | {"reason": "Syg."}
    typed |= fields(editor_client.post(place, typed))

    answers = [editor_client.post(place, typed, follow=True) for _ in range(2)]

    assert "har skiftet status" in answers[1].text
    assert len(mails()) == 3


def test_moving_begins_with_what_is_and_tells_what_was(editor_client, signed_up):
    event, _ = signed_up

    shown, done = take(
        editor_client,
        event,
        "flyt",
        starts_at=as_typed(soon(days=20)),
        ends_at=as_typed(soon(days=20, hours=2)),
        reason="Lokalet var for lille.",
    )

    assert "Rådhuset" in shown.text
    assert done.status_code == 302
    event.refresh_from_db()
    assert timezone.localdate(event.starts_at) == timezone.localdate(soon(days=20))
    assert event.venue == "Rådhuset"
    assert len(mails()) == 3
    assert "Lokalet var for lille." in editor_client.get(page_of(event)).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Dette felt er påkrævet"),
        ({}, "Tid og sted er, som de var"),
        ({"starts_at": "2018-01-01T10:00"}, "Skriv en tid, der ikke har været"),
        ({"starts_at": "i morgen"}, "gyldig"),
        ({"starts_at": "2047-01-01T10:00", "ends_at": "2047-01-01T09:00"}, "efter"),
        ({"starts_at": "9999-12-31T23:00"}, "Skriv et årstal"),
        ({"venue": "", "address": ""}, "Skriv et sted eller et link"),
        ({"venue": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_moved_so_is_said_and_kept(
    editor_client, signed_up, typed, words
):
    event, _ = signed_up
    place = page_of(event, "flyt")
    typed = {"reason": "Vi flytter."} | typed

    first = editor_client.post(place, fields(editor_client.get(place)) | typed)
    second = editor_client.post(place, fields(first))

    assert words in first.text + second.text
    assert second.status_code == 200
    assert mails() == []


def test_a_moved_event_is_not_moved_twice_by_a_double_press(editor_client, signed_up):
    event, _ = signed_up
    place = page_of(event, "flyt")
    typed = fields(editor_client.get(place)) | {"venue": "Byens Hus", "reason": "Hus."}
    typed |= fields(editor_client.post(place, typed))

    answers = [editor_client.post(place, typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert len(mails()) == 3


def test_a_map_of_the_old_place_is_replaced_with_the_move(editor_client, signed_up):
    event, _ = signed_up
    Event.objects.update(map_url="https://kort.example.org/raadhuset")

    shown, _ = take(
        editor_client,
        event,
        "flyt",
        venue="Byens Hus",
        address="Stændertorvet 1",
        map_url="",
        reason="Huset er optaget.",
    )

    event.refresh_from_db()
    assert "query=St%C3%A6ndertorvet+1" in shown.text
    assert event.map_url == ""


def test_what_may_not_fit_the_new_time_is_named(editor_client):
    event = coming(signup_closes_at=soon(days=8))
    ProgrammeItemFactory(event=event)
    start = event.starts_at + timedelta(days=30, hours=2)

    _, done = take(
        editor_client,
        event,
        "flyt",
        reason="Salen er optaget.",
        starts_at=as_typed(start),
        ends_at=as_typed(start + timedelta(hours=2)),
    )

    page = editor_client.get(done["Location"]).text
    assert "Programmets klokkeslæt er rykket med" in page
    assert "Tilmeldingen lukker stadig" in page


def test_another_place_leaves_programme_and_sign_up_alone(editor_client):
    event = coming(signup_closes_at=soon(days=8))
    event.starts_at = event.starts_at.replace(second=0, microsecond=0)
    event.save()
    ProgrammeItemFactory(event=event)

    _, done = take(editor_client, event, "flyt", reason="Større sal.", venue="Huset")

    page = editor_client.get(done["Location"]).text
    assert "Mødet er flyttet." in page
    assert "Programmets klokkeslæt" not in page
    assert "Tilmeldingen lukker stadig" not in page


def test_a_sign_up_that_would_never_open_is_refused(editor_client):
    event = coming()
    late = timezone.localtime(event.starts_at) + timedelta(hours=1)
    typed = fields(editor_client.get(page_of(event)))

    response = editor_client.post(
        page_of(event),
        typed
        | {
            "signup_opens_at_0": f"{late:%Y-%m-%d}",
            "signup_opens_at_1": f"{late:%H:%M:%S}",
        },
    )

    event.refresh_from_db()
    assert "Tilmeldingen skal åbne, før mødet begynder." in response.text
    assert event.signup_opens_at is None


def test_a_copy_is_a_draft_of_its_own(editor_client):
    event = held(title="Klynger")
    ProgrammeItemFactory(event=event)
    place = page_of(event, "kopier")

    response = editor_client.post(
        place,
        fields(editor_client.get(place))
        | {
            "starts_at": as_typed(soon(days=40)),
            "ends_at": as_typed(soon(days=40, hours=2)),
        },
        follow=True,
    )

    twin = Event.objects.exclude(pk=event.pk).get()
    assert (twin.title, twin.state) == ("Klynger", Event.State.DRAFT)
    assert twin.programme.count() == 1
    assert page_of(twin) in response.text


def test_thanks_show_the_minutes_and_go_once(editor_client):
    event = held()
    row = RegistrationFactory(event=event, confirmed=True)

    shown, done = take(editor_client, event, "tak", greeting="Tak for kagen.")
    later = editor_client.get(page_of(event, "tak"), follow=True)

    assert "Kort." in shown.text
    assert "Tak for kagen." in shown.text
    assert done.status_code == 302
    assert [mail.to for mail in mails()] == [[row.email]]
    assert "har skiftet status" in later.text


def test_what_is_over_is_copied_instead_of_held_again(editor_client):
    event = held()
    typed = fields(editor_client.get(page_of(event)))

    response = editor_client.post(
        page_of(event), typed | {"ends_at_0": "03.06.2047", "ends_at_1": "17:00"}
    )

    assert "Kopiér til et nyt" in response.text
    event.refresh_from_db()
    assert event.ends_at < timezone.now()


def test_an_event_with_sign_ups_is_neither_hidden_nor_deleted(editor_client, signed_up):
    event, _ = signed_up

    editor_client.post(
        page_of(event),
        fields(editor_client.get(page_of(event))) | {"state": "kladde"},
    )
    answer = editor_client.post(page_of(event, "delete"), {"post": "yes"})

    event.refresh_from_db()
    assert event.state == Event.State.PUBLISHED
    assert answer.status_code == 403


def test_a_draft_is_moved_and_deleted_freely(editor_client):
    event = EventFactory(starts_at=soon(days=9))
    typed = fields(editor_client.get(page_of(event)))

    moved = editor_client.post(page_of(event), typed | {"venue": "Byens Hus"})
    event.refresh_from_db()

    assert moved.status_code == 302
    assert event.venue == "Byens Hus"
    assert page_of(event, "flyt") not in editor_client.get(page_of(event)).text


@pytest.mark.parametrize(
    ("choice", "situation"),
    [
        ("mangler", lambda: EventFactory(starts_at=soon(days=9))),
        ("mangler", lambda: coming(address="Algade 1")),
        ("mangler", lambda: ProgrammeItemFactory(event=coming()).event),
        ("referat", lambda: held(minutes="")),
        (
            "fremmoede",
            lambda: RegistrationFactory(event=held(minutes=""), confirmed=True).event,
        ),
        ("tak", lambda: RegistrationFactory(event=held(), confirmed=True).event),
    ],
)
def test_what_wants_looking_after_is_found(editor_client, choice, situation):
    fine = ProgrammeItemFactory(event=coming(address="Algade 1")).event
    thanked = held(thanked_at=timezone.now(), attendance_count=2)
    RegistrationFactory(event=thanked, confirmed=True)
    wanting = situation()

    response = editor_client.get(f"{CHANGES}?tid={choice}")

    assert list(response.context["cl"].result_list) == [wanting]
    assert {fine, thanked}.isdisjoint(response.context["cl"].result_list)


def announce(client, event):
    typed = fields(client.get(page_of(event)))
    return client.post(page_of(event), typed | {"state": "offentlig"}, follow=True)


def test_announcing_leads_to_a_message_to_members_that_is_begun(editor_client):
    event = EventFactory(starts_at=soon(days=9), title="Køb & salg sammen")

    response = announce(editor_client, event)

    [address] = [
        address
        for address in Page(response.text).addresses
        if address.startswith(reverse("admin:network_membermessage_add"))
    ]
    begun = fields(editor_client.get(address))
    [subject] = begun["subject"]
    assert subject.endswith(": Køb & salg sammen")
    assert begun["body"] == [event.summary]
    assert (begun["audience"], begun["event"]) == (["moeder"], [str(event.pk)])


@pytest.mark.parametrize(
    "values",
    [{"starts_at": soon(days=-9)}, {"starts_at": soon(days=9), "is_example": True}],
)
def test_nobody_is_written_to_about_what_is_over_or_made_up(editor_client, values):
    response = announce(editor_client, EventFactory(**values))

    assert Event.objects.get().state == Event.State.PUBLISHED
    assert "skrive til de medlemmer" not in response.text


def test_a_later_save_does_not_ask_again(editor_client):
    event = coming()

    response = announce(editor_client, event)

    assert "skrive til de medlemmer" not in response.text


def test_the_list_says_how_the_year_stands_against_the_promise(editor_client, clock):
    EventFactory(published=True, starts_at=clock.now)

    page = editor_client.get(CHANGES).text

    year = timezone.localdate().year
    assert f"0 holdt og 1 planlagt i {year}; målet er 3 til 4." in page


def test_the_list_says_where_examples_are_counted(editor_client, clock):
    EventFactory(published=True, example=True, starts_at=clock.now)

    assert "Eksempler er talt med." in editor_client.get(CHANGES).text
