"""A strategy and its goals, as readers see them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from common.quantities import Qualifier
from strategy.followed import goals_by_figure
from tests.enterprises.factories import UNGoalFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_strategy_shows_its_text_goals_and_how_it_came_about(client):
    strategy = make.StrategyFactory(
        published=True, documented=True, origin="<p>Boardet drøftede den.</p>"
    )
    make.StrategySectionFactory(strategy=strategy, heading="Vision", anchor="vision")
    goal = make.GoalFactory(strategy=strategy, number=1, assessed=True)
    goal.un_goals.add(UNGoalFactory())
    initiative = make.InitiativeFactory(published=True, title="Mentorforløb")
    goal.initiatives.add(initiative)
    make.ErratumFactory(strategy=strategy, evaluation=None, text="Årstallet er 2014.")

    html = text_of(client, strategy.get_absolute_url())

    for anchor in ("vision", "maal-1", "saadan-blev-den-til"):
        assert f'id="{anchor}"' in html
    assert '<a href="#vision">Vision</a>' in html
    assert "På vej" in html
    assert goal.standing_reason in html
    assert "8. Anstændige jobs og økonomisk vækst" in html
    assert f"#{initiative.slug}" in html
    assert "Boardet drøftede den." in html
    assert "Årstallet er 2014." in html
    assert "Strategien i korte træk." in html
    assert "PDF, 15\xa0byte" in html


def test_an_indicator_shows_where_it_began_is_and_should_be(client):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=1)
    indicator = make.IndicatorFactory(
        goal=goal,
        baseline_value=Decimal(4),
        baseline_date=date(2014, 12, 31),
        target_value=Decimal(10),
        target_date=date(2022, 12, 31),
        target_qualifier=Qualifier.AT_LEAST,
    )
    make.MeasurementFactory(indicator=indicator, date=date(2015, 12, 31), value=5)
    make.MeasurementFactory(
        indicator=indicator,
        date=date(2018, 8, 31),
        value=7,
        qualifier=Qualifier.APPROXIMATE,
        source="Kommunens egen optælling",
        includes_examples=True,
    )

    html = text_of(client, goal.strategy.get_absolute_url())

    assert '<dd class="readings__number">4</dd>' in html
    assert '<dd class="readings__number">ca. 7</dd>' in html
    assert '<dd class="readings__number">mindst 10</dd>' in html
    assert "31. august 2018<br>Kilde: Kommunens egen optælling" in html
    assert "Regnet ud fra eksempler" in html
    assert "Etablerede virksomheder, 2014–2018" in html


def test_the_contents_lead_to_the_headings_inside_a_section_too(client):
    strategy = make.StrategyFactory(published=True)
    make.StrategySectionFactory(
        strategy=strategy,
        heading="Vision",
        anchor="vision",
        body="<h2>Først</h2><p>A</p><h3>Dybt</h3><p>B</p><h2>Så</h2><p>C</p>",
    )
    make.GoalFactory(strategy=strategy, number=1, title="Flere i job")

    html = text_of(client, strategy.get_absolute_url())

    contents = html.split("data-contents")[1].split("</nav>")[0]
    for anchor, title in (
        ("vision", "Vision"),
        ("vision-foerst", "Først"),
        ("vision-saa", "Så"),
        ("strategiens-maal", "Mål"),
        ("maal-1", "1. Flere i job"),
    ):
        assert f'<a href="#{anchor}">{title}</a>' in contents
        assert f'id="{anchor}"' in html
    assert "Dybt" not in contents
    assert "Tager ca. 1 minut at læse" in html


def test_every_section_and_goal_has_an_address_to_copy(client):
    strategy = make.StrategyFactory(published=True)
    make.StrategySectionFactory(strategy=strategy, heading="Vision", anchor="vision")
    make.GoalFactory(strategy=strategy, number=2, title="Flere i job")

    html = text_of(client, strategy.get_absolute_url())

    assert 'href="#vision" data-copy-link' in html
    assert "til “Vision”" in html
    assert 'href="#maal-2" data-copy-link' in html


def test_what_became_of_the_goals_stands_side_by_side(client):
    first = make.StrategyFactory(published=True, period_start_year=2014)
    second = make.StrategyFactory(
        published=True, period_start_year=2018, predecessor=first
    )
    before = make.GoalFactory(strategy=first, number=1, title="Flere i job")
    make.GoalFactory(strategy=first, number=2, title="En messe hvert år")
    make.GoalFactory(
        strategy=second, number=1, title="Flere i flexjob", predecessor=before
    )

    html = text_of(client, second.get_absolute_url())

    assert "Hvad er nyt siden 2014" in html
    table = html.split('id="hvad-er-nyt"')[1].split("</table>")[0]
    for words in ("1. Flere i job", "1. Flere i flexjob", "Ændret"):
        assert words in table
    assert table.index("2. En messe hvert år") < table.index("Udgået")


def test_a_predecessor_that_is_not_public_is_not_compared_with(client):
    first = make.StrategyFactory(board_only=True)
    second = make.StrategyFactory(published=True, predecessor=first)
    before = make.GoalFactory(strategy=first, title="Hemmeligt mål")
    make.GoalFactory(strategy=second, predecessor=before)

    html = text_of(client, second.get_absolute_url())

    assert "Hemmeligt mål" not in html
    assert "hvad-er-nyt" not in html


def test_who_looks_for_what_is_new_is_told_when_nobody_knows(client):
    first = make.StrategyFactory(published=True, title="Den første")
    second = make.StrategyFactory(published=True, predecessor=first)
    make.GoalFactory(strategy=second)

    html = text_of(client, second.get_absolute_url())

    assert 'href="#hvad-er-nyt"' in html
    assert "Vi kender ikke målene i" in html


def test_an_indicator_leads_to_its_figure_in_the_registry(client):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=1)
    make.IndicatorFactory(goal=goal, bound=True)

    html = text_of(client, goal.strategy.get_absolute_url())

    assert f'href="{reverse("enterprises:figures")}#metode-etableret"' in html
    assert 'id="metode-etableret"' in text_of(client, reverse("enterprises:figures"))


def test_a_figure_in_the_registry_leads_back_to_its_goals(
    client, django_assert_num_queries
):
    strategy = make.StrategyFactory(published=True, slug="aaben", title="Strategien")
    for number, key in enumerate(("etableret", "rsv-registrerede"), start=1):
        goal = make.GoalFactory(strategy=strategy, number=number, title=f"Mål {key}")
        for _ in range(2):
            make.IndicatorFactory(goal=goal, kind="tal", figure_key=key)
    make.IndicatorFactory(goal__title="Kladdens", kind="tal", figure_key="etableret")
    make.IndicatorFactory(
        goal__strategy__published=True, kind="tal", figure_key="sprunget"
    )

    html = text_of(client, reverse("enterprises:figures"))

    there = [f'href="{strategy.get_absolute_url()}#maal-{n}"' for n in (1, 2)]
    assert [html.count(link) for link in there] == [1, 1]
    assert html.index('id="metode-rsv-registreret"') < html.index(there[1])
    assert "Kladdens" not in html
    with django_assert_num_queries(1):
        goals_by_figure()


def test_headings_in_the_text_come_below_the_section_s_own(client):
    section = make.StrategySectionFactory(
        strategy=make.StrategyFactory(published=True),
        body="<h3>Først</h3><p>…</p><h4>Så</h4>",
    )

    html = text_of(client, section.strategy.get_absolute_url())

    assert f'<h3 id="{section.anchor}-foerst">Først</h3>' in html
    assert f'<h4 id="{section.anchor}-saa">Så</h4>' in html


def test_predecessor_and_successor_lead_to_each_other(client):
    first = make.StrategyFactory(published=True, title="Den første")
    second = make.StrategyFactory(proposed=True, title="Den anden", predecessor=first)

    assert second.get_absolute_url() in text_of(client, first.get_absolute_url())
    assert first.get_absolute_url() in text_of(client, second.get_absolute_url())
