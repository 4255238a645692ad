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

from .letters import as_html
from .personal_links import PersonalLink

Mail = TypeVar("Mail", bound=EmailMultiAlternatives)

# Stands in a queued mail where the token will be; `reverse` leaves it as it is.
TOKEN = "~token~"


def one_line(text: str) -> str:
    """Make a text fit for a header: every kind of line break becomes a space."""
    return " ".join(text.split())


class LateMail(EmailMultiAlternatives):
    """A mail whose links are finished at the moment it leaves.

    So the queue, its log and every copy of the database are without tokens: where the
    token will be, `TOKEN` stands.
    """

    def late_token(self) -> str | None:
        """Return the token, or None if the mail is not to be sent any more."""
        raise NotImplementedError

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        """Write the token wherever its place is kept, and send."""
        token = self.late_token()
        if token is None:
            return 0
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


class PersonalMail(LateMail):
    """A mail about somebody's own row; where that is gone, the mail is not sent."""

    about: tuple[str, Any] = ("", None)

    def late_token(self) -> str | None:
        """Return the row's token."""
        label, pk = self.about
        row = apps.get_model(label)._base_manager.filter(pk=pk).first()
        return row.token if isinstance(row, PersonalLink) else None


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
    kind: type[Mail] = EmailMultiAlternatives,  # type: ignore[assignment]
) -> Mail:
    """Write a mail from templates/mail/, as text and as HTML made from that text.

    Replies go to the role mailbox.
    """
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
    subject, body = one_line(subject), f"{body.strip()}\n"
    mail = kind(
        subject=subject,
        body=body,
        from_email=settings.MAIL_FROM,
        to=[one_line(to)],
        reply_to=[settings.CONTACT_EMAIL],
    )
    page = as_html(subject, body, site_url=settings.SITE_URL, token=TOKEN)
    mail.attach_alternative(page, "text/html")
    return mail


def queue(*mails: EmailMessage) -> None:
    """Put mails in the queue; they stay there only if the transaction does.

    Each is for one person: nobody learns who else was written to, and a mail server
    that refuses one address leaves nobody out unseen.
    """
    if any(len(mail.recipients()) != 1 for mail in mails):
        raise ValueError("A mail goes to one person.")
    DbBackend().send_messages(mails)
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(send_now)


def send_now() -> None:
    """Empty the queue; a local start has nobody else to do it."""
    call_command("send_mail", verbosity=0)
