"""Correcting figures in the open: what stood there is kept, with the reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format

from common.quantities import Quantity, Unit

from .drafts import Refused
from .gathering import NAMED_FIGURES
from .models import (
    Indicator,
    IndicatorCorrection,
    Measurement,
    MeasurementCorrection,
)

Part = IndicatorCorrection.Part

#: What of an indicator is corrected, and the fields that hold it.
PARTS: dict[Part, tuple[str, ...]] = {
    Part.NAME: ("name",),
    Part.ORIGIN: ("kind", "figure_key"),
    Part.UNIT: ("unit",),
    Part.DIRECTION: ("direction",),
    Part.BASELINE: ("baseline_value", "baseline_date"),
    Part.TARGET: (*("target_value", "target_qualifier", "target_date"),),
    Part.METHOD: ("method",),
}
FIELDS = tuple(name for names in PARTS.values() for name in names)
NOTHING_CHANGED = "Intet er ændret. Ret det, der er forkert, eller tryk “Fortryd”."


@transaction.atomic
def correct_measurement(
    measurement: Measurement,
    *,
    quantity: Quantity,
    source: str,
    reason: str,
    on: date,
) -> MeasurementCorrection:
    """Let a measurement show another figure or source, and keep the former beside it.

    Raises:
        Refused: nothing would be different.
        ValidationError: the reason or the source is missing, or the figure is none.
    """
    if (measurement.quantity, measurement.source) == (quantity, source):
        raise Refused("Intet er ændret. Ret tallet eller kilden, eller tryk “Fortryd”.")
    former = f"{measurement.quantity.with_unit()} (kilde: {measurement.source})"
    correction = MeasurementCorrection(
        measurement=measurement, date=on, former=former, reason=reason
    )
    correction.full_clean()
    measurement.quantity = quantity
    measurement.source = source
    measurement.full_clean()
    measurement.save()
    correction.save()
    return correction


@transaction.atomic
def correct_indicator(
    indicator: Indicator, *, reason: str, on: date, **values: Any
) -> list[IndicatorCorrection]:
    """Let an adopted goal be measured otherwise, and keep beside it how it was.

    Args:
        indicator: as it stands.
        reason: why, for anyone to read.
        on: the day.
        values: what its fields should hold; those that are left out stay.

    Raises:
        Refused: nothing would be different, or what was measured has another unit.
        ValidationError: the reason is missing, or the indicator would be none.
    """
    corrections = [
        IndicatorCorrection(
            indicator=indicator,
            date=on,
            part=part,
            former=former_words(indicator, part),
            reason=reason,
        )
        for part, names in PARTS.items()
        if any(
            name in values and values[name] != getattr(indicator, name)
            for name in names
        )
    ]
    if not corrections:
        raise Refused(NOTHING_CHANGED)
    _keep_to_what_was_measured(indicator, values.get("unit", indicator.unit))
    for correction in corrections:
        correction.full_clean()
    for name, value in values.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    indicator.save()
    for correction in corrections:
        correction.save()
    return corrections


def _keep_to_what_was_measured(indicator: Indicator, unit: str) -> None:
    if unit == indicator.unit:
        return
    other = indicator.measurements.exclude(unit=unit).first()
    if other is not None:
        raise Refused(
            f"Målingerne er talt i {Unit(other.unit).label}, så enheden ligger fast. "
            "Tilføj en ny indikator med den nye enhed."
        )


def former_words(indicator: Indicator, part: Part) -> str:
    """Say what a part of an indicator is, before it is changed."""
    words = {
        Part.NAME: indicator.name,
        Part.ORIGIN: origin_words(indicator),
        Part.UNIT: str(indicator.get_unit_display()),
        Part.DIRECTION: str(indicator.get_direction_display()),
        Part.BASELINE: _dated(indicator.baseline, "pr.", indicator.baseline_date),
        Part.TARGET: _dated(indicator.target, "senest", indicator.target_date),
        Part.METHOD: indicator.method or "ikke skrevet",
    }
    return words[part]


def origin_words(indicator: Indicator) -> str:
    """Say where an indicator's measurements come from."""
    if indicator.kind == Indicator.Kind.MANUAL:
        return "tal, der skrives ind"
    figure = NAMED_FIGURES.get(indicator.figure_key)
    return figure.label if figure else indicator.figure_key


def _dated(quantity: Quantity, word: str, day: date | None) -> str:
    if day is None:
        return "ikke sat"
    return f"{quantity.with_unit()} {word} {date_format(day, 'j. F Y')}"
