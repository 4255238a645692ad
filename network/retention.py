"""Deletion of personal data on the day it was promised (GDPR article 5(1)(e))."""

from datetime import date

from django.db import models, transaction
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from .models import (
    Enquiry,
    Event,
    Member,
    Registration,
    TopicSuggestion,
    TopicSupport,
)
from .topics import suggestions

# Every table with personal data; each row carries the day it is deleted.
PERSONAL: tuple[type[models.Model], ...] = (
    Registration,
    Member,
    Enquiry,
    TopicSuggestion,
    TopicSupport,
)


def due(on: date) -> dict[type[models.Model], int]:
    """Count the rows that are to be gone by a day."""
    with transaction.atomic():
        suggestions.settle(on)
        numbers = {
            model: model._default_manager.filter(delete_on_date__lte=on).count()
            for model in PERSONAL
        }
        transaction.set_rollback(True)
    return numbers


@transaction.atomic
def delete_due(on: date) -> dict[type[models.Model], int]:
    """Delete what is due and tell how much that was. A second run finds nothing."""
    keep_counts(Registration.objects.filter(delete_on_date__lte=on))
    suggestions.settle(on)
    return {
        model: model._default_manager.filter(delete_on_date__lte=on)
        .delete()[1]
        .get(model._meta.label, 0)
        for model in PERSONAL
    }


def keep_counts(leaving: QuerySet[Registration]) -> None:
    """Add to each event how many people leave it, so that the numbers stay.

    Call it in the transaction that deletes them. Who left by themselves, or never
    answered, is no number worth keeping; who came was counted at the door.
    """
    state = Registration.State
    numbers = leaving.values("event_id").annotate(
        signed_up=_people(Q(state=state.CONFIRMED)),
        waited=_people(Q(state=state.WAITING)),
    )
    for row in numbers.order_by():
        Event.objects.filter(pk=row["event_id"]).update(
            signed_up_count=_plus("signed_up_count", row["signed_up"]),
            waited_count=_plus("waited_count", row["waited"]),
        )


def _people(which: Q) -> Coalesce:
    return Coalesce(Sum("people", filter=which), 0)


def _plus(name: str, more: int) -> CombinedExpression:
    return Coalesce(F(name), 0) + more
