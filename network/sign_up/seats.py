"""The seats of an event: how many there are, who has one, who waits.

Pure reads. What changes a sign-up is in `registrations`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Event, Registration
from ..models.registration import RegistrationQuerySet

State = Registration.State


@dataclass(frozen=True)
class Seats:
    """The numbers of one event's sign-up, in people unless it says otherwise.

    Attributes:
        capacity: None where there is room for all.
        confirmed: who has a seat for certain.
        held: for whom a seat is kept until they have answered.
        waiting: who waits for a seat.
        in_line: the sign-ups that wait, each with its place.
        late: the sign-ups that were not answered in time and are not released yet.
    """

    capacity: int | None
    confirmed: int = 0
    held: int = 0
    waiting: int = 0
    in_line: int = 0
    late: int = 0

    @property
    def taken(self) -> int:
        """Seats that nobody else can have now."""
        return self.confirmed + self.held

    @property
    def free(self) -> int | None:
        """Seats that are left; None where there is room for all."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now must wait."""
        return self.free == 0

    @property
    def over(self) -> int:
        """How many more have a seat than there are seats: the number was lowered."""
        return 0 if self.capacity is None else max(0, self.taken - self.capacity)

    def has_room_for(self, people: int) -> bool:
        """Whether so many could have a seat together now."""
        return self.free is None or people <= self.free


def seats(event: Event, now: datetime | None = None) -> Seats:
    """Count the seats of an event as they are now."""
    return seats_of([event], now)[event.pk]


def seats_of(events: Iterable[Event], now: datetime | None = None) -> dict[int, Seats]:
    """Count the seats of many events in one query.

    What is kept for somebody who has not answered in time takes up none any more.
    """
    now = now or timezone.now()
    events = list(events)
    rows = (
        Registration.objects.filter(event__in=[event.pk for event in events])
        .annotate(is_late=Q(confirm_by__lte=now))
        .values_list("event_id", "state", "is_late")
        .annotate(Sum("people"), Count("pk"))
        .order_by()
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for event_pk, state, is_late, people, sign_ups in rows:
        numbers = found[event_pk]
        if state == State.CONFIRMED:
            numbers["confirmed"] += people
        elif state == State.WAITING:
            numbers["waiting"] += people
            numbers["in_line"] += sign_ups
        elif is_late:
            numbers["late"] += sign_ups
        elif state in Registration.ANSWERED_BY:
            numbers["held"] += people
    return {
        event.pk: Seats(capacity=event.capacity, **found[event.pk]) for event in events
    }


def participants(event: Event) -> RegistrationQuerySet:
    """Return the sign-ups with a seat for certain, for the door, by name."""
    return Registration.objects.filter(event=event, state=State.CONFIRMED).order_by(
        "name", "pk"
    )


def everyone_signed_up(event: Event) -> RegistrationQuerySet:
    """Return all who may count on the event: with a seat, asked to answer, waiting.

    They are told when it is moved or called off.
    """
    return Registration.objects.active().filter(event=event).order_by("number")


def place_in_line(registration: Registration) -> int:
    """Say which place in the waiting list a sign-up has, 1 for the next."""
    ahead = Registration.objects.waiting().filter(
        event=registration.event_id, number__lt=registration.number
    )
    return ahead.count() + 1


class SignUp(StrEnum):
    """What somebody who wants to come can do now."""

    NOT_YET = "ikke-endnu"
    OPEN = "aaben"
    WAITING_LIST = "venteliste"
    CLOSED = "lukket"
    CANCELLED = "aflyst"
    OVER = "forbi"

    @property
    def takes_names(self) -> bool:
        """Whether the form takes anybody, if only for the waiting list."""
        return self in (SignUp.OPEN, SignUp.WAITING_LIST)


def sign_up_stage(event: Event, numbers: Seats, now: datetime | None = None) -> SignUp:
    """Say whether one can sign up for an event now, and for what."""
    now = now or timezone.now()
    if event.is_cancelled:
        return SignUp.CANCELLED
    if event.starts_at <= now:
        return SignUp.OVER if event.ends_at <= now else SignUp.CLOSED
    if event.signup_opens_at and now < event.signup_opens_at:
        return SignUp.NOT_YET
    if now >= closes_at(event):
        return SignUp.CLOSED
    # Whoever comes while others wait goes behind them, even where a seat is free.
    return SignUp.WAITING_LIST if numbers.is_full else SignUp.OPEN


@dataclass(frozen=True)
class Availability:
    """What an event's page and its card say about signing up."""

    stage: SignUp
    seats: Seats
    words: str

    @property
    def takes_names(self) -> bool:
        """Whether there is a form to lead to."""
        return self.stage.takes_names

    @property
    def action(self) -> str:
        """What stands on the button that leads to the form."""
        if self.stage is SignUp.WAITING_LIST:
            return "Skriv dig på ventelisten"
        return "Tilmeld dig"


def with_sign_up(events: Iterable[Event], now: datetime | None = None) -> list[Event]:
    """Give each event its ``sign_up``, for all in one query."""
    now = now or timezone.now()
    events = list(events)
    numbers = seats_of(events, now) if events else {}
    for event in events:
        stage = sign_up_stage(event, numbers[event.pk], now)
        is_on = event.starts_at <= now
        words = _words(event, stage, numbers[event.pk], is_on=is_on)
        event.sign_up = Availability(stage, numbers[event.pk], words)
    return events


def _words(event: Event, stage: SignUp, numbers: Seats, *, is_on: bool) -> str:
    """Say in a few honest words how one stands who would like to come."""
    match stage:
        case SignUp.NOT_YET if event.signup_opens_at:
            opens = timezone.localtime(event.signup_opens_at)
            return f"Tilmeldingen åbner {date_format(opens, 'j. F')} kl. {opens:%H.%M}"
        case SignUp.CLOSED if is_on:
            return "Mødet er i gang"
        case SignUp.CLOSED:
            return "Tilmeldingen er lukket"
        case SignUp.WAITING_LIST if not numbers.waiting:
            return "Ingen ledige pladser, men du kan komme på venteliste"
        case SignUp.WAITING_LIST:
            return f"Ingen ledige pladser, {numbers.waiting} på venteliste"
        case SignUp.OPEN if numbers.free == 1:
            return "1 ledig plads"
        case SignUp.OPEN if numbers.free is not None:
            return f"{numbers.free} ledige pladser"
        case SignUp.OPEN:
            return "Plads til alle"
    return ""


def closes_at(event: Event) -> datetime:
    """Return when sign-up ends: at a moment of its own, and never after the start."""
    return min(event.signup_closes_at or event.starts_at, event.starts_at)
