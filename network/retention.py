"""Deletion of personal data on the day it was promised (GDPR article 5(1)(e))."""

from datetime import date

from django.db import models, transaction

from .models import Enquiry, Member, Registration, TopicSupport

# Every table with personal data; each row carries the day it is deleted.
PERSONAL: tuple[type[models.Model], ...] = (
    Registration,
    Member,
    Enquiry,
    TopicSupport,
)


def due(on: date) -> dict[type[models.Model], int]:
    """Count the rows that are to be gone by a day."""
    return {
        model: model._default_manager.filter(delete_on_date__lte=on).count()
        for model in PERSONAL
    }


@transaction.atomic
def delete_due(on: date) -> dict[type[models.Model], int]:
    """Delete what is due and tell how much that was. A second run finds nothing."""
    return {
        model: model._default_manager.filter(delete_on_date__lte=on).delete()[0]
        for model in PERSONAL
    }
