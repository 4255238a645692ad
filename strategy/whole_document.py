"""A whole document made into the sections of a strategy."""

import re

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import Truncator

from common.formatted import plain_name
from common.richtext import clean

from .models import Strategy, StrategySection

# What `clean` writes: one way only, headings without attributes, the notes last of all.
_NOTES = re.compile(r'<ol>(?:<li id="note-.*)</ol>$', re.DOTALL)
_NOTE = re.compile(r'<li id="note-(\d+)">.*?</li>(?=<li id="note-|</ol>)', re.DOTALL)
_REFERENCE = re.compile(r'<a href="#note-(\d+)"')
_CHAPTER = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
BEFORE_THE_FIRST = "Indledning"
LONGEST = 120


class NoChapters(Exception):
    """Raised when a document has no heading to divide it by."""


def chapters(html: str) -> list[tuple[str, str]]:
    """Divide a text by its highest headings; each part gets its own notes."""
    text = clean(html)
    found = _NOTES.search(text)
    notes = {match[1]: match[0] for match in _NOTE.finditer(found[0] if found else "")}
    before, *rest = _CHAPTER.split(text[: found.start()] if found else text)
    if not rest:
        raise NoChapters(
            "Der er ingen overskrifter i teksten. Sæt den ind som ét afsnit, eller "
            "brug Words overskrifter."
        )
    parts = [(BEFORE_THE_FIRST, before)] if before.strip() else []
    parts += [
        (" ".join(strip_tags(heading).split()), body)
        for heading, body in zip(rest[::2], rest[1::2], strict=True)
    ]
    return [(heading, clean(body + _own(notes, body))) for heading, body in parts]


def _own(notes: dict[str, str], body: str) -> str:
    numbers = dict.fromkeys(_REFERENCE.findall(body))
    own = "".join(notes[number] for number in numbers if number in notes)
    return f"<ol>{own}</ol>" if own else ""


@transaction.atomic
def add_sections(strategy: Strategy, html: str) -> list[StrategySection]:
    """Add a section for each chapter of a document, after those that are there.

    Raises:
        NoChapters: there is no heading to divide it by.
    """
    existing = list(strategy.sections.all())
    taken = {section.anchor for section in existing}
    position = max((section.position for section in existing), default=0)
    added = []
    for heading, body in chapters(html):
        position += 1
        section = StrategySection(
            strategy=strategy,
            heading=Truncator(heading).chars(LONGEST),
            anchor=_anchor(heading, taken),
            # A chapter of a heading alone still has to hold a text.
            body=body or "<p>–</p>",
            position=position,
        )
        section.full_clean()
        section.save()
        taken.add(section.anchor)
        added.append(section)
    return added


def _anchor(heading: str, taken: set[str]) -> str:
    name = plain_name(heading)
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique
