"""The door: a press for each who comes, and two helpers who never undo each other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.events import attendance
from network.events.steps import Refused
from network.models import Arrival
from tests.network.factories import EventFactory, RegistrationFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db


def today(**values):
    return EventFactory(
        published=True, starts_at=timezone.now() - timedelta(minutes=5), **values
    )


def group(event):
    return RegistrationFactory(
        event=event, confirmed=True, name="Ulla Berg", colleagues="Ib Ny\nAda Kok"
    )


def keys(event):
    return {one.name: one.key for one in attendance.seated(event)}


def count(event):
    event.refresh_from_db()
    return event.attendance_count


def test_everybody_of_a_group_is_listed_by_name():
    event = today()
    row = group(event)
    RegistrationFactory(event=event, waiting=True, name="Vera Venter")
    RegistrationFactory(event=event, cancelled=True, name="Frede Fra")

    people = attendance.seated(event)

    assert [one.name for one in people] == ["Ada Kok", "Ib Ny", "Ulla Berg"]
    assert [one.signed_up_by for one in people] == [row.name, row.name, ""]
    assert [one.name for one in attendance.without_a_seat(event)] == ["Vera Venter"]


@pytest.mark.parametrize("number", [2, 12])
def test_a_list_costs_the_same_however_long(django_assert_num_queries, number):
    event = today()
    for _ in range(number):
        Arrival.objects.create(registration=group(event), place=1)

    with django_assert_num_queries(2):
        attendance.seated(event)


def test_pressing_twice_is_pressing_once():
    event = today()
    group(event)
    key = keys(event)["Ib Ny"]

    attendance.tick(event=event, key=key, came=True)
    attendance.tick(event=event, key=key, came=True)

    assert count(event) == 1
    assert [one.name for one in attendance.seated(event) if one.has_come] == ["Ib Ny"]


def test_a_press_can_be_taken_back():
    event = today()
    group(event)
    attendance.tick(event=event, key=keys(event)["Ib Ny"], came=True)
    attendance.tick(event=event, key=keys(event)["Ada Kok"], came=True)

    attendance.tick(event=event, key=keys(event)["Ib Ny"], came=False)

    assert count(event) == 1


def test_who_comes_without_signing_up_counts_too():
    event = today()
    group(event)
    attendance.tick(event=event, key=keys(event)["Ib Ny"], came=True)

    attendance.count_unannounced(event=event, shown=0, more=True)
    attendance.count_unannounced(event=event, shown=1, more=True)
    attendance.count_unannounced(event=event, shown=2, more=False)

    assert count(event) == 2
    assert event.walk_in_count == 1


def test_a_number_that_somebody_else_changed_is_shown_first():
    event = today()
    attendance.count_unannounced(event=event, shown=0, more=True)

    with pytest.raises(Refused, match="allerede blevet 1"):
        attendance.count_unannounced(event=event, shown=0, more=True)

    assert count(event) == 1


def test_nobody_is_fewer_than_none():
    event = today()

    attendance.count_unannounced(event=event, shown=0, more=False)

    assert count(event) is None
    assert event.walk_in_count == 0


def test_nobody_is_counted_once_every_press_is_taken_back():
    event = today()
    group(event)
    key = keys(event)["Ib Ny"]
    attendance.tick(event=event, key=key, came=True)

    attendance.tick(event=event, key=key, came=False)
    attendance.tick(event=event, key=key, came=False)

    assert count(event) is None


def test_what_the_editor_wrote_is_moved_on_and_not_lost():
    event = today(attendance_count=30)
    group(event)
    key = keys(event)["Ib Ny"]

    attendance.tick(event=event, key=key, came=True)
    attendance.tick(event=event, key=key, came=True)

    assert count(event) == 31


def test_one_more_after_the_sign_ups_are_deleted_is_one_more():
    event = today()
    row = group(event)
    for key in keys(event).values():
        attendance.tick(event=event, key=key, came=True)
    before = count(event)
    row.delete()

    attendance.count_unannounced(event=event, shown=0, more=True)

    assert before > 1
    assert count(event) == before + 1


@pytest.mark.parametrize("key", ["", "0", "x-1", "1-x", "٣-0", "9" * 30 + "-0", "7-0"])
def test_nobody_else_is_ticked_off(key):
    event = today()
    group(event)
    other = group(today())

    for wrong in (key, f"{other.pk}-0", f"{event.registrations.get().pk}-3"):
        with pytest.raises(Refused):
            attendance.tick(event=event, key=wrong, came=True)

    assert not Arrival.objects.exists()


def test_nobody_comes_before_the_day():
    event = EventFactory(published=True, starts_at=timezone.now() + timedelta(days=2))
    key = f"{group(event).pk}-0"

    with pytest.raises(Refused, match="fra den dag"):
        attendance.tick(event=event, key=key, came=True)
    with pytest.raises(Refused):
        attendance.count_unannounced(event=event, shown=0, more=True)

    assert count(event) is None


def test_the_count_stays_when_the_sign_ups_are_deleted():
    event = today()
    row = group(event)
    attendance.tick(event=event, key=keys(event)["Ib Ny"], came=True)

    row.delete()

    assert count(event) == 1
    assert not Arrival.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_helpers_at_once_lose_no_one():
    event = today()
    left = [key for _ in range(4) for key in [f"{group(event).pk}-0"]]
    waiting = list(left)

    def press():
        key = waiting.pop()
        return patiently(
            lambda: attendance.tick(event=event, key=key, came=True) or key
        )

    answers = all_at_once(4, press)

    assert sorted(answers) == sorted(left)
    assert count(event) == 4
