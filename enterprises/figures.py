"""The registry's figures: how many, of what kind, on which day.

Every function takes a day and reads only. "Public" means ``published()``; the dates of
the records decide the rest, so that any day can be counted and a day's figures stay the
same when later history is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from common.figures import Figure, NamedFigure
from common.quantities import Qualifier, Quantity, Unit, total

from .masking import LARGEST_PROTECTED, Hidden, known, public, public_parts
from .models import (
    Enterprise,
    ReportedFigure,
    RsvStatus,
    SocialValueStatement,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StatusReport,
)

REGISTRY = "Portalens register over socialøkonomiske virksomheder"
Stage = Enterprise.Stage
Group = StaffingCategory.Group

STAGE_METHODS = {
    Stage.ESTABLISHED: (
        "Virksomheder i registret, som programmet fulgte den dag. De var etableret "
        "senest den dag og ikke lukket."
    ),
    Stage.ON_THE_WAY: (
        "Virksomheder i registret, som programmet fulgte den dag, og som endnu "
        "hverken var etableret eller opgivet."
    ),
    Stage.CLOSED: (
        "Virksomheder i registret, som programmet havde fulgt, og som var lukket "
        "eller opgivet senest den dag."
    ),
}
STAGE_LABELS = {
    Stage.ESTABLISHED: "etablerede virksomheder",
    Stage.ON_THE_WAY: "virksomheder på vej",
    Stage.CLOSED: "lukkede virksomheder",
}
RSV_LABELS = {
    RsvStatus.Status.CONSIDERING: "virksomheder overvejer RSV",
    RsvStatus.Status.APPLIED: "virksomheder har anmeldt sig til RSV",
    RsvStatus.Status.REGISTERED: "RSV-registrerede virksomheder",
    RsvStatus.Status.DEREGISTERED: "afregistrerede virksomheder",
    RsvStatus.Status.REFUSED: "virksomheder har fået afslag på RSV",
}
RSV_METHOD = (
    "Virksomheder i registret, som programmet fulgte den dag, og som ikke var lukket. "
    "Deres RSV-status var den dag “{status}”. En status gælder, til den næste tager "
    "over. Hver status har sin kilde og en dato for, hvornår den sidst er kontrolleret."
)
STAFFING_METHOD = (
    "Sum af de godkendte indberetninger for {year} fra {reporting}. "
    "Tal fra 1 til 4 i fleksjob, skånejob, praktik og lignende vises ikke for den "
    "enkelte virksomhed. Hvor summen ville røbe et af dem, står der “mindst”."
)

# Counts that must not be shown, as masking.is_protected() tells them.
IS_HIDDEN = Q(category__is_sensitive=True, value__gt=0, value__lte=LARGEST_PROTECTED)


def count_by_stage(on: date) -> dict[Stage, Figure]:
    """Count the enterprises in each stage; every followed one is in exactly one."""
    numbers = (
        Enterprise.objects.published()
        .followed(on)
        .aggregate(
            **{
                f"{stage.name}_{kind}": Count("pk", filter=_stage(stage, on) & extra)
                for stage in Stage
                for kind, extra in (("all", Q()), ("examples", Q(is_example=True)))
            }
        )
    )
    return {
        stage: Figure(
            key=stage.value,
            label=STAGE_LABELS[stage],
            quantity=Quantity.count(numbers[f"{stage.name}_all"]),
            as_of=on,
            method=STAGE_METHODS[stage],
            source=REGISTRY,
            includes_examples=bool(numbers[f"{stage.name}_examples"]),
        )
        for stage in Stage
    }


def _stage(stage: Stage, on: date) -> Q:
    is_closed = Q(closed_date__isnull=False, closed_date__lte=on)
    is_established = Q(established_date__isnull=False, established_date__lte=on)
    return {
        Stage.CLOSED: is_closed,
        Stage.ESTABLISHED: ~is_closed & is_established,
        Stage.ON_THE_WAY: ~is_closed & ~is_established,
    }[stage]


def count_by_rsv(on: date) -> dict[RsvStatus.Status, Figure]:
    """Count the running and coming enterprises by the RSV status that held."""
    rows = (
        Enterprise.objects.published()
        .followed(on)
        .exclude(_stage(Stage.CLOSED, on))
        .with_rsv_status(on)
        .values("rsv_status")  # type: ignore[misc]  # annotated by the line above
        .annotate(number=Count("pk"), examples=Count("pk", filter=Q(is_example=True)))
        .order_by()
    )
    found = {row["rsv_status"]: row for row in rows}
    return {
        status: Figure(
            key=f"rsv-{status.value}",
            label=RSV_LABELS[status],
            quantity=Quantity.count(found.get(status, {}).get("number", 0)),
            as_of=on,
            method=RSV_METHOD.format(status=str(status.label).lower()),
            source=REGISTRY,
            includes_examples=bool(found.get(status, {}).get("examples", 0)),
        )
        for status in RsvStatus.Status
    }


def declared_reserved_contracts(on: date) -> QuerySet[Enterprise]:
    """Return running enterprises that say themselves that they meet § 54, by name.

    It is their own word with its date; nothing of it is computed, and RSV says nothing
    of it.
    """
    return (
        Enterprise.objects.published()
        .established(on)
        .filter(reserved_contracts=Enterprise.ReservedContracts.YES)
        .order_by("name", "pk")
    )


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
    method = STAFFING_METHOD.format(
        year=year, reporting=f"{who['number']} af {expected} virksomheder"
    )
    sums = _category_sums(returns)
    categories = list(StaffingCategory.objects.all())

    def figure(key: str, label: str, quantity: Quantity) -> Figure:
        return Figure(
            key=key,
            label=label,
            quantity=quantity,
            as_of=as_of,
            method=method if year else "Ingen godkendte indberetninger endnu.",
            source="Virksomhedernes årlige indberetninger",
            includes_examples=bool(who["examples"]),
        )

    by_category = {
        category.slug: figure(
            category.slug,
            category.name,
            sums.get(category.pk, Quantity(None, unit=Unit.PERSONS)),
        )
        for category in categories
    }

    def group_sum(*groups: Group) -> Quantity:
        return total(
            (
                by_category[category.slug].quantity
                for category in categories
                if category.group in groups and category.pk in sums
            ),
            Unit.PERSONS,
        )

    return StaffingFigures(
        year=year,
        as_of=as_of,
        reporting=who["number"],
        expected=expected,
        by_category=by_category,
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


@dataclass(frozen=True)
class YearOfStaff:
    """One enterprise's approved return for one year, as the public may see it."""

    year: int
    as_of: date
    approved: date
    cells: dict[StaffingCategory, Quantity]
    by_group: dict[Group, Quantity]
    total: Quantity

    @property
    def volunteers(self) -> Quantity:
        """The volunteers, who are in no total."""
        return self.by_group[Group.VOLUNTEERS]


def staff_by_year(enterprise: Enterprise) -> list[YearOfStaff]:
    """Return an enterprise's approved years, oldest first, small numbers hidden."""
    returns = (
        enterprise.staffing_returns.published()
        .order_by("year")
        .prefetch_related("counts__category")
    )
    return [_year_of_staff(staffing_return) for staffing_return in returns]


def _year_of_staff(staffing_return: StaffingReturn) -> YearOfStaff:
    counts = sorted(
        staffing_return.counts.all(), key=lambda count: count.category.position
    )
    cells = {
        count.category: public(count.quantity, is_sensitive=count.category.is_sensitive)
        for count in counts
    }

    def add_up(*groups: Group) -> Quantity:
        return total(
            (
                known(count.quantity, is_sensitive=count.category.is_sensitive)
                for count in counts
                if count.category.group in groups
            ),
            Unit.PERSONS,
        )

    # Approval is dated whenever the status says approved: a constraint holds it.
    assert staffing_return.approved_at is not None
    return YearOfStaff(
        year=staffing_return.year,
        as_of=staffing_return.as_of_date,
        approved=staffing_return.approved_at.date(),
        cells=cells,
        by_group={group: add_up(group) for group in Group},
        total=add_up(Group.ORDINARY, Group.SPECIAL_TERMS, Group.COURSE),
    )


@dataclass(frozen=True)
class Reconciliation:
    """A published total held against its parts. Nothing is corrected."""

    subject: ReportedFigure.Subject
    total: ReportedFigure
    parts: list[ReportedFigure]
    parts_sum: Quantity

    @property
    def unallocated(self) -> Decimal | None:
        """What the parts leave of the total, below zero where they exceed it.

        None where the total or one of the parts is not stated as a number.
        """
        if self.total.value is None or any(p.value is None for p in self.parts):
            return None
        return self.total.value - (self.parts_sum.value or Decimal(0))

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return self.unallocated == 0


def reconcile(report: StatusReport) -> list[Reconciliation]:
    """Hold each total of a report against the parts of the same subject."""
    figures = list(report.figures.all())
    return [
        Reconciliation(
            subject=ReportedFigure.Subject(figure.subject),
            total=figure,
            parts=(parts := _parts_of(figure, figures)),
            parts_sum=total((part.quantity for part in parts), Unit(figure.unit)),
        )
        for figure in figures
        if figure.role == ReportedFigure.Role.TOTAL
    ]


def _parts_of(
    whole: ReportedFigure, figures: list[ReportedFigure]
) -> list[ReportedFigure]:
    return [
        figure
        for figure in figures
        if figure.role == ReportedFigure.Role.PART and figure.subject == whole.subject
    ]


def social_value_statements(on: date) -> Figure:
    """Count the public statements of social value for the years up to a day's."""
    found = SocialValueStatement.objects.published().filter(year__lte=on.year)
    numbers = found.aggregate(
        number=Count("pk"),
        examples=Count("pk", filter=Q(enterprise__is_example=True)),
    )
    return Figure(
        key="mervaerdi",
        label="dokumenterede eksempler på merværdi",
        quantity=Quantity.count(numbers["number"]),
        as_of=on,
        method=(
            "Offentlige beskrivelser af merværdi med dokumentation og samtykke, "
            f"for årene til og med {on.year}."
        ),
        source=REGISTRY,
        includes_examples=bool(numbers["examples"]),
    )


@dataclass(frozen=True)
class DayCounts:
    """How many there were on one of several days that are compared."""

    day: date
    by_stage: dict[Stage, Quantity]
    registered: Quantity


def counts_on(days: Sequence[date]) -> list[DayCounts]:
    """Count stages and registrations on several days, in two queries for them all.

    Each number is the one that ``count_by_stage`` and ``count_by_rsv`` give that day.
    """
    followed = Enterprise.objects.published()
    stages = followed.aggregate(
        **{
            f"{stage.name}_{day:%Y%m%d}": Count(
                "pk", filter=Q(followed_from_date__lte=day) & _stage(stage, day)
            )
            for stage in Stage
            for day in days
        }
    )
    registered = _registered_on(days)
    return [
        DayCounts(
            day=day,
            by_stage={
                stage: Quantity.count(stages[f"{stage.name}_{day:%Y%m%d}"])
                for stage in Stage
            },
            registered=Quantity.count(registered[day]),
        )
        for day in days
    ]


def _registered_on(days: Sequence[date]) -> dict[date, int]:
    """Count who was registered each day, from the few histories there are."""
    rows = (
        RsvStatus.objects.published()
        .order_by("enterprise", "effective_date")
        .values_list(
            "enterprise",
            "effective_date",
            "status",
            "enterprise__followed_from_date",
            "enterprise__closed_date",
        )
    )
    numbers = dict.fromkeys(days, 0)
    for _enterprise, history in groupby(rows, key=lambda row: row[0]):
        steps = list(history)
        *_step, followed_from, closed = steps[0]
        for day in days:
            statuses = [status for _, since, status, *_ in steps if since <= day]
            is_running = followed_from <= day and (closed is None or closed > day)
            if is_running and statuses and statuses[-1] == RsvStatus.Status.REGISTERED:
                numbers[day] += 1
    return numbers


def _stage_figure(stage: Stage) -> NamedFigure:
    return NamedFigure(
        stage.value, STAGE_LABELS[stage], lambda on: count_by_stage(on)[stage]
    )


def _group_figure(group: Group) -> NamedFigure:
    return NamedFigure(
        group.value, str(group.label), lambda on: staffing(on).by_group[group]
    )


NAMED_FIGURES: dict[str, NamedFigure] = {
    named.key: named
    for named in (
        *(_stage_figure(stage) for stage in Stage),
        NamedFigure(
            "rsv-registrerede",
            "RSV-registrerede virksomheder",
            lambda on: count_by_rsv(on)[RsvStatus.Status.REGISTERED],
            counted_as="rsv-registreret",
        ),
        *(_group_figure(group) for group in Group),
        NamedFigure(
            "mervaerdi", "dokumenterede eksempler på merværdi", social_value_statements
        ),
    )
}
