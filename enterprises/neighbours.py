"""Which other enterprises a reader of one may want: those nearby, and those like it.

However many there are, it costs little: what is near is looked for in a small box
first, by the index on coordinates; what is alike is counted in the registry's memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import cos, radians, sqrt

from django.db.models import Exists, F, FloatField, OuterRef
from django.db.models.functions import Cast

from common.quantities import danish_number

from .cards import Card, cards, rows_of
from .models import Enterprise, Location
from .registry.bits import union
from .registry.image import BY_NAME, Registry

MOST = 3
KM_PER_DEGREE = 111.2
# Half the side of the boxes, in kilometres; the last is as far as "nearby" goes.
REACHES = (0.5, 2.0, 5.0)
# How many places are read, since one enterprise may have several.
PLACES = 30
# What two enterprises have in common weighs more, the more it says of them.
WEIGHTS = {"sector": 3, "target_group": 2, "offer": 1}
# Nobody is like another only because both sell something.
TELLING = {"sector": "Samme arbejdsfelt", "target_group": "Gør også plads til"}


@dataclass(frozen=True)
class Neighbours:
    """Cards of other enterprises; none stands in both lists."""

    nearby: list[Card]
    similar: list[Card]

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.nearby or self.similar)


def neighbours_of(enterprise: Enterprise, registry: Registry) -> Neighbours:
    """Find others that are public and running: at most three near and three alike.

    Args:
        enterprise: fetched with its places.
        registry: knows what it has in common with others.
    """
    numbers = registry.numbers
    away = {
        numbers[key]: _away(km)
        for key, km in _nearest(enterprise, registry.day).items()
        if key in numbers
    }
    shared = _most_alike(numbers.get(enterprise.pk), away, registry)
    rows = rows_of([*away, *shared], registry)
    return Neighbours(*(_cards(rows, notes, registry) for notes in (away, shared)))


def _cards(
    rows: Mapping[int, Enterprise], notes: Mapping[int, str], registry: Registry
) -> list[Card]:
    found = {number: rows[number] for number in notes if number in rows}
    made = zip(found, cards(found, registry), strict=True)
    return [replace(card, note=notes[number]) for number, card in made]


# Nearby


def _nearest(enterprise: Enterprise, on: date) -> dict[int, float]:
    """Return the nearest others and how many kilometres away they are."""
    place = next(
        (place for place in enterprise.locations.all() if place.latitude is not None),
        None,
    )
    if place is None:
        return {}
    found: dict[int, float] = {}
    for reach in REACHES:
        found = _within(reach, place, enterprise, on)
        if len(found) == MOST:
            break
    return found


def _within(
    reach: float, place: Location, enterprise: Enterprise, on: date
) -> dict[int, float]:
    """Return the nearest that are no further away than a number of kilometres."""
    latitude, longitude = float(place.latitude or 0), float(place.longitude or 0)
    squeeze = cos(radians(latitude))
    up, along = reach / KM_PER_DEGREE, reach / KM_PER_DEGREE / squeeze
    north = Cast(F("latitude"), FloatField()) - latitude
    east = (Cast(F("longitude"), FloatField()) - longitude) * squeeze
    running = Enterprise.objects.published().established(on)
    nearest = (
        Location.objects.filter(
            Exists(running.filter(pk=OuterRef("enterprise"))),
            latitude__range=(latitude - up, latitude + up),
            longitude__range=(longitude - along, longitude + along),
        )
        .exclude(enterprise=enterprise)
        .annotate(square=north * north + east * east)
        .order_by("square", "pk")
        .values_list("enterprise", "square")[:PLACES]
    )
    found: dict[int, float] = {}
    for key, square in nearest:
        km = sqrt(square) * KM_PER_DEGREE
        if km <= reach and len(found) < MOST:
            found.setdefault(key, km)
    return found


def _away(km: float) -> str:
    """Say a distance no more exactly than a straight line deserves."""
    if km < 0.1:
        return "Under 100 m herfra"
    if km < 0.95:
        return f"{round(km * 10) * 100} m herfra"
    return f"{danish_number(Decimal(f'{km:.1f}'))} km herfra"


# Alike


def _most_alike(
    number: int | None, besides: Iterable[int], registry: Registry
) -> dict[int, str]:
    """Return those that have most in common with one, and what that is.

    All are weighed at once: plane p holds those whose weight has bit p.
    """
    # One that is public since a moment ago is not known yet.
    if number is None:
        return {}
    facets = registry.facets
    shown = facets.having("stage", Enterprise.Stage.ESTABLISHED)
    shown &= ~union(1 << other for other in (number, *besides))
    planes: list[int] = []
    candidates = 0
    for name, weight in WEIGHTS.items():
        for value in facets.values_of(name, number):
            sharing = facets.having(name, value) & shown
            if name in TELLING:
                candidates |= sharing
            for _ in range(weight):
                _count(sharing, planes)
    alike: dict[int, str] = {}
    while candidates and len(alike) < MOST:
        best = _heaviest(candidates, planes)
        candidates &= ~best
        for other in registry.orders[BY_NAME].part(best, slice(MOST - len(alike))):
            alike[other] = _shared(number, other, registry)
    return alike


def _count(members: int, planes: list[int]) -> None:
    """Count one more for each member, carrying from plane to plane."""
    for place, plane in enumerate(planes):
        planes[place], members = plane ^ members, plane & members
    if members:
        planes.append(members)


def _heaviest(members: int, planes: list[int]) -> int:
    """Return those among some who were counted most often."""
    for plane in reversed(planes):
        members = members & plane or members
    return members


def _shared(one: int, other: int, registry: Registry) -> str:
    """Name what two have in common, the field of work before the target group."""
    facets = registry.facets
    for name, words in TELLING.items():
        theirs = facets.values_of(name, other)
        for value in facets.values_of(name, one):
            if value in theirs:
                return f"{words}: {_lower(facets.labels[name][value])}"
    return ""


def _lower(words: str) -> str:
    """Begin with a small letter, unless the word is a short form such as STU."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
