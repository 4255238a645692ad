"""How many seats there are, and who has one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.sign_up.seats import (
    Seats,
    SignUp,
    everyone_signed_up,
    participants,
    place_in_line,
    seats,
    seats_of,
    sign_up_stage,
    with_sign_up,
)
from tests.network.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(seconds=1)


@pytest.fixture
def event():
    return EventFactory(published=True, starts_at=NOW + timedelta(days=20), capacity=10)


def test_seats_are_counted_in_people(event):
    RegistrationFactory(event=event, confirmed=True, colleagues="Bo\n\n Ida  Ly \n")
    RegistrationFactory(event=event, confirm_by=LATER)
    RegistrationFactory(event=event, offered=True, confirm_by=LATER)
    RegistrationFactory(event=event, waiting=True, colleagues="Ea")
    RegistrationFactory(event=event, cancelled=True)
    RegistrationFactory(confirmed=True)

    numbers = seats(event, NOW)

    assert numbers == Seats(capacity=10, confirmed=3, held=2, waiting=2, in_line=1)
    assert numbers.taken == 5
    assert numbers.free == 5
    assert numbers.has_room_for(5)
    assert not numbers.has_room_for(6)


def test_a_hold_that_ran_out_takes_no_seat_before_anybody_tidied_up(event):
    RegistrationFactory(event=event, confirm_by=BEFORE)
    RegistrationFactory(event=event, offered=True, confirm_by=NOW)

    numbers = seats(event, NOW)

    assert (numbers.free, numbers.late) == (10, 2)


def test_without_a_number_there_is_room_for_all(event):
    event.capacity = None
    RegistrationFactory(event=event, confirmed=True)

    numbers = seats(event, NOW)

    assert numbers.free is None
    assert not numbers.is_full
    assert numbers.has_room_for(1000)


def test_a_lowered_number_takes_nobodys_seat(event):
    RegistrationFactory.create_batch(3, event=event, confirmed=True)
    event.capacity = 1

    numbers = seats(event, NOW)

    assert (numbers.free, numbers.over, numbers.is_full) == (0, 2, True)


def test_many_events_are_counted_in_one_query(event, django_assert_num_queries):
    events = [event, *EventFactory.create_batch(3, capacity=2)]
    RegistrationFactory(event=events[1], confirmed=True)

    with django_assert_num_queries(1):
        counted = seats_of(events, NOW)

    assert [counted[event.pk].free for event in events] == [10, 1, 2, 2]


def test_who_has_a_seat_and_who_is_told(event):
    zoe = RegistrationFactory(event=event, confirmed=True, name="Zoe")
    ada = RegistrationFactory(event=event, confirmed=True, name="Ada")
    held = RegistrationFactory(event=event)
    waits = RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)
    RegistrationFactory(event=event, state="udloebet")
    RegistrationFactory(confirmed=True)

    assert list(participants(event)) == [ada, zoe]
    assert list(everyone_signed_up(event)) == [zoe, ada, held, waits]


def test_the_waiting_list_keeps_its_order(event):
    last = RegistrationFactory(event=event, waiting=True, number=30)
    first = RegistrationFactory(event=event, waiting=True, number=10)
    RegistrationFactory(event=event, confirmed=True, number=1)
    RegistrationFactory(waiting=True, number=1)

    assert [place_in_line(first), place_in_line(last)] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({}, SignUp.OPEN),
        ({"state": "aflyst"}, SignUp.CANCELLED),
        ({"signup_opens_at": LATER}, SignUp.NOT_YET),
        ({"signup_opens_at": NOW}, SignUp.OPEN),
        ({"signup_closes_at": NOW}, SignUp.CLOSED),
        ({"starts_at": NOW}, SignUp.CLOSED),
        ({"starts_at": BEFORE, "signup_closes_at": LATER}, SignUp.CLOSED),
        ({"starts_at": BEFORE, "ends_at": NOW}, SignUp.OVER),
    ],
)
def test_what_one_can_do_follows_the_clock(event, changes, stage):
    for name, value in changes.items():
        setattr(event, name, value)

    assert sign_up_stage(event, Seats(10), NOW) is stage


def test_a_full_event_has_a_waiting_list(event):
    stage = sign_up_stage(event, Seats(10, confirmed=10), NOW)

    assert stage is SignUp.WAITING_LIST
    assert stage.takes_names
    assert not SignUp.CLOSED.takes_names


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "10 ledige pladser"),
        ({"capacity": None}, "Plads til alle"),
        ({"signup_closes_at": NOW}, "Tilmeldingen er lukket"),
        ({"starts_at": BEFORE, "ends_at": LATER}, "Mødet er i gang"),
        ({"starts_at": BEFORE, "ends_at": NOW}, ""),
    ],
)
def test_what_is_left_is_said_in_words(event, changes, words):
    for name, value in changes.items():
        setattr(event, name, value)

    [event] = with_sign_up([event], NOW)

    assert event.sign_up.words == words


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (0, "Ingen ledige pladser, men du kan komme på venteliste"),
        (2, "Ingen ledige pladser, 2 på venteliste"),
    ],
)
def test_a_full_event_says_how_many_wait(event, waiting, words):
    RegistrationFactory.create_batch(10, event=event, confirmed=True)
    RegistrationFactory.create_batch(waiting, event=event, waiting=True)

    [event] = with_sign_up([event], NOW)

    assert event.sign_up.words == words
