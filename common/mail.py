"""Mail that is queued in the transaction it is about, and sent by a command later.

A template begins with the subject; an empty line parts it from the text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.management import call_command
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string
from mailer.backend import DbBackend
from mailer.models import PRIORITY_LOW, Message

from .letters import as_html
from .personal_links import PersonalLink

Mail = TypeVar("Mail", bound=EmailMultiAlternatives)

GREETING = re.compile(r"(Hej|Kære)\b")
CLOSING = re.compile(r"(Venlig hilsen|Vi ses)$", re.MULTILINE)

# Stands in a queued mail where the token will be; `reverse` leaves it as it is.
TOKEN = "~token~"


def shared() -> dict[str, Any]:
    """Return what every template of a mail may use."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
    }


def standard(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the subject and the text that a template gives."""
    text = render_to_string(f"mail/{template}.txt", shared() | context)
    subject, _, body = text.strip().partition("\n\n")
    # What a template leaves out or includes may leave several empty lines behind.
    return one_line(subject), re.sub(r"\n{3,}", "\n\n", f"{body.strip()}\n")


@dataclass(frozen=True)
class Wording:
    """An editor's own words for a mail; where one is empty, the standard stands."""

    subject: str = ""
    opening: str = ""
    closing: str = ""


def put_in(words: Wording, body: str) -> str:
    """Put words after a mail's greeting and before its closing."""
    parts = [part for part in re.split(r"\n\s*\n", body.strip()) if part.strip()]
    first = 1 if parts and GREETING.match(parts[0]) else 0
    ends = [number for number, part in enumerate(parts) if CLOSING.match(part)]
    last = max(ends, default=len(parts))
    whole = [
        *(*parts[:first], words.opening, *parts[first:last], words.closing),
        *parts[last:],
    ]
    return "\n\n".join(part.strip("\n") for part in whole if part.strip()) + "\n"


def one_line(text: str) -> str:
    """Make a text fit for a header: every kind of line break becomes a space.

    Nor does it hold an encoded word, which mail programs would turn into anything.
    """
    return " ".join(text.replace("=?", "= ?").split())


class LateMail(EmailMultiAlternatives):
    """A mail whose links are finished at the moment it leaves.

    So the queue, its log and every copy of the database are without tokens: where the
    token will be, `TOKEN` stands.
    """

    def late_token(self) -> str | None:
        """Return the token, or None if the mail is not to be sent any more."""
        raise NotImplementedError

    def late_values(self) -> dict[str, str] | None:
        """Return what goes where a place is kept; None as above."""
        token = self.late_token()
        return None if token is None else {TOKEN: token}

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        """Write the values wherever their places are kept, and send."""
        values = self.late_values()
        if values is None:
            return 0

        def finished(text: object) -> str:
            whole = str(text)
            for place, value in values.items():
                whole = whole.replace(place, value)
            return whole

        mail = EmailMultiAlternatives(
            subject=self.subject,
            body=finished(self.body),
            from_email=self.from_email,
            to=self.to,
            reply_to=[finished(address) for address in self.reply_to],
            headers={key: finished(said) for key, said in self.extra_headers.items()},
            connection=self.connection,
        )
        for content, mimetype in self.alternatives:
            mail.attach_alternative(finished(content), mimetype)
        return mail.send(fail_silently)

    def was_taken(self) -> None:
        """Write down that a mail server has it, as the mail leaves the queue."""


class PersonalMail(LateMail):
    """A mail about somebody's own row; where that is gone, the mail is not sent."""

    about: tuple[str, Any] = ("", None)
    # What must still be true of the row, and until when, for the mail to make sense.
    only_while: Mapping[str, Any] = {}
    before: datetime | None = None

    @property
    def is_orphan(self) -> bool:
        """Whether the row it is about is gone, so that nobody will ever send it."""
        return not self._rows().exists()

    def _rows(self) -> models.QuerySet[Any]:
        label, pk = self.about
        return apps.get_model(label)._base_manager.filter(pk=pk)

    def late_token(self) -> str | None:
        """Return the row's token, as long as the mail makes sense."""
        if self.before and timezone.now() >= self.before:
            return None
        row = self._rows().filter(**self.only_while).first()
        return row.token if isinstance(row, PersonalLink) else None


def compose_personal(
    template: str,
    context: dict[str, Any],
    *,
    to: str,
    row: PersonalLink,
    only_while: Mapping[str, Any] | None = None,
    before: datetime | None = None,
    kind: type[PersonalMail] = PersonalMail,
) -> PersonalMail:
    """Write a mail about somebody's own row; its templates put ``token`` in links.

    Args:
        template: in templates/mail/.
        context: what it needs.
        to: the address.
        row: whose link it brings.
        only_while: what must still hold for the row when the mail leaves, as for
            `filter`; else it is not sent.
        before: when it makes no sense any more.
        kind: what else it does when it leaves.
    """
    mail = compose(template, {"token": TOKEN, **context}, to=to, kind=kind)
    mail.about = (row._meta.label, row.pk)
    mail.only_while = dict(only_while or {})
    mail.before = before
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
    subject, fixed = standard(template, context)
    body = fixed
    if settings.MAIL_WORDING and (
        words := import_string(settings.MAIL_WORDING)(template, shared() | context)
    ):
        subject, body = one_line(words.subject) or subject, put_in(words, fixed)
    mail = kind(
        subject=subject,
        body=body,
        from_email=f'"{settings.SITE_NAME}" <{settings.MAIL_FROM}>',
        to=[one_line(to)],
        reply_to=[settings.CONTACT_EMAIL],
    )
    page = as_html(subject, body, site_url=settings.SITE_URL, standard=fixed)
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
    send_soon()


def queue_in_bulk(mails: Sequence[EmailMessage]) -> list[Message]:
    """Queue mails to many behind those that somebody waits for; return the places."""
    places = [Message(email=mail, priority=PRIORITY_LOW) for mail in mails]
    return list(Message.objects.bulk_create(places))


def withdraw(row: PersonalLink) -> int:
    """Take mails about somebody's row out of the queue, and say how many that was."""
    about = (row._meta.label, row.pk)
    places = [
        place.pk
        for place in Message.objects.iterator()
        if getattr(read_mail(place), "about", None) == about
    ]
    return Message.objects.filter(pk__in=places).delete()[1].get(Message._meta.label, 0)


def read_mail(place: Message) -> EmailMessage | None:
    """Return what is queued, or None where this release cannot read it."""
    try:
        found = place.email
    except ImportError:
        return None
    return found if isinstance(found, EmailMessage) else None


def send_soon() -> None:
    """Empty the queue when the transaction is through, where nobody else does."""
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(send_now)


def send_now() -> None:
    """Empty the queue; a local start has nobody else to do it."""
    call_command("send_mail", verbosity=0)
