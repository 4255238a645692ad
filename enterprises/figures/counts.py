"""How many enterprises each stage and each RSV status has, on a day or on several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from common.figures import Figure
from common.quantities import Quantity

from ..models import Enterprise, RsvStatus

REGISTRY = "Portalens register over socialøkonomiske virksomheder"
Stage = Enterprise.Stage
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
