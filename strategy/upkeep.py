"""What in the strategies wants looking after; the desk counts it and lists it."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from .models import Evaluation

SOON = timedelta(days=60)


def due_soon(evaluations: QuerySet) -> QuerySet:
    """Keep unpublished evaluations that are overdue or due within sixty days."""
    return evaluations.filter(due_date__lte=timezone.localdate() + SOON).exclude(
        state=Evaluation.State.PUBLISHED
    )
