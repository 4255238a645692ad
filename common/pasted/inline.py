"""Bold, italic, links and the spaces between words."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from .marks import HEADINGS, is_blank, is_block, style, tags

_MARKS = {"b": "strong", "i": "em", "dfn": "em", "strong": "strong", "em": "em"}
_SPACES = re.compile(r"[ \t\r\n\f]+|[\s\xa0]{2,}")
_HEAVY = re.compile(r"bold|[6-9]00")


def name(soup: BeautifulSoup) -> None:
    """Keep bold and italic however they were said; take the rest away."""
    for tag in reversed(tags(soup)):
        if is_block(tag) or tag.name in ("br", "sup", "sub"):
            if tag.name in ("br", "sup", "sub"):
                tag.attrs = {k: v for k, v in tag.attrs.items() if k == "data-note"}
            continue
        said = style(tag)
        wanted = {_MARKS[tag.name]} if tag.name in _MARKS else set()
        weight, slope = said.get("font-weight", ""), said.get("font-style", "")
        if weight:
            wanted.discard("strong")
            wanted |= {"strong"} if _HEAVY.search(weight) else set()
        if slope:
            wanted.discard("em")
            wanted |= {"em"} if slope in ("italic", "oblique") else set()
        if tag.name == "a" and tag.get("href"):
            tag.attrs = {"href": tag["href"]}
            continue
        raised = said.get("vertical-align")
        if tag.name == "span" and raised in ("super", "sub"):
            wanted.add("sup" if raised == "super" else "sub")
        for each in sorted(wanted):
            if not is_blank(tag):
                _wrap_contents(soup, tag, each)
        tag.unwrap()


def _wrap_contents(soup: BeautifulSoup, tag: Tag, wanted: str) -> None:
    wrapper = soup.new_tag(wanted)
    for child in list(tag.contents):
        wrapper.append(child.extract())
    tag.append(wrapper)


def join(soup: BeautifulSoup) -> None:
    """Join what is marked alike, and leave one space where there were several."""
    soup.smooth()
    for tag in tags(soup, "strong", "em"):
        if tag.decomposed:
            continue
        is_empty = is_blank(tag) and tag.find("br") is None
        if is_empty or tag.find_parent([tag.name, *HEADINGS]):
            tag.unwrap()
        else:
            _take_in_twins(tag)
    for link in tags(soup, "a"):
        if link.find_parent("a") or not link.get("href") or is_blank(link):
            link.unwrap()
    for line in tags(soup, "br"):
        if line.find_parent(HEADINGS):
            line.replace_with(" ")
    soup.smooth()
    for text in soup.find_all(string=True):
        _even(text)


def _take_in_twins(tag: Tag) -> None:
    """Take in what follows with the same mark: Word breaks a bold line into many."""
    while (twin := tag.next_sibling) is not None:
        if isinstance(twin, NavigableString) and twin.isspace():
            after = twin.next_sibling
            if isinstance(after, Tag) and after.name == tag.name:
                tag.append(twin.extract())
                continue
            return
        if not isinstance(twin, Tag) or twin.name != tag.name:
            return
        for child in list(twin.contents):
            tag.append(child.extract())
        twin.decompose()


def _even(text: NavigableString) -> None:
    even = _SPACES.sub(" ", str(text).replace("\u200b", "").replace("\ufeff", ""))
    before, after = text.previous_sibling, text.next_sibling
    parent = text.parent
    if parent is not None and is_block(parent):
        edge = (None, "br")
        if before is None or is_block(before) or getattr(before, "name", "") in edge:
            even = even.lstrip(" \xa0")
        if after is None or is_block(after) or getattr(after, "name", "") in edge:
            even = even.rstrip(" \xa0")
    if even != str(text):
        text.replace_with(even)
