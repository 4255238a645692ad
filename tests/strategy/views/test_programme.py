"""The way in to the programme, and what holds for each fixed page."""

from datetime import date

import pytest
from django.urls import reverse

from tests.strategy import factories as make
from tests.strategy.views.reading import FIXED_PAGES, page, text_of

pytestmark = pytest.mark.django_db

LONG_AGO = date(2019, 6, 1)
FAR_AHEAD = date(2090, 1, 1)


@pytest.mark.parametrize("name", FIXED_PAGES)
def test_an_empty_programme_still_has_its_pages(client, name):
    html = page(client, name)

    assert html.count("<h1") == 1
    assert 'aria-current="page"' in html


@pytest.mark.parametrize("name", FIXED_PAGES)
def test_no_page_sets_a_cookie_or_speaks_in_place_of_the_styles(client, name):
    response = client.get(reverse(f"strategy:{name}"))

    assert not response.cookies
    assert b" style=" not in response.content
    assert b"<script>" not in response.content


def test_the_way_in_says_who_decides_when_and_who_evaluates(client):
    make.StrategyFactory(
        proposed=True,
        title="Ny strategi",
        deciding_body="Byrådet",
        decision_text="sidst i august 2018",
        evaluated_by="Beskæftigelses- og Sundhedsudvalget",
        evaluation_rhythm="hvert år",
    )

    html = page(client, "list")

    assert "Til beslutning: Byrådet, sidst i august 2018" in html
    assert "Evalueres hvert år af Beskæftigelses- og Sundhedsudvalget" in html


@pytest.mark.parametrize(
    ("trait", "is_said"), [("published", True), ("proposed", False)]
)
def test_only_an_adopted_goal_is_said_to_be_unjudged(client, trait, is_said):
    goal = make.GoalFactory(strategy=make.StrategyFactory(**{trait: True}))

    page = client.get(goal.strategy.get_absolute_url()).text

    assert goal.title in page
    assert ("Ikke vurderet" in page) is is_said


def test_examples_stand_apart_from_the_municipality_s_own_strategies(client):
    make.StrategyFactory(published=True, title="Den ægte", period_start_year=2014)
    make.StrategyFactory(
        published=True, example=True, title="Den opdigtede", period_start_year=2023
    )

    html = page(client, "list")

    own, apart = html.split('id="eksempel"')
    assert "Den ægte" in own
    assert "Den opdigtede" not in own
    assert "Den opdigtede" in apart
    assert "Eksempel</span>" in apart


def test_a_missing_evaluation_is_said_plainly(client):
    strategy = make.StrategyFactory(published=True)
    make.EvaluationFactory(strategy=strategy, year=2018, due_date=LONG_AGO)
    make.EvaluationFactory(strategy=strategy, year=2089, due_date=FAR_AHEAD)

    pages = [page(client, "list"), text_of(client, strategy.get_absolute_url())]

    for html in pages:
        assert "Evalueringen for 2018 mangler" in html
        assert "1. juni 2019" in html
        assert "Evalueringen for 2089" not in html
