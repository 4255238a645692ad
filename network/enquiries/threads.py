"""Enquiries to the business developer: received once each, answered by mail.

Every change of a thread happens here, whether it came from a form, from the desk or in
a mail. A thread that waits for us has the state "ny" and a day by which we answer.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from common.mail import compose, queue

from ..models import Enquiry, EnquiryMessage, answer_due_date
from ..working_days import is_working_day
from .mails import answer_mail, receipt_mail

State, Direction = Enquiry.State, EnquiryMessage.Direction


class NewMessage(Exception):
    """Something was written in the thread that whoever answers has not seen."""


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Enquiry.objects.filter(sending_key=sending_key).exists()


@transaction.atomic
def receive(
    *, sending_key: str, subject: str, body: str, name: str, email: str
) -> Enquiry:
    """Keep what somebody asks, and send a receipt; sent twice, it is kept once."""
    longest = Enquiry._meta.get_field("subject").max_length
    enquiry, is_new = Enquiry.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "subject": subject[:longest],
            "body": body,
            "name": name,
            "email": email,
        },
    )
    if is_new:
        queue(receipt_mail(enquiry))
    return enquiry


@transaction.atomic
def answer(*, enquiry: Enquiry, text: str, then: str, seen: str = "") -> EnquiryMessage:
    """Send an answer, and let the thread stand as the editor says.

    Args:
        enquiry: what is answered.
        text: the answer.
        then: the state afterwards.
        seen: the `seen_until` of the thread that the editor read; empty for any.

    Raises:
        NewMessage: something came while the answer was written; nothing was sent.
    """
    locked = _locked(enquiry)
    if seen and seen != seen_until(locked):
        raise NewMessage
    message = EnquiryMessage.objects.create(
        enquiry=locked, direction=Direction.OUT, text=text
    )
    locked.state = then
    locked.answered_at = locked.latest_at = message.sent_at
    locked.save(update_fields=["state", "answered_at", "latest_at"])
    queue(answer_mail(locked, message))
    return message


@transaction.atomic
def add_message(
    *,
    enquiry: Enquiry,
    text: str,
    known_by: str,
    is_automatic: bool = False,
    **more: Any,
) -> bool:
    """Put what was written to us into its thread, once; say whether it was new.

    Whoever writes waits for an answer from then on. A holiday notice or a letter that
    came back waits for nobody, and is never answered.
    """
    locked = _locked(enquiry)
    message, is_new = locked.messages.get_or_create(
        known_by=known_by,
        defaults={
            "direction": Direction.AUTOMATIC if is_automatic else Direction.IN,
            "text": text,
            **more,
        },
    )
    if not is_new:
        return False
    locked.latest_at = message.sent_at
    if not is_automatic and locked.state != State.NEW:
        locked.state = State.NEW
        locked.due_date = answer_due_date()
    locked.save(update_fields=["latest_at", "state", "due_date"])
    return True


@transaction.atomic
def move(*, enquiry: Enquiry, state: str) -> None:
    """Let a thread stand somewhere else; one that is opened again is due again."""
    locked = _locked(enquiry)
    if state == State.NEW and locked.state != State.NEW:
        locked.due_date = answer_due_date()
    locked.state = state
    locked.save(update_fields=["state", "due_date"])


@transaction.atomic
def tell_of_waiting() -> int:
    """Queue a mail to the role mailbox if somebody waits; say how many do.

    It names nobody. On days when nobody is there to answer, nothing is sent.
    """
    waiting = Enquiry.objects.filter(state=State.NEW).order_by("due_date")
    first = waiting.first()
    if first is None or not is_working_day(timezone.localdate()):
        return 0
    number = waiting.count()
    context = {
        "waiting": number,
        "late": waiting.overdue().count(),
        "first_due_date": first.due_date,
    }
    mail: EmailMultiAlternatives = compose(
        "enquiries_waiting", context, to=settings.CONTACT_EMAIL
    )
    # No holiday notice answers this.
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    queue(mail)
    return number


def seen_until(enquiry: Enquiry) -> str:
    """Return what tells one state of a thread from the next."""
    return f"{enquiry.state} {enquiry.latest_at.timestamp():.6f}"


def _locked(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.select_for_update().get(pk=enquiry.pk)
