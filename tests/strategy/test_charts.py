"""Charts of indicators."""

from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from strategy.charts import indicator_chart

from . import factories as make

pytestmark = pytest.mark.django_db


def measured(*days: date, **fields):
    indicator = make.IndicatorFactory(**fields)
    for value, day in enumerate(days, start=5):
        make.MeasurementFactory(indicator=indicator, date=day, value=value)
    return indicator


def test_a_chart_begins_at_the_baseline_and_knows_its_target():
    indicator = measured(
        date(2016, 12, 31),
        date(2017, 12, 31),
        baseline_value=Decimal(4),
        baseline_date=date(2014, 12, 31),
        target_value=Decimal(10),
        target_date=date(2022, 12, 31),
    )

    chart = indicator_chart(indicator, "tal")

    assert chart is not None
    assert [(point.label, point.value) for point in chart.points] == [
        ("2014", 4),
        ("2016", 5),
        ("2017", 6),
    ]
    assert chart.title == "Etablerede virksomheder, 2014–2017"
    assert (chart.target, chart.target_text) == (10, "Mål 2022: 10")


def test_every_point_says_where_it_comes_from():
    indicator = measured(
        date(2016, 12, 31),
        date(2017, 12, 31),
        baseline_value=Decimal(4),
        baseline_date=date(2014, 12, 31),
    )
    indicator.measurements.filter(date__year=2017).update(source="Mødelisten")

    chart = indicator_chart(indicator, "tal")
    html = render_to_string("components/trend_chart.html", {"chart": chart})

    assert chart.rows == [
        ("2014", "4", "strategien"),
        ("2016", "5", "Portalens register"),
        ("2017", "6", "Mødelisten"),
    ]
    assert "<td>Mødelisten</td>" in html


def test_two_points_are_too_few_to_draw():
    indicator = measured(date(2016, 12, 31), date(2017, 12, 31))

    assert indicator_chart(indicator, "tal") is None


def test_a_baseline_that_was_measured_the_same_day_stands_once():
    indicator = measured(
        date(2015, 12, 31),
        date(2016, 12, 31),
        date(2017, 12, 31),
        baseline_value=Decimal(5),
        baseline_date=date(2015, 12, 31),
    )

    chart = indicator_chart(indicator, "tal")

    assert chart is not None
    assert [point.label for point in chart.points] == ["2015", "2016", "2017"]


def test_months_are_told_apart_within_a_year():
    indicator = measured(date(2016, 3, 1), date(2016, 9, 1), date(2017, 3, 1))

    chart = indicator_chart(indicator, "tal")

    assert chart is not None
    assert [point.label for point in chart.points] == ["3.2016", "9.2016", "3.2017"]
