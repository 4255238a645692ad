"""How many people work in all enterprises, from the approved returns of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from common.figures import Figure
from common.quantities import Qualifier, Quantity, Unit, total

from ..masking import LARGEST_PROTECTED, Hidden, public_parts
from ..models import Enterprise, StaffingCategory, StaffingCount, StaffingReturn

Group = StaffingCategory.Group
STAFFING_METHOD = (
    "Sum af de godkendte indberetninger for {year} fra {reporting}. "
    "Tal fra 1 til 4 i fleksjob, skånejob, praktik og lignende vises ikke for den "
    "enkelte virksomhed. Hvor summen ville røbe et af dem, står der “mindst”."
)
# Counts that must not be shown, as masking.is_protected() tells them.
IS_HIDDEN = Q(category__is_sensitive=True, value__gt=0, value__lte=LARGEST_PROTECTED)


@dataclass(frozen=True)
class StaffingFigures:
    """The staff of all enterprises for one year, by category and by group.

    ``year`` is None where no return had been approved for any day up to then.
    ``total`` leaves the volunteers out; they are never part of it.
    """

    year: int | None
    as_of: date
    reporting: int
    expected: int
    by_category: dict[str, Figure]
    by_group: dict[Group, Figure]
    total: Figure
    volunteers: Figure


def staffing(on: date) -> StaffingFigures:
    """Add up the latest year's approved returns as they stood on a day.

    The unit is persons. Two enterprises' returns are only added when they are for
    the same year.
    """
    returns = StaffingReturn.objects.published().until(on)
    year = returns.aggregate(year=Max("year"))["year"]
    returns = returns.filter(year=year)
    who = returns.aggregate(
        number=Count("pk"),
        examples=Count("pk", filter=Q(enterprise__is_example=True)),
        as_of=Max("as_of_date"),
    )
    as_of = who["as_of"] or on
    expected = Enterprise.objects.published().established(as_of).count()
    figure = partial(
        Figure,
        as_of=as_of,
        method=_method(year, who["number"], expected),
        source="Virksomhedernes årlige indberetninger",
        includes_examples=bool(who["examples"]),
    )
    sums = _category_sums(returns)
    categories = list(StaffingCategory.objects.all())

    def group_sum(*groups: Group) -> Quantity:
        inside = (one.pk for one in categories if one.group in groups)
        return total((sums[pk] for pk in inside if pk in sums), Unit.PERSONS)

    return StaffingFigures(
        year=year,
        as_of=as_of,
        reporting=who["number"],
        expected=expected,
        by_category={
            category.slug: figure(
                category.slug,
                category.name,
                sums.get(category.pk, Quantity(None, unit=Unit.PERSONS)),
            )
            for category in categories
        },
        by_group={
            group: figure(group.value, str(group.label), group_sum(group))
            for group in Group
        },
        total=figure(
            "medarbejdere",
            "medarbejdere i alt uden frivillige",
            group_sum(Group.ORDINARY, Group.SPECIAL_TERMS, Group.COURSE),
        ),
        volunteers=figure("frivillige", "frivillige", group_sum(Group.VOLUNTEERS)),
    )


def _method(year: int | None, reporting: int, expected: int) -> str:
    """Say how the staff was counted, and how many of the enterprises are in it."""
    if year is None:
        return "Ingen godkendte indberetninger endnu."
    return STAFFING_METHOD.format(
        year=year, reporting=f"{reporting} af {expected} virksomheder"
    )


def _category_sums(returns: QuerySet[StaffingReturn]) -> dict[int, Quantity]:
    """Add up each category in the database as the public may see it."""
    rows = (
        StaffingCount.objects.filter(staffing_return__in=returns)
        .values("category")
        .annotate(
            shown=Sum("value", filter=~IS_HIDDEN, default=Decimal(0)),
            stated=Count("value"),
            unstated=Count("pk", filter=Q(value__isnull=True)),
            **{
                f"is_{qualifier.name}": Count(
                    "pk", filter=Q(qualifier=qualifier, value__isnull=False)
                )
                for qualifier in Qualifier
            },
        )
        .order_by()
    )
    hidden = _hidden_by_day(returns)
    today = timezone.localdate()
    return {
        row["category"]: sum(
            public_parts(hidden.get(row["category"], []), today), _shown(row)
        )
        for row in rows
    }


def _hidden_by_day(
    returns: QuerySet[StaffingReturn],
) -> dict[int, list[tuple[date, Hidden]]]:
    """Return what each day of approval hid, by category.

    That takes all returns of the year that were ever approved, so that a batch stays
    the same whatever a sum leaves out, and whatever is corrected afterwards.
    """
    approved = StaffingReturn.objects.ever_approved().filter(
        year__in=returns.values("year")
    )
    rows = (
        StaffingCount.objects.filter(IS_HIDDEN, staffing_return__in=approved)
        .annotate(day=TruncDate("staffing_return__approved_at"))
        .values("category", "day")
        .annotate(
            number=Count("pk"),
            visible=Count("pk", filter=Q(staffing_return__in=returns)),
            hidden=Sum("value"),
        )
        .order_by("category", "day")
    )
    days: dict[int, list[tuple[date, Hidden]]] = {}
    for row in rows:
        hidden = Hidden(row["number"], row["visible"], row["hidden"])
        days.setdefault(row["category"], []).append((row["day"], hidden))
    return days


def _shown(row: Mapping[str, Any]) -> Quantity:
    """Rebuild the sum as adding the counts one by one would have made it."""
    if not row["stated"]:
        return Quantity(None, unit=Unit.PERSONS)
    qualifier = Qualifier.AT_LEAST if row["unstated"] else Qualifier.EXACT
    for candidate in Qualifier:
        if row[f"is_{candidate.name}"]:
            qualifier |= candidate
    return Quantity(row["shown"], qualifier, Unit.PERSONS)


@dataclass(frozen=True)
class ReturnsOfYear:
    """Who has an approved return for a year, of those that were running on a day.

    ``missing`` names the others, for the desk only.
    """

    year: int
    reporting: int
    expected: int
    missing: list[str]


def returns_of_year(year: int, on: date) -> ReturnsOfYear:
    """Count the approved returns for a year and name the enterprises without one."""
    approved = StaffingReturn.objects.published().filter(year=year)
    running = Enterprise.objects.published().established(on)
    missing = running.exclude(pk__in=approved.values("enterprise"))
    names = list(missing.order_by("name", "pk").values_list("name", flat=True))
    expected = running.count()
    return ReturnsOfYear(year, expected - len(names), expected, names)
