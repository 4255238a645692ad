"""Signing up for an event: from the form to the seat, the waiting list and back.

Every change takes the event's lock, settles what time has done, counts, writes, and
queues the mail about it, all in one transaction. So no seat is given twice, none stays
empty while somebody waits whom it suits, and nobody is told what did not happen.

The seats of an event are given in the order of the waiting list. Those who came
together get their seats together: where fewer are free than they need, the next who
fits goes first and they keep their place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from ..models import Event, Registration
from ..models.registration import key_of
from . import mails
from .seats import Seats, SignUp, seats, sign_up_stage

State = Registration.State

# How long a seat is kept for somebody who has not answered.
HOLD = timedelta(hours=24)
# Nearer to the event an offer is shorter, so that it can be passed on; never than this.
SHORTEST_OFFER = timedelta(hours=1)
# Sign-ups that came to nothing are of no use to anybody.
KEPT_WHEN_OVER = timedelta(days=7)


class Refused(Exception):
    """What cannot be done now, in words for whoever wanted it."""


class Gone(Exception):
    """The sign-up is deleted."""


# What people do


def is_received(event: Event, sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Registration.objects.filter(event=event, sending_key=sending_key).exists()


def sign_up(
    event: Event,
    *,
    name: str,
    email: str,
    organisation: str = "",
    colleagues: str = "",
    sending_key: str = "",
) -> None:
    """Take a sign-up: a seat is kept for it, or it waits; the mail tells which.

    Whoever is signed up already gets that mail again, once for each form, and nothing
    changes. To the page the two are alike: it must not tell who is coming.

    Raises:
        Refused: one cannot sign up now.
    """
    with _settled(event.pk) as (event, now, numbers):
        _refuse_unless_open(event, numbers, now)
        row = _known(event, email)
        if row and row.sending_key == sending_key != "":
            return
        if row and row.state not in Registration.OVER:
            row.sending_key = sending_key
            row.save(update_fields=["sending_key"])
            mails.tell_standing(row)
            return
        row = row or Registration(event=event, email=email.strip())
        row.name, row.organisation, row.colleagues = name, organisation, colleagues
        row.sending_key = sending_key
        _join(row, numbers, now, is_proven=False)


def confirm(registration: Registration) -> Registration:
    """Take the seat that is kept, or the one that is offered. Again changes nothing.

    Raises:
        Refused: it was too late.
        Gone: the sign-up is deleted.
    """
    with _locked_row(registration) as (row, now, _numbers):
        _refuse_unless_coming(row.event, now)
        if row.state in Registration.ANSWERED_BY:
            _move(row, State.CONFIRMED)
            mails.tell_standing(row)
        if row.state != State.CONFIRMED:
            raise Refused(NO_SEAT[State(row.state)])
        return row


def rejoin(registration: Registration) -> Registration:
    """Sign up again by one's link, at the end of the line.

    The link has proved the address, so that a free seat is theirs at once.

    Raises:
        Refused: one cannot sign up now.
        Gone: the sign-up is deleted.
    """
    with _locked_row(registration) as (row, now, numbers):
        if row.state in Registration.OVER:
            _refuse_unless_open(row.event, numbers, now)
            _join(row, numbers, now, is_proven=True)
        return row


def cancel(registration: Registration, *, by_editor: bool = False) -> Registration:
    """Leave, and let the next in line have the seat. Again changes nothing.

    Raises:
        Refused: the event has begun.
        Gone: the sign-up is deleted.
    """
    with _locked_row(registration) as (row, now, _numbers):
        if row.event.starts_at <= now:
            raise Refused("Arrangementet er begyndt, så du kan ikke melde fra mere.")
        if row.state not in Registration.OVER:
            _move(row, State.CANCELLED)
            mails.tell_cancelled(row, by_editor=by_editor)
            settle(row.event, now)
        return row


def change(
    registration: Registration, *, name: str, organisation: str, colleagues: str
) -> Registration:
    """Correct what was written; who comes along only as far as there are seats.

    Raises:
        Refused: there is no room for that many, or the sign-up is over.
        Gone: the sign-up is deleted.
    """
    with _locked_row(registration) as (row, now, numbers):
        _refuse_unless_coming(row.event, now)
        if row.state in Registration.OVER:
            raise Refused("Du er ikke tilmeldt mere, så der er ikke noget at rette.")
        before = row.people
        row.name, row.organisation, row.colleagues = name, organisation, colleagues
        more = 1 + len(row.colleague_names) - before
        if more > 0:
            if row.state != State.WAITING and not numbers.has_room_for(more):
                raise Refused(_too_few(numbers.free or 0))
            _refuse_more_than_all(row)
        row.save(update_fields=["name", "organisation", "colleagues", "people"])
        if more < 0:
            settle(row.event, now)
            row.refresh_from_db()
        return row


def add(
    event: Event,
    *,
    name: str,
    email: str,
    organisation: str = "",
    colleagues: str = "",
) -> Registration:
    """Sign up somebody who rang; the window does not count, the seats do.

    Raises:
        Refused: they are signed up already, or the event has begun or is called off.
    """
    with _settled(event.pk) as (event, now, numbers):
        _refuse_unless_coming(event, now)
        row = _known(event, email)
        if row and row.state not in Registration.OVER:
            raise Refused("Mailadressen er allerede tilmeldt arrangementet.")
        row = row or Registration(event=event, email=email.strip())
        row.name, row.organisation, row.colleagues = name, organisation, colleagues
        _join(row, numbers, now, is_proven=True)
        return row


# What time and the editor do


def settle(event: Event, now: datetime) -> Seats:
    """Release what was not answered in time, and offer what is free; count the rest.

    Call it with the event's lock. A second call finds nothing to do.
    """
    if not is_coming(event, now):
        return seats(event, now)
    numbers = seats(event, now)
    if numbers.late:
        _release(event, now)
        numbers = seats(event, now)
    if numbers.waiting and not numbers.is_full:
        _offer(event, now, numbers)
        numbers = seats(event, now)
    return numbers


def _release(event: Event, now: datetime) -> None:
    """Let go what was not answered in time."""
    for row in Registration.objects.run_out(now).filter(event=event):
        was_offered = row.state == State.OFFERED
        row.event = event
        _move(row, State.LAPSED)
        mails.tell_lapsed(row, was_offered=was_offered)


def _offer(event: Event, now: datetime, numbers: Seats) -> None:
    """Offer free seats to those who wait, in order; who needs more is passed over."""
    free = numbers.free
    while free is None or free > 0:
        waiting = Registration.objects.waiting().filter(event=event)
        fitting = waiting if free is None else waiting.filter(people__lte=free)
        row = fitting.first()
        if row is None:
            return
        row.event = event
        _move(row, State.OFFERED, until=offer_until(event, now))
        mails.tell_standing(row)
        free = None if free is None else free - row.people


def event_changed(event: Event) -> None:
    """Let sign-ups follow a change of the event: its day, its seats, its state."""
    with locked(event.pk) as event:
        active = Registration.objects.active().filter(event=event)
        active.update(delete_on_date=deletion_date(event))
        # Moved nearer: nobody has longer to answer than until it begins.
        active.filter(confirm_by__gt=event.starts_at).update(confirm_by=event.starts_at)
        settle(event, timezone.now())


def unsettled(now: datetime) -> Iterator[int]:
    """Yield the events on which time has something to do."""
    coming = Event.objects.filter(state=Event.State.PUBLISHED, starts_at__gt=now)
    waits = Q(registrations__state=State.WAITING)
    ran_out = Q(
        registrations__state__in=Registration.ANSWERED_BY,
        registrations__confirm_by__lte=now,
    )
    found = coming.filter(waits | ran_out).order_by("pk").distinct()
    yield from found.values_list("pk", flat=True)


def settle_all() -> int:
    """Do what time has done on every event, each by itself; say on how many."""
    settled = 0
    for pk in list(unsettled(timezone.now())):
        with locked(pk) as event:
            settle(event, timezone.now())
        settled += 1
    return settled


# Dates


def hold_until(event: Event, now: datetime) -> datetime:
    """Say how long a seat is kept for a sign-up that is not confirmed."""
    return min(now + HOLD, event.starts_at)


def offer_until(event: Event, now: datetime) -> datetime:
    """Say how long an offer stands: at most half of what is left until the event."""
    half = (event.starts_at - now) / 2
    return min(now + max(SHORTEST_OFFER, min(HOLD, half)), event.starts_at)


def deletion_date(event: Event) -> date:
    """Say when the sign-ups of an event are deleted."""
    kept = timedelta(days=settings.SIGN_UP_KEPT_DAYS)
    return timezone.localdate(event.ends_at) + kept


def is_coming(event: Event, now: datetime) -> bool:
    """Whether an event is public, not called off, and has not begun."""
    return event.state == Event.State.PUBLISHED and event.starts_at > now


# The lock, and what is done under it


@contextmanager
def locked(event_pk: int) -> Iterator[Event]:
    """Hold an event: whoever else would change its sign-ups waits.

    SQLite has no locks on rows; there each transaction has the database to itself.
    """
    with transaction.atomic():
        yield Event.objects.select_for_update().get(pk=event_pk)


@contextmanager
def _settled(event_pk: int) -> Iterator[tuple[Event, datetime, Seats]]:
    """Hold an event and settle it; that stays done although the rest is refused.

    Whoever refuses does so before writing anything.
    """
    refusal = None
    with locked(event_pk) as event:
        now = timezone.now()
        numbers = settle(event, now)
        try:
            yield event, now, numbers
        except Refused as why:
            refusal = why
    if refusal:
        raise refusal


@contextmanager
def _locked_row(
    registration: Registration,
) -> Iterator[tuple[Registration, datetime, Seats]]:
    """Hold the event of a sign-up, settle it, and read the sign-up as it is then."""
    with _settled(registration.event_id) as (event, now, numbers):
        row = Registration.objects.filter(pk=registration.pk).first()
        if row is None:
            raise Gone
        row.event = event
        yield row, now, numbers


def _known(event: Event, email: str) -> Registration | None:
    row = Registration.objects.filter(event=event, email_key=key_of(email)).first()
    if row is not None:
        row.event = event
    return row


def _join(row: Registration, numbers: Seats, now: datetime, *, is_proven: bool) -> None:
    """Put a sign-up at the end of the line, or on a seat where one is free.

    Whoever stood in line before and would fit has been offered the seat already.
    """
    _refuse_more_than_all(row)
    row.number = _last_number(row.event) + 1
    row.delete_on_date = deletion_date(row.event)
    row.confirm_by = None
    if not numbers.has_room_for(1 + len(row.colleague_names)):
        row.state = State.WAITING
    elif is_proven:
        row.state = State.CONFIRMED
    else:
        row.state = State.PENDING
        row.confirm_by = hold_until(row.event, now)
    row.save()
    mails.tell_standing(row, last_in_line=numbers.in_line + 1)


def _last_number(event: Event) -> int:
    rows = Registration.objects.filter(event=event)
    return rows.aggregate(last=Max("number"))["last"] or 0


def _move(row: Registration, state: str, until: datetime | None = None) -> None:
    row.state, row.confirm_by = state, until
    names = ["state", "confirm_by"]
    if state in Registration.OVER:
        soon = timezone.localdate() + KEPT_WHEN_OVER
        row.delete_on_date = min(row.delete_on_date, soon)
        names.append("delete_on_date")
    row.save(update_fields=names)


# Refusals

NO_SEAT = {
    State.LAPSED: "Det var for sent. Vi holder ikke pladsen mere.",
    State.CANCELLED: "Du er meldt fra og har ikke nogen plads.",
    State.WAITING: "Der er ikke nogen plads til dig endnu. Vi skriver, når der er.",
}
WHY_NOT = {
    SignUp.NOT_YET: "Tilmeldingen er ikke åbnet endnu.",
    SignUp.CLOSED: "Tilmeldingen er lukket.",
    SignUp.CANCELLED: "Arrangementet er aflyst.",
    SignUp.OVER: "Arrangementet er holdt.",
}


def _refuse_unless_open(event: Event, numbers: Seats, now: datetime) -> None:
    _refuse_unless_coming(event, now)
    stage = sign_up_stage(event, numbers, now)
    if not stage.takes_names:
        raise Refused(WHY_NOT[stage])


def _refuse_unless_coming(event: Event, now: datetime) -> None:
    if event.is_cancelled:
        raise Refused(WHY_NOT[SignUp.CANCELLED])
    if not is_coming(event, now):
        raise Refused("Arrangementet er begyndt eller er ikke offentligt.")


def _refuse_more_than_all(row: Registration) -> None:
    capacity = row.event.capacity
    if capacity is not None and 1 + len(row.colleague_names) > capacity:
        raise Refused(
            f"Der er kun {capacity} pladser i alt. Skriv færre kolleger, eller tilmeld "
            "jer hver for sig."
        )


def _too_few(free: int) -> str:
    if not free:
        return (
            "Der er ikke flere pladser. Bed dine kolleger om at tilmelde sig selv, så "
            "kommer de på ventelisten."
        )
    return f"Der er kun plads til {free} mere. Skriv færre kolleger."
