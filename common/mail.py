"""Mail that is queued in the transaction it is about, and sent by a command later.

A template begins with the subject; an empty line parts it from the text.
"""

from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.template.loader import render_to_string
from mailer.backend import DbBackend

Mail = TypeVar("Mail", bound=EmailMessage)


def one_line(text: str) -> str:
    """Make a text fit for a header: every kind of line break becomes a space."""
    return " ".join(text.split())


def compose(
    template: str,
    context: dict[str, Any],
    *,
    to: str,
    kind: type[Mail] = EmailMessage,  # type: ignore[assignment]
) -> Mail:
    """Write a mail from templates/mail/; replies go to the role mailbox."""
    text = render_to_string(
        f"mail/{template}.txt",
        {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "contact_email": settings.CONTACT_EMAIL,
            **context,
        },
    )
    subject, _, body = text.strip().partition("\n")
    return kind(
        subject=one_line(subject),
        body=f"{body.strip()}\n",
        from_email=settings.MAIL_FROM,
        to=[one_line(to)],
        reply_to=[settings.CONTACT_EMAIL],
    )


def queue(*mails: EmailMessage) -> None:
    """Put mails in the queue; they stay there only if the transaction does."""
    DbBackend().send_messages(mails)
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(send_now)


def send_now() -> None:
    """Empty the queue; a local start has nobody else to do it."""
    call_command("send_mail", verbosity=0)
