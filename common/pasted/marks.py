"""What an element's class and style say, and small moves in the tree."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, PageElement, Tag

BLOCKS = frozenset(
    {
        *("p", "div", "section", "blockquote", "ul", "ol", "li", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dt", "dd", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLANK = re.compile(r"[\s\xa0\u200b\ufeff]*")


def style(tag: Tag) -> dict[str, str]:
    """Return what an element's style says, by property."""
    parts = (part.partition(":") for part in str(tag.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in parts}


def class_of(tag: Tag) -> str:
    """Return an element's class in small letters."""
    found = tag.get("class") or ""
    return (found if isinstance(found, str) else " ".join(found)).lower()


def is_blank(node: PageElement) -> bool:
    """Say whether there is nothing to read in a node."""
    text = node.get_text() if isinstance(node, Tag) else str(node)
    return BLANK.fullmatch(text) is not None


def is_block(node: PageElement | None) -> bool:
    """Say whether a node stands on lines of its own."""
    return isinstance(node, Tag) and node.name in BLOCKS


def tags(soup: Tag, *names: str) -> list[Tag]:
    """Return the elements with some names, or all, in the order of the text."""
    # A walk of our own takes a third of the time of the library's search.
    return [
        node
        for node in soup.descendants
        if isinstance(node, Tag) and (not names or node.name in names)
    ]


def is_in(tag: Tag, names: Iterable[str]) -> bool:
    """Say whether an element stands inside one of some names."""
    return tag.find_parent(list(names)) is not None


def next_block(tag: Tag) -> Tag | None:
    """Return the element that follows with nothing to read between."""
    for node in tag.next_siblings:
        if isinstance(node, Tag):
            return node
        if not is_blank(node):
            return None
    return None


def previous_block(tag: Tag) -> Tag | None:
    """Return the element that goes before with nothing to read between."""
    for node in tag.previous_siblings:
        if isinstance(node, Tag):
            return node
        if not is_blank(node):
            return None
    return None


def new(soup: BeautifulSoup, name: str, **attributes: str) -> Tag:
    """Return a new element."""
    return soup.new_tag(name, attrs=attributes)


def move(nodes: Iterable[PageElement], target: Tag) -> None:
    """Move nodes to the end of an element."""
    for node in list(nodes):
        target.append(node.extract())


def rename(tag: Tag, name: str) -> None:
    """Give an element another name and forget what was said about it."""
    tag.name = name
    tag.attrs = {}
