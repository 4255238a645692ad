"""What in the network wants looking after; the desk counts it and lists it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import Event, ProgrammeItem, Registration

# From then on an event is so near that what it lacks is missed.
SOON = timedelta(days=21)


def lacking_something(events: QuerySet) -> QuerySet:
    """Keep coming events that are near and lack what their readers need.

    That is: they are still a draft, have no programme, or a place without an address.
    """
    now = timezone.now()
    programme = ProgrammeItem.objects.filter(event=OuterRef("pk"))
    return events.exclude(state=Event.State.CANCELLED).filter(
        Q(state=Event.State.DRAFT) | ~Exists(programme) | ~Q(venue="") & Q(address=""),
        starts_at__gt=now,
        starts_at__lte=now + SOON,
    )


def without_minutes(events: QuerySet) -> QuerySet:
    """Keep events that took place and have no minutes yet."""
    return _held(events).filter(minutes="")


def without_attendance(events: QuerySet) -> QuerySet:
    """Keep events that took place and where nobody has counted who came.

    Only as long as the list of participants is there to count from.
    """
    return _held(events).filter(_has_seated(), attendance_count__isnull=True)


def not_thanked(events: QuerySet) -> QuerySet:
    """Keep events with minutes that those who came have not been sent."""
    return (
        _held(events).filter(_has_seated(), thanked_at__isnull=True).exclude(minutes="")
    )


def _held(events: QuerySet) -> QuerySet:
    return events.filter(state=Event.State.PUBLISHED, ends_at__lte=timezone.now())


def _has_seated() -> Exists:
    seated = Registration.objects.filter(
        event=OuterRef("pk"), state=Registration.State.CONFIRMED
    )
    return Exists(seated)
