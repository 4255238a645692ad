"""One evaluation's frozen figures beside those of the year before."""

from collections import defaultdict
from dataclasses import dataclass

from common.quantities import Quantity

from .models import Evaluation, EvaluationFigure, Goal, GoalAssessment


@dataclass(frozen=True)
class FigureRow:
    """A frozen figure, and what the same figure was in the evaluation before.

    ``before`` is None where that evaluation did not have it.
    """

    figure: EvaluationFigure
    before: Quantity | None


@dataclass(frozen=True)
class GoalRow:
    """What one evaluation says about one goal: figures first, then the judgement."""

    goal: Goal
    assessment: GoalAssessment | None
    figures: list[FigureRow]


def goal_rows(evaluation: Evaluation, before: Evaluation | None) -> list[GoalRow]:
    """Return the goals an evaluation speaks of, in the strategy's order.

    Reads ``assessments`` and ``figures`` of both as they were fetched; counts nothing.
    """
    earlier = {figure.key: figure for figure in before.figures.all()} if before else {}
    goals: dict[int, Goal] = {}
    figures: dict[int, list[FigureRow]] = defaultdict(list)
    assessments: dict[int, GoalAssessment] = {}
    for assessment in evaluation.assessments.all():
        goals[assessment.goal_id] = assessment.goal
        assessments[assessment.goal_id] = assessment
    for figure in evaluation.figures.all():
        if figure.goal is None:
            continue
        goals[figure.goal.pk] = figure.goal
        same = earlier.get(figure.key)
        figures[figure.goal.pk].append(
            FigureRow(figure, same.quantity if same else None)
        )
    return [
        GoalRow(goal, assessments.get(pk), figures[pk])
        for pk, goal in sorted(goals.items(), key=lambda item: item[1].number)
    ]
