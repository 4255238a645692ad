"""How the indicators of a goal moved, drawn from their measurements."""

from common.charts import Point, TrendChart

from .models import Goal, Indicator

#: A line needs at least this many points; fewer say more in a table.
FEWEST_POINTS = 3


def indicator_chart(indicator: Indicator, key: str) -> TrendChart | None:
    """Return an indicator's chart, or None while there is too little to draw.

    Reads ``measurements`` as they were fetched, oldest first. ``key`` is unique on the
    page. The baseline is the first point unless it was measured the same day.
    """
    measurements = list(indicator.measurements.all())
    readings = [
        (measurement.date, measurement.quantity, measurement.source)
        for measurement in measurements
    ]
    measured_days = {day for day, *_ in readings}
    if indicator.baseline_date and indicator.baseline_date not in measured_days:
        baseline = (indicator.baseline_date, indicator.baseline, indicator.told_by)
        readings = sorted([baseline, *readings], key=lambda reading: reading[0])
    if sum(quantity.is_stated for _, quantity, _ in readings) < FEWEST_POINTS:
        return None
    years = [day.year for day, *_ in readings]
    one_a_year = len(set(years)) == len(years)
    return TrendChart(
        key=key,
        title=f"{indicator.name}, {_span(years)}",
        points=[
            Point(
                str(day.year) if one_a_year else f"{day.month}.{day.year}",
                quantity.value,
                str(quantity),
                source,
            )
            for day, quantity, source in readings
        ],
        target=indicator.target.value,
        target_text=_target_text(indicator),
        target_source=indicator.told_by,
        unit=indicator.get_unit_display(),
    )


def charts_of(goal: Goal) -> list[TrendChart]:
    """Draw a goal's indicators that have been measured often enough."""
    drawn = (
        indicator_chart(indicator, f"{goal.anchor}-indikator-{number}")
        for number, indicator in enumerate(goal.indicators.all(), start=1)
    )
    return [chart for chart in drawn if chart]


def _span(years: list[int]) -> str:
    return f"{years[0]}–{years[-1]}" if years[0] != years[-1] else str(years[0])


def _target_text(indicator: Indicator) -> str:
    if indicator.target_date is None:
        return ""
    return f"Mål {indicator.target_date.year}: {indicator.target}"
