"""A page costs the same number of queries however much it tells."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategy.models import Initiative, Strategy
from strategy.services import publish_evaluation
from tests.enterprises.factories import EnterpriseFactory, SourceFactory, UNGoalFactory
from tests.network.factories import EventFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import text_of

pytestmark = pytest.mark.django_db

LONG_AGO = date(2019, 6, 1)


def add_strategies(number: int) -> str:
    for _ in range(number):
        strategy = make.StrategyFactory(published=True, source=SourceFactory())
        make.EvaluationFactory(published=True, strategy=strategy)
        make.EvaluationFactory(strategy=strategy, year=2019, due_date=LONG_AGO)
    return reverse("strategy:list")


def add_to_strategy(number: int) -> str:
    strategy = Strategy.objects.filter(slug="laest").first() or make.StrategyFactory(
        published=True,
        slug="laest",
        predecessor=make.StrategyFactory(published=True),
    )
    for _ in range(number):
        make.StrategySectionFactory(strategy=strategy, body="<h2>A</h2><h2>B</h2>")
        goal = make.GoalFactory(
            strategy=strategy,
            assessed=True,
            predecessor=make.GoalFactory(strategy=strategy.predecessor),
        )
        goal.un_goals.add(UNGoalFactory())
        goal.initiatives.add(make.InitiativeFactory(published=True))
        make.MeasurementCorrectionFactory(measurement__indicator__goal=goal)
        make.AdviceFactory(goal=goal, meeting__published=True)
        year = 2000 + strategy.evaluations.count()
        make.EvaluationFactory(published=True, strategy=strategy, year=year)
        make.ErratumFactory(strategy=strategy, evaluation=None)
        make.DocumentFactory(
            published=True, filed=True, strategy=strategy, source=SourceFactory()
        )
    return strategy.get_absolute_url()


def add_to_evaluation(number: int) -> str:
    """Publish one more year's evaluation, of more goals than the year before."""
    strategy = Strategy.objects.filter(slug="maalt").first() or make.StrategyFactory(
        published=True, slug="maalt"
    )
    year = 2010 + strategy.evaluations.count()
    evaluation = make.EvaluationFactory(
        strategy=strategy, year=year, cut_off_date=date(year, 12, 31)
    )
    for _ in range(number):
        goal = make.GoalFactory(strategy=strategy)
        goal.initiatives.add(make.InitiativeFactory(published=True))
        make.MeasurementFactory(indicator__goal=goal, date=date(2009, 1, 1))
        make.AdviceFactory(
            goal=goal, meeting__published=True, meeting__date=date(year, 3, 1)
        )
        EventFactory(published=True, starts_at=datetime(year, 5, 1, 12, tzinfo=UTC))
    for goal in strategy.goals.all():
        make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    publish_evaluation(evaluation, at=datetime(year + 1, 5, 1, tzinfo=UTC))
    for _ in range(number):
        make.ErratumFactory(evaluation=evaluation)
        make.DocumentFactory(
            published=True, evaluation=evaluation, source=SourceFactory()
        )
    return evaluation.get_absolute_url()


def add_to_comparison(number: int) -> str:
    for _ in range(number):
        add_to_evaluation(1)
    return reverse("strategy:evaluations", args=["maalt"])


def add_initiatives(number: int) -> str:
    for _ in range(number):
        initiative = make.InitiativeFactory(published=True, source=SourceFactory())
        for _ in range(2):
            initiative.goals.add(make.GoalFactory(strategy__published=True))
        for _ in range(2):
            make.InitiativePeriodFactory(initiative=initiative, source=SourceFactory())
        make.DocumentFactory(
            published=True, initiative=initiative, source=SourceFactory()
        )
        make.ScreeningStepFactory(screening__is_open=True)
        make.ScreeningStepFactory()
    return reverse("strategy:initiatives")


def add_meetings(number: int) -> str:
    for _ in range(number):
        make.BoardSeatFactory(source=SourceFactory())
        meeting = make.BoardMeetingFactory(published=True)
        make.DocumentFactory(published=True, meeting=meeting, source=SourceFactory())
        goal = make.GoalFactory(strategy__published=True)
        make.AdviceFactory(meeting=meeting, goal=goal)
    return reverse("strategy:board")


def add_award_years(number: int) -> str:
    for _ in range(number):
        award_year = make.AwardYearFactory(published=True)
        make.DocumentFactory(
            published=True, award_year=award_year, source=SourceFactory()
        )
        for winner in (True, False):
            make.NomineeFactory(
                award_year=award_year,
                enterprise=EnterpriseFactory(published=True),
                winner=winner,
            )
    return reverse("strategy:award")


def add_purchases(number: int) -> str:
    for _ in range(number):
        make.InitiativeFactory(published=True, kind=Initiative.Kind.PROCUREMENT)
        EnterpriseFactory(
            published=True,
            established_date=date(2016, 1, 1),
            reserved_contracts="ja",
            reserved_contracts_date=date(2026, 2, 14),
        )
    return reverse("strategy:procurement")


def add_documents(number: int) -> str:
    for _ in range(number):
        make.DocumentFactory(
            published=True,
            filed=True,
            strategy=make.StrategyFactory(published=True, documented=True),
            evaluation=make.EvaluationFactory(published=True),
            initiative=make.InitiativeFactory(published=True),
            award_year=make.AwardYearFactory(published=True),
            meeting=make.BoardMeetingFactory(published=True),
            source=SourceFactory(),
        )
    return reverse("strategy:documents")


@pytest.mark.parametrize(
    "add",
    [
        add_strategies,
        add_to_strategy,
        add_to_evaluation,
        add_to_comparison,
        add_initiatives,
        add_meetings,
        add_award_years,
        add_purchases,
        add_documents,
    ],
)
def test_a_page_costs_the_same_for_two_and_for_eight(
    client, django_assert_num_queries, add
):
    address = add(2)
    with CaptureQueriesContext(connection) as for_two:
        text_of(client, address)

    address = add(6)

    with django_assert_num_queries(len(for_two)):
        text_of(client, address)
