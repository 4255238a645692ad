"""An evaluation's goals beside those of the year before."""

from decimal import Decimal

import pytest

from strategy.comparisons import goal_rows

from . import factories as make

pytestmark = pytest.mark.django_db


def test_goals_come_in_their_order_with_the_same_figure_of_the_year_before():
    before = make.EvaluationFactory(year=2017)
    strategy = before.strategy
    evaluation = make.EvaluationFactory(strategy=strategy, year=2018)
    second, first = (
        make.GoalFactory(strategy=strategy, number=number) for number in (2, 1)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=second)
    make.GoalAssessmentFactory(evaluation=evaluation, goal=first)
    make.EvaluationFigureFactory(
        evaluation=before, goal=first, key="etableret", value=Decimal(5)
    )
    make.EvaluationFigureFactory(
        evaluation=evaluation, goal=first, key="etableret", value=Decimal(7)
    )
    make.EvaluationFigureFactory(evaluation=evaluation, goal=first, key="ny")

    rows = goal_rows(evaluation, before)

    assert [row.goal for row in rows] == [first, second]
    assert [str(row.before) for row in rows[0].figures] == ["5", "None"]
    assert rows[1].figures == []


def test_a_figure_without_a_judgement_still_has_its_goal():
    figure = make.EvaluationFigureFactory()
    figure.goal = make.GoalFactory(strategy=figure.evaluation.strategy)
    figure.save()
    make.EvaluationFigureFactory(evaluation=figure.evaluation)

    rows = goal_rows(figure.evaluation, None)

    assert [(row.goal, row.assessment) for row in rows] == [(figure.goal, None)]
