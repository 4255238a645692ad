"""The network's meetings in a year, against the three to four it promises."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from ..figures import PROMISED_MEETINGS, end_of
from ..models import Event

LEAST, MOST = PROMISED_MEETINGS
# A meeting that nobody is invited to yet is hardly held within so long.
NOTICE = timedelta(days=60)


@dataclass(frozen=True)
class Slot:
    """One of the meetings of a year: held, planned, or still missing."""

    event: Event | None
    is_held: bool = False
    is_promised: bool = True

    @property
    def words(self) -> str:
        """What the mark beside it means."""
        if self.event is None:
            return "Mangler" if self.is_promised else "Ikke planlagt"
        return "Holdt" if self.is_held else "Planlagt"


@dataclass(frozen=True)
class Cadence:
    """The meetings of the year of a day, as they stood at its end."""

    on: date
    held: tuple[Event, ...]
    planned: tuple[Event, ...]

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.on.year

    @property
    def number(self) -> int:
        """How many were held or are planned."""
        return len(self.held) + len(self.planned)

    @property
    def missing(self) -> int:
        """How many more the year needs to keep the promise."""
        return max(0, LEAST - self.number)

    @property
    def needed_by_now(self) -> int:
        """How many there should be at this time of year, with time to invite."""
        days = (self.on + NOTICE - date(self.year, 1, 1)).days
        return min(LEAST, LEAST * days // 365)

    @property
    def is_behind(self) -> bool:
        """Whether there are fewer than the time of year asks for."""
        return self.number < self.needed_by_now

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        return (
            f"{len(self.held)} holdt og {len(self.planned)} planlagt i {self.year}; "
            f"målet er {LEAST} til {MOST}."
        )

    @property
    def verdict(self) -> str:
        """Say what it means for the promise."""
        if len(self.held) >= LEAST:
            return "Løftet er holdt."
        if not self.missing:
            return "Så når vi det, vi har lovet."
        meetings = "møde" if self.missing == 1 else "møder"
        if self.is_behind:
            return f"Vi er bagud: {self.missing} {meetings} mangler at komme på plads."
        return f"{self.missing} {meetings} mangler at komme på plads."

    @property
    def slots(self) -> list[Slot]:
        """Show each meeting, and a place for each that the promise has room for."""
        found = [Slot(event, is_held=True) for event in self.held]
        found += [Slot(event) for event in self.planned]
        found += [
            Slot(None, is_promised=place < LEAST) for place in range(len(found), MOST)
        ]
        return found

    @property
    def includes_examples(self) -> bool:
        """Whether made-up meetings are among them."""
        return any(event.is_example for event in (*self.held, *self.planned))


def cadence(on: date) -> Cadence:
    """Return the meetings of the year of a day: one query."""
    until = end_of(on)
    events = list(
        Event.objects.published()
        .taking_place()
        .filter(starts_at__year=on.year)
        .order_by("starts_at", "pk")
    )
    return Cadence(
        on,
        held=tuple(event for event in events if event.ends_at <= until),
        planned=tuple(event for event in events if event.ends_at > until),
    )


@dataclass(frozen=True)
class FormerYear:
    """What an earlier year came to."""

    year: int
    held: int
    attendance: int | None
    with_attendance: int
    includes_examples: bool

    @property
    def is_kept(self) -> bool:
        """Whether the promise was kept."""
        return self.held >= LEAST

    @property
    def is_counted_in_full(self) -> bool:
        """Whether somebody counted who came to each of its meetings."""
        return self.with_attendance == self.held


def former_years(on: date, most: int = 5) -> list[FormerYear]:
    """Return the latest years before that of a day in which there were meetings."""
    rows: QuerySet = (
        Event.objects.published()
        .held(end_of(on))
        .filter(starts_at__year__lt=on.year)
        .values(year=ExtractYear("starts_at"))
        .annotate(
            held=Count("pk"),
            attendance=Sum("attendance_count"),
            with_attendance=Count("attendance_count"),
            examples=Count("pk", filter=Q(is_example=True)),
        )
        .order_by(F("year").desc())[:most]
    )
    return [
        FormerYear(
            year=row["year"],
            held=row["held"],
            attendance=row["attendance"],
            with_attendance=row["with_attendance"],
            includes_examples=bool(row["examples"]),
        )
        for row in rows
    ]


class MissingMeetings:
    """The meetings that the present year lacks, for the editor's desk.

    A portal that never announced a meeting is new, not behind.
    """

    model = Event

    def count(self) -> int:
        """Say how many should be there by now and are not; one query or two."""
        this_year = cadence(timezone.localdate())
        if not this_year.is_behind:
            return 0
        if not this_year.number and not Event.objects.published().exists():
            return 0
        return this_year.needed_by_now - this_year.number
