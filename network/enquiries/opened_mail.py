"""Opens a mail that anybody may have sent: what it is made of costs us little.

The standard library reads every mail there is, and some that are made for it take
minutes or end in a fault: thousands of parts in one another, headers of a megabyte.
Here a mail has bounds that no mail of a person meets. Beyond them its headers say whose
it is, and the rest is not read.
"""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from typing import Any, cast

from .mail_words import words_of

MOST_PARTS = 100
MOST_LINES = 700_000
LONGEST_HEADER = 4_000
# Those of each part, whose parameters may stand in any order.
LONGEST_OF_A_PART = 1_000
HEADERS_WITHIN = 256 * 1024
MOST_OF_A_KIND = 20
# Before it is looked through for what is new.
LONGEST_READ = 300_000
# Whatever can be wrong with a mail, in the words of the standard library.
FAULTS = (
    *(MessageError, ValueError, TypeError, LookupError, AttributeError),
    *(RecursionError, AssertionError),
)


class TooMuch(ValueError):
    """A mail has more parts than any person sends."""


class _Bounded(policy.EmailPolicy):
    """Reads so much of each header, and nothing of one that cannot be read."""

    def header_source_parse(self, sourcelines: Any) -> Any:
        name, value = super().header_source_parse(sourcelines)
        of_a_part = name.lower().startswith("content-")
        return name, value[: LONGEST_OF_A_PART if of_a_part else LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except FAULTS:
            return self.header_factory(name, "")


BOUNDED = cast("policy.EmailPolicy[EmailMessage]", _Bounded())


def opened(raw: bytes) -> EmailMessage | None:
    """Return the mail; None where it is beyond the bounds."""
    parts = 0

    def part(*args: Any, **kwargs: Any) -> EmailMessage:
        nonlocal parts
        parts += 1
        if parts > MOST_PARTS:
            raise TooMuch
        return EmailMessage(*args, **kwargs)

    if raw.count(b"\n") > MOST_LINES:
        return None
    try:
        return BytesParser(part, policy=BOUNDED).parsebytes(raw)
    except FAULTS:
        return None


def headers_of(raw: bytes) -> EmailMessage:
    """Return a mail without what is in it."""
    parser = BytesHeaderParser(EmailMessage, policy=BOUNDED)
    return parser.parsebytes(raw[:HEADERS_WITHIN])


def header(mail: EmailMessage, name: str) -> str:
    """Return a header's words, or of several the first; one without sense says none."""
    found = [value for key, value in mail.raw_items() if key.lower() == name.lower()]
    try:
        values = [BOUNDED.header_fetch_parse(name, x) for x in found[:MOST_OF_A_KIND]]
        return speakable(" ".join(str(value) for value in values))
    except FAULTS:
        return ""


def text_of(mail: EmailMessage) -> str:
    """Return a mail's words; of a mail in HTML too, as plain lines."""
    for kind in ("plain", "html"):
        part = _part(mail, kind)
        content = _content(part) if part is not None else ""
        if content.strip():
            is_html = part is not None and part.get_content_type() == "text/html"
            words = words_of(content) if is_html else content[:LONGEST_READ]
            return speakable(words.replace("\r\n", "\n").replace("\r", "\n"))
    return ""


def file_names(mail: EmailMessage) -> list[str]:
    """Return what the files beside the words are called."""
    names = []
    for part in mail.walk():
        if part.is_multipart():
            continue
        try:
            name = part.get_filename() or ""
            is_file = part.get_content_disposition() == "attachment" or bool(name)
        except FAULTS:
            name, is_file = "", False
        if is_file:
            clean = " ".join(speakable(str(name)).split())
            names.append(clean[:120] or "uden navn")
    return names


def speakable(text: str) -> str:
    """Leave out what no reader sees and no database takes."""
    for unseen in UNSEEN:
        text = text.replace(unseen, " ")
    return text.encode("utf-8", "replace").decode()


UNSEEN = [
    *(chr(n) for n in range(32) if chr(n) not in "\t\n\r"),
    *("\x7f", "\u2028", "\u2029"),
]


def _part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        return mail.get_body(preferencelist=(kind,))  # type: ignore[return-value]
    except FAULTS:
        return None


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content(errors="replace"))
    except FAULTS:
        payload = part.get_payload(decode=True)
        return payload.decode("latin-1") if isinstance(payload, bytes) else ""
