"""Reminders of an event, two weeks and two days before, as its editor chose.

Each goes once, however often and however late this runs. Who signed up after a reminder
was due is not reminded by it: that mail was about the same days. What is still in the
queue when the event is moved, called off or over is not sent.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from common import mail

from ..models import Event, Registration, Reminder
from ..sign_up.seats import participants
from .steps import about

Kind = Reminder.Kind
# Which field of the event chooses which reminder.
CHOSEN_BY = {Kind.TWO_WEEKS: "remind_two_weeks", Kind.TWO_DAYS: "remind_two_days"}


def send_due(now: datetime | None = None) -> int:
    """Queue every reminder that is due, and say how many that is."""
    now = now or timezone.now()
    return sum(
        _send(pk, kind, now)
        for kind in Kind
        for pk in _due(kind, now).values_list("pk", flat=True)
    )


def _due(kind: Reminder.Kind, now: datetime) -> QuerySet[Event]:
    """Return the events whose reminder is due; the later one takes over in time."""
    last = now + Kind.TWO_DAYS.lead if kind == Kind.TWO_WEEKS else now
    return Event.objects.filter(
        **{CHOSEN_BY[kind]: True},
        state=Event.State.PUBLISHED,
        starts_at__gt=last,
        starts_at__lte=now + kind.lead,
    ).order_by("starts_at", "pk")


@transaction.atomic
def _send(pk: int, kind: Reminder.Kind, now: datetime) -> int:
    """Queue one event's reminders; a second run waits for the lock and finds none."""
    event = _due(kind, now).select_for_update(of=("self",)).filter(pk=pk).first()
    if event is None:
        return 0
    reminded = Reminder.objects.filter(
        registration=OuterRef("pk"), kind=kind, about_at=event.starts_at
    )
    to = list(
        participants(event).filter(
            ~Exists(reminded), created_at__lte=event.starts_at - kind.lead
        )
    )
    Reminder.objects.bulk_create(
        Reminder(registration=one, kind=kind, about_at=event.starts_at) for one in to
    )
    mail.queue(*(_letter(event, one, kind) for one in to))
    return len(to)


def _letter(
    event: Event, registration: Registration, kind: Reminder.Kind
) -> mail.PersonalMail:
    return mail.compose_personal(
        "event_reminder",
        {**about(event), "registration": registration, "kind": kind},
        to=registration.email,
        row=registration,
        only_while={
            "state": Registration.State.CONFIRMED,
            "event__state": Event.State.PUBLISHED,
            "event__starts_at": event.starts_at,
            "event__venue": event.venue,
        },
        before=event.starts_at,
    )
