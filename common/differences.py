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
# Below this share of common words a paragraph was replaced, not rewritten.
LEAST_LIKE = 0.3


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
        for a, b in _opposite(gone, come):
            if a is None or b is None:
                part = Part("removed", a) if a else Part("added", b or "")
                found.append(Paragraph((part,)))
            else:
                found.append(Paragraph(tuple(_words(a, b))))
    return found


def _opposite(
    gone: list[str], come: list[str]
) -> Iterator[tuple[str | None, str | None]]:
    """Set paragraphs that were rewritten beside what they became, others alone.

    Of all ways to pair them in order, the one whose pairs share most words.
    """
    before, after = (
        [_vocabulary(one) for one in gone],
        [_vocabulary(one) for one in come],
    )
    best = [[0.0] * (len(come) + 1) for _ in range(len(gone) + 1)]
    for row in reversed(range(len(gone))):
        for column in reversed(range(len(come))):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                _likeness(before[row], after[column]) + best[row + 1][column + 1],
            )
    row = column = 0
    while row < len(gone) and column < len(come):
        if best[row][column] == best[row + 1][column]:
            yield gone[row], None
            row += 1
        elif best[row][column] == best[row][column + 1]:
            yield None, come[column]
            column += 1
        else:
            yield gone[row], come[column]
            row, column = row + 1, column + 1
    yield from ((text, None) for text in gone[row:])
    yield from ((None, text) for text in come[column:])


def _vocabulary(text: str) -> set[str]:
    return set(text.lower().split())


def _likeness(one: set[str], other: set[str]) -> float:
    """Return how much of two paragraphs is shared: 0 where it is too little to tell."""
    share = 2 * len(one & other) / (len(one) + len(other))
    return share if share >= LEAST_LIKE else 0.0


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
