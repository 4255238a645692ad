"""Texts that a spreadsheet would take for formulas, made harmless and back again.

A cell that begins like a formula gets an apostrophe in front, the sign by which
spreadsheets know a text. One that already has apostrophes before such a beginning gets
one more, so that taking one away always gives back what was there.
"""

import re
from collections.abc import Iterable

# The last four are full-width signs, which Excel reads in the same way.
SIGNS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
BEGINNINGS = frozenset(f"{SIGNS}' ")
LIKE_A_FORMULA = re.compile(rf"[' ]*[{re.escape(SIGNS)}]")


def neutral(text: str) -> str:
    """Write a text so that no spreadsheet runs it."""
    if text[:1] in BEGINNINGS and LIKE_A_FORMULA.match(text):
        return f"'{text}"
    return text


def neutral_column(texts: Iterable[str]) -> list[str]:
    """Do the same for many at once: most need only a look at how they begin."""
    found = list(texts)
    if BEGINNINGS.isdisjoint({text[:1] for text in found}):
        return found
    return [neutral(text) for text in found]


def restored(text: str) -> str:
    """Take away the apostrophe that `neutral` put in front, and no other."""
    if text[:1] == "'" and LIKE_A_FORMULA.match(text):
        return text[1:]
    return text
