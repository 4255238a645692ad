"""Rows that hold for a time: from one day to another, either of them open."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class PeriodQuerySet(models.QuerySet):
    """Rows with a first and a last day."""

    def active(self, on: date) -> Self:
        """Return those that hold on a day."""
        return self.filter(
            Q(active_from_date__isnull=True) | Q(active_from_date__lte=on),
            Q(active_to_date__isnull=True) | Q(active_to_date__gte=on),
        )
