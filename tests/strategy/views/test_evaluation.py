"""An evaluation: its figures, its decision, and what happens to neither."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from strategy.models import Evaluation, Standing
from strategy.services import publish_evaluation
from tests.enterprises.factories import EnterpriseFactory, SourceFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluated() -> Evaluation:
    """Return the second of two years, published with figures of the registry."""
    strategy = make.StrategyFactory(published=True, slug="strategi-2014")
    goal = make.GoalFactory(strategy=strategy, number=1, title="Flere virksomheder")
    make.IndicatorFactory(
        goal=goal,
        bound=True,
        name="Etablerede",
        target_value=Decimal(12),
        target_date=date(2022, 12, 31),
    )
    for number, founded in enumerate([2015, 2016, 2017, 2017]):
        EnterpriseFactory(
            published=True,
            slug=f"virksomhed-{number}",
            established_date=date(founded, 6, 1),
        )
    for year in (2016, 2017):
        evaluation = make.EvaluationFactory(
            strategy=strategy,
            year=year,
            cut_off_date=date(year, 12, 31),
            meeting_date=date(year + 1, 6, 9),
            decision="Udvalget tog evalueringen til efterretning.",
            case_url="https://example.org/sag",
            recommendations="<p>Fortsæt arbejdet.</p>",
        )
        make.GoalAssessmentFactory(
            evaluation=evaluation,
            goal=goal,
            standing=Standing.BEHIND,
            reason="Der mangler otte.",
        )
        publish_evaluation(evaluation, at=datetime(year + 1, 5, 15, 8, 12, tzinfo=UTC))
    return evaluation


def test_an_evaluation_compares_with_the_year_before(client, evaluated):
    html = text_of(client, evaluated.get_absolute_url())

    assert '<td class="number" data-label="2016">2</td>' in html
    assert '<td class="number" data-label="2017">4</td>' in html
    assert "12 i 2022" in html
    assert "Bagud" in html
    assert "Der mangler otte." in html


def test_the_first_evaluation_has_no_year_to_compare_with(client, evaluated):
    html = text_of(client, reverse("strategy:evaluation", args=["strategi-2014", 2016]))

    assert '<td class="number" data-label="2016">2</td>' in html
    assert 'data-label="2017"' not in html


def test_an_evaluation_tells_the_decision_and_how_each_figure_was_made(
    client, evaluated
):
    figure = evaluated.figures.get()

    html = text_of(client, evaluated.get_absolute_url())

    assert "Beskæftigelses- og Sundhedsudvalget 9. juni 2018" in html
    assert "Udvalget tog evalueringen til efterretning." in html
    assert 'href="https://example.org/sag"' in html
    assert "Fortsæt arbejdet." in html
    assert figure.method in html
    assert figure.source in html
    assert "31. december 2017" in html
    assert "15. maj 2018 kl. 10.12" in html
    assert evaluated.fingerprint in html


def test_an_evaluation_stays_while_the_registry_changes(client, evaluated):
    before = client.get(evaluated.get_absolute_url()).content

    EnterpriseFactory(published=True, established_date=date(2015, 1, 1))
    first = EnterpriseFactory._meta.model.objects.get(slug="virksomhed-0")
    first.established_date = date(2018, 3, 1)
    first.save()
    EnterpriseFactory._meta.model.objects.filter(slug="virksomhed-1").delete()

    assert client.get(evaluated.get_absolute_url()).content == before


def test_an_erratum_stands_beside_the_figure(client, evaluated):
    make.ErratumFactory(
        evaluation=evaluated,
        date=date(2018, 9, 2),
        text="Tallet er siden opgjort til 5.",
        reason="En indberetning kom for sent.",
    )

    html = text_of(client, evaluated.get_absolute_url())

    assert "Rettelse 2. september 2018" in html
    assert "Tallet er siden opgjort til 5." in html
    assert "En indberetning kom for sent." in html
    assert '<td class="number" data-label="2017">4</td>' in html


def test_an_evaluation_without_figures_says_so(client):
    evaluation = make.EvaluationFactory(
        published=True, when_text="foråret 2018", source=SourceFactory()
    )

    html = text_of(client, evaluation.get_absolute_url())

    assert "foråret 2018" in html
    assert "Kilden oplyser ingen tal fra evalueringen" in html
    assert "Kilden fortæller ikke, hvad udvalget besluttede" in html
    assert "<table" not in html


def test_the_network_s_meetings_have_a_section_of_their_own(client):
    strategy = make.StrategyFactory(published=True)
    goal = make.GoalFactory(strategy=strategy, number=1)
    make.IndicatorFactory(goal=goal, kind="tal", figure_key="netvaerksmoeder")
    evaluation = make.EvaluationFactory(
        strategy=strategy, cut_off_date=date(2018, 12, 31)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    publish_evaluation(evaluation, at=datetime(2019, 5, 1, tzinfo=UTC))

    html = text_of(client, evaluation.get_absolute_url())

    assert 'id="netvaerket"' in html
    assert "0 møder i 2018" in html
    assert "har lovet 3 til 4 om året. Det er 3 færre end lovet." in html
