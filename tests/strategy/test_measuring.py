"""Measuring by the calendar and by a button, and what is said of a goal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from strategy.models import Measurement, Standing
from strategy.services import set_standing
from tests.enterprises.factories import EnterpriseFactory

from . import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2018, 8, 31)


@pytest.fixture
def indicator():
    EnterpriseFactory(published=True, established_date=date(2016, 1, 1))
    return make.IndicatorFactory(bound=True, name="Etablerede")


# The calendar


def test_the_calendar_measures_with_source_and_method(indicator, capsys):
    call_command("record_measurements", "--on", "2018-08-31")

    measurement = indicator.measurements.get()
    assert (measurement.date, measurement.value) == (DAY, 1)
    assert measurement.source
    assert measurement.method
    assert capsys.readouterr().out == "Etablerede: 1\n"


def test_the_calendar_measures_today_and_only_once(indicator, capsys):
    call_command("record_measurements")
    call_command("record_measurements")

    assert indicator.measurements.get().date == timezone.localdate()


def test_a_lost_figure_is_named_and_stops_no_other(indicator, capsys):
    make.IndicatorFactory(name="Lyset", kind="tal", figure_key="maaneskin")

    with pytest.raises(CommandError, match=r"“Lyset” \(maaneskin\)"):
        call_command("record_measurements", "--on", "2018-08-31")

    assert Measurement.objects.get().indicator == indicator


@pytest.mark.parametrize("day", ["2018-02-30", "i går", "2099-01-01"])
def test_no_other_day_is_measured(indicator, day):
    with pytest.raises(CommandError):
        call_command("record_measurements", "--on", day)

    assert not Measurement.objects.exists()


# The button


def measure(client, *indicators):
    return client.post(
        reverse("admin:strategy_indicator_changelist"),
        {"action": "measure_today", "_selected_action": [one.pk for one in indicators]},
        follow=True,
    )


def test_the_button_measures_the_chosen(editor_client, indicator):
    other = make.IndicatorFactory(bound=True)
    typed_in = make.IndicatorFactory()

    response = measure(editor_client, indicator, typed_in)

    assert "1 måling er noteret." in response.text
    assert indicator.measurements.get().value == 1
    assert not other.measurements.exists()
    assert not typed_in.measurements.exists()


def test_the_button_says_when_there_is_nothing_to_note(editor_client, indicator):
    lost = make.IndicatorFactory(name="Lyset", kind="tal", figure_key="maaneskin")

    measure(editor_client, indicator)
    response = measure(editor_client, indicator, lost)

    assert "Intet at notere" in response.text
    assert "“Lyset” følger et tal, portalen ikke tæller mere." in response.text


# What is said of a goal


def test_what_was_said_before_is_kept_and_the_latest_day_counts():
    goal = make.GoalFactory()

    set_standing(goal, standing=Standing.BEHIND, reason="To lukkede.", on=DAY)
    set_standing(goal, standing=Standing.REACHED, reason="Alle er i gang.", on=DAY)
    set_standing(
        goal, standing=Standing.ON_THE_WAY, reason="En er åbnet.", on=date(2017, 1, 1)
    )

    goal.refresh_from_db()
    said = [(one.date.year, one.standing) for one in goal.standings.all()]
    assert said == [(2018, "naaet"), (2018, "bagud"), (2017, "paa_vej")]
    assert (goal.standing, goal.standing_reason) == ("naaet", "Alle er i gang.")
    assert goal.standing_date == DAY


@pytest.mark.parametrize(
    "said",
    [{"reason": ""}, {"standing": Standing.NOT_ASSESSED}, {"standing": ""}],
)
def test_nothing_is_said_without_a_reason(said):
    goal = make.GoalFactory()

    with pytest.raises(ValidationError):
        set_standing(
            goal, **{"standing": "bagud", "reason": "Fordi.", "on": DAY} | said
        )

    assert not goal.standings.exists()


def test_the_history_is_read_on_the_strategy_s_page_without_who_said_it(client, editor):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=1)
    editor.first_name = "Kanariefugl"
    editor.save()
    for year, standing in ((2017, "bagud"), (2018, "naaet")):
        set_standing(
            goal,
            standing=standing,
            reason=f"Sådan var {year}.",
            on=date(year, 5, 1),
            by=editor,
        )

    html = client.get(goal.strategy.get_absolute_url()).content.decode()

    assert html.index("Sådan var 2018.") < html.index("Sådan var 2017.")
    assert "1. maj 2017" in html
    assert "Kanariefugl" not in html
