"""The yearly returns of the examples, read from staffing.csv beside this file.

A cell is a number of persons, "ca. 30200", "?" for not stated, or empty where the
enterprise was not asked. The account of 2018 is met by the returns of 1 August 2018:
7 ordinary, 12 in flexjob and skånejob, 12 on courses, 30,300 volunteers.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from common.quantities import Qualifier, Quantity, Unit
from enterprises.models import (
    Enterprise,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)

from ..writing import at, save

TABLE = Path(__file__).with_name("staffing.csv")
LATE = "sent"
LATE_APPROVAL = date(2026, 8, 28)
REASON = (
    "I har skrevet 25 i alt, men kategorierne giver 16. Er det de frivillige på "
    "madcyklerne, der er talt med? Ret det ene eller det andet, og send igen."
)

Status = StaffingReturn.Status
Actor = StaffingReturnStep.Actor
Cells = dict[str, str]


def save_returns() -> list[StaffingReturn]:
    """Save every return but the late one."""
    return [save_return(row) for row in rows() if row["status"] != LATE]


def save_late_return() -> list[StaffingReturn]:
    """Save the return that came after the evaluation of its year."""
    return [save_return(row) for row in rows() if row["status"] == LATE]


def rows() -> Iterator[Cells]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def as_of(year: int) -> date:
    """Return the day the numbers of a year are for."""
    return date(2018, 8, 1) if year == 2018 else date(year, 12, 31)


def save_return(row: Cells) -> StaffingReturn:
    """Save one return with its numbers and the steps it took."""
    year = int(row["year"])
    approval = approval_date(row["status"], year)
    total = quantity(row["total"])
    staffing_return = save(
        StaffingReturn(
            enterprise=Enterprise.objects.get(slug=row["enterprise"]),
            year=year,
            as_of_date=as_of(year),
            status=status(row["status"]),
            reason=REASON if row["status"] == Status.RETURNED else "",
            approved_at=at(approval, 11) if approval else None,
            reported_total=total.value if total else None,
            reported_total_qualifier=total.qualifier if total else Qualifier.EXACT,
        )
    )
    save_counts(staffing_return, row)
    save_steps(staffing_return, approval)
    return staffing_return


def save_counts(staffing_return: StaffingReturn, row: Cells) -> None:
    """Save the numbers of one return.

    The database holds their constraints when they are written; asking it about each
    of them beforehand as well would take most of the time of loading.
    """
    counts = []
    for category in StaffingCategory.objects.all():
        if number := quantity(row[category.slug]):
            count = StaffingCount(staffing_return=staffing_return, category=category)
            count.quantity = number
            count.clean_fields(exclude=["staffing_return", "category"])
            counts.append(count)
    StaffingCount.objects.bulk_create(counts)


def status(word: str) -> Status:
    """Return a return's status; without a word, or late, it is approved."""
    return Status(word) if word in Status.values else Status.APPROVED


def approval_date(word: str, year: int) -> date | None:
    """Return the day the editor approved it, if she did."""
    if status(word) != Status.APPROVED:
        return None
    if word == LATE:
        return LATE_APPROVAL
    return date(2018, 8, 14) if year == 2018 else date(year + 1, 2, 14)


def quantity(cell: str) -> Quantity | None:
    """Read a cell; None where nothing was asked."""
    if not cell:
        return None
    if cell == "?":
        return Quantity(None, unit=Unit.PERSONS)
    *approximate, number = cell.split()
    qualifier = Qualifier.APPROXIMATE if approximate else Qualifier.EXACT
    return Quantity(Decimal(number), qualifier, Unit.PERSONS)


def save_steps(staffing_return: StaffingReturn, approval: date | None) -> None:
    """Save who did what and when: sent in, then approved or returned."""
    sent = (approval or date(2026, 10, 26)) - timedelta(days=11)
    save_step(staffing_return, Status.PENDING, Actor.ENTERPRISE, sent)
    if approval:
        save_step(staffing_return, Status.APPROVED, Actor.EDITOR, approval)
    elif staffing_return.status == Status.RETURNED:
        day = sent + timedelta(days=6)
        save_step(staffing_return, Status.RETURNED, Actor.EDITOR, day)


def save_step(
    staffing_return: StaffingReturn, status: Status, actor: Actor, day: date
) -> None:
    """Save one step on the day it was taken."""
    save(
        StaffingReturnStep(
            staffing_return=staffing_return,
            status=status,
            actor=actor,
            reason=staffing_return.reason if status == Status.RETURNED else "",
            at=at(day, 11),
        )
    )
