"""Text pasted from Word and elsewhere, made into the portal's own plain marks.

`tidy` is the only road in. The editor in the browser asks for it when something is
pasted, and every formatted text passes through it again when it is saved, since a
browser can be made to send anything. What it returns still has to be sanitised; it
makes text readable, not safe.

What it knows of Word was seen in what Word puts on the clipboard: lists are paragraphs
that look like lists, footnotes are links to a block at the end, comments and deleted
text come along hidden.
"""

import re
from io import StringIO

import nh3
from bs4 import BeautifulSoup

from . import blocks, headings, inline, lists, notes, tables

# More than may be kept: what says how the text was meant.
_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "code", "dd", "del", "dfn", "div"),
    *("dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins"),
    *("li", "mark", "ol", "p", "pre", "s", "section", "small", "span", "strike"),
    *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    *("u", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "style", "id", "name"},
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_SCHEMES = {"https", "http", "mailto"}
_WITHOUT_CONTENTS = {"script", "style", "title", "xml", "head", "template", "noscript"}


# Paragraphs of words alone, the many short texts of a registry, are tidy as they are.
_PLAIN = re.compile(r"(?:<p>[^\s<\u200b\ufeff]+(?: [^\s<\u200b\ufeff]+)*</p>)*")


def tidy(html: str, first_note: int = 1) -> str:
    """Return a text in the portal's own marks: clean of what came with a program.

    Footnotes are numbered from `first_note`, so that they can be added to others.
    """
    if _PLAIN.fullmatch(html):
        return html
    known = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags=_WITHOUT_CONTENTS,
        link_rel=None,
    )
    # Read as a file: a text that is but an address would be warned of as a mistake.
    soup = BeautifulSoup(StringIO(known), "html.parser")
    blocks.drop_hidden(soup)
    notes.gather(soup)
    lists.from_paragraphs(soup)
    blocks.name(soup)
    inline.name(soup)
    blocks.unwrap(soup)
    lists.nest(soup)
    tables.head(soup)
    blocks.wrap_loose(soup)
    inline.join(soup)
    headings.level(soup)
    blocks.drop_empty(soup)
    lists.simplify(soup)
    notes.number(soup, first_note)
    return soup.decode(formatter="minimal")
