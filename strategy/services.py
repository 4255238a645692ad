"""Writes that span several models: measuring, and publishing an evaluation."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from operator import attrgetter

from django.db import transaction

import enterprises.figures
import network.figures
from common.figures import NamedFigure

from .models import Evaluation, EvaluationFigure, Indicator, Measurement

NAMED_FIGURES: dict[str, NamedFigure] = {
    **enterprises.figures.NAMED_FIGURES,
    **network.figures.NAMED_FIGURES,
}


class EvaluationNotReady(Exception):
    """An evaluation that cannot be published yet, with a sentence in Danish."""


class UnknownFigure(LookupError):
    """An indicator is bound to a figure that neither app counts any more."""


@transaction.atomic
def record_measurements(*, on: date) -> list[Measurement]:
    """Count every indicator bound to a named figure and note what it shows on a day.

    A day that has its measurement keeps it. Returns the new ones.

    Raises:
        UnknownFigure: an indicator is bound to a figure that does not exist.
    """
    indicators = (
        Indicator.objects.filter(kind=Indicator.Kind.FIGURE)
        .exclude(measurements__date=on)
        .order_by("goal__strategy_id", "goal__number", "position", "pk")
    )
    return [_measure(indicator, on) for indicator in indicators]


def _measure(indicator: Indicator, on: date) -> Measurement:
    figure = _named(indicator).count(on)
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


def _named(indicator: Indicator) -> NamedFigure:
    try:
        return NAMED_FIGURES[indicator.figure_key]
    except KeyError as error:
        raise UnknownFigure(
            f"Indikatoren “{indicator}” henter tallet “{indicator.figure_key}”, som "
            "ikke findes. Vælg et andet tal."
        ) from error


@transaction.atomic
def publish_evaluation(evaluation: Evaluation, *, at: datetime) -> Evaluation:
    """Freeze an evaluation's figures and make it public.

    Bound indicators are counted as of the cut-off date; of the others the latest
    measurement no later than that date is copied. Afterwards nothing the registry
    does changes the evaluation.

    Raises:
        EvaluationNotReady: it is public already, has no cut-off date, or lacks the
            assessment of a goal.
        UnknownFigure: an indicator is bound to a figure that does not exist.
    """
    # Locked where the database can lock a row, so that two editors publish once.
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    evaluation.refresh_from_db()
    _refuse_unless_ready(evaluation)
    for position, figure in enumerate(_figures_of(evaluation), start=1):
        figure.copied_at = at
        figure.position = position
        figure.full_clean()
        figure.save()
    evaluation.state = Evaluation.State.PUBLISHED
    evaluation.published_at = at
    evaluation.fingerprint = fingerprint_of(evaluation)
    evaluation.full_clean()
    evaluation.save()
    return evaluation


def _refuse_unless_ready(evaluation: Evaluation) -> None:
    if evaluation.is_locked:
        raise EvaluationNotReady(
            "Evalueringen er allerede offentlig. Skriv en rettelse i stedet."
        )
    if evaluation.cut_off_date is None:
        raise EvaluationNotReady(
            "Skriv, hvilken dag tallene gælder for, før du offentliggør."
        )
    assessed = evaluation.assessments.exclude(reason="").values("goal")
    missing = [
        str(goal.number) for goal in evaluation.strategy.goals.exclude(pk__in=assessed)
    ]
    if missing:
        raise EvaluationNotReady(
            "Vurdér alle mål, og skriv begrundelsen, før du offentliggør. "
            f"Mangler: mål {', '.join(missing)}."
        )


def _figures_of(evaluation: Evaluation) -> Iterator[EvaluationFigure]:
    """Yield what each indicator of the strategy showed at the cut-off.

    A manual indicator that had not been measured by then has no figure to freeze.
    """
    indicators = Indicator.objects.filter(
        goal__strategy=evaluation.strategy_id
    ).select_related("goal")
    for indicator in indicators.order_by("goal__number", "position", "pk"):
        figure = (
            _counted(indicator, evaluation)
            if indicator.kind == Indicator.Kind.FIGURE
            else _measured(indicator, evaluation)
        )
        if figure is not None:
            yield figure


def _counted(indicator: Indicator, evaluation: Evaluation) -> EvaluationFigure:
    # The cut-off date is there: _refuse_unless_ready asked for it.
    assert evaluation.cut_off_date is not None
    figure = _named(indicator).count(evaluation.cut_off_date)
    frozen = _frozen(indicator, evaluation)
    frozen.quantity = figure.quantity
    frozen.as_of_date = figure.as_of
    frozen.method = figure.method
    frozen.source = figure.source
    frozen.includes_examples = figure.includes_examples
    return frozen


def _measured(indicator: Indicator, evaluation: Evaluation) -> EvaluationFigure | None:
    assert evaluation.cut_off_date is not None
    measurement = indicator.measurements.until(evaluation.cut_off_date).first()
    if measurement is None:
        return None
    frozen = _frozen(indicator, evaluation)
    frozen.quantity = measurement.quantity
    frozen.as_of_date = measurement.date
    frozen.method = measurement.method or indicator.method
    frozen.source = measurement.source
    frozen.includes_examples = measurement.includes_examples
    return frozen


def frozen_key(indicator: Indicator) -> str:
    """Return the key under which an indicator's figure is frozen, every year."""
    return f"{indicator.goal.anchor}-indikator-{indicator.pk}"


def _frozen(indicator: Indicator, evaluation: Evaluation) -> EvaluationFigure:
    """Return a figure that lacks its number."""
    return EvaluationFigure(
        evaluation=evaluation,
        goal=indicator.goal,
        key=frozen_key(indicator),
        label=indicator.name,
        target=_target_in_words(indicator),
    )


def _target_in_words(indicator: Indicator) -> str:
    if indicator.target_date is None:
        return ""
    return f"{indicator.target} i {indicator.target_date.year}"


def fingerprint_of(evaluation: Evaluation) -> str:
    """Compute the SHA-256 of an evaluation's frozen figures and assessments.

    The serialisation is JSON in UTF-8, without spaces and with sorted keys: the
    strategy's slug, the year and the cut-off date; then the figures by key and the
    assessments by goal number, each with everything that a reader is told. Numbers
    have two decimals as in the database, dates and times are ISO 8601, times in UTC.
    """
    cut_off = evaluation.cut_off_date
    content = {
        "strategy": evaluation.strategy.slug,
        "year": evaluation.year,
        "cut_off": cut_off.isoformat() if cut_off else None,
        "figures": [
            {
                "key": figure.key,
                "goal": figure.goal.number if figure.goal else None,
                "label": figure.label,
                "value": None if figure.value is None else f"{figure.value:.2f}",
                "qualifier": str(figure.qualifier),
                "unit": str(figure.unit),
                "as_published": figure.as_published,
                "as_of": figure.as_of_date.isoformat(),
                "target": figure.target,
                "method": figure.method,
                "source": figure.source,
                "includes_examples": figure.includes_examples,
                "copied_at": _utc(figure.copied_at),
            }
            for figure in sorted(
                # Not by the database, whose languages sort hyphens differently.
                evaluation.figures.select_related("goal"),
                key=attrgetter("key"),
            )
        ],
        "assessments": [
            {
                "goal": assessment.goal.number,
                "title": assessment.goal.title,
                "standing": str(assessment.standing),
                "reason": assessment.reason,
            }
            for assessment in evaluation.assessments.select_related("goal").order_by(
                "goal__number"
            )
        ],
    }
    serialised = json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(serialised.encode()).hexdigest()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def is_untouched(evaluation: Evaluation) -> bool:
    """Tell whether the frozen figures are still those that were published."""
    return fingerprint_of(evaluation) == evaluation.fingerprint
