"""Formatted text as a page shows it: headings in their place, notes with a way back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from .richtext import safe_html

LOWEST_LEVEL = 6
#: Grown readers of plain Danish; a page says "ca.".
WORDS_A_MINUTE = 200

# The sanitiser writes its marks in one way only, so these find all of them.
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_REFERENCE = re.compile(r'<a href="#note-(\d+)"( id="note-\d+-ref")? rel="[^"]*">')
_NOTE = re.compile(r'<li id="note-(\d+)">(.*?)</li>(?=<li id="note-|</ol>)', re.DOTALL)
_NOTES = re.compile(r'<ol>(<li id="note-.*</li>)</ol>', re.DOTALL)
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>')
_TABLE = re.compile(r"<table>(<caption>.*?</caption>)?", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading inside a text, with its place on the page."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Formatted:
    """A text ready for a page, what its headings are, and how long it is."""

    html: SafeString = field(default_factory=SafeString)
    headings: tuple[Heading, ...] = ()
    words: int = 0


def links_in(html: str) -> list[str]:
    """Return the addresses of other sites that an editor's text leads to."""
    found = (unescape(url) for url, _words in _LINK.findall(safe_html(html)))
    return [url for url in found if url.lower().startswith(("https://", "http://"))]


def formatted(html: str, level: int = 2, prefix: str = "") -> Formatted:
    """Return an editor's text with its highest heading at a level.

    A text below an <h2> of the page asks for level 3, so that the outline that a
    screen reader reads aloud skips no step. With a prefix, unique on the page, every
    heading gets an address, and footnotes of several texts keep apart.
    """
    text = str(safe_html(html))
    words = len(re.findall(r"\w+", unescape(strip_tags(text))))
    own = sorted({int(number) for number, _ in _HEADING.findall(text)})
    headings: list[Heading] = []
    taken: set[str] = set()

    def move(found: re.Match[str]) -> str:
        to = min(int(found[1]) + level - own[0], LOWEST_LEVEL)
        if not prefix:
            return f"<h{to}>{found[2]}</h{to}>"
        title = unescape(strip_tags(_without_notes(found[2]))).strip()
        heading = Heading(_unique(prefix, title, taken), title, to)
        headings.append(heading)
        return f'<h{to} id="{heading.id}">{found[2]}</h{to}>'

    text = _TABLE.sub(_scrolling, _HEADING.sub(move, text))
    text = text.replace("</table>", "</table></div>")
    text = _with_notes(text, f"{prefix}-" if prefix else "")
    return Formatted(mark_safe(text), tuple(headings), words)


def plain_text(html: str) -> str:
    """Return a text as a mail without formatting can bring it."""
    text = re.sub(r"\s+", " ", str(safe_html(html)))
    text = _LINK.sub(_with_address, text)
    text = re.sub(r"<li[^>]*>(?:<p>)?", "\n- ", text)
    text = re.sub(r"<br>|</tr>", "\n", text)
    text = re.sub(r"</t[dh]>", " ", text)
    text = re.sub(r"</(?:p|h[2-6]|ul|ol|blockquote|table|caption)>", "\n\n", text)
    lines = (line.strip() for line in unescape(strip_tags(text)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _with_address(found: re.Match[str]) -> str:
    address, words = found[1], found[2]
    is_note = address.startswith("#")
    return words if is_note or words == address else f"{words} ({address})"


def reading_time(words: Iterable[int]) -> str:
    """Say how long it takes to read some texts: "12 minutter", "2 timer"."""
    minutes = max(1, round(sum(words) / WORDS_A_MINUTE))
    if minutes == 1:
        return "1 minut"
    if minutes < 90:
        return f"{minutes} minutter"
    return f"{round(minutes / 60)} timer"


def _without_notes(html: str) -> str:
    return re.sub(r"<sup>.*?</sup>", "", html)


def plain_name(title: str) -> str:
    """Return a heading as an address can hold it: "Mål og midler" is maal-og-midler."""
    return slugify(title.lower().translate(_DANISH))[:60].strip("-") or "afsnit"


def _unique(prefix: str, title: str, taken: set[str]) -> str:
    name = f"{prefix}-{plain_name(title)}"
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique)
    return unique


def _scrolling(found: re.Match[str]) -> str:
    """Let a table that is too wide for a phone move inside a box of its own."""
    caption = unescape(strip_tags(found[1] or "")).strip() or "Tabel"
    label = caption.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<div class="table-scroll" role="group" tabindex="0" aria-label="{label}">'
        f'<table class="table">{found[1] or ""}'
    )


def _with_notes(text: str, prefix: str) -> str:
    referred = set()

    def reference(found: re.Match[str]) -> str:
        number = found[1]
        place = f' id="{prefix}note-{number}-ref"' if found[2] else ""
        referred.add(number)
        return (
            f'<a href="#{prefix}note-{number}"{place} role="doc-noteref" '
            f'aria-label="Note {number}">'
        )

    def note(found: re.Match[str]) -> str:
        number = found[1]
        back = (
            f' <a href="#{prefix}note-{number}-ref" role="doc-backlink" '
            f'aria-label="Tilbage til note {number} i teksten">↩</a>'
            if number in referred
            else ""
        )
        body = found[2]
        if body.endswith("</p>"):
            body, back = body.removesuffix("</p>"), f"{back}</p>"
        return f'<li id="{prefix}note-{number}">{body}{back}</li>'

    text = _REFERENCE.sub(reference, text)
    return _NOTES.sub(
        lambda found: (
            '<section class="notes" role="doc-endnotes" aria-label="Noter">'
            f"{_NOTE.sub(note, found[0])}</section>"
        ),
        text,
    )
