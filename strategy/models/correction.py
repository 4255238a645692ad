"""What a measurement or an indicator was before somebody corrected it, and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .goal import Indicator, Measurement
from .written_once import WrittenOnceRow


class MeasurementCorrection(WrittenOnceRow):
    """That a measurement was corrected: when, from what, and why. Anyone may read it.

    A wrong correction is answered by another one.
    """

    measurement = models.ForeignKey(
        Measurement,
        models.CASCADE,
        verbose_name="måling",
        related_name="corrections",
    )
    date = models.DateField("rettet den", default=timezone.localdate)
    former = models.CharField("stod der før", max_length=460)
    reason = models.TextField("hvorfor")

    class Meta:
        verbose_name = "rettelse af en måling"
        verbose_name_plural = "rettelser af målinger"
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(former="") & ~Q(reason=""),
                name="strategy_measurementcorrection_complete",
                violation_error_message="Skriv, hvorfor målingen er rettet.",
            ),
        ]

    def __str__(self) -> str:
        """Return day and what stood there."""
        return f"{self.date:%d.%m.%Y}: {self.former}"


class IndicatorCorrection(WrittenOnceRow):
    """That an adopted goal is measured otherwise: what was, since when, and why.

    One row for each thing that was changed. Anyone may read it. A wrong correction is
    answered by another one.
    """

    class Part(models.TextChoices):
        """What of an indicator was changed."""

        NAME = "navn", "Navnet"
        ORIGIN = "tal", "Kilden til tallet"
        UNIT = "enhed", "Enheden"
        DIRECTION = "retning", "Retningen"
        BASELINE = "udgangspunkt", "Udgangspunktet"
        TARGET = "maaltal", "Måltallet"
        METHOD = "metode", "Målemetoden"

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, verbose_name="indikator", related_name="corrections"
    )
    date = models.DateField("rettet den", default=timezone.localdate)
    part = models.CharField("hvad", max_length=12, choices=Part)
    former = models.TextField("stod der før")
    reason = models.TextField("hvorfor")

    class Meta:
        verbose_name = "rettelse af en indikator"
        verbose_name_plural = "rettelser af indikatorer"
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(former="") & ~Q(reason=""),
                name="strategy_indicatorcorrection_complete",
                violation_error_message="Skriv, hvorfor indikatoren er rettet.",
            ),
            models.CheckConstraint(
                condition=Q(
                    part__in=[
                        *("navn", "tal", "enhed", "retning"),
                        *("udgangspunkt", "maaltal", "metode"),
                    ]
                ),
                name="strategy_indicatorcorrection_part_known",
                violation_error_message="Vælg fra listen, hvad der er rettet.",
            ),
        ]

    def __str__(self) -> str:
        """Return day, and what was what before."""
        return f"{self.date:%d.%m.%Y}: {self.told}"

    @property
    def told(self) -> str:
        """What was what before, as a reader is told."""
        return f"{self.get_part_display()} var før “{self.former}”."
