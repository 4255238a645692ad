"""The words of an HTML mail, as plain lines; nothing of it is ever shown as HTML."""

import re
from html.parser import HTMLParser
from typing import Any

import nh3

# Of more, a mail that is made to be slow takes seconds.
LONGEST_HTML = 150_000
# Deeper than people answer one another.
MOST_QUOTES = 20
AFTER = {
    **dict.fromkeys(["br", "div", "tr", "li", "hr", "pre"], "\n"),
    **dict.fromkeys(["p", "h1", "h2", "h3", "ul", "ol", "table"], "\n\n"),
    **dict.fromkeys(["td", "th"], " "),
}
WITHOUT_WORDS = {"script", "style", "title", "template", "noscript"}


def words_of(html: str) -> str:
    """Return the words; what is quoted begins each line with ">"."""
    # Whatever it was, it is well-formed afterwards: the parser below would take hours
    # over some things that are not.
    clean = nh3.clean(
        html[:LONGEST_HTML],
        tags={*AFTER, "blockquote"},
        clean_content_tags=WITHOUT_WORDS,
        attributes={},
    )
    words = _Words()
    words.feed(clean)
    words.close()
    return _tidy(words.parts)


class _Words(HTMLParser):
    """Gathers the words and where their lines end."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        # Where each quotation that is open began; behind the deepest, nowhere.
        self.quotes: list[int | None] = []
        self.is_laid_out = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "blockquote":
            is_deep = len(self.quotes) >= MOST_QUOTES
            self.quotes.append(None if is_deep else len(self.parts))
        elif tag in ("br", "hr"):
            self.parts.append("\n")
        elif tag == "pre":
            self.is_laid_out = True

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(AFTER.get(tag, ""))
        if tag == "pre":
            self.is_laid_out = False
        if tag == "blockquote" and self.quotes:
            start = self.quotes.pop()
            if start is not None:
                lines = _tidy(self.parts[start:]).splitlines()
                quoted = "\n".join(f"> {line}" for line in lines)
                self.parts[start:] = ["\n", quoted, "\n"]

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.is_laid_out else re.sub(r"\s+", " ", data))


def _tidy(parts: list[str]) -> str:
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
