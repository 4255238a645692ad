"""Empties the mail queue without holding the database while a mail server thinks.

django-mailer keeps the queue; its own engine sends inside the transaction that locks
the row, and on SQLite that stops every writer for as long as the mail server takes.
Here a mail is claimed in one short transaction, sent outside of any, and crossed off in
another.

What the mail server certainly did not take is tried again after 1 minute, 2, 4 and so
on up to 12 hours, for 29 hours in all; then, or when the address is refused for good,
it waits for the editor on the desk.

Where nobody knows, since the server got the whole letter and did not answer, or since
the process died and left its claim to expire, the mail is sent once more under the same
Message-ID, so that at most one duplicate arrives and can be known for one. When that
ends in doubt too, the editor decides.
"""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from mailer.models import PRIORITY_LOW, RESULT_SUCCESS, Message, MessageLog

from common.mail import LateMail, PersonalMail, read_mail

from .mail_server import Unanswered
from .models import MailDelivery

logger = logging.getLogger(__name__)

# Longer than the slowest conversation with a mail server: each of its answers may take
# EMAIL_TIMEOUT, and those about the letter itself PATIENCE.
CLAIM_LASTS = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
# 1, 2, 4 … 512 minutes and then 12 hours: 29 hours in all.
MOST_ATTEMPTS = 12
# How often a mail may have arrived before somebody must decide.
MOST_DOUBTS = 2
DIED = "Portalen blev afbrudt, mens den sendte mailen."
# A mail that was given up, and that nobody has dealt with, is deleted.
KEPT = timedelta(days=30)


class ServerAway(Exception):
    """The mail server cannot be reached, so that no other mail need be tried either."""


class Unreadable(Exception):
    """A queued mail that this version of the portal cannot read."""


def deliver() -> int:
    """Send what is due and say how many mails that was. May run many times at once."""
    sent = 0
    connection = get_connection(settings.MAILER_EMAIL_BACKEND)
    try:
        for message in _due():
            if not _claim(message, timezone.now()):
                continue
            try:
                left = _send(message, connection)
            except ServerAway as fault:
                _put_back(message, fault)
                break
            except Exception as fault:
                _put_back(message, fault)
                connection = _another(connection)
            else:
                _cross_off(message, left)
                sent += 1
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return sent


def waiting_since() -> datetime | None:
    """Say since when the oldest due mail has waited for somebody to send it.

    Messages to members wait behind all others and may take their time. A mail that was
    tried and waits for its next attempt is not due.
    """
    due = _due_by(timezone.now()).filter(priority__lt=PRIORITY_LOW)
    since = Coalesce("delivery__next_at", "when_added")
    return due.aggregate(oldest=Min(since))["oldest"]


def failed() -> models.QuerySet[MailDelivery]:
    """Return the mails that are not tried any more."""
    return MailDelivery.objects.filter(failed_at__isnull=False)


def undelivered() -> models.QuerySet[MailDelivery]:
    """Return those that certainly did not arrive."""
    return failed().filter(doubts=0)


def unsure() -> models.QuerySet[MailDelivery]:
    """Return those that may have arrived."""
    return failed().filter(doubts__gt=0)


def expired(now: datetime) -> models.QuerySet[Message]:
    """Return mails that were given up so long ago that nobody will send them."""
    return Message.objects.filter(delivery__failed_at__lte=now - KEPT)


def delete_expired(now: datetime) -> int:
    """Delete them, with the trace of their delivery, and say how many."""
    return expired(now).delete()[1].get(Message._meta.label, 0)


def delete_orphans() -> int:
    """Delete mails about what is deleted itself, and say how many.

    Whoever is deleted on the promised day leaves no address behind in the queue.
    """
    gone = [
        message.pk
        for message in Message.objects.iterator(chunk_size=100)
        if isinstance(mail := read_mail(message), PersonalMail) and mail.is_orphan
    ]
    return Message.objects.filter(pk__in=gone).delete()[1].get(Message._meta.label, 0)


@transaction.atomic
def try_again(delivery: MailDelivery) -> None:
    """Let a mail that was given up be tried from the beginning.

    One that may have arrived leaves in doubt once more at most.
    """
    failed().filter(pk=delivery.pk).update(
        attempts=0,
        doubts=Least(F("doubts"), MOST_DOUBTS - 1),
        next_at=timezone.now(),
        failed_at=None,
        fault="",
    )


def wait_after(attempts: int) -> timedelta:
    """Say how long to wait after so many attempts."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def _due() -> Iterator[Message]:
    """Yield what is due, the most pressing and oldest first.

    The numbers are read at once: a cursor held open would keep SQLite's readers' lock.
    """
    due = _due_by(timezone.now()).order_by("priority", "when_added", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        if message := Message.objects.filter(pk=pk).first():
            yield message


def _due_by(now: datetime) -> models.QuerySet[Message]:
    return Message.objects.filter(
        Q(delivery__isnull=True)
        | Q(delivery__failed_at__isnull=True, delivery__next_at__lte=now)
    )


@transaction.atomic
def _claim(message: Message, now: datetime) -> bool:
    """Take a mail for a while; of many who try at once, one gets it.

    Until its outcome is known the mail is in doubt, so that nobody need live to say so.
    """
    if not Message.objects.select_for_update().filter(pk=message.pk).exists():
        return False
    MailDelivery.objects.bulk_create(
        [MailDelivery(message=message, next_at=now)], ignore_conflicts=True
    )
    free = MailDelivery.objects.filter(
        message=message, failed_at__isnull=True, next_at__lte=now
    )
    # Whoever had it the last time died.
    free.filter(doubts__gte=MOST_DOUBTS).update(failed_at=now, fault=DIED)
    taken = free.update(
        next_at=now + CLAIM_LASTS,
        attempts=F("attempts") + 1,
        doubts=F("doubts") + 1,
    )
    return bool(taken)


def _send(message: Message, connection: BaseEmailBackend) -> EmailMessage | None:
    """Send, and return what left; nothing does where it makes no sense any more."""
    mail = read_mail(message)
    if mail is None:
        raise Unreadable("Portalen kan ikke læse mailen mere.")
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        raise ServerAway(str(fault)) from fault
    mail.connection = connection
    mail.extra_headers.setdefault("Message-ID", _message_id(message))
    return mail if mail.send() else None


def _message_id(message: Message) -> str:
    """Name a mail by its row, so that it has the same name whenever it is sent."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{message.pk}.{message.when_added.timestamp():.6f}@{host}>"


def _another(connection: BaseEmailBackend) -> BaseEmailBackend:
    """Begin a new conversation; who knows what state the old one is in."""
    with suppress(OSError, smtplib.SMTPException):
        connection.close()
    return get_connection(settings.MAILER_EMAIL_BACKEND)


@transaction.atomic
def _cross_off(message: Message, left: EmailMessage | None) -> None:
    if isinstance(left, LateMail):
        left.was_taken()
    MessageLog.objects.create(
        message_id=_message_id(message),
        when_added=message.when_added,
        priority=message.priority,
        result=RESULT_SUCCESS,
    )
    message.delete()


def _put_back(message: Message, fault: Exception) -> None:
    """Let a mail wait for another attempt, or for the editor."""
    now = timezone.now()
    is_ours = not isinstance(
        fault, (OSError, smtplib.SMTPException, ServerAway, Unreadable)
    )
    if is_ours:
        logger.exception("Mail %s cannot be sent.", message.pk, exc_info=fault)
    with transaction.atomic():
        delivery = (
            MailDelivery.objects.select_for_update().filter(message=message).first()
        )
        if delivery is None:
            return
        delivery.fault = _in_words(fault)
        if not isinstance(fault, Unanswered):
            delivery.doubts = max(delivery.doubts - 1, 0)
        delivery.next_at = now + wait_after(delivery.attempts)
        if (
            _is_final(fault)
            or delivery.attempts >= MOST_ATTEMPTS
            or delivery.doubts >= MOST_DOUBTS
        ):
            delivery.failed_at = now
        delivery.save()


def _in_words(fault: Exception) -> str:
    """Say to the editor what happened, with what the server itself said."""
    if isinstance(fault, Unanswered):
        return f"Mailserveren fik hele mailen og svarede ikke ({fault})."
    if isinstance(fault, ServerAway):
        return f"Mailserveren kan ikke nås ({fault})."
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(fault.recipients.values()))
        return f"Mailserveren tager ikke imod adressen: {code} {_decoded(said)}"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"Mailserveren sagde nej: {fault.smtp_code} {_decoded(fault.smtp_error)}"
    if isinstance(fault, (OSError, smtplib.SMTPException)):
        return f"Forbindelsen til mailserveren blev brudt ({fault})."
    return str(fault) or type(fault).__name__


def _decoded(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said


def _is_final(fault: Exception) -> bool:
    """Whether trying again cannot help: codes from 500 on are for good."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in fault.recipients.values())
    if isinstance(fault, smtplib.SMTPDataError):
        return fault.smtp_code >= 500
    return isinstance(fault, Unreadable)
