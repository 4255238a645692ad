"""Writes that span several models: measuring, judging, and publishing an evaluation."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from . import frozen, gathering
from .frozen import is_untouched
from .gathering import NAMED_FIGURES, UnknownFigure, named
from .models import (
    Evaluation,
    Goal,
    GoalStanding,
    Indicator,
    Measurement,
    Strategy,
)

__all__ = [
    "NAMED_FIGURES",
    "EvaluationNotReady",
    "UnknownFigure",
    "is_untouched",
    "prepare_next",
    "publish_as_told",
    "publish_evaluation",
    "record_decision",
    "record_measurements",
    "see_to_next",
    "set_standing",
    "unassessed",
    "with_faults",
    "without_figure",
]


class EvaluationNotReady(Exception):
    """What cannot be done with an evaluation yet, with a sentence in Danish."""


# Measuring


@transaction.atomic
def record_measurements(
    *, on: date, indicators: QuerySet[Indicator] | None = None
) -> list[Measurement]:
    """Count every indicator bound to a named figure and note what it shows on a day.

    A day that has its measurement keeps it. Returns the new ones.

    Args:
        on: the day.
        indicators: those to measure; all where left out.

    Raises:
        UnknownFigure: an indicator is bound to a figure that does not exist.
    """
    chosen = Indicator.objects.all() if indicators is None else indicators
    bound = (
        chosen.filter(kind=Indicator.Kind.FIGURE)
        .exclude(measurements__date=on)
        .order_by("goal__strategy_id", "goal__number", "position", "pk")
    )
    return [_measure(indicator, on) for indicator in bound]


def _measure(indicator: Indicator, on: date) -> Measurement:
    figure = named(indicator).count(on)
    measurement = Measurement(
        indicator=indicator,
        date=on,
        source=figure.source,
        method=figure.method,
        includes_examples=figure.includes_examples,
    )
    measurement.quantity = figure.quantity
    measurement.full_clean()
    measurement.save()
    return measurement


def without_figure() -> QuerySet[Indicator]:
    """Return indicators bound to a figure that nobody counts any more."""
    return Indicator.objects.filter(kind=Indicator.Kind.FIGURE).exclude(
        figure_key__in=NAMED_FIGURES
    )


# Judging


@transaction.atomic
def set_standing(
    goal: Goal, *, standing: str, reason: str, on: date, by: Any = None
) -> GoalStanding:
    """Note how somebody says a goal is going; what was said before is kept.

    The goal shows what was said of the latest day.
    """
    said = GoalStanding(
        goal=goal, standing=standing, reason=reason, date=on, recorded_by=by
    )
    said.full_clean()
    said.save()
    latest = goal.standings.order_by("-date", "-pk")[0]
    goal.standing = latest.standing
    goal.standing_reason = latest.reason
    goal.standing_date = latest.date
    goal.full_clean()
    goal.save(update_fields=["standing", "standing_reason", "standing_date"])
    return said


# Evaluating


@transaction.atomic
def publish_evaluation(
    evaluation: Evaluation, *, at: datetime, by: Any = None
) -> Evaluation:
    """Freeze everything an evaluation shows and make it public.

    Bound indicators are counted as of the cut-off date; of the others the latest
    measurement no later than that date is copied. Afterwards nothing the registry
    does changes the evaluation. How each goal was judged becomes part of the goal's
    own history.

    Raises:
        EvaluationNotReady: it is public already, has no cut-off date, or lacks the
            assessment of a goal.
        UnknownFigure: an indicator is bound to a figure that does not exist.
    """
    _lock(evaluation)
    _refuse_unless_ready(evaluation)
    figures = list(gathering.figures_of(evaluation))
    for position, figure in enumerate(figures, start=1):
        figure.copied_at = at
        figure.position = position
        figure.full_clean()
        figure.save()
    _freeze(evaluation, gathering.draft_of(evaluation, figures, at), at)
    for assessment in evaluation.assessments.select_related("goal"):
        set_standing(
            assessment.goal,
            standing=assessment.standing,
            reason=assessment.reason,
            on=timezone.localdate(at),
            by=by,
        )
    return evaluation


@transaction.atomic
def publish_as_told(evaluation: Evaluation, *, at: datetime) -> Evaluation:
    """Make public an evaluation that another paper tells of, exactly as far as it does.

    Nothing is counted or gathered: what its rows hold is frozen.

    Raises:
        EvaluationNotReady: it is public already.
    """
    _lock(evaluation)
    _refuse_if_public(evaluation)
    figures = evaluation.figures.select_related("goal")
    return _freeze(evaluation, gathering.told_by(evaluation, figures, at), at)


def _lock(evaluation: Evaluation) -> None:
    """Lock the row where the database can, so that two editors publish once."""
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    evaluation.refresh_from_db()


def _freeze(
    evaluation: Evaluation, content: frozen.Content, at: datetime
) -> Evaluation:
    evaluation.frozen_content = frozen.serialise(content)
    evaluation.fingerprint = frozen.fingerprint(evaluation.frozen_content)
    evaluation.state = Evaluation.State.PUBLISHED
    evaluation.published_at = at
    evaluation.unfinished = {}
    evaluation.full_clean()
    evaluation.save()
    return evaluation


def _refuse_if_public(evaluation: Evaluation) -> None:
    if evaluation.is_locked:
        raise EvaluationNotReady(
            "Evalueringen er allerede offentlig. Skriv en rettelse i stedet."
        )


def _refuse_unless_ready(evaluation: Evaluation) -> None:
    _refuse_if_public(evaluation)
    if evaluation.cut_off_date is None:
        raise EvaluationNotReady(
            "Skriv, hvilken dag tallene gælder for, før du offentliggør."
        )
    missing = [str(goal.number) for goal in unassessed(evaluation)]
    if missing:
        raise EvaluationNotReady(
            "Vurdér alle mål, og skriv begrundelsen, før du offentliggør. "
            f"Mangler: mål {', '.join(missing)}."
        )


def unassessed(evaluation: Evaluation) -> QuerySet[Goal]:
    """Return the goals that nobody has judged in an evaluation yet."""
    assessed = evaluation.assessments.exclude(reason="").values("goal")
    return evaluation.strategy.goals.exclude(pk__in=assessed)


@transaction.atomic
def record_decision(
    evaluation: Evaluation,
    *,
    decision: str,
    meeting_date: date,
    case_url: str = "",
    at: datetime,
) -> Evaluation:
    """Note what the committee decided; nothing that was frozen is touched.

    Raises:
        EvaluationNotReady: it is not public yet, or has its decision already.
    """
    _lock(evaluation)
    if not evaluation.is_locked:
        raise EvaluationNotReady("Offentliggør evalueringen først.")
    if evaluation.decision:
        raise EvaluationNotReady(
            "Beslutningen er skrevet ind. Er den forkert, så skriv en rettelse."
        )
    evaluation.decision = decision
    evaluation.meeting_date = meeting_date
    evaluation.case_url = case_url
    evaluation.decision_noted_at = at
    evaluation.full_clean()
    evaluation.save(
        update_fields=["decision", "meeting_date", "case_url", "decision_noted_at"]
    )
    return evaluation


@transaction.atomic
def prepare_next(strategy: Strategy, *, today: date) -> Evaluation:
    """Prepare the next year's evaluation: due as the last was, a year later.

    The first is of this year, or of the strategy's first where that is still to come;
    it is due in the middle of the year after.

    Raises:
        EvaluationNotReady: the strategy is not to be evaluated for that year.
    """
    last = strategy.evaluations.order_by("-year").first()
    year = last.year + 1 if last else max(today.year, strategy.period_start_year)
    end = strategy.period_end_year
    if not strategy.is_locked or (end is not None and year > end):
        raise EvaluationNotReady(
            f"Strategien gælder ikke i {year}, så der er ingen evaluering at forberede."
        )
    if last and year > today.year + 1:
        raise EvaluationNotReady(f"Det er for tidligt at forberede {year}.")
    due = _a_year_later(last.due_date) if last and last.due_date else None
    evaluation = Evaluation(
        strategy=strategy,
        year=year,
        due_date=due or date(year + 1, 6, 15),
        cut_off_date=date(year, 12, 31),
        committee=(last and last.committee) or strategy.evaluated_by or "Udvalget",
    )
    evaluation.full_clean()
    evaluation.save()
    return evaluation


@transaction.atomic
def see_to_next(strategy: Strategy, *, today: date) -> Evaluation | None:
    """Prepare the next evaluation of a strategy that promises one, unless one waits.

    From then on the desk reminds of it, and the public is told when it is late.
    """
    waiting = strategy.evaluations.exclude(state=Evaluation.State.PUBLISHED)
    if not strategy.evaluation_rhythm or waiting.exists():
        return None
    try:
        return prepare_next(strategy, today=today)
    except EvaluationNotReady:
        # The period is over, or years ahead are written already.
        return None


def _a_year_later(day: date) -> date:
    """Return the same day next year; the 29th of February becomes the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


# Looking after


def with_faults() -> list[tuple[Evaluation, list[str]]]:
    """Return the published evaluations that are not as they were published, and why."""
    published = (
        Evaluation.objects.filter(state=Evaluation.State.PUBLISHED)
        .select_related("strategy")
        .prefetch_related("figures", "assessments")
        .order_by("strategy_id", "year")
    )
    checked = [(evaluation, frozen.faults(evaluation)) for evaluation in published]
    return [(evaluation, found) for evaluation, found in checked if found]
