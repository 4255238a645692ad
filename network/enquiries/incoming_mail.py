"""What is of use in a mail that somebody sent us, whatever their program made of it.

The text is kept, as plain words; what it repeats of earlier mails is kept apart; of
files only the names. Nothing in a mail can break this: what cannot be read is said.
"""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256

from .opened_mail import file_names, header, headers_of, opened, text_of

LONGEST_TEXT = 50_000
CUT_OFF = "\n\n[Resten af mailen var for lang og er ikke gemt.]"
NOTHING = "[Mailen havde ingen tekst.]"
UNREADABLE = (
    "[Mailen kan ikke læses, for den er sat sammen på en måde, som mailprogrammer ikke "
    "gør det. Den skal sendes igen som en almindelig mail.]"
)
MOST_FILES = 50
# Where a reply repeats what it answers, in the words of the usual mail programs. After
# a line there is nothing new; after an introduction there may be.
LINE = re.compile(
    r"-{2,}\s*(Oprindelig (meddelelse|besked)|Videresendt (meddelelse|besked)|"
    r"Original Message|Ursprüngliche Nachricht)\s*-{2,}"
    r"|_{20,}",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(
    r"(Den|On|Am|Le) .{6,200}(skrev|wrote|schrieb|a écrit)[^\n]{0,120}:|>.*",
    re.IGNORECASE,
)
HEADER_OF_OUTLOOK = re.compile(r"\*?(Fra|From|Von):\*? .+", re.IGNORECASE)
SECOND_OF_OUTLOOK = re.compile(
    r"\*?(Sendt|Sent|Gesendet|Dato|Date|Til|To):\*? .+", re.IGNORECASE
)
# Our own links, if the mail repeats them: they would open the thread.
OWN_LINK = re.compile(r"(/kontakt/svar/)[^/\s]+")
OWN_ADDRESS = re.compile(r"\+\d+-[a-z2-7]{16}@", re.IGNORECASE)
ADDRESSES = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "Resent-To")


@dataclass(frozen=True)
class Incoming:
    """A mail, as far as it is of use."""

    text: str
    history: str
    attachments: list[str]
    sender: str
    known_by: str
    # Where it was sent, and which mails it answers.
    leads: list[str]
    is_automatic: bool


def read(
    raw: bytes, *, to: tuple[str, ...] = (), sender: str | None = None
) -> Incoming:
    """Read a mail.

    Args:
        raw: the mail as it came (RFC 5322).
        to: whom the mail server took it for, where that is known.
        sender: whom it would give it back to; "" is nobody, None is not known.
    """
    whole = opened(raw)
    mail = headers_of(raw) if whole is None else whole
    said = UNREADABLE if whole is None else _without_our_links(text_of(whole))
    text, history = parted(said)
    return Incoming(
        text=_short(text) or NOTHING,
        history=_short(history),
        attachments=[] if whole is None else file_names(whole)[:MOST_FILES],
        sender=parseaddr(header(mail, "From"))[1][:254],
        known_by=_known_by(mail, raw),
        leads=[*to, *leads_of(mail)],
        is_automatic=is_automatic(mail, sender),
    )


def leads_of(mail: EmailMessage) -> list[str]:
    """Return where a mail was sent and which mails it answers."""
    return [header(mail, name) for name in (*ADDRESSES, "In-Reply-To", "References")]


def is_automatic(mail: EmailMessage, sender: str | None) -> bool:
    """Say whether a machine wrote it: nobody waits for an answer to that."""
    submitted = header(mail, "Auto-Submitted").split(";")[0].strip().lower()
    returned_to = header(mail, "Return-Path").strip()
    local = parseaddr(header(mail, "From"))[1].partition("@")[0].lower()
    return (
        submitted not in ("", "no")
        or header(mail, "Precedence").strip().lower()
        in ("bulk", "junk", "list", "auto_reply")
        or any(header(mail, name) for name in ("X-Autoreply", "X-Autorespond"))
        or sender == ""
        or returned_to == "<>"
        or mail.get_content_type() == "multipart/report"
        or local in ("mailer-daemon", "postmaster")
    )


def parted(text: str) -> tuple[str, str]:
    """Part what is new from what is repeated; in doubt everything is new.

    Where something new stands between or after the repeated lines, somebody answered
    point by point, and nothing is folded away.
    """
    lines = text.splitlines()
    for number in range(len(lines)):
        is_line = _is_line(lines, number)
        if not is_line and not _is_introduction(lines, number):
            continue
        rest = lines[number:]
        new = "\n".join(lines[:number]).strip()
        if not new or (not is_line and _is_mixed(rest)):
            break
        return new, "\n".join(rest).strip()
    return text.strip(), ""


def _is_line(lines: list[str], number: int) -> bool:
    line = lines[number].strip()
    if HEADER_OF_OUTLOOK.fullmatch(line):
        following = [one.strip() for one in lines[number + 1 : number + 4]]
        return any(SECOND_OF_OUTLOOK.fullmatch(one) for one in following)
    return bool(LINE.fullmatch(line))


def _is_introduction(lines: list[str], number: int) -> bool:
    # "Den … skrev …:" is often broken over two lines.
    both = " ".join(one.strip() for one in lines[number : number + 2])
    line = lines[number].strip()
    return bool(INTRODUCTION.fullmatch(line) or INTRODUCTION.fullmatch(both))


def _is_mixed(rest: list[str]) -> bool:
    """Say whether something new stands between or after lines that are repeated."""
    return any(one.startswith(">") for one in rest) and any(
        one.strip() and not one.startswith(">") for one in rest[_length_of_mark(rest) :]
    )


def _length_of_mark(rest: list[str]) -> int:
    """Return how many lines say that the repetition begins."""
    for number, line in enumerate(rest[:5]):
        if line.startswith(">"):
            return number
    return 1


def _without_our_links(text: str) -> str:
    text = OWN_ADDRESS.sub("+[…]@", OWN_LINK.sub(r"\1[…]", text))
    return re.sub(r"\n{4,}", "\n\n\n", text)


def _known_by(mail: EmailMessage, raw: bytes) -> str:
    name = re.search(r"<[^\s<>]{3,250}>", header(mail, "Message-ID"))
    return name[0] if name else f"sha256:{sha256(raw).hexdigest()}"


def _short(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return text[:LONGEST_TEXT] + CUT_OFF
