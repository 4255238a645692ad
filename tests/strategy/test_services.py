"""Measuring, and publishing an evaluation so that nobody can change it unseen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from common.quantities import Qualifier, Quantity, Unit
from strategy.frozen import fingerprint
from strategy.models import Evaluation, EvaluationFigure, Indicator, Measurement
from strategy.services import (
    NAMED_FIGURES,
    EvaluationNotReady,
    UnknownFigure,
    is_untouched,
    publish_evaluation,
    record_measurements,
)
from tests.enterprises.factories import EnterpriseFactory
from tests.strategy.factories import (
    EvaluationFactory,
    GoalAssessmentFactory,
    GoalFactory,
    IndicatorFactory,
    MeasurementFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db

CUT_OFF = date(2018, 8, 31)
MAY = datetime(2019, 5, 15, 8, 12, tzinfo=UTC)


def establish(number=1, day=date(2016, 1, 1), **fields):
    return EnterpriseFactory.create_batch(
        number, published=True, established_date=day, **fields
    )


@pytest.fixture
def goal():
    return GoalFactory(strategy=StrategyFactory(published=True), number=1)


@pytest.fixture
def evaluation(goal):
    """An evaluation with a cut-off and its only goal assessed."""
    evaluation = EvaluationFactory(strategy=goal.strategy, cut_off_date=CUT_OFF)
    GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    return evaluation


# Measuring


def test_bound_indicators_are_measured_with_method_and_source(goal):
    indicator = IndicatorFactory(goal=goal, bound=True)
    establish(7)

    (measurement,) = record_measurements(on=CUT_OFF)

    assert measurement.indicator == indicator
    assert measurement.date == CUT_OFF
    assert measurement.quantity == Quantity(Decimal(7))
    assert measurement.source
    assert measurement.method
    assert not measurement.includes_examples


def test_a_measurement_tells_that_examples_were_counted(goal):
    IndicatorFactory(goal=goal, bound=True)
    establish(is_example=True)

    (measurement,) = record_measurements(on=CUT_OFF)

    assert measurement.includes_examples


def test_a_day_is_measured_once_and_keeps_what_it_showed(goal):
    IndicatorFactory(goal=goal, bound=True)
    record_measurements(on=CUT_OFF)
    establish()

    again = record_measurements(on=CUT_OFF)

    assert again == []
    assert Measurement.objects.get().value == 0


def test_what_people_count_is_left_to_people(goal):
    IndicatorFactory(goal=goal)

    assert record_measurements(on=CUT_OFF) == []


def test_every_named_figure_can_be_measured(goal):
    for position, key in enumerate(NAMED_FIGURES):
        IndicatorFactory(
            goal=goal,
            kind=Indicator.Kind.FIGURE,
            figure_key=key,
            name=key,
            position=position,
        )

    measurements = record_measurements(on=CUT_OFF)

    assert len(measurements) == len(NAMED_FIGURES)


def test_a_figure_nobody_counts_is_named_in_danish(goal):
    IndicatorFactory(goal=goal, kind=Indicator.Kind.FIGURE, figure_key="maaneskin")

    with pytest.raises(UnknownFigure, match="“maaneskin”, som ikke findes"):
        record_measurements(on=CUT_OFF)


# Publishing


def test_publishing_counts_bound_figures_as_of_the_cut_off(evaluation, goal):
    indicator = IndicatorFactory(
        goal=goal,
        bound=True,
        target_value=Decimal(10),
        target_qualifier=Qualifier.AT_LEAST,
        target_date=date(2022, 12, 31),
    )
    establish(7)
    establish(day=date(2018, 9, 1))

    publish_evaluation(evaluation, at=MAY)

    figure = evaluation.figures.get()
    assert figure.quantity == Quantity(Decimal(7))
    assert figure.goal == goal
    assert figure.label == indicator.name
    assert figure.target == "mindst 10 i 2022"
    assert figure.as_of_date == CUT_OFF
    assert figure.copied_at == MAY
    assert figure.method
    assert figure.source


def test_publishing_copies_the_latest_measurement_by_the_cut_off(evaluation, goal):
    indicator = IndicatorFactory(goal=goal, unit=Unit.PERSONS)
    for day, value in (
        (date(2017, 12, 31), 50),
        (date(2018, 6, 30), 58),
        (date(2018, 9, 1), 64),
    ):
        MeasurementFactory(
            indicator=indicator,
            date=day,
            value=Decimal(value),
            qualifier=Qualifier.APPROXIMATE,
            unit=Unit.PERSONS,
            as_published=f"ca. {value} medarbejdere",
            source="Mødelisten",
        )

    publish_evaluation(evaluation, at=MAY)

    figure = evaluation.figures.get()
    assert figure.quantity == Quantity(
        Decimal(58), Qualifier.APPROXIMATE, Unit.PERSONS, "ca. 58 medarbejdere"
    )
    assert figure.as_of_date == date(2018, 6, 30)
    assert figure.source == "Mødelisten"
    assert figure.target == ""


def test_what_was_not_measured_by_the_cut_off_has_no_figure(evaluation, goal):
    MeasurementFactory(indicator__goal=goal, date=date(2018, 9, 1))

    publish_evaluation(evaluation, at=MAY)

    assert not evaluation.figures.exists()


def test_figures_stand_in_the_order_of_goals_and_indicators(evaluation, goal):
    second = GoalFactory(strategy=goal.strategy, number=2)
    GoalAssessmentFactory(evaluation=evaluation, goal=second)
    for owner, position, name in ((second, 1, "c"), (goal, 2, "b"), (goal, 1, "a")):
        MeasurementFactory(
            indicator=IndicatorFactory(goal=owner, position=position, name=name)
        )

    publish_evaluation(evaluation, at=MAY)

    assert [figure.label for figure in evaluation.figures.all()] == ["a", "b", "c"]


def test_a_published_evaluation_is_dated_and_public(evaluation):
    publish_evaluation(evaluation, at=MAY)

    evaluation.refresh_from_db()
    assert evaluation.state == Evaluation.State.PUBLISHED
    assert evaluation.published_at == MAY
    assert evaluation in Evaluation.objects.published()


def test_the_registry_may_change_and_the_evaluation_does_not(evaluation, goal):
    IndicatorFactory(goal=goal, bound=True)
    enterprises = establish(3)
    publish_evaluation(evaluation, at=MAY)

    establish(4)
    enterprises[0].delete()

    assert evaluation.figures.get().value == 3
    assert is_untouched(Evaluation.objects.get())


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal(8)},
        {"qualifier": Qualifier.APPROXIMATE},
        {"method": "En anden metode."},
        {"source": "En anden kilde"},
        {"target": "7"},
        {"as_of_date": date(2018, 9, 1)},
        {"label": "Noget andet"},
    ],
)
def test_a_figure_that_is_changed_shows_in_the_fingerprint(evaluation, goal, change):
    IndicatorFactory(goal=goal, bound=True)
    establish(7)
    publish_evaluation(evaluation, at=MAY)

    EvaluationFigure.objects.update(**change)

    assert not is_untouched(evaluation)


def test_a_figure_that_is_removed_shows_in_the_fingerprint(evaluation, goal):
    IndicatorFactory(goal=goal, bound=True)
    publish_evaluation(evaluation, at=MAY)

    evaluation.figures.all().delete()

    assert not is_untouched(evaluation)


def test_an_assessment_that_is_changed_shows_in_the_fingerprint(evaluation):
    publish_evaluation(evaluation, at=MAY)

    evaluation.assessments.update(reason="Det gik godt.")

    assert not is_untouched(evaluation)


def test_the_fingerprint_is_the_same_whenever_it_is_computed(evaluation, goal):
    IndicatorFactory(goal=goal, bound=True)
    MeasurementFactory(indicator__goal=goal)
    publish_evaluation(evaluation, at=MAY)

    stored = Evaluation.objects.get(pk=evaluation.pk)

    assert len(stored.fingerprint) == 64
    assert fingerprint(stored.frozen_content) == evaluation.fingerprint


# Refusals


def refused(evaluation):
    """Try to publish; return the sentence the editor gets."""
    with pytest.raises(EvaluationNotReady) as refusal:
        publish_evaluation(evaluation, at=MAY)
    assert not Evaluation.objects.filter(
        pk=evaluation.pk, published_at__gt=MAY
    ).exists()
    return str(refusal.value)


def test_without_a_cut_off_there_is_nothing_to_freeze(evaluation):
    evaluation.cut_off_date = None
    evaluation.save()

    sentence = refused(evaluation)

    assert "hvilken dag tallene gælder for" in sentence
    evaluation.refresh_from_db()
    assert evaluation.state == Evaluation.State.DRAFT


def test_every_goal_must_be_assessed(evaluation, goal):
    GoalFactory(strategy=goal.strategy, number=3)
    GoalFactory(strategy=goal.strategy, number=2)

    sentence = refused(evaluation)

    assert sentence.endswith("Mangler: mål 2, 3.")
    assert not evaluation.figures.exists()


def test_publishing_twice_is_refused_and_changes_nothing(evaluation, goal):
    IndicatorFactory(goal=goal, bound=True)
    publish_evaluation(evaluation, at=MAY)
    fingerprint = evaluation.fingerprint
    establish()

    sentence = refused(evaluation)

    assert "allerede offentlig" in sentence
    evaluation.refresh_from_db()
    assert evaluation.fingerprint == fingerprint
    assert evaluation.figures.get().value == 0


def test_a_stale_copy_cannot_publish_again(evaluation):
    stale = Evaluation.objects.get(pk=evaluation.pk)
    publish_evaluation(evaluation, at=MAY)

    assert "allerede offentlig" in refused(stale)
