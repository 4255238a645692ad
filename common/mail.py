"""Mail that is queued in the transaction it is about, and sent by a command later.

A template begins with the subject; an empty line parts it from the text.
"""

from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.management import call_command
from django.db import transaction
from django.template.loader import render_to_string
from mailer.backend import DbBackend

from .personal_links import PersonalLink

Mail = TypeVar("Mail", bound=EmailMessage)

# Stands in a queued mail where the token will be; `reverse` leaves it as it is.
TOKEN = "~token~"


def one_line(text: str) -> str:
    """Make a text fit for a header: every kind of line break becomes a space."""
    return " ".join(text.split())


class PersonalMail(EmailMultiAlternatives):
    """A mail whose personal link is filled in at the moment it leaves.

    So the queue, its log and every copy of the database are without tokens. Where the
    row is gone, deleted or left, the mail is not sent at all.
    """

    about: tuple[str, Any] = ("", None)

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        """Write the row's token wherever its place is kept, and send."""
        label, pk = self.about
        row = apps.get_model(label)._base_manager.filter(pk=pk).first()
        if not isinstance(row, PersonalLink):
            return 0
        token = row.token
        mail = EmailMultiAlternatives(
            subject=self.subject,
            body=self.body.replace(TOKEN, token),
            from_email=self.from_email,
            to=self.to,
            reply_to=self.reply_to,
            headers={
                name: str(value).replace(TOKEN, token)
                for name, value in self.extra_headers.items()
            },
            connection=self.connection,
        )
        for content, mimetype in self.alternatives:
            mail.attach_alternative(str(content).replace(TOKEN, token), mimetype)
        return mail.send(fail_silently)


def compose_personal(
    template: str, context: dict[str, Any], *, to: str, row: PersonalLink
) -> PersonalMail:
    """Write a mail about somebody's own row; its templates put ``token`` in links."""
    mail = compose(template, {"token": TOKEN, **context}, to=to, kind=PersonalMail)
    mail.about = (row._meta.label, row.pk)
    return mail


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
