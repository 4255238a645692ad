"""Signing up, confirming, waiting, leaving: who gets a seat, and what mail says so."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from mailer.models import Message

from network.models import Event, Registration
from network.sign_up import registrations
from network.sign_up.registrations import Gone, Refused
from network.sign_up.seats import seats
from tests.network.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

State = Registration.State


@pytest.fixture
def event(clock):
    """A public event in 20 days with two seats."""
    return EventFactory(
        published=True, starts_at=clock.now + timedelta(days=20), capacity=2
    )


def join(event, who="ada", **more):
    registrations.sign_up(event, name=who.title(), email=f"{who}@example.org", **more)
    return Registration.objects.get(event=event, email_key=f"{who}@example.org")


def states(event):
    """Say where each stands, in the order in which they came."""
    rows = Registration.objects.filter(event=event).order_by("pk")
    return [row.state for row in rows]


def told():
    """Take the subjects of the mails in the queue, the oldest first, and empty it."""
    mails = Message.objects.order_by("pk")
    said = [(one.email.to[0].split("@")[0], one.email.subject) for one in mails]
    mails.delete()
    return [(who, subject.partition(":")[0]) for who, subject in said]


# Signing up


def test_a_seat_is_kept_until_it_is_confirmed(event, clock):
    row = join(event)

    assert row.state == State.PENDING
    assert row.confirm_by == clock.now + timedelta(hours=24)
    assert seats(event).free == 1
    assert told() == [("ada", "Bekræft din plads")]


def test_whoever_comes_when_all_is_taken_waits_in_order(event):
    for who in ("ada", "bo", "ca", "du"):
        join(event, who)

    assert states(event) == ["afventer", "afventer", "venteliste", "venteliste"]
    assert told()[2:] == [
        ("ca", "Du står på venteliste"),
        ("du", "Du står på venteliste"),
    ]


def test_the_mail_tells_the_number_in_line_and_nothing_that_was_typed(event):
    for who in ("ada", "bo", "ca"):
        join(event, who)
    join(event, "du", organisation="KØB NU", colleagues="www.example.com")

    mail = Message.objects.order_by("pk").last().email

    assert "nummer 2 på ventelisten" in mail.body
    assert not any(word in mail.body for word in ("Du\n", "KØB NU", "www.example.com"))


def test_a_place_in_line_counts_sign_ups_and_not_their_people(event):
    for who in ("ada", "bo"):
        join(event, who)
    join(event, "ca", colleagues="Ea")
    join(event, "du")

    mail = Message.objects.order_by("pk").last().email

    assert "nummer 2 på ventelisten" in mail.body


def test_without_a_number_of_seats_nobody_waits(clock):
    event = EventFactory(published=True, starts_at=clock.now + timedelta(days=1))

    for who in ("ada", "bo", "ca"):
        join(event, who)

    assert states(event) == ["afventer"] * 3


def test_nobody_learns_who_is_signed_up_and_the_mail_comes_again(event):
    first = join(event, sending_key="a" * 64)
    told()

    answer = registrations.sign_up(
        event, name="Andet Navn", email=" ADA@example.org", sending_key="b" * 64
    )

    row = Registration.objects.get()
    assert answer is None
    assert (row.name, row.state, row.token) == ("Ada", first.state, first.token)
    assert told() == [("ada", "Bekræft din plads")]


@pytest.mark.parametrize("keys", ["aaa", "aba", "abb"])
def test_a_form_that_comes_twice_is_one_and_brings_one_mail(event, keys):
    for key in keys:
        join(event, sending_key=key * 64)

    assert Registration.objects.count() == 1
    assert len(told()) <= len(set(keys)) + (keys == "aba")


def test_is_received_knows_the_form(event):
    join(event, sending_key="a" * 64)

    assert registrations.is_received(event, "a" * 64)
    assert not registrations.is_received(event, "b" * 64)
    assert not registrations.is_received(EventFactory(), "a" * 64)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "kladde"}, "ikke offentligt"),
        ({"state": "aflyst"}, "aflyst"),
        ({"signup_opens_at": timedelta(hours=1)}, "ikke åbnet"),
        ({"signup_closes_at": timedelta(0)}, "lukket"),
        ({"starts_at": timedelta(0)}, "begyndt"),
    ],
)
def test_the_window_is_asked_under_the_lock(event, clock, changes, words):
    values = {
        name: clock.now + value if isinstance(value, timedelta) else value
        for name, value in changes.items()
    }
    Event.objects.filter(pk=event.pk).update(**values)

    with pytest.raises(Refused, match=words):
        join(event)

    assert not Registration.objects.exists()
    assert told() == []


def test_who_left_may_sign_up_again_at_the_end_of_the_line(event):
    rows = [join(event, who) for who in ("ada", "bo", "ca", "du")]
    registrations.cancel(rows[2])

    again = join(event, "ca", organisation="Hjulet")

    assert again.state == State.WAITING
    assert again.organisation == "Hjulet"
    assert again.number > rows[3].number
    assert again.delete_on_date == registrations.deletion_date(event)


# Together


def test_a_group_takes_a_seat_for_each(event):
    row = join(event, colleagues="Bo Bentsen\n  \n")

    assert row.people == 2
    assert seats(event).is_full


def test_a_group_gets_its_seats_together_or_waits_together(event):
    join(event, "ada")
    together = join(event, "bo", colleagues="Ca")

    assert together.state == State.WAITING
    assert seats(event).free == 1


def test_who_fits_goes_before_a_group_that_does_not_and_it_keeps_its_place(event):
    first = registrations.confirm(join(event, "ada"))
    join(event, "bo", colleagues="Ca")
    alone = join(event, "du")

    assert alone.state == State.PENDING
    registrations.cancel(alone)
    registrations.cancel(first)

    assert states(event) == ["afmeldt", "tilbudt", "afmeldt"]


def test_a_group_that_grows_smaller_is_offered_the_seat_at_once(event):
    join(event, "ada")
    together = join(event, "bo", colleagues="Ca")

    row = registrations.change(together, name="Bo", organisation="", colleagues="")

    assert row.state == State.OFFERED
    assert told()[-1] == ("bo", "Der er en plads til dig")


def test_a_group_larger_than_the_room_is_told_so(event):
    with pytest.raises(Refused, match="kun 2 pladser i alt"):
        join(event, colleagues="Bo\nCa")


# Confirming


def test_confirming_takes_the_seat_once(event):
    row = join(event)
    told()

    for _ in range(2):
        registrations.confirm(row)

    row.refresh_from_db()
    assert (row.state, row.confirm_by) == (State.CONFIRMED, None)
    assert told() == [("ada", "Du har en plads")]


def test_a_seat_nobody_confirmed_goes_to_the_next(event, clock):
    late, next_one = [join(event, who) for who in ("ada", "bo", "ca")][::2]
    told()
    clock.on(hours=24)

    with pytest.raises(Refused, match="for sent"):
        registrations.confirm(late)

    next_one.refresh_from_db()
    assert next_one.state == State.OFFERED
    assert ("ada", "Din plads er givet fri") in told()


def test_a_hold_that_ran_out_is_free_for_whoever_comes_first(event, clock):
    join(event, "ada")
    join(event, "bo")
    clock.on(hours=25)

    assert seats(event).free == 2
    assert join(event, "ca").state == State.PENDING
    assert states(event) == ["udloebet", "udloebet", "afventer"]


def test_a_hold_ends_with_the_wait_for_the_event(clock):
    event = EventFactory(published=True, starts_at=clock.now + timedelta(hours=3))

    assert join(event).confirm_by == event.starts_at


@pytest.mark.parametrize(
    ("hours_left", "offered_for"), [(480, 24), (24, 12), (3, 1.5), (1, 1), (0.5, 0.5)]
)
def test_an_offer_is_shorter_the_nearer_the_event(clock, hours_left, offered_for):
    event = EventFactory(starts_at=clock.now + timedelta(hours=hours_left))

    until = registrations.offer_until(event, clock.now)

    assert until - clock.now == timedelta(hours=offered_for)


# The waiting list


def test_each_freed_seat_is_offered_once_and_in_order(event):
    rows = [join(event, who) for who in ("ada", "bo", "ca", "du", "eja")]
    told()

    registrations.cancel(rows[0])
    registrations.cancel(rows[0])
    registrations.cancel(rows[1])

    assert states(event) == ["afmeldt", "afmeldt", "tilbudt", "tilbudt", "venteliste"]
    assert told() == [
        ("ada", "Du er meldt fra"),
        ("ca", "Der er en plads til dig"),
        ("bo", "Du er meldt fra"),
        ("du", "Der er en plads til dig"),
    ]


def test_an_offer_nobody_took_goes_on_and_does_not_come_back(event, clock):
    rows = [join(event, who) for who in ("ada", "bo", "ca", "du")]
    for row in rows[:2]:
        registrations.confirm(row)
    registrations.cancel(rows[0])
    told()
    clock.on(hours=24)

    call_command("release_seats", stdout=StringIO())
    call_command("release_seats", stdout=StringIO())

    assert states(event)[2:] == ["udloebet", "tilbudt"]
    assert told() == [
        ("ca", "Tilbuddet er gået videre"),
        ("du", "Der er en plads til dig"),
    ]


def test_who_is_offered_a_seat_has_it_by_saying_yes(event):
    rows = [join(event, who) for who in ("ada", "bo", "ca")]
    registrations.cancel(rows[0])

    registrations.confirm(rows[2])

    assert states(event)[2] == "bekraeftet"


def test_one_cannot_take_a_seat_from_the_waiting_list_by_oneself(event):
    rows = [join(event, who) for who in ("ada", "bo", "ca")]

    with pytest.raises(Refused, match="endnu"):
        registrations.confirm(rows[2])

    assert states(event)[2] == "venteliste"


def test_nothing_is_offered_once_the_event_has_begun(event, clock):
    rows = [join(event, who) for who in ("ada", "bo", "ca")]
    clock.on(days=20)
    told()

    with pytest.raises(Refused, match="begyndt"):
        registrations.cancel(rows[0])
    registrations.settle_all()

    assert states(event) == ["afventer", "afventer", "venteliste"]
    assert told() == []


# What the editor does with the event


def test_more_seats_are_offered_at_once(event):
    for who in ("ada", "bo", "ca", "du", "eja"):
        join(event, who)

    event.capacity = 4
    event.save()

    assert states(event)[2:] == ["tilbudt", "tilbudt", "venteliste"]


def test_fewer_seats_take_nobodys_and_give_none_away(event):
    rows = [join(event, who) for who in ("ada", "bo", "ca")]
    for row in rows[:2]:
        registrations.confirm(row)

    event.capacity = 1
    event.save()
    registrations.cancel(rows[0])

    assert states(event) == ["afmeldt", "bekraeftet", "venteliste"]


def test_a_moved_event_moves_the_day_of_deletion(event, settings):
    settings.SIGN_UP_KEPT_DAYS = 30
    row = join(event)
    before = row.delete_on_date

    event.starts_at += timedelta(days=40)
    event.ends_at += timedelta(days=40)
    event.save()

    row.refresh_from_db()
    assert before == timezone.localdate(event.ends_at) - timedelta(days=10)
    assert row.delete_on_date == before + timedelta(days=40)


def test_a_cancelled_event_gives_nothing_on_and_a_revived_one_does(event, clock):
    for who in ("ada", "bo", "ca"):
        join(event, who)
    event.state = Event.State.CANCELLED
    event.save()
    clock.on(hours=25)
    registrations.settle_all()

    assert states(event) == ["afventer", "afventer", "venteliste"]

    event.state = Event.State.PUBLISHED
    event.save()

    assert states(event) == ["udloebet", "udloebet", "tilbudt"]


# One's own


def test_what_came_to_nothing_is_deleted_soon(event, clock):
    left, silent = join(event, "ada"), join(event, "bo")
    registrations.cancel(left)
    clock.on(hours=24)
    registrations.settle_all()
    for row in (left, silent):
        row.refresh_from_db()

    today = timezone.localdate()
    assert left.delete_on_date == today - timedelta(days=1) + timedelta(days=7)
    assert silent.delete_on_date == today + timedelta(days=7)


def test_who_was_too_late_may_come_back_by_the_link(event, clock):
    row = join(event)
    clock.on(hours=24)
    registrations.settle_all()

    row = registrations.rejoin(row)

    assert row.state == State.CONFIRMED
    assert row.delete_on_date == registrations.deletion_date(event)
    assert told()[-1] == ("ada", "Du har en plads")


def test_coming_back_to_a_full_event_is_waiting(event):
    row = join(event)
    registrations.cancel(row)
    join(event, "bo")
    join(event, "ca")

    assert registrations.rejoin(row).state == State.WAITING


def test_coming_back_when_one_never_left_changes_nothing(event):
    row = join(event)

    assert registrations.rejoin(row).state == State.PENDING
    assert len(told()) == 1


def test_more_people_only_where_there_are_seats(event):
    row = join(event)
    registrations.change(row, name="Ada", organisation="", colleagues="Bo")
    row.refresh_from_db()

    with pytest.raises(Refused, match="ikke flere pladser"):
        registrations.change(row, name="Ada", organisation="", colleagues="Bo\nCa")

    row.refresh_from_db()
    assert (row.people, seats(event).free) == (2, 0)


def test_fewer_people_leave_a_seat_to_the_next(event):
    row = join(event, colleagues="Bo")
    next_one = join(event, "ca")

    registrations.change(row, name="Ada B", organisation="Hjulet", colleagues="")

    row.refresh_from_db()
    next_one.refresh_from_db()
    assert (row.name, row.organisation, row.people) == ("Ada B", "Hjulet", 1)
    assert next_one.state == State.OFFERED


def test_what_is_over_is_not_changed(event):
    row = registrations.cancel(join(event))

    with pytest.raises(Refused, match="ikke tilmeldt"):
        registrations.change(row, name="X", organisation="", colleagues="")


@pytest.mark.parametrize("do", ["confirm", "rejoin", "cancel"])
def test_what_is_deleted_is_gone(event, do):
    row = join(event)
    Registration.objects.all().delete()

    with pytest.raises(Gone):
        getattr(registrations, do)(row)


# The editor, for somebody who rang


def test_who_rang_has_a_seat_or_waits_like_the_others(event):
    event.signup_closes_at = timezone.now()
    event.save()

    for who in ("ada", "bo", "ca"):
        registrations.add(event, name=who, email=f"{who}@example.org")

    assert states(event) == ["bekraeftet", "bekraeftet", "venteliste"]
    assert [subject for _, subject in told()] == [
        *("Du har en plads",) * 2,
        "Du står på venteliste",
    ]


def test_who_is_signed_up_is_not_added_again(event):
    join(event)

    with pytest.raises(Refused, match="allerede tilmeldt"):
        registrations.add(event, name="Ada", email="ADA@example.org")


def test_the_editor_leaves_for_somebody(event):
    registrations.cancel(join(event), by_editor=True)

    assert "Vi har meldt dig fra" in Message.objects.last().email.body


def test_settling_looks_only_where_something_may_have_happened(event, clock):
    held = join(event)
    RegistrationFactory(waiting=True)
    calm = EventFactory(published=True, starts_at=clock.now + timedelta(days=1))
    RegistrationFactory(event=calm, confirmed=True)

    assert list(registrations.unsettled(clock.now)) == []
    clock.now = held.confirm_by
    assert list(registrations.unsettled(clock.now)) == [event.pk]


def test_a_sign_up_costs_the_same_however_many_wait(
    event, django_assert_max_num_queries
):
    for who in ("ada", "bo", "ca"):
        join(event, who)
    RegistrationFactory.create_batch(30, event=event, waiting=True)

    with django_assert_max_num_queries(9):
        registrations.sign_up(event, name="Du", email="du@example.org")
