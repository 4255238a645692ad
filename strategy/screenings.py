"""What the public may know of screenings for spin-offs.

One that was opened is shown by name. Of the others only a number is known, and never so
small a one that somebody who knows of one screening learns how it goes: the finest
split is shown in which each number is none, or five and more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from .models import Screening, ScreeningStep

SMALLEST = 5
Stage = ScreeningStep.Stage

# From the finest to the coarsest; the last is one number for all.
SPLITS: tuple[Sequence[tuple[str, frozenset[str]]], ...] = (
    tuple((str(stage.label), frozenset({stage.value})) for stage in Stage),
    (
        ("I gang", frozenset({Stage.IDEA, Stage.SCREENED, Stage.PLAN})),
        ("Afsluttet", frozenset({Stage.SPUN_OFF, Stage.STOPPED})),
    ),
)


@dataclass(frozen=True)
class ScreeningCounts:
    """Confidential screenings in numbers: all of them, and by stage where that is safe.

    Attributes:
        total: how many, in words: "under 5" below five.
        rows: stages with their numbers; none where they would tell too much.
        includes_examples: whether some are made up.
    """

    total: str
    rows: list[tuple[str, int]]
    includes_examples: bool


def confidential_counts(on: date) -> ScreeningCounts | None:
    """Count those that are not opened, as of a day; None where there are none."""
    found = (
        Screening.objects.confidential()
        .annotate(stage=_stage_on(on))
        .exclude(stage=None)
        .values_list("stage", "is_example")
    )
    rows = list(found)
    if not rows:
        return None
    numbers = Counter(stage for stage, _ in rows)
    return ScreeningCounts(
        total=str(len(rows)) if len(rows) >= SMALLEST else f"under {SMALLEST}",
        rows=_finest_split(numbers),
        includes_examples=any(is_example for _, is_example in rows),
    )


def opened_screenings(on: date) -> list[tuple[Screening, str]]:
    """Return those that anyone may see, each with the stage that holds on a day."""
    opened = Screening.objects.published().annotate(stage=_stage_on(on))
    names = dict(Stage.choices)
    return [
        (screening, names.get(screening.stage, ""))
        for screening in opened.order_by("title", "pk")
    ]


def _stage_on(on: date) -> Subquery:
    steps = ScreeningStep.objects.filter(screening=OuterRef("pk"), date__lte=on)
    return Subquery(steps.order_by("-date", "-pk").values("stage")[:1])


def _finest_split(numbers: Counter[str]) -> list[tuple[str, int]]:
    for split in SPLITS:
        rows = [
            (name, sum(numbers[stage] for stage in stages)) for name, stages in split
        ]
        there = [(name, number) for name, number in rows if number]
        if all(number >= SMALLEST for _, number in there):
            return there
    return []
