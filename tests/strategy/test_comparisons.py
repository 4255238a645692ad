"""A strategy's evaluations side by side."""

from collections import namedtuple
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.quantities import Quantity, Unit
from strategy.comparisons import FigureLine, side_by_side
from strategy.frozen import Document
from strategy.services import publish_evaluation

from . import factories as make

pytestmark = pytest.mark.django_db

FigureOf = namedtuple("FigureOf", "quantity")
MAY = datetime(2019, 5, 15, 8, 12, tzinfo=UTC)


@pytest.fixture
def years():
    """Three years of two goals; the first is measured from the second year on."""
    strategy = make.StrategyFactory(published=True, slug="aaben")
    second, first = (
        make.GoalFactory(strategy=strategy, number=number, title=f"Mål {number}")
        for number in (2, 1)
    )
    indicator = make.IndicatorFactory(goal=first, name="Etablerede")
    evaluations = []
    for year, standing in ((2016, "bagud"), (2017, "paa_vej"), (2018, "naaet")):
        if year > 2016:
            make.MeasurementFactory(
                indicator=indicator, date=date(year, 6, 1), value=Decimal(year - 2010)
            )
        evaluation = make.EvaluationFactory(
            strategy=strategy, year=year, cut_off_date=date(year, 12, 31)
        )
        for goal in (first, second):
            make.GoalAssessmentFactory(
                evaluation=evaluation,
                goal=goal,
                standing=standing,
                reason=f"Sådan var {year}.",
            )
        evaluations.append(publish_evaluation(evaluation, at=MAY))
    return evaluations


@pytest.mark.parametrize(
    ("units", "unit"),
    [
        (["personer", "personer"], "personer"),
        (["antal", "antal"], ""),
        (["personer", "aarsvaerk"], ""),
        (["personer", None], "personer"),
        ([None], ""),
    ],
)
def test_a_unit_is_said_once_where_all_years_share_it(units, unit):
    line = FigureLine(
        "Ansatte",
        [
            (2018 + i, name and FigureOf(Quantity(Decimal(1), unit=Unit(name))))
            for i, name in enumerate(units)
        ],
    )

    assert line.unit == unit


def test_every_goal_has_its_judgements_and_figures_by_year(years):
    goals = side_by_side([Document.of(evaluation) for evaluation in years])

    assert [goal.number for goal in goals] == [1, 2]
    judged = [(year, goal.standing) for year, goal in goals[0].judged]
    assert judged == [(2016, "bagud"), (2017, "paa_vej"), (2018, "naaet")]
    (line,) = goals[0].figures
    cells = [(year, figure and str(figure.quantity)) for year, figure in line.cells]
    assert (line.label, cells) == (
        "Etablerede",
        [(2016, None), (2017, "7"), (2018, "8")],
    )
    assert goals[1].figures == []


def test_the_page_shows_the_years_as_they_were_frozen(client, years):
    make.EvaluationFactory(
        strategy=years[0].strategy, year=2015, due_date=date(2016, 6, 1)
    )
    address = reverse("strategy:evaluations", args=["aaben"])
    html = client.get(address).text

    assert '<td class="number" data-label="2016">–</td>' in html
    assert '<td class="number" data-label="2017">7</td>' in html
    assert '<td class="number" data-label="2018">8</td>' in html
    assert "Sådan var 2016." in html
    assert "Evalueringen for 2015 mangler" in html


def test_a_correction_stands_above_the_years_it_concerns(
    client, years, django_assert_num_queries
):
    address = reverse("strategy:evaluations", args=["aaben"])
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    for evaluation in years[1:]:
        make.ErratumFactory(evaluation=evaluation, text=f"Otte i {evaluation.year}.")

    with django_assert_num_queries(len(without)):
        html = " ".join(client.get(address).text.split())

    assert "Rettelse til 2017, 1. juli 2018</p>" in html
    assert html.index("Otte i 2017.") < html.index("Otte i 2018.")
    assert html.index("Otte i 2018.") < html.index('data-label="2017"')


def test_without_evaluations_the_page_says_so(client):
    make.StrategyFactory(published=True, slug="ny")

    html = client.get(reverse("strategy:evaluations", args=["ny"])).text

    assert "Ingen evalueringer endnu" in html
