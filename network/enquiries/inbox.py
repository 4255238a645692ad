"""Puts mails that come in into the threads they belong to."""

import enum
import imaplib
import logging
import ssl

from django.conf import settings

from . import threads
from .incoming_mail import leads_of, read
from .mails import signed_enquiry
from .opened_mail import headers_of

logger = logging.getLogger(__name__)

# With files, which are not kept, but must not stop the words beside them.
LARGEST = 35 * 1024 * 1024
# How long the mail server may take for each answer, in seconds.
TIMEOUT = 30
HEADERS = "(BODY.PEEK[HEADER])"


class Outcome(enum.Enum):
    """What became of a mail."""

    TAKEN = "taken in"
    KNOWN = "known already"
    NO_THREAD = "belongs to no enquiry"
    TOO_LARGE = "too large"


def take_in(
    raw: bytes, *, to: tuple[str, ...] = (), sender: str | None = None
) -> Outcome:
    """Put a mail into its thread, or say why not; nothing is ever sent because of it.

    Args:
        raw: the mail as it came.
        to: whom the mail server took it for.
        sender: whom it would give it back to; "" is nobody, None is not known.
    """
    if len(raw) > LARGEST:
        return Outcome.TOO_LARGE
    mail = read(raw, to=to, sender=sender)
    enquiry = signed_enquiry(mail.leads)
    if enquiry is None:
        return Outcome.NO_THREAD
    is_other = mail.sender.lower() != enquiry.email.lower()
    is_new = threads.add_message(
        enquiry=enquiry,
        text=mail.text,
        known_by=mail.known_by,
        is_automatic=mail.is_automatic,
        history=mail.history,
        attachment_names="\n".join(mail.attachments),
        sender=mail.sender if is_other else "",
    )
    return Outcome.TAKEN if is_new else Outcome.KNOWN


def empty_mailbox() -> int:
    """Take the replies out of the mailbox of the settings, and say how many.

    Only mails that belong to a thread are touched. All others stay as they are,
    unread, for the people whose mailbox it is.
    """
    taken = 0
    with imaplib.IMAP4_SSL(
        settings.IMAP_HOST,
        settings.IMAP_PORT,
        ssl_context=ssl.create_default_context(),
        timeout=TIMEOUT,
    ) as box:
        box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
        _ok(box.select(f'"{settings.IMAP_FOLDER}"'))
        _, found = box.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").decode().split():
            if _is_ours(box, uid):
                taken += _take(box, uid)
    return taken


def _is_ours(box: imaplib.IMAP4, uid: str) -> bool:
    """Look at the headers alone; the rest may be large, and somebody else's."""
    mail = headers_of(_fetched(box, uid, HEADERS))
    return signed_enquiry(leads_of(mail)) is not None


def _take(box: imaplib.IMAP4, uid: str) -> int:
    raw = _fetched(box, uid, "(BODY.PEEK[])")
    try:
        outcome = take_in(raw)
    except Exception as fault:
        # The next run comes back to it. Nothing personal is written.
        logger.error("A mail in the mailbox stays: %s.", type(fault).__name__)
        return 0
    if outcome not in (Outcome.TAKEN, Outcome.KNOWN):
        logger.warning("A mail in the mailbox stays there: %s.", outcome.value)
        return 0
    box.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    if settings.IMAP_DONE_FOLDER:
        # A mailbox that cannot move keeps it, marked as read.
        box.uid("MOVE", uid, f'"{settings.IMAP_DONE_FOLDER}"')
    return int(outcome is Outcome.TAKEN)


def _fetched(box: imaplib.IMAP4, uid: str, what: str) -> bytes:
    _, parts = box.uid("FETCH", uid, what)
    return b"".join(part[1] for part in parts if isinstance(part, tuple))


def _ok(answer: tuple[str, list]) -> None:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error("The mailbox has no such folder.")
