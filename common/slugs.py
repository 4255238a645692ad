"""Addresses of records."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.text import slugify

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def slug_of(text: str, longest: int) -> str:
    """Return an address made from a text, its Danish letters written out."""
    return slugify(text.lower().translate(_DANISH))[:longest].strip("-_")


@deconstructible
class NotReserved:
    """Refuse a slug that is a word with an address of its own at the same level."""

    def __init__(self, words: Iterable[str]) -> None:
        """Remember the words that are taken."""
        self.words = sorted(words)

    def __call__(self, slug: str) -> None:
        """Check one slug.

        Raises:
            ValidationError: the word is taken.
        """
        if slug in self.words:
            raise ValidationError(
                "“%(slug)s” er allerede adressen på en anden side. "
                "Vælg en anden adresse.",
                code="reserved",
                params={"slug": slug},
            )

    def __eq__(self, other: object) -> bool:
        """Compare by words, so that migrations see no change where there is none."""
        return isinstance(other, NotReserved) and self.words == other.words

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(tuple(self.words))
