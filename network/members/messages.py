"""Messages to members: written once, sent as one mail to each, never twice.

Sending writes a row for each member in one transaction. From then on `send_mail` turns
the rows into queued mails, some at a time, each batch with its rows in one transaction:
whoever dies on the way has done a batch or has not. What a member got is kept with the
row; when the member leaves, the row stays as a number.
"""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.mail import (
    PersonalMail,
    compose,
    compose_personal,
    one_line,
    queue,
    queue_in_bulk,
    send_soon,
)

from ..models import Event, Interest, Member, MemberDelivery, MemberMessage
from .membership import leaving_headers

BATCH = 50

State = MemberMessage.State


class MessageRefused(Exception):
    """What was asked for cannot be done; the sentence says why."""


class MemberMail(PersonalMail):
    """A member's mail: it leaves once, and its delivery says so."""

    delivery_pk: Any = None

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        """Send, unless it was done, or the member has left."""
        delivery = MemberDelivery.objects.filter(pk=self.delivery_pk)
        if not delivery.filter(sent_at__isnull=True, member__isnull=False).exists():
            return 0
        return super().send(fail_silently, using=using)

    def was_taken(self) -> None:
        """Let its delivery say so."""
        delivery = MemberDelivery.objects.filter(pk=self.delivery_pk)
        delivery.update(sent_at=timezone.now())


def recipients(message: MemberMessage) -> QuerySet[Member]:
    """Return the members who want to hear about it."""
    members = Member.objects.active().current(timezone.localdate())
    if not message.audience:
        return members
    return members.wanting(Interest(message.audience))


@transaction.atomic
def send(message: MemberMessage) -> int:
    """Begin to send, to the members of this moment; say how many they are.

    Raises:
        MessageRefused: it is sent already, nobody would get it, or the meeting that it
            leads to cannot be seen.
    """
    locked = (
        MemberMessage.objects.select_for_update(of=("self",))
        .select_related("event")
        .get(pk=message.pk)
    )
    if locked.state != State.DRAFT:
        raise MessageRefused("Beskeden er allerede sendt af sted.")
    if locked.event and locked.event.state == Event.State.DRAFT:
        raise MessageRefused("Mødet er en kladde. Gør det offentligt først.")
    rows = [
        MemberDelivery(message=locked, member=member) for member in recipients(locked)
    ]
    if not rows:
        raise MessageRefused("Der er ingen medlemmer, der vil høre om det.")
    MemberDelivery.objects.bulk_create(rows, batch_size=500)
    locked.state = State.SENDING
    locked.started_at = timezone.now()
    locked.recipient_count = len(rows)
    locked.save()
    send_soon()
    return len(rows)


def queue_waiting() -> int:
    """Hand what is being sent to the mail queue, batch by batch; say how much."""
    handed = 0
    while number := _queue_batch():
        handed += number
    return handed


@transaction.atomic
def _queue_batch() -> int:
    """Queue some; of two who try at once, the second finds them queued."""
    locked = MemberDelivery.objects.select_for_update().to_queue()
    pks = [row.pk for row in locked.order_by("pk")[:BATCH]]
    rows = list(
        MemberDelivery.objects.filter(pk__in=pks)
        .to_queue()
        .select_related("message__event", "member")
        .order_by("pk")
    )
    places = queue_in_bulk([_mail(row) for row in rows])
    for row, place in zip(rows, places, strict=True):
        row.mail = place
        row.queued_at = timezone.now()
    MemberDelivery.objects.bulk_update(rows, ["mail", "queued_at"])
    return len(rows)


def settle() -> None:
    """Close the messages of which nothing is on its way any more."""
    for message in MemberMessage.objects.filter(state=State.SENDING):
        if not message.progress.waiting:
            MemberMessage.objects.filter(pk=message.pk, state=State.SENDING).update(
                state=State.SENT, finished_at=timezone.now()
            )


def _mail(row: MemberDelivery) -> PersonalMail:
    member = row.member
    if member is None:
        raise ValueError("Only a member gets a mail.")
    mail = compose_personal(
        "member_message",
        _context(row.message),
        to=member.email,
        row=member,
        kind=MemberMail,
    )
    mail.extra_headers |= leaving_headers()
    if isinstance(mail, MemberMail):
        mail.delivery_pk = row.pk
    return mail


def specimen(message: MemberMessage, to: str) -> EmailMultiAlternatives:
    """Write the mail as members get it, with links that are nobody's."""
    return compose("member_message", _context(message), to=to)


@transaction.atomic
def try_out(message: MemberMessage, to: str) -> None:
    """Send it to the one who wrote it, and say so in the subject.

    Raises:
        MessageRefused: the account has no mail address.
    """
    if not to:
        raise MessageRefused("Din konto har ingen mailadresse. Bed om at få den på.")
    mail = specimen(message, to)
    mail.subject = f"Prøve: {mail.subject}"
    queue(mail)


def _context(message: MemberMessage) -> dict[str, Any]:
    subject = one_line(message.subject)
    return {"subject": subject, "message": message, "event": message.event}
