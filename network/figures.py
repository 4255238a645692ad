"""The network's figures of a day: meetings, attendance, members, topics, clusters."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from common.figures import Figure, NamedFigure
from common.quantities import Qualifier, Quantity

from .models import Cluster, Event, Member, Topic

# The network promises three to four meetings a year (the account of August 2018).
PROMISED_MEETINGS = (3, 4)


def end_of(day: date) -> datetime:
    """Return the last moment of a day; what is on this afternoon is not over yet."""
    last = timezone.make_aware(datetime.combine(day, time.max))
    return min(last, timezone.now())


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


def attendance(on: date) -> Figure:
    """Add up who came to the meetings held in the calendar year of a day.

    Who came to three meetings is counted three times; where nobody counted, the sum
    says "at least", and where nobody ever did, that it is not known.
    """
    numbers = _held_in_year(on).aggregate(
        came=Sum("attendance_count"),
        meetings=Count("pk"),
        counted=Count("attendance_count"),
        examples=Count("pk", filter=Q(is_example=True)),
    )
    is_known = bool(numbers["counted"] or not numbers["meetings"])
    is_whole = numbers["counted"] == numbers["meetings"]
    return Figure(
        key="netvaerksfremmoede",
        label=f"fremmøder i netværket i {on.year}",
        quantity=Quantity(
            Decimal(numbers["came"] or 0) if is_known else None,
            Qualifier.EXACT if is_whole or not is_known else Qualifier.AT_LEAST,
        ),
        as_of=on,
        method=(
            f"Hvor mange der kom til hvert af møderne fra 1. januar {on.year} til og "
            "med den dag, tallet gælder, lagt sammen. Den, der kom til tre møder, "
            "tæller tre gange. “Mindst” betyder, at ingen talte ved et af møderne."
        ),
        source="Talt ved døren og noteret på arrangementerne",
        includes_examples=bool(numbers["examples"]),
    )


def topics_raised(on: date) -> Figure:
    """Count the topics that were raised in the calendar year of a day."""
    raised = Topic.objects.published().filter(
        created_at__year=on.year, created_at__lte=end_of(on)
    )
    return _topics(
        "netvaerksemner",
        f"emner rejst i netværket i {on.year}",
        raised,
        on,
        method=(
            f"Emner, der er foreslået fra 1. januar {on.year} til og med den dag, "
            "tallet gælder, og som står på portalen. Et emne, der er taget af "
            "portalen, tæller ikke med, heller ikke bagud i tid."
        ),
    )


def topics_answered(on: date) -> Figure:
    """Count the topics that were first answered in the calendar year of a day."""
    answered = Topic.objects.published().filter(
        answered_at__year=on.year, answered_at__lte=end_of(on)
    )
    return _topics(
        "netvaerkssvar",
        f"emner besvaret i netværket i {on.year}",
        answered,
        on,
        method=(
            f"Emner, der fik deres første svar fra 1. januar {on.year} til og med den "
            "dag, tallet gælder, og som står på portalen. De kan være foreslået i et "
            "tidligere år."
        ),
    )


def _topics(
    key: str, label: str, rows: QuerySet[Topic], on: date, *, method: str
) -> Figure:
    numbers = rows.aggregate(
        number=Count("pk"), examples=Count("pk", filter=Q(is_example=True))
    )
    return Figure(
        key=key,
        label=label,
        quantity=Quantity.count(numbers["number"]),
        as_of=on,
        method=method,
        source="Netværkets emner på portalen",
        includes_examples=bool(numbers["examples"]),
    )


def clusters(on: date) -> Figure:
    """Count the clusters of enterprises that were going on that day."""
    numbers = (
        Cluster.objects.published()
        .active(on)
        .aggregate(number=Count("pk"), examples=Count("pk", filter=Q(is_example=True)))
    )
    return Figure(
        key="klynger",
        label="klynger af virksomheder",
        quantity=Quantity.count(numbers["number"]),
        as_of=on,
        method=(
            "Klynger på portalen, der var begyndt og ikke sluttet den dag, tallet "
            "gælder. En klynge, hvis begyndelse ingen har noteret, tæller ikke med."
        ),
        source="Netværkets klynger på portalen",
        includes_examples=bool(numbers["examples"]),
    )


NAMED_FIGURES: dict[str, NamedFigure] = {
    named.key: named
    for named in (
        NamedFigure("netvaerksmoeder", "møder i netværket i året", meetings_held),
        NamedFigure("netvaerksfremmoede", "fremmøder i netværket i året", attendance),
        NamedFigure("medlemmer", "medlemmer af netværket", members),
        NamedFigure("netvaerksemner", "emner rejst i netværket i året", topics_raised),
        NamedFigure(
            "netvaerkssvar", "emner besvaret i netværket i året", topics_answered
        ),
        NamedFigure("klynger", "klynger af virksomheder", clusters),
    )
}
