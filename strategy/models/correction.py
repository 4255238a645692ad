"""What a measurement was before somebody corrected it, and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .goal import Measurement
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
