"""Correcting a measurement in the open: what stood there is kept, with the reason."""

from datetime import date

from django.db import transaction

from common.quantities import Quantity

from .drafts import Refused
from .models import Measurement, MeasurementCorrection


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
