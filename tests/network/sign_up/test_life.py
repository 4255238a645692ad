"""Whatever people, the clock and the editor do, the seats are right."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from mailer.models import Message

from network.models import Event, Registration
from network.sign_up import registrations
from network.sign_up.registrations import Refused
from network.sign_up.seats import seats
from tests.network.factories import EventFactory

State = Registration.State

OFFER = "Der er en plads"
PEOPLE = st.integers(0, 6)
COLLEAGUES = st.integers(0, 3)
DEEDS = st.one_of(
    st.tuples(st.just("join"), PEOPLE, COLLEAGUES),
    st.tuples(st.just("confirm"), PEOPLE),
    st.tuples(st.just("cancel"), PEOPLE),
    st.tuples(st.just("rejoin"), PEOPLE),
    st.tuples(st.just("change"), PEOPLE, COLLEAGUES),
    st.tuples(st.just("resize"), st.integers(1, 6)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


class Life:
    """One event, and the people around it."""

    def __init__(self):
        self.now = timezone.now()
        self.event = EventFactory(
            published=True, starts_at=self.now + timedelta(days=20), capacity=3
        )
        self.offers = 0

    def rows(self):
        found = Registration.objects.filter(event_id=self.event.pk)
        return {row.pk: row for row in found}

    def one(self, n):
        return Registration.objects.filter(
            event=self.event, email=f"p{n}@example.org"
        ).first()

    def join(self, n, colleagues):
        before = self.one(n)
        if before and before.state == State.OFFERED and before.confirm_by > self.now:
            # Whoever is known gets the same mail again.
            self.offers += 1
        registrations.sign_up(
            self.event,
            name=f"P {n}",
            email=f"p{n}@example.org",
            colleagues="Kollega\n" * colleagues,
        )

    def change(self, n, colleagues):
        if row := self.one(n):
            registrations.change(
                row, name="P", organisation="", colleagues="Kollega\n" * colleagues
            )

    def resize(self, capacity):
        self.event.capacity = capacity
        self.event.save()

    def wait(self, hours):
        self.now += timedelta(hours=hours)

    def settle(self):
        registrations.settle_all()

    def do(self, deed, *values):
        if deed in ("confirm", "cancel", "rejoin"):
            if row := self.one(*values):
                getattr(registrations, deed)(row)
        else:
            getattr(self, deed)(*values)

    def step(self, deed):
        """Do one thing, then hold what came of it against what must be so."""
        before, taken = self.rows(), seats(self.event, self.now).taken
        with suppress(Refused):
            self.do(*deed)
        after, numbers = self.rows(), seats(self.event, self.now)
        self.never_overbooked(numbers, taken)
        if deed[0] == "wait" or after == {}:
            return
        if deed[0] not in ("join", "resize", "settle") and not self.one(deed[1]):
            return
        waiting = [row for row in after.values() if row.state == State.WAITING]
        self.no_seat_idle(numbers, waiting)
        self.offered_in_order(before, after, waiting)
        self.each_offer_is_told_once()

    def never_overbooked(self, numbers, taken_before):
        # Where the editor lowered the number, nobody new gets in.
        assert numbers.taken <= max(numbers.capacity, taken_before)

    def no_seat_idle(self, numbers, waiting):
        assert [row for row in waiting if row.people <= numbers.free] == []

    def offered_in_order(self, before, after, waiting):
        offered = [
            row
            for pk, row in after.items()
            if row.state == State.OFFERED
            and (pk not in before or before[pk].state != State.OFFERED)
        ]
        self.offers += len(offered)
        for row in offered:
            passed_over = [one for one in waiting if one.number < row.number]
            assert all(one.people > row.people for one in passed_over)

    def each_offer_is_told_once(self):
        mails = [one.email.subject for one in Message.objects.all()]
        Message.objects.all().delete()
        assert sum(subject.startswith(OFFER) for subject in mails) == self.offers
        self.offers = 0


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(
    groups=st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=5, max_size=7),
    deeds=st.lists(DEEDS, min_size=6, max_size=12),
)
def test_whatever_happens_the_seats_are_right(groups, deeds):
    # Another example's rows are still there.
    Event.objects.all().delete()
    Message.objects.all().delete()
    with pytest.MonkeyPatch.context() as patch:
        life = Life()
        patch.setattr(timezone, "now", lambda: life.now)

        for deed in [("join", *one) for one in enumerate(groups)] + deeds:
            # First what time has done, so that each offer is seen by itself.
            life.step(("settle",))
            life.step(deed)

    assert Event.objects.filter(pk=life.event.pk).exists()
