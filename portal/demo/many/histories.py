"""What an example enterprise has behind it: its dates, its RSV steps, its returns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from common.quantities import Qualifier
from enterprises.models import (
    Enterprise,
    RsvStatus,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)

from ..examples.registry import ITSELF, REGISTER
from ..writing import at

Status = StaffingReturn.Status
Actor = StaffingReturnStep.Actor
Rsv = RsvStatus.Status

FIRST_DAY = date(2014, 3, 1)
YEARS = 4
# How many of a category an enterprise has at most; it begins with far fewer.
MOST = {"ordinaere": 24, "fleksjob": 9, "praktik": 8, "stu": 6, "frivillige": 90}
MOST_OF_OTHERS = 4
RSV_PATHS: tuple[tuple[Rsv, ...], ...] = (
    *((),) * 9,
    *((Rsv.CONSIDERING,),) * 3,
    *((Rsv.APPLIED,),) * 1,
    *((Rsv.REGISTERED,),) * 2,
    *((Rsv.APPLIED, Rsv.REGISTERED),) * 3,
    *((Rsv.CONSIDERING, Rsv.APPLIED, Rsv.REGISTERED),) * 2,
    (Rsv.APPLIED, Rsv.REFUSED),
    (Rsv.CONSIDERING, Rsv.REGISTERED, Rsv.DEREGISTERED),
)
FROM_THE_REGISTER = (Rsv.REGISTERED, Rsv.DEREGISTERED)
REASONS = (
    "Tallet i alt passer ikke med summen. Ret det ene eller det andet, og send igen.",
    "Der er dobbelt så mange i praktik som sidste år. Er det rigtigt? Skriv hvorfor.",
    "Feltet med ordinært ansatte er tomt. Skriv 0, hvis der ingen er.",
)


def day_between(chance: Random, first: date, last: date) -> date:
    """Return a day, both ends included; the first where they are the wrong way."""
    return first + timedelta(days=chance.randint(0, max((last - first).days, 0)))


@dataclass(frozen=True)
class Dates:
    """When the programme began to follow it, when it opened and when it closed."""

    followed: date
    established: date | None
    closed: date | None

    @property
    def begun(self) -> date:
        """The first day on which it was both followed and open."""
        return max(self.followed, self.established or self.followed)


def dates(chance: Random, on: date) -> Dates:
    """Choose the dates of a life; a few have just begun and some are over."""
    followed = day_between(chance, FIRST_DAY, on - timedelta(days=20))
    if chance.random() < 0.14:
        is_planned = chance.random() < 0.3
        opening = on + timedelta(days=chance.randint(10, 300))
        return Dates(followed, opening if is_planned else None, None)
    opening = followed + timedelta(days=chance.randint(-900, 500))
    established = min(opening, on)
    begun = max(followed, established)
    if chance.random() < 0.08 and (on - begun).days > 200:
        closed = day_between(chance, begun + timedelta(days=180), on)
        return Dates(followed, established, closed)
    return Dates(followed, established, None)


def rsv_history(
    chance: Random, enterprise: Enterprise, life: Dates, on: date
) -> list[RsvStatus]:
    """Choose up to three steps while it is open; a sole trader never registers."""
    path = chance.choice(RSV_PATHS)
    may_register = enterprise.legal_form not in Enterprise.NOT_ELIGIBLE_FOR_RSV
    if life.established is None or not may_register:
        path = tuple(step for step in path if step not in FROM_THE_REGISTER)
    begun = min(life.begun, on)
    room = ((life.closed or on) - begun).days
    if room < 2 * len(path):
        return []
    days = sorted(chance.sample(range(room), len(path)))
    rows = []
    for status, after in zip(path, days, strict=True):
        effective = begun + timedelta(days=after)
        is_checked = status in FROM_THE_REGISTER
        rows.append(
            RsvStatus(
                enterprise=enterprise,
                status=status,
                effective_date=effective,
                source=REGISTER if is_checked else ITSELF,
                checked_date=day_between(
                    chance, max(effective, on - timedelta(days=300)), on
                )
                if is_checked
                else None,
            )
        )
    return rows


@dataclass(frozen=True)
class Return:
    """A yearly return with its numbers and the steps it took."""

    row: StaffingReturn
    counts: list[StaffingCount] = field(default_factory=list)
    steps: list[StaffingReturnStep] = field(default_factory=list)


def returns(
    chance: Random,
    enterprise: Enterprise,
    open_from: date,
    on: date,
    categories: Sequence[StaffingCategory],
) -> list[Return]:
    """Choose the returns of the last years in which it was open at year's end."""
    if enterprise.established_date is None:
        return []
    levels = {
        category: chance.randint(0, MOST.get(category.slug, MOST_OF_OTHERS)) // 2
        for category in categories
        if chance.random() < 0.45
    }
    skipped = chance.random() < 0.15
    found = []
    for year in range(on.year - YEARS, on.year):
        year_end = date(year, 12, 31)
        is_open = open_from <= year_end and (
            enterprise.closed_date is None or enterprise.closed_date > year_end
        )
        for category in levels:
            levels[category] = max(levels[category] + chance.randint(-1, 2), 0)
        if is_open and not skipped and chance.random() < 0.93:
            found.append(_return(chance, enterprise, year, on, levels))
    return found


def _return(
    chance: Random,
    enterprise: Enterprise,
    year: int,
    on: date,
    levels: dict[StaffingCategory, int],
) -> Return:
    sent = min(date(year + 1, 1, 4) + timedelta(days=chance.randint(0, 50)), on)
    answered = sent + timedelta(days=chance.randint(1, 20))
    is_latest = year == on.year - 1
    status = Status.APPROVED
    if answered > on or (is_latest and chance.random() < 0.25):
        status = chance.choice((Status.PENDING, Status.PENDING, Status.RETURNED))
    if status is Status.RETURNED and answered > on:
        status = Status.PENDING
    reason = chance.choice(REASONS) if status is Status.RETURNED else ""
    row = StaffingReturn(
        enterprise=enterprise,
        year=year,
        as_of_date=date(year, 12, 31),
        status=status,
        reason=reason,
        approved_at=at(answered, 11) if status is Status.APPROVED else None,
    )
    counts = [_count(chance, row, category, levels[category]) for category in levels]
    if chance.random() < 0.3:
        row.reported_total = sum(
            (count.value or Decimal(0))
            for count in counts
            if count.category.group != StaffingCategory.Group.VOLUNTEERS
        ) + Decimal(chance.choice((0, 0, 0, 0, 2)))
    steps = [_step(row, Status.PENDING, Actor.ENTERPRISE, sent)]
    if status is not Status.PENDING:
        steps.append(_step(row, status, Actor.EDITOR, answered, reason))
    return Return(row, counts, steps)


def _count(
    chance: Random, row: StaffingReturn, category: StaffingCategory, number: int
) -> StaffingCount:
    is_stated = chance.random() > 0.03
    is_rounded = is_stated and number >= 20 and chance.random() < 0.6
    return StaffingCount(
        staffing_return=row,
        category=category,
        value=Decimal(number // 10 * 10 if is_rounded else number)
        if is_stated
        else None,
        qualifier=Qualifier.APPROXIMATE if is_rounded else Qualifier.EXACT,
    )


def _step(
    row: StaffingReturn, status: Status, actor: Actor, day: date, reason: str = ""
) -> StaffingReturnStep:
    return StaffingReturnStep(
        staffing_return=row, status=status, actor=actor, reason=reason, at=at(day, 10)
    )
