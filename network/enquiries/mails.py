"""Mails of an enquiry's thread, and how a reply finds its way back.

Both the reply address and the names of our mails carry the enquiry's number and its
signature. Either is enough: mail programs keep at least one of them.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from common.mail import PersonalMail, compose_personal

from ..models import Enquiry, EnquiryMessage

# Stands in a queued mail where the signature will be.
SIGNATURE = "~signatur~"
SIGNED = re.compile(r"[+<](\d{1,18})-([a-z2-7]{16})[.@]", re.IGNORECASE)
MOST_LEADS = 20
NAME = re.compile(r"<[^\s<>]{3,250}>")


class EnquiryMail(PersonalMail):
    """A mail of a thread: its reply address is finished at the moment it leaves."""

    def late_values(self) -> dict[str, str] | None:
        """Add the signature; nothing is sent when the enquiry is gone."""
        values = super().late_values()
        enquiry = Enquiry.objects.filter(pk=self.about[1]).first()
        if values is None or enquiry is None:
            return None
        return values | {SIGNATURE: enquiry.signature}


def receipt_mail(enquiry: Enquiry) -> PersonalMail:
    """Tell somebody that it arrived and by when we answer.

    Nobody knows yet whose address it is, so nothing that was typed goes there: what
    they wrote stands on the page behind the link.
    """
    mail = _compose("enquiry_receipt", enquiry, {})
    mail.extra_headers |= {
        "Message-ID": _name(enquiry, 0),
        # No holiday notice answers this.
        "Auto-Submitted": "auto-replied",
    }
    return mail


def answer_mail(enquiry: Enquiry, message: EnquiryMessage) -> PersonalMail:
    """Bring an answer, in the thread that mail programs show."""
    written = list(enquiry.messages.filter(direction=EnquiryMessage.Direction.IN))
    theirs = [one.known_by for one in written if NAME.fullmatch(one.known_by)]
    said, said_at = enquiry.body, enquiry.created_at
    if written:
        said, said_at = written[-1].text, written[-1].sent_at
    context = {"message": message, "said": said, "said_at": said_at}
    mail = _compose("enquiry_answer", enquiry, context)
    mail.extra_headers |= {
        "Message-ID": _name(enquiry, message.pk),
        "In-Reply-To": theirs[-1] if theirs else _name(enquiry, 0),
        "References": " ".join([_name(enquiry, 0), *theirs[-10:]]),
    }
    return mail


def signed_enquiry(texts: Iterable[str]) -> Enquiry | None:
    """Return the enquiry that one of some addresses or names of mails belongs to."""
    found = (lead for text in texts for lead in SIGNED.findall(text))
    # Anybody may write as many as they like.
    for number, signature in list(dict.fromkeys(found))[:MOST_LEADS]:
        enquiry = Enquiry.objects.filter(pk=number).first()
        if enquiry is not None and enquiry.is_signed(signature):
            return enquiry
    return None


def _compose(template: str, enquiry: Enquiry, context: dict) -> PersonalMail:
    mail = compose_personal(
        template,
        {"enquiry": enquiry, **context},
        to=enquiry.email,
        row=enquiry,
        kind=EnquiryMail,
    )
    if settings.REPLY_MAILBOX:
        local, _, domain = settings.REPLY_MAILBOX.partition("@")
        mail.reply_to = [f"{local}+{enquiry.pk}-{SIGNATURE}@{domain}"]
    return mail


def _name(enquiry: Enquiry, number: int) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{enquiry.pk}-{SIGNATURE}.{number}@{host}>"
