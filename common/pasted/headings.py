"""Headings: an outline without gaps, from the second level down."""

from bs4 import BeautifulSoup

from .marks import HEADINGS, is_blank, rename, tags

#: The page's own title is the first level, so Word's five levels come below it.
HIGHEST, LOWEST = 2, 6


def level(soup: BeautifulSoup) -> None:
    """Count levels by what is there: the highest is the second, none is skipped."""
    found = [tag for tag in tags(soup, *HEADINGS) if not is_blank(tag)]
    ranks = sorted({int(tag.name[1]) for tag in found})
    previous = HIGHEST - 1
    for tag in found:
        wanted = HIGHEST + ranks.index(int(tag.name[1]))
        previous = min(wanted, previous + 1, LOWEST)
        rename(tag, f"h{previous}")
