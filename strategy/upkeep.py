"""What in the strategies wants looking after; the desk counts it and lists it."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from .models import Evaluation, Strategy
from .services import with_faults

SOON = timedelta(days=60)


def due_soon(evaluations: QuerySet) -> QuerySet:
    """Keep unpublished evaluations that are overdue or due within sixty days."""
    return evaluations.filter(due_date__lte=timezone.localdate() + SOON).exclude(
        state=Evaluation.State.PUBLISHED
    )


def tampered(evaluations: QuerySet) -> QuerySet:
    """Keep public evaluations that are not as they were published."""
    return evaluations.filter(pk__in=[changed.pk for changed, _ in with_faults()])


def without_evaluation(strategies: QuerySet) -> QuerySet:
    """Keep strategies in force that are to be evaluated, with none from this year on.

    Those are the ones whose next evaluation nobody would be reminded of.
    """
    this_year = timezone.localdate().year
    prepared = Evaluation.objects.filter(year__gte=this_year).values("strategy")
    return (
        strategies.filter(status=Strategy.Status.ADOPTED)
        .exclude(evaluation_rhythm="")
        .exclude(period_end_year__lt=this_year)
        .exclude(pk__in=prepared)
    )
