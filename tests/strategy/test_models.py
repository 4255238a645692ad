"""Rules of strategies and what follows, beside the constraints of the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from strategy.models import (
    Advice,
    BoardSeat,
    Evaluation,
    Goal,
    Measurement,
    Nominee,
    Screening,
    Standing,
    Strategy,
)
from strategy.models.strategy import RESERVED
from tests.strategy.factories import (
    AdviceFactory,
    BoardMeetingFactory,
    BoardSeatFactory,
    EvaluationFactory,
    GoalAssessmentFactory,
    GoalFactory,
    IndicatorFactory,
    MeasurementFactory,
    NomineeFactory,
    ScreeningFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", Strategy.Status)
@pytest.mark.parametrize("visibility", Strategy.Visibility)
def test_no_draft_and_nothing_of_the_board_is_public(status, visibility):
    StrategyFactory(published=True, status=status, visibility=visibility)

    is_public = Strategy.objects.published().exists()

    assert is_public is (visibility == "offentlig" and status != "kladde")


@pytest.mark.parametrize("shown", [True, False])
def test_the_parts_are_as_public_as_the_strategy(shown):
    strategy = StrategyFactory(**{"published" if shown else "board_only": True})
    goal = GoalFactory(strategy=strategy)
    MeasurementFactory(indicator=IndicatorFactory(goal=goal))
    EvaluationFactory(published=True, strategy=strategy)

    assert Goal.objects.published().exists() is shown
    assert Measurement.objects.published().exists() is shown
    assert Evaluation.objects.published().exists() is shown


def test_a_draft_of_an_evaluation_is_not_public():
    EvaluationFactory(strategy=StrategyFactory(published=True))

    assert not Evaluation.objects.published().exists()


@pytest.mark.parametrize("word", RESERVED)
def test_a_strategy_cannot_take_a_word_of_its_level(word):
    with pytest.raises(ValidationError) as told:
        StrategyFactory.build(slug=word).full_clean()

    assert word in told.value.message_dict["slug"][0]


def test_the_newest_strategy_comes_first():
    old = StrategyFactory(period_start_year=2014)
    new = StrategyFactory(period_start_year=2018)
    newer = StrategyFactory(period_start_year=2018)

    assert list(Strategy.objects.newest_first()) == [newer, new, old]


def test_adopted_text_is_locked():
    locked = {
        status
        for status in Strategy.Status
        if StrategyFactory.build(status=status).is_locked
    }

    assert locked == {Strategy.Status.ADOPTED, Strategy.Status.SUPERSEDED}


def test_a_period_may_have_no_end():
    assert StrategyFactory.build().period == "fra 2014"
    assert StrategyFactory.build(period_end_year=2018).period == "2014–2018"


def test_an_evaluation_is_overdue_the_day_after():
    due = date(2018, 5, 1)
    late = EvaluationFactory(due_date=due)
    EvaluationFactory(due_date=due, published=True)
    EvaluationFactory(due_date=None)

    assert list(Evaluation.objects.overdue(date(2018, 5, 2))) == [late]
    assert not Evaluation.objects.overdue(due).exists()


def test_an_assessment_has_to_assess():
    row = GoalAssessmentFactory()
    row.standing = Standing.NOT_ASSESSED

    with pytest.raises(ValidationError) as told:
        row.full_clean()

    assert "standing" in told.value.message_dict


def test_target_and_baseline_keep_unit_and_doubt():
    indicator = IndicatorFactory.build(
        target_value=Decimal(50),
        target_qualifier="mindst",
        target_date=date(2022, 12, 31),
        unit="personer",
    )

    assert indicator.target.with_unit() == "mindst 50 personer"
    assert str(indicator.baseline) == "ikke oplyst"


def test_measurements_until_a_day_come_newest_first():
    indicator = IndicatorFactory()
    for year in (2016, 2018, 2017):
        MeasurementFactory(indicator=indicator, date=date(year, 8, 31))

    rows = indicator.measurements.until(date(2017, 8, 31))

    assert [row.date.year for row in rows] == [2017, 2016]


def test_a_name_on_the_board_is_shown_with_consent_only():
    silent = BoardSeatFactory.build(holder_name="Formanden")
    agreed = BoardSeatFactory.build(
        holder_name="Formanden", consent_date=date(2018, 1, 1)
    )

    assert silent.public_name == ""
    assert agreed.public_name == "Formanden"


def test_a_seat_is_filled_from_its_first_day_to_its_last():
    first, last = date(2016, 1, 1), date(2018, 1, 1)
    BoardSeatFactory(start_date=first, end_date=last)
    BoardSeatFactory(vacant=True)

    assert not BoardSeat.objects.filled(date(2015, 12, 31)).exists()
    assert BoardSeat.objects.filled(first).count() == 1
    assert BoardSeat.objects.filled(last).count() == 1
    assert not BoardSeat.objects.filled(date(2018, 1, 2)).exists()
    assert BoardSeat.objects.published().count() == 2


def test_screenings_are_confidential_unless_opened():
    ScreeningFactory()
    opened = ScreeningFactory(opened=True)

    assert list(Screening.objects.published()) == [opened]


def test_advice_and_nominees_wait_for_their_page():
    AdviceFactory(meeting=BoardMeetingFactory())
    advice = AdviceFactory(meeting=BoardMeetingFactory(published=True))
    NomineeFactory()
    nominee = NomineeFactory(award_year__published=True)

    assert list(Advice.objects.published()) == [advice]
    assert list(Nominee.objects.published()) == [nominee]
