"""What in the network wants looking after; the desk counts it and lists it."""

from django.db.models import QuerySet
from django.utils import timezone

from .models import Event


def without_minutes(events: QuerySet) -> QuerySet:
    """Keep events that took place and have no minutes yet."""
    return events.filter(
        state=Event.State.PUBLISHED, ends_at__lte=timezone.now(), minutes=""
    )
