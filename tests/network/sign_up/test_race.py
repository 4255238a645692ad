"""Many at once for the last seats; bench/signup.py does the same through gunicorn."""

import itertools
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from mailer.models import Message

from network.models import Event, Registration
from network.sign_up import registrations
from network.sign_up.seats import seats
from tests.network.factories import EventFactory, RegistrationFactory
from tests.threads import all_at_once, patiently

State = Registration.State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    return EventFactory(
        published=True, starts_at=timezone.now() + timedelta(days=20), capacity=5
    )


def sign_up(event, who, **more):
    registrations.sign_up(event, name=who, email=f"{who}@example.org", **more)


def each_once(do, values):
    """Do it for each value, all at once; return the faults."""
    waiting, take = iter(values), threading.Lock()

    def one():
        with take:
            value = next(waiting)
        return patiently(do, value)

    answers = all_at_once(len(values), one)
    return [answer for answer in answers if isinstance(answer, Exception)]


def counted(event):
    return Counter(
        Registration.objects.filter(event=event).values_list("state", flat=True)
    )


def test_the_last_seats_are_given_once_and_the_rest_wait_in_order(event):
    faults = each_once(partial(sign_up, event), [f"p{n}" for n in range(40)])

    rows = Registration.objects.order_by("number")
    assert faults == []
    assert counted(event) == {State.PENDING: 5, State.WAITING: 35}
    assert [row.state for row in rows[:5]] == [State.PENDING] * 5
    assert [row.number for row in rows] == list(range(1, 41))
    assert Message.objects.count() == 40


def test_twice_the_same_address_is_one(event):
    names = [f"p{n % 20}" for n in range(40)]

    faults = each_once(partial(sign_up, event), names)

    assert faults == []
    assert Registration.objects.count() == 20
    assert seats(event).taken == 5


def test_a_form_sent_three_times_at_once_is_one_and_brings_one_mail(event):
    def send(n):
        sign_up(event, f"p{n}", sending_key=f"{n:064}")

    faults = each_once(send, [*range(10)] * 3)

    assert faults == []
    assert Registration.objects.count() == 10
    assert Counter(m.email.to[0] for m in Message.objects.all()) == {
        f"p{n}@example.org": 1 for n in range(10)
    }


def test_leaving_joining_and_another_number_of_seats_at_once(event):
    event.capacity = 10
    event.save()
    seated = RegistrationFactory.create_batch(10, event=event, confirmed=True)
    waiting = RegistrationFactory.create_batch(5, event=event, waiting=True)

    def resize(capacity):
        now = Event.objects.get(pk=event.pk)
        now.capacity = capacity
        now.save()

    deeds = [
        *(partial(registrations.cancel, row) for row in seated),
        *(partial(sign_up, event, f"p{n}") for n in range(10)),
        *(partial(resize, number) for number in (12, 8, 11, 9)),
    ]
    faults = each_once(lambda do: do(), deeds)

    last = Event.objects.get(pk=event.pk)
    numbers = seats(last)
    assert faults == []
    # Whoever had a seat when the number was lowered keeps it.
    assert numbers.taken <= 12
    assert numbers.waiting == 0 or numbers.is_full
    assert numbers.taken + numbers.waiting == 15
    still = Registration.objects.filter(pk__in=[row.pk for row in waiting])
    assert set(still.values_list("state", flat=True)) == {State.OFFERED}
    offers = [
        one.email.to[0]
        for one in Message.objects.order_by("pk")
        if one.email.subject.startswith("Der er en plads")
    ]
    assert len(offers) == len(set(offers))
    assert [name for name in offers if name.startswith("deltager")] == [
        row.email for row in waiting
    ]


# The control


@pytest.fixture
def no_lock(monkeypatch):
    """Everybody has counted before anybody writes, as may happen without a lock."""

    @contextmanager
    def unlocked(event_pk):
        yield patiently(lambda: Event.objects.get(pk=event_pk))

    everybody, numbers = threading.Barrier(6), itertools.count(1)
    come = threading.local()

    def last_number(event):
        # Whoever has to try again has counted long ago.
        if not hasattr(come, "before"):
            come.before = True
            everybody.wait(timeout=30)
        return next(numbers)

    save = Registration.save

    def write(row, **options):
        # Only the row is tried again where SQLite takes nobody in, not the counting.
        patiently(partial(save, row, **options))

    monkeypatch.setattr(registrations, "locked", unlocked)
    monkeypatch.setattr(registrations, "_last_number", last_number)
    monkeypatch.setattr(Registration, "save", write)


def test_without_the_lock_seats_are_given_twice(event, no_lock):
    Event.objects.update(capacity=2)

    each_once(partial(sign_up, event), [f"p{n}" for n in range(6)])

    assert counted(event)[State.PENDING] > 2


def test_without_the_lock_an_address_meets_the_database_s_own_rule(event, no_lock):
    faults = each_once(partial(sign_up, event), ["p0"] * 6)

    assert faults
    assert Registration.objects.count() == 1
