"""Paragraphs, quotes and boxes; and what must not come along."""

import re

from bs4 import BeautifulSoup, Tag

from .marks import (
    HEADINGS,
    class_of,
    is_blank,
    is_block,
    is_in,
    move,
    new,
    previous_block,
    rename,
    style,
    tags,
)

# A colleague's comment is no part of the text, and neither is what was crossed out.
_NOT_TEXT = re.compile(r"comment-list|header|footer|field-(begin|end)|data-binding")
_CONTENTS_OF_THE_PAGE = re.compile(r"\bmso(toc|index|toa)\d?\b")
_COMMENT_MARK = re.compile(r"msocomanchor|msocommentreference|msocommenttext|msodel\b")


def drop_hidden(soup: BeautifulSoup) -> None:
    """Take out comments, deleted and hidden text, page furniture, contents lists."""
    for tag in tags(soup):
        if tag.decomposed:
            continue
        said, called = style(tag), class_of(tag)
        if (
            tag.name in ("del", "s", "strike")
            or "none" in (said.get("display"), said.get("mso-hide"))
            or said.get("mso-hide") == "all"
            or _NOT_TEXT.search(said.get("mso-element", ""))
            or _CONTENTS_OF_THE_PAGE.search(called)
            or _COMMENT_MARK.search(called)
        ):
            tag.decompose()


def name(soup: BeautifulSoup) -> None:
    """Give paragraphs the mark that Word's style stands for."""
    for tag in tags(soup, "p", "div", "section", "pre", "dt", "dd", "dl"):
        called = class_of(tag)
        if tag.name == "p" and "msotitle" in called:
            rename(tag, "h1")
        elif tag.name == "p" and ("msoquote" in called or "msointensequote" in called):
            quote = previous_block(tag)
            if quote is None or quote.name != "blockquote":
                quote = new(soup, "blockquote")
                tag.insert_before(quote)
            rename(tag, "p")
            quote.append(tag.extract())
        elif tag.name == "p" and "msocaption" in called:
            tag.attrs = {"class": "msocaption"}
        elif tag.name in ("dt", "pre"):
            rename(tag, "p")
        elif tag.name in ("dd", "dl"):
            rename(tag, "div")


def unwrap(soup: BeautifulSoup) -> None:
    """Take away boxes; one that holds running text becomes a paragraph."""
    for tag in reversed(tags(soup, "div", "section")):
        if any(is_block(child) for child in tag.children):
            _wrap_runs(soup, tag)
            tag.unwrap()
        elif tag.parent is not None and tag.parent.name in ("td", "th", "li"):
            rename(tag, "p")
        else:
            rename(tag, "p")
    for heading in tags(soup, *HEADINGS):
        if is_in(heading, ("li", "td", "th", "caption", "blockquote")):
            rename(heading, "p")


def wrap_loose(soup: BeautifulSoup) -> None:
    """Put running text that stands by itself into paragraphs."""
    _wrap_runs(soup, soup)
    for quote in tags(soup, "blockquote"):
        _wrap_runs(soup, quote)


def _wrap_runs(soup: BeautifulSoup, parent: Tag) -> None:
    run: list = []
    for node in [*parent.contents, None]:
        if node is not None and not is_block(node):
            run.append(node)
            continue
        if run and not all(
            is_blank(each) and getattr(each, "name", None) != "br" for each in run
        ):
            paragraph = new(soup, "p")
            run[0].insert_before(paragraph)
            move(run, paragraph)
        elif run:
            for each in run:
                each.extract()
        run = []


def drop_empty(soup: BeautifulSoup) -> None:
    """Take out what holds nothing to read, from the inside out."""
    for tag in reversed(
        tags(soup, "p", "li", "ul", "ol", "blockquote", "caption", *HEADINGS)
    ):
        if is_blank(tag) and not (tag.name == "p" and is_in(tag, ("td", "th"))):
            tag.decompose()
    for tag in tags(soup, "p"):
        tag.attrs = {}
