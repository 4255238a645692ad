"""The HTML of a mail, made from its text: nobody writes the same letter twice.

A text is paragraphs parted by empty lines. In it, addresses become links, lines that
begin with "- " a list, and lines that begin with "> " a quotation of somebody else. The
one link to the portal that a mail is about, alone on its line, becomes a button. It
says what the line before asks for; where that is all of it, only the button says it.
Of other links to the portal the words before them become the link: on a phone, three
lines of letters that open somebody's page say nothing.

No picture, no style of a single mark, nothing fetched: it reads in every mail program,
also in the dark, and tells nobody that it was opened.
"""

import re
from itertools import groupby, pairwise

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WEB = r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}]"
MAILBOX = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
LINK = re.compile(rf"({WEB}|{MAILBOX})")
# What a button says when the words before it do not.
OPEN = "Åbn siden"
LONGEST_LABEL = 48
# How a sentence begins that may stand on a button.
REQUESTS = frozenset(
    [
        "Bekræft",
        "Find",
        "Få",
        "Føj",
        "Gå",
        "Hent",
        "Læs",
        "Meld",
        "Ret",
        "Se",
        "Sig",
        "Skriv",
        "Svar",
        "Tilmeld",
        "Vælg",
        "Åbn",
    ]
)


def as_html(subject: str, text: str, *, site_url: str, standard: str = "") -> str:
    """Return the whole page of a mail.

    Args:
        subject: what the mail is about.
        text: the mail as plain text.
        site_url: the portal's address; only links to it may become the button.
        standard: the text without what an editor put in, whose links are never the
            button; empty where it is the same.
    """
    blocks = blocks_of(text, site_url=site_url, standard=standard)
    return render_to_string("mail/letter.html", {"subject": subject, "blocks": blocks})


def blocks_of(text: str, *, site_url: str, standard: str = "") -> list[SafeString]:
    """Return the paragraphs, lists, quotations and the button of a mail."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    main = _main_link(standard or text, site_url)
    return [block for part in paragraphs for block in _blocks(part, main, site_url)]


def _main_link(text: str, site_url: str) -> str:
    """Return the first link that is alone on its line and leads to the portal."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if _is_of(site_url, line)), "")


def _is_of(site_url: str, line: str) -> bool:
    return bool(re.fullmatch(WEB, line.rstrip("/"))) and (
        line == site_url or line.startswith(f"{site_url}/")
    )


def _blocks(paragraph: str, main: str, site_url: str) -> list[SafeString]:
    """Return a paragraph as one block or, with a list or a quotation, as several."""
    blocks: list[SafeString] = []
    before = ""
    lines_with_next = pairwise([*paragraph.splitlines(), ""])
    for kind, group in groupby(
        lines_with_next, lambda two: _kind(two[0], two[1], main)
    ):
        lines = [line for line, _ in group]
        if kind == "button":
            blocks.append(_button(main, before))
        elif kind != "request":
            blocks.append(_drawn(kind, lines, site_url))
        before = lines[-1]
    return blocks


def _kind(line: str, following: str, main: str) -> str:
    line = line.strip()
    if main and line == main:
        return "button"
    if main and following.strip() == main and _is_request(line):
        return "request"
    if line.startswith("- "):
        return "item"
    return "quote" if line.startswith(">") else "text"


def _is_request(line: str) -> bool:
    """Say whether a line is nothing but what the button below it will say."""
    return label_of(line) == line.rstrip(":")


def _drawn(kind: str, lines: list[str], site_url: str) -> SafeString:
    """Return lines of one kind as a block."""
    if kind == "item":
        items = [(_worded(line.strip()[2:], site_url),) for line in lines]
        rows = format_html_join("\n", "<li>{}</li>", items)
        return format_html("<ul>{}</ul>", rows)
    if kind == "quote":
        # Somebody else's words: no link of theirs becomes ours.
        said = [(line.strip()[1:].strip(),) for line in lines]
        rows = format_html_join(SafeString("<br>\n"), "{}", said)
        return format_html("<blockquote>{}</blockquote>", rows)
    whole = [(_worded(line, site_url),) for line in _with_their_links(lines, site_url)]
    rows = format_html_join(SafeString("<br>\n"), "{}", whole)
    return format_html("<p>{}</p>", rows)


def _with_their_links(lines: list[str], site_url: str) -> list[str]:
    """Put a link that is alone on its line behind the words that announce it."""
    whole: list[str] = []
    for line in lines:
        if whole and whole[-1].endswith(":") and _is_of(site_url, line.strip()):
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line.rstrip())
    return whole


def _worded(line: str, site_url: str) -> SafeString:
    """Link the sentence that a link to the portal ends, instead of the address."""
    words, _, address = line.rpartition(": ")
    if not words.strip() or not _is_of(site_url, address.strip()):
        return _linked(line)
    *before, asked = re.split(r"(?<=[.!?])\s+", words)
    return format_html(
        '{}<a href="{}">{}</a>',
        _linked("".join(f"{one} " for one in before)),
        address.strip(),
        asked,
    )


def _button(address: str, before: str) -> SafeString:
    """Draw the button, with its address below for who would rather see it."""
    return format_html(
        '<p class="way"><a class="button" href="{}">{}</a></p>\n'
        '<p class="address">Virker knappen ikke? Brug adressen:<br>'
        '<a href="{}">{}</a></p>',
        address,
        label_of(before),
        address,
        address,
    )


def label_of(before: str) -> str:
    """Return what a button says: the short request that stood before it, or OPEN."""
    request = re.split(r"[.!?]\s+", before.strip())[-1]
    if not request.endswith(":"):
        return OPEN
    label = re.sub(r"\s+her$", "", request[:-1].strip())
    is_request = label.partition(" ")[0].rstrip(",") in REQUESTS
    return label if is_request and len(label) <= LONGEST_LABEL else OPEN


def _linked(line: str) -> SafeString:
    parts = [
        (_link(part) if LINK.fullmatch(part) else part,) for part in LINK.split(line)
    ]
    return format_html_join("", "{}", parts)


def _link(address: str) -> SafeString:
    scheme = "" if address.startswith("http") else "mailto:"
    return format_html('<a href="{}{}">{}</a>', scheme, address, address)
