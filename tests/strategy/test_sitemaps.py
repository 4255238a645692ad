"""What search engines are told of the programme."""

import pytest
from django.urls import reverse

from strategy.sitemaps import (
    ComparisonSitemap,
    EvaluationSitemap,
    ProgrammeSitemap,
    StrategySitemap,
)

from . import factories as make

pytestmark = pytest.mark.django_db


def test_only_public_strategies_are_listed():
    public = make.StrategyFactory(published=True)
    make.StrategyFactory()
    make.StrategyFactory(board_only=True)

    assert list(StrategySitemap().items()) == [public]


def test_only_public_evaluations_are_listed_with_the_day_they_were_frozen():
    public = make.EvaluationFactory(published=True)
    make.EvaluationFactory()
    make.EvaluationFactory(
        published=True, strategy=make.StrategyFactory(board_only=True)
    )

    sitemap = EvaluationSitemap()

    assert list(sitemap.items()) == [public]
    assert sitemap.lastmod(public) == public.published_at


def test_every_fixed_page_answers(client):
    sitemap = ProgrammeSitemap()

    addresses = [sitemap.location(name) for name in sitemap.items()]

    assert reverse("strategy:procurement") in addresses
    assert [client.get(address).status_code for address in addresses] == [200] * 7


def test_years_are_compared_where_there_are_several():
    strategy = make.StrategyFactory(published=True)
    for year in (2017, 2018):
        make.EvaluationFactory(published=True, strategy=strategy, year=year)
    make.EvaluationFactory(published=True)
    only_one = make.StrategyFactory(published=True)
    make.EvaluationFactory(published=True, strategy=only_one)
    make.EvaluationFactory(strategy=only_one, year=2019)

    assert list(ComparisonSitemap().items()) == [strategy]
