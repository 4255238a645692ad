"""Who has a seat, and who came: for the door, where several help at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest, NullIf
from django.utils import timezone

from ..models import Arrival, Event, Registration
from ..sign_up.seats import everyone_signed_up, participants
from .steps import Refused


@dataclass(frozen=True)
class Person:
    """One person of a sign-up: who signed up, or a colleague."""

    registration: Registration
    place: int
    name: str
    has_come: bool

    @property
    def key(self) -> str:
        """What a button says about whom it is."""
        return f"{self.registration.pk}-{self.place}"

    @property
    def signed_up_by(self) -> str:
        """Who signed a colleague up; nothing for the others."""
        return self.registration.name if self.place else ""


def seated(event: Event) -> list[Person]:
    """Return everybody with a seat, by name."""
    return sorted(_people(participants(event)), key=lambda one: one.name.casefold())


def without_a_seat(event: Event) -> list[Person]:
    """Return those that wait, in their order."""
    rows = everyone_signed_up(event).exclude(state=Registration.State.CONFIRMED)
    return list(_people(rows))


def is_open(event: Event) -> bool:
    """Say whether people can be ticked off: from the day itself on."""
    return (
        event.state == Event.State.PUBLISHED
        and timezone.localdate(event.starts_at) <= timezone.localdate()
    )


@transaction.atomic
def tick(*, event: Event, key: str, came: bool) -> None:
    """Tick one person off, or take that back. Twice is as once.

    Raises:
        Refused: it is too early, or nobody of that kind is signed up.
    """
    locked = _locked(event)
    pk, _, place = key.partition("-")
    if not (pk.isdecimal() and place.isdecimal() and len(key) < 20):
        raise Refused("Personen er ikke på listen.")
    one = everyone_signed_up(locked).filter(pk=int(pk)).first()
    if one is None or int(place) >= one.people:
        raise Refused("Personen er ikke på listen mere.")
    who = {"registration": one, "place": int(place)}
    if came:
        _, is_new = Arrival.objects.get_or_create(**who)
        _count(locked, int(is_new))
    else:
        gone, _ = Arrival.objects.filter(**who).delete()
        _count(locked, -gone)


@transaction.atomic
def count_unannounced(*, event: Event, shown: int, more: bool) -> None:
    """Count one more, or one less, of those who came without signing up.

    Args:
        event: the event.
        shown: the number the helper saw.
        more: one more, or one less.

    Raises:
        Refused: somebody else has counted meanwhile, or it is too early.
    """
    locked = _locked(event)
    if locked.walk_in_count != shown:
        raise Refused(
            f"Tallet er allerede blevet {locked.walk_in_count}. Tryk igen, hvis det "
            "stadig skal ændres."
        )
    if more or shown:
        change = 1 if more else -1
        Event.objects.filter(pk=locked.pk).update(
            walk_in_count=F("walk_in_count") + change
        )
        _count(locked, change)


def _locked(event: Event) -> Event:
    locked = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if not is_open(locked):
        raise Refused("Du kan krydse af fra den dag, mødet er.")
    return locked


def _count(event: Event, change: int) -> None:
    """Keep the number that stays when the sign-ups are deleted.

    It is moved on and never counted anew: who has been deleted did come, and the editor
    may have written what the door missed. None left is nobody counted.
    """
    if change:
        number = Greatest(Coalesce(F("attendance_count"), 0) + change, 0)
        Event.objects.filter(pk=event.pk).update(attendance_count=NullIf(number, 0))


def _people(rows: models.QuerySet[Registration]) -> Iterable[Person]:
    for one in rows.prefetch_related("arrivals"):
        came = {arrival.place for arrival in one.arrivals.all()}
        for place, name in enumerate([one.name, *one.colleague_names]):
            yield Person(one, place, name, place in came)
