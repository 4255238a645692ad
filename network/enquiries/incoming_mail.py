"""What is of use in a mail that somebody sent us, whatever their program made of it.

The text is kept, as plain words; what it repeats of earlier mails is kept apart; of
files only the names. Nothing in a mail can break this: what cannot be read is said.
"""

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from hashlib import sha256
from io import StringIO

from bs4 import BeautifulSoup, Tag

LONGEST_TEXT = 50_000
CUT_OFF = "\n\n[Resten af mailen var for lang og er ikke gemt.]"
NOTHING = "[Mailen havde ingen tekst.]"
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
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    text, history = parted(_text(mail))
    return Incoming(
        text=_short(text) or NOTHING,
        history=_short(history),
        attachments=_file_names(mail),
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


def header(mail: EmailMessage, name: str) -> str:
    """Return a header's words; one that cannot be read says nothing."""
    try:
        return " ".join(str(value) for value in mail.get_all(name, []))
    except (MessageError, ValueError, TypeError, IndexError, AttributeError):
        return ""


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


def _text(mail: EmailMessage) -> str:
    parts = [_part(mail, kind) for kind in ("plain", "html")]
    part = next(
        (one for one in parts if one is not None and _content(one).strip()), None
    )
    if part is None:
        return ""
    content = _content(part)
    if part.get_content_type() == "text/html":
        content = _plain(content)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = OWN_ADDRESS.sub("+[…]@", OWN_LINK.sub(r"\1[…]", content))
    # What no reader sees, and no database takes.
    content = re.sub(r"[^\S\n]*[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]", " ", content)
    return re.sub(r"\n{4,}", "\n\n\n", content)


def _part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        return mail.get_body(preferencelist=(kind,))  # type: ignore[return-value]
    except (MessageError, KeyError, AttributeError, TypeError, ValueError):
        return None


def _content(part: EmailMessage | None) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content(errors="replace"))
    except (LookupError, MessageError, TypeError, ValueError, AttributeError):
        payload = part.get_payload(decode=True)
        return payload.decode("latin-1") if isinstance(payload, bytes) else ""


def _plain(html: str) -> str:
    """Return the words of HTML; nothing of it is ever shown as HTML."""
    # Read as a file: a text that is but an address would be warned of as a mistake.
    soup = BeautifulSoup(StringIO(html), "html.parser")
    for tag in soup(["script", "style", "head", "title", "template", "noscript"]):
        tag.decompose()
    for quote in soup("blockquote"):
        words = _words(quote)
        quote.replace_with(
            "\n" + "\n".join(f"> {x}" for x in words.splitlines()) + "\n"
        )
    return _words(soup)


def _words(soup: Tag) -> str:
    for tag in soup(["br"]):
        tag.replace_with("\n")
    for tag in soup(["div", "tr", "li", "hr"]):
        tag.append("\n")
    for tag in soup(["p", "h1", "h2", "h3", "ul", "ol", "table"]):
        tag.append("\n\n")
    lines = [re.sub(r"[ \t\xa0]+", " ", x).strip() for x in soup.get_text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _file_names(mail: EmailMessage) -> list[str]:
    names = []
    for part in mail.walk():
        if part.is_multipart():
            continue
        try:
            name = part.get_filename() or ""
            is_file = part.get_content_disposition() == "attachment" or bool(name)
        except (MessageError, ValueError, TypeError, IndexError, AttributeError):
            name, is_file = "", False
        if is_file:
            clean = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(name)).split())
            names.append(clean[:120] or "uden navn")
    return names[:MOST_FILES]


def _known_by(mail: EmailMessage, raw: bytes) -> str:
    name = re.search(r"<[^\s<>]{3,250}>", header(mail, "Message-ID"))
    return name[0] if name else f"sha256:{sha256(raw).hexdigest()}"


def _short(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return text[:LONGEST_TEXT] + CUT_OFF
