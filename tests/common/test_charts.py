"""Charts show what they are given, in proportion, and nothing that is unknown."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common.charts import (
    BASELINE,
    PLOT_HEIGHT,
    TOP,
    WIDTH,
    BarChart,
    Point,
    Reach,
    Series,
    TrendChart,
    nice_ceiling,
    reaches,
)

counts = st.none() | st.integers(min_value=0, max_value=50_000)


def bars(*rows: list, **options: object) -> BarChart:
    series = [Series(f"serie {number}", row) for number, row in enumerate(rows)]
    years = [str(2018 + number) for number in range(len(rows[0]))]
    return BarChart("test", "Titel", years, series, **options)


@given(st.integers(min_value=0, max_value=10**7))
def test_axis_ends_at_a_round_number_just_above(value: int):
    ceiling = nice_ceiling(value)

    assert value <= ceiling <= max(4, 2 * value)
    assert ceiling % 2 == 0


@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=12))
def test_bars_stack_to_their_total_inside_the_plot(columns: list):
    chart = bars(*[list(row) for row in zip(*columns, strict=True)])

    for bar, values in zip(chart.bars, columns, strict=True):
        height = sum(block.height for block in bar.blocks)
        total = sum(value or 0 for value in values)
        assert height == pytest.approx(PLOT_HEIGHT * total / chart.ceiling, abs=0.2)
        assert len(bar.blocks) == sum(1 for value in values if value)
        for block in bar.blocks:
            assert TOP - 0.2 <= block.y <= BASELINE


def test_unknown_is_said_and_never_drawn_as_nothing():
    chart = bars([3, None, None], [2, 5, None])

    assert [bar.total.text for bar in chart.bars] == ["5", "mindst 5", "ikke oplyst"]
    assert chart.rows[1].cells == [("serie 0", "ikke oplyst"), ("serie 1", "5")]


def test_parts_that_must_not_be_added_have_no_total():
    chart = bars([3], [30300], show_total=False)

    assert chart.bars[0].total.text == ""


def test_words_of_the_source_are_kept_in_the_table():
    chart = BarChart("test", "Titel", ["2018"], [Series("ansatte", [7], ["ca. 7"])])

    assert chart.rows[0].cells == [("ansatte", "ca. 7")]
    assert chart.bars[0].blocks[0].title == "2018: ca. 7 ansatte"


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="At most 5"):
        bars(*[[1]] * 6)


def test_series_must_fit_the_categories():
    with pytest.raises(ValueError, match="one value per category"):
        BarChart("test", "Titel", ["2018", "2019"], [Series("ansatte", [1])])


def test_trend_breaks_where_nothing_was_measured():
    chart = TrendChart(
        "test",
        "Titel",
        [Point("2020", 2), Point("2021", None), Point("2022", Decimal("2.5"))],
        target=4,
    )

    assert chart.line.count("M") == 2
    assert "L" not in chart.line
    assert [row[:2] for row in chart.rows] == [
        ("2020", "2"),
        ("2021", "ikke oplyst"),
        ("2022", "2,5"),
    ]
    assert not chart.is_sourced
    assert chart.target_y == TOP


@pytest.mark.parametrize(
    ("number", "on_phones", "elsewhere"),
    [(0, 0, 0), (1, 1, 1), (6, 6, 6), (7, 4, 7), (12, 6, 12), (13, 4, 7), (60, 6, 12)],
)
def test_labels_stay_apart_and_the_last_is_always_there(number, on_phones, elsewhere):
    chosen = reaches(["2014"] * number, width=668)

    assert len(chosen) == number
    assert chosen.count(Reach.EVERYWHERE) == on_phones
    assert chosen.count(Reach.EVERYWHERE) + chosen.count(Reach.WIDE) == elsewhere
    assert all(reach is Reach.EVERYWHERE for reach in chosen[-1:])


def test_long_labels_are_fewer_and_stay_inside_the_drawing():
    words = "mindst 1.079"
    chart = TrendChart("a", "A", [Point(str(2001 + i), 1079, words) for i in range(6)])

    chosen = [dot.label.reach for dot in chart.dots]
    years = [label.reach for label in chart.labels]
    last = chart.dots[-1].label

    assert chosen.count(Reach.EVERYWHERE) == 3
    assert chosen.count(Reach.WIDE) == 3
    assert years == [Reach.EVERYWHERE] * 6
    assert (last.x, last.anchor) == (WIDTH, "end")
    assert chart.dots[2].label.anchor == "middle"


def test_large_numbers_have_room_beside_the_lines():
    small, large = (TrendChart("a", "A", [Point("1", top)]) for top in (9, 40_000))

    assert (small.left, large.left) == (44, 92)
    assert large.left + large.plot_width == small.left + small.plot_width


def test_what_is_not_labelled_in_the_drawing_stands_in_the_table():
    years = [str(2001 + i) for i in range(13)]
    chart = TrendChart("a", "A", [Point(year, i) for i, year in enumerate(years)])
    stacked = BarChart("b", "B", years, [Series("i alt", range(13))])
    template = Template("{% load components %}{% trend_chart a %}{% bar_chart b %}")

    html = template.render(Context({"a": chart, "b": stacked}))

    for part in html.split("</figure>")[:2]:
        drawing, table = part.split("</svg>", 1)
        assert ">2013</text>" in drawing
        assert ">2012</text>" not in drawing
        assert all(f">{year}</th>" in table for year in years)


def test_numbers_in_the_drawing_have_points_in_a_danish_page():
    chart = bars([1, 2, 2])
    template = Template("{% load components %}{% bar_chart chart %}")

    html = template.render(Context({"chart": chart}))

    assert f'height="{chart.bars[0].blocks[0].height:g}"' in html
    assert "," not in html[html.index("<svg") : html.index("</svg>")]
    assert html.count("<tr>") == 4


def test_charts_on_one_page_do_not_share_fills():
    one, other = (
        BarChart(key, "Titel", ["2018"], [Series("ansatte", [1])])
        for key in ("one", "other")
    )
    template = Template("{% load components %}{% bar_chart chart %}")

    html = template.render(Context({"chart": one}))

    assert "url(#one-solid)" in html
    assert "url(#one-solid)" not in template.render(Context({"chart": other}))
