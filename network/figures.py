"""The network's figures: meetings and members on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from common.figures import Figure, NamedFigure
from common.quantities import Quantity

from .models import Event, Member

# The network promises three to four meetings a year (the account of August 2018).
PROMISED_MEETINGS = (3, 4)


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that was held, as the public may see it."""

    date: date
    title: str
    is_example: bool


def meetings_of_year(on: date) -> list[HeldMeeting]:
    """Name the meetings that ``meetings_held`` counts for the same day."""
    return [
        HeldMeeting(timezone.localdate(event.starts_at), event.title, event.is_example)
        for event in _held_in_year(on).order_by("starts_at", "pk")
    ]


def _held_in_year(on: date) -> QuerySet[Event]:
    return Event.objects.published().held(end_of(on)).filter(starts_at__year=on.year)


def meetings_held(on: date) -> Figure:
    """Count the meetings held in the calendar year of a day, up to that day."""
    numbers = _held_in_year(on).aggregate(
        number=Count("pk"), examples=Count("pk", filter=Q(is_example=True))
    )
    return Figure(
        key="netvaerksmoeder",
        label=f"møder i netværket i {on.year}",
        quantity=Quantity.count(numbers["number"]),
        as_of=on,
        method=(
            f"Møder i Social Vision Roskilde fra 1. januar {on.year} til og med den "
            "dag, tallet gælder. Aflyste møder tæller ikke med. Netværket lover 3 til "
            "4 møder om året."
        ),
        source="Netværkets kalender på portalen",
        includes_examples=bool(numbers["examples"]),
    )


def members(on: date) -> Figure:
    """Count the members of the network.

    People who leave are deleted at once, so only those of today can be counted.
    """
    return Figure(
        key="medlemmer",
        label="medlemmer af netværket",
        quantity=Quantity.count(
            Member.objects.active().filter(joined_at__lte=end_of(on)).count()
        ),
        as_of=on,
        method=(
            "Medlemmer, der har bekræftet deres mailadresse og stadig er med i dag. "
            "Den, der melder sig ud, slettes og tæller ikke med bagud i tid."
        ),
        source="Netværkets medlemsliste",
    )


NAMED_FIGURES: dict[str, NamedFigure] = {
    named.key: named
    for named in (
        NamedFigure("netvaerksmoeder", "møder i netværket i året", meetings_held),
        NamedFigure("medlemmer", "medlemmer af netværket", members),
    )
}
