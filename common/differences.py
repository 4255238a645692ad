"""What changed between two formatted texts, word by word, for people to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Literal

Change = Literal["same", "added", "removed"]
BLOCKS = {
    *("p", "li", "h2", "h3", "h4", "h5", "blockquote"),
    *("caption", "tr", "br", "ul", "ol", "table"),
}
WORDS = re.compile(r"\S+")


@dataclass(frozen=True)
class Part:
    """Some words that stand in both texts, or only in the new or the old one."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of either text."""

    parts: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return any(part.change != "same" for part in self.parts)


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS:
            self.found.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.found.append([])

    def handle_data(self, data: str) -> None:
        self.found[-1].append(data)


def paragraphs(html: str) -> list[str]:
    """Return the paragraphs of a formatted text as plain words."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    texts = (" ".join(WORDS.findall("".join(data))) for data in parser.found)
    return [text for text in texts if text]


def differences(old: str, new: str) -> list[Paragraph]:
    """Compare two formatted texts paragraph by paragraph, and inside them by word."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[Paragraph] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = before[start:end], after[new_start:new_end]
        if change == "equal":
            found += [Paragraph((Part("same", text),)) for text in come]
            continue
        # What stands opposite each other was probably rewritten.
        shared = min(len(gone), len(come))
        found += [
            Paragraph(tuple(_words(a, b)))
            for a, b in zip(gone[:shared], come[:shared], strict=True)
        ]
        found += [Paragraph((Part("removed", text),)) for text in gone[shared:]]
        found += [Paragraph((Part("added", text),)) for text in come[shared:]]
    return found


def _words(old: str, new: str) -> Iterator[Part]:
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        if change == "equal":
            yield Part("same", " ".join(before[start:end]))
            continue
        if end > start:
            yield Part("removed", " ".join(before[start:end]))
        if new_end > new_start:
            yield Part("added", " ".join(after[new_start:new_end]))
