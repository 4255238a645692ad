"""An event on the desk: nobody is told by a mere save, and everybody by the buttons."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from mailer.models import Message

from network.events import attendance
from network.models import Event
from network.sign_up import registrations
from tests.common.test_admin import fields
from tests.network.factories import (
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
)

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


# Who comes


def door(event):
    return page_of(event, "door")


def today(**values):
    return EventFactory(published=True, starts_at=soon(minutes=-5), **values)


def test_the_list_names_everybody_with_a_seat_and_who_waits(editor_client):
    event = today()
    RegistrationFactory(
        event=event,
        confirmed=True,
        name="Ulla Berg",
        organisation="Værkstedet",
        colleagues="Ib Ny",
    )
    RegistrationFactory(event=event, waiting=True, name="Vera Venter")
    gone = RegistrationFactory(event=event, cancelled=True, name="Frede Fra")

    page = editor_client.get(page_of(event, "participants")).text

    day = date_format(registrations.deletion_date(event), "j. F Y")
    assert f"Portalen sletter listen {day}" in page
    for words in ("Ulla Berg", "Værkstedet", "Ib Ny", "med Ulla Berg", "Vera Venter"):
        assert words in page
    assert "Frede Fra" not in page
    assert gone.email not in page
    assert (
        "no-store" in editor_client.get(page_of(event, "participants"))["Cache-Control"]
    )


@pytest.mark.parametrize("number", [2, 12])
def test_a_page_costs_the_same_however_many_come(
    editor_client, django_assert_max_num_queries, number
):
    event = today()
    RegistrationFactory.create_batch(number, event=event, confirmed=True)
    editor_client.get(door(event))

    for page in ("participants", "door"):
        with django_assert_max_num_queries(9):
            editor_client.get(page_of(event, page))


def test_the_table_is_safe_in_a_spreadsheet_and_noted_without_names(editor_client):
    event = today()
    RegistrationFactory(
        event=event, confirmed=True, name="=1+1", organisation="@SUM(A1)"
    )
    RegistrationFactory(event=event, confirmed=True, name=f"Åse {CANARY}")

    response = editor_client.post(page_of(event, "participants_csv"))

    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Navn", "Organisation", "Tilmeldt af", "Plads", "Mødte frem"]
    assert rows[1][:2] == ["'=1+1", "'@SUM(A1)"]
    assert rows[2][0] == f"Åse {CANARY}"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment")
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == "Hentede deltagerlisten (2)."
    assert CANARY not in f"{entry.object_repr}{entry.change_message}"


def test_a_table_is_not_fetched_by_looking(editor_client):
    assert editor_client.get(page_of(today(), "participants_csv")).status_code == 405


def test_a_press_at_the_door_counts_one_and_leads_back_to_them(editor_client):
    event = today()
    row = RegistrationFactory(event=event, confirmed=True, name="Ulla Berg")
    key = f"{row.pk}-0"

    response = editor_client.post(door(event), {"kom": key, "navn": "Ulla"})
    page = editor_client.get(door(event)).text

    assert response["Location"] == f"{door(event)}?navn=Ulla#d-{key}"
    assert "<strong>1</strong> af 1 er kommet" in page
    editor_client.post(door(event), {"fortryd": key})
    assert "<strong>0</strong> af 1 er kommet" in editor_client.get(door(event)).text


def test_the_door_finds_by_name_and_by_organisation(editor_client):
    event = today()
    for name, organisation in (("Ulla Berg", "Værkstedet"), ("Åge Kok", "Køkkenet")):
        RegistrationFactory(
            event=event, confirmed=True, name=name, organisation=organisation
        )

    def found(words):
        page = editor_client.get(door(event), {"navn": words}).text
        return [name for name in ("Ulla Berg", "Åge Kok") if name in page]

    assert found("berg ulla") == ["Ulla Berg"]
    assert found("køkken") == ["Åge Kok"]
    assert found("findes ikke") == []
    assert found("") == ["Ulla Berg", "Åge Kok"]


def test_who_came_without_signing_up_is_counted_at_the_door(editor_client):
    event = today()

    editor_client.post(door(event), {"uden": "mere", "vist": "0"})
    late = editor_client.post(door(event), {"uden": "mere", "vist": "0"}, follow=True)

    event.refresh_from_db()
    assert event.attendance_count == 1
    assert "allerede blevet 1" in late.text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kom": "x"},
        {"kom": "1-0\r\nX: 1"},
        {"uden": "mere", "vist": "²"},
        {"uden": "mere", "vist": "9" * 3500},
        {"fortryd": "<script>"},
    ],
)
def test_the_door_takes_no_nonsense(editor_client, typed):
    event = today()

    response = editor_client.post(door(event), typed, follow=True)

    assert response.status_code == 200
    event.refresh_from_db()
    assert event.attendance_count is None


def test_only_those_with_the_right_see_who_comes():
    event = today()
    RegistrationFactory(event=event, confirmed=True, name=CANARY)
    user = User.objects.create_user("hjælper", password="not-a-secret", is_staff=True)
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_event", "change_event"])
    )
    client = Client()
    client.force_login(user)

    answers = [
        client.get(page_of(event, "participants")),
        client.post(page_of(event, "participants_csv")),
        client.get(door(event)),
        client.post(door(event), {"uden": "mere", "vist": "0"}),
    ]
    page = client.get(page_of(event)).text

    assert [answer.status_code for answer in answers] == [403] * 4
    assert page_of(event, "participants") not in page
    assert CANARY not in "".join(answer.text for answer in answers) + page
    assert not attendance.seated(event)[0].has_come


def test_nobody_is_ticked_off_before_the_day(editor_client):
    event = coming()
    row = RegistrationFactory(event=event, confirmed=True)

    page = editor_client.get(door(event)).text
    editor_client.post(door(event), {"kom": f"{row.pk}-0"})

    assert "Du kan krydse af fra den dag" in page
    assert not attendance.seated(event)[0].has_come


def test_the_list_says_how_the_year_stands_against_the_promise(editor_client, clock):
    EventFactory(published=True, starts_at=clock.now)

    page = editor_client.get(CHANGES).text

    year = timezone.localdate().year
    assert f"0 holdt og 1 planlagt i {year}; målet er 3 til 4." in page


def test_the_list_says_where_examples_are_counted(editor_client, clock):
    EventFactory(published=True, example=True, starts_at=clock.now)

    assert "Eksempler er talt med." in editor_client.get(CHANGES).text
