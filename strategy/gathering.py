"""What is known about the year an evaluation is of: gathered here, frozen later.

The editor's page, the preview and the publication all ask here, so that the committee
gets what the editor saw.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format

from common.figures import Figure, NamedFigure
from common.quantities import Quantity
from enterprises.figures import NAMED_FIGURES as REGISTRY_FIGURES
from enterprises.figures import returns_of_year
from network.figures import NAMED_FIGURES as NETWORK_FIGURES
from network.figures import PROMISED_MEETINGS, meetings_of_year

from . import frozen
from .frozen import Content, Document
from .models import (
    Advice,
    Evaluation,
    EvaluationFigure,
    Goal,
    GoalAssessment,
    Indicator,
    Initiative,
    InitiativePeriod,
)

NAMED_FIGURES = {**REGISTRY_FIGURES, **NETWORK_FIGURES}


class UnknownFigure(LookupError):
    """An indicator is bound to a figure that neither app counts any more."""


def named(indicator: Indicator) -> NamedFigure:
    """Return what an indicator is bound to.

    Raises:
        UnknownFigure: nobody counts it any more.
    """
    try:
        return NAMED_FIGURES[indicator.figure_key]
    except KeyError as error:
        raise UnknownFigure(
            f"Indikatoren “{indicator}” henter tallet “{indicator.figure_key}”, som "
            "ikke findes. Vælg et andet tal."
        ) from error


def evaluation_before(evaluation: Evaluation) -> Document | None:
    """Return the latest earlier evaluation of the strategy that has frozen figures."""
    earlier = (
        Evaluation.objects.filter(
            strategy=evaluation.strategy_id,
            state=Evaluation.State.PUBLISHED,
            year__lt=evaluation.year,
        )
        .exclude(figures=None)
        .order_by("-year")
        .first()
    )
    return Document.of(earlier) if earlier else None


# Figures


def figures_of(evaluation: Evaluation) -> Iterator[EvaluationFigure]:
    """Yield what each indicator of the strategy shows at the cut-off, unsaved.

    A manual indicator that had not been measured by then has no figure.

    Raises:
        UnknownFigure: an indicator is bound to a figure that does not exist.
    """
    on = evaluation.cut_off_date
    if on is None:
        return
    indicators = (
        Indicator.objects.filter(goal__strategy=evaluation.strategy_id)
        .select_related("goal")
        .prefetch_related("measurements", "corrections")
        .order_by("goal__number", "position", "pk")
    )
    # Two indicators that follow the same figure have it counted once.
    count = cache(lambda key: NAMED_FIGURES[key].count(on))
    for indicator in indicators:
        figure = (
            _counted(indicator, evaluation, count)
            if indicator.kind == Indicator.Kind.FIGURE
            else _measured(indicator, evaluation, on)
        )
        if figure is not None:
            yield figure


def _counted(
    indicator: Indicator, evaluation: Evaluation, count: Callable[[str], Figure]
) -> EvaluationFigure:
    figure = count(named(indicator).key)
    frozen_figure = _without_number(indicator, evaluation)
    frozen_figure.quantity = figure.quantity
    frozen_figure.as_of_date = figure.as_of
    frozen_figure.method = _method(figure.method, indicator)
    frozen_figure.source = figure.source
    frozen_figure.includes_examples = figure.includes_examples
    return frozen_figure


def _measured(
    indicator: Indicator, evaluation: Evaluation, on: date
) -> EvaluationFigure | None:
    by_then = [one for one in indicator.measurements.all() if one.date <= on]
    if not by_then:
        return None
    measurement = by_then[-1]
    frozen_figure = _without_number(indicator, evaluation)
    frozen_figure.quantity = measurement.quantity
    frozen_figure.as_of_date = measurement.date
    method = measurement.method or indicator.method
    frozen_figure.method = _method(method, indicator)
    frozen_figure.source = measurement.source
    frozen_figure.includes_examples = measurement.includes_examples
    return frozen_figure


def _method(method: str, indicator: Indicator) -> str:
    """Tell with the method what was measured otherwise before, and why."""
    corrections = (
        f"Rettet {date_format(one.date, 'j. F Y')}: {one.told} Grunden: {one.reason}"
        for one in indicator.corrections.all()
    )
    return " ".join([method, *corrections]).strip()


def frozen_key(indicator: Indicator) -> str:
    """Return the key under which an indicator's figure is frozen, every year."""
    return f"{indicator.goal.anchor}-indikator-{indicator.pk}"


def _without_number(indicator: Indicator, evaluation: Evaluation) -> EvaluationFigure:
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


# The document


def draft_of(
    evaluation: Evaluation, figures: Iterable[EvaluationFigure], at: datetime
) -> Content:
    """Gather everything that the evaluation will show, were it published now."""
    return {
        **told_by(evaluation, figures, at),
        "initiatives": _initiatives(evaluation),
        "network": _network(evaluation),
        "returns": _returns(evaluation),
        "advice": _advice(evaluation),
    }


def told_by(
    evaluation: Evaluation, figures: Iterable[EvaluationFigure], at: datetime
) -> Content:
    """Gather what the evaluation's own rows tell, and nothing of what is around it."""
    before = evaluation_before(evaluation)
    earlier = (
        {figure.key: figure.quantity for figure in before.figures} if before else {}
    )
    written = [
        {
            **frozen.figure_as_content(figure),
            "before": _as_content(earlier.get(figure.key)),
        }
        for figure in figures
    ]
    strategy = evaluation.strategy
    return {
        "format": frozen.FORMAT,
        "strategy": {
            "title": strategy.title,
            "slug": strategy.slug,
            "is_example": strategy.is_example,
            "rhythm": strategy.evaluation_rhythm,
        },
        "year": evaluation.year,
        "cut_off": evaluation.cut_off_date and evaluation.cut_off_date.isoformat(),
        "published_at": frozen.in_utc(at),
        "committee": evaluation.committee,
        "summary": evaluation.summary,
        "recommendations": evaluation.recommendations,
        "source": _source(evaluation),
        "before_year": before.year if before else None,
        "goals": _goals(evaluation, written),
        "figures": written,
        "initiatives": [],
        "network": None,
        "returns": None,
        "advice": [],
    }


def _as_content(quantity: Quantity | None) -> Content | None:
    return None if quantity is None else frozen.quantity_as_content(quantity)


def _source(evaluation: Evaluation) -> Content | None:
    source = evaluation.source
    if source is None:
        return None
    return {
        "title": str(source),
        "url": source.url,
        "date": source.published_date.isoformat(),
    }


def _goals(evaluation: Evaluation, figures: list[Content]) -> list[Content]:
    """Write the goals that are judged or measured, in the strategy's order."""
    judged: dict[int, GoalAssessment] = {
        assessment.goal_id: assessment for assessment in evaluation.assessments.all()
    }
    mentioned = {*judged, *(figure["goal"] for figure in figures)}
    goals = Goal.objects.filter(pk__in=mentioned - {None}).order_by("number", "pk")
    return [
        {
            "id": goal.pk,
            "number": goal.number,
            "title": goal.title,
            "standing": str(judged[goal.pk].standing) if goal.pk in judged else "",
            "standing_label": (
                judged[goal.pk].get_standing_display() if goal.pk in judged else ""
            ),
            "reason": judged[goal.pk].reason if goal.pk in judged else "",
        }
        for goal in goals
    ]


def initiatives_of(evaluation: Evaluation) -> QuerySet[Initiative]:
    """Return the public initiatives that serve goals of the evaluated strategy."""
    of_this_strategy = Goal.objects.filter(strategy=evaluation.strategy_id)
    return (
        Initiative.objects.published()
        .filter(goals__in=of_this_strategy)
        .prefetch_related(
            "periods", Prefetch("goals", of_this_strategy.order_by("number"))
        )
        .distinct()
    )


def period_by(initiative: Initiative, on: date | None) -> InitiativePeriod | None:
    """Return an initiative's newest period that had begun on a day."""
    begun = (
        period
        for period in initiative.periods.all()
        if on is None or period.start_date is None or period.start_date <= on
    )
    return next(begun, None)


def _initiatives(evaluation: Evaluation) -> list[Content]:
    initiatives = [
        (initiative, period_by(initiative, evaluation.cut_off_date))
        for initiative in initiatives_of(evaluation)
    ]
    return [
        {
            "title": initiative.title,
            "slug": initiative.slug,
            "stage": initiative.get_stage_display(),
            "participants": period.participants if period else None,
            "outcome": period.outcome if period else "",
            "is_example": initiative.is_example,
            "goals": [goal.number for goal in initiative.goals.all()],
        }
        for initiative, period in initiatives
    ]


def _network(evaluation: Evaluation) -> Content | None:
    if evaluation.cut_off_date is None:
        return None
    least, most = PROMISED_MEETINGS
    return {
        "year": evaluation.cut_off_date.year,
        "least": least,
        "most": most,
        "meetings": [
            {
                "date": meeting.date.isoformat(),
                "title": meeting.title,
                "is_example": meeting.is_example,
            }
            for meeting in meetings_of_year(evaluation.cut_off_date)
        ],
    }


def _returns(evaluation: Evaluation) -> Content | None:
    if evaluation.cut_off_date is None:
        return None
    returns = returns_of_year(evaluation.year, evaluation.cut_off_date)
    return {
        "year": returns.year,
        "reporting": returns.reporting,
        "expected": returns.expected,
    }


def advice_for(evaluation: Evaluation) -> QuerySet[Advice]:
    """Return the board's public advice of the year: about these goals, or any."""
    advice = Advice.objects.published().select_related("meeting", "goal")
    about_others = advice.exclude(goal=None).exclude(
        goal__strategy=evaluation.strategy_id
    )
    return (
        advice.filter(meeting__date__year=evaluation.year)
        .exclude(pk__in=about_others)
        .order_by("meeting__date", "pk")
    )


def _advice(evaluation: Evaluation) -> list[Content]:
    return [
        {
            "text": advice.text,
            "outcome": advice.outcome,
            "goal": advice.goal.number if advice.goal else None,
            "meeting": advice.meeting.title,
            "date": advice.meeting.date.isoformat(),
        }
        for advice in advice_for(evaluation)
    ]
