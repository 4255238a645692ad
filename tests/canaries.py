"""Words and numbers that must not be seen, and where each of them was put."""

import re
import secrets
from datetime import date

from django.core.files.base import ContentFile
from django.db import models

from common.richtext import RichTextField

LONG_AGO = date(2017, 3, 1)
PDF = b"%PDF-1.4\n"
# Numbers that nothing else counts to; each hidden one is the next of them.
FIRST_NUMBER, STEP = 21_013, 137


class Canaries:
    """Words and numbers that must not be seen, with what each of them was put into."""

    def __init__(self):
        self.placed = {}
        self._number = FIRST_NUMBER

    def word(self, what):
        word = f"kanarie{secrets.token_hex(6)}"
        self.placed[word] = what
        return word

    def number(self, what):
        self._number += STEP
        danish = f"{self._number:,}".replace(",", ".")
        self.placed[str(self._number)] = self.placed[danish] = what
        return self._number

    def fill(self, factory, *, besides=(), **values):
        """Make a row with a canary in every text that is not given.

        Args:
            factory: makes the row.
            besides: names of fields that are left as the factory fills them.
            values: what the row must have to be what it is.
        """
        model = factory._meta.model
        texts = {
            field.name: self._text(field)
            for field in model._meta.concrete_fields
            if field.name not in {*besides, *values} and self._is_text(field)
        }
        return factory(**values, **texts)

    def _is_text(self, field):
        if isinstance(field, models.FileField):
            return not isinstance(field, models.ImageField)
        is_text = isinstance(field, models.CharField | models.TextField)
        return is_text and not field.choices and (field.max_length or 99) >= 40

    def _text(self, field):
        word = self.word(str(field))
        if isinstance(field, models.FileField):
            return ContentFile(PDF + word.encode(), name=f"{word}.pdf")
        if isinstance(field, models.EmailField):
            return f"{word}@example.org"
        if isinstance(field, models.URLField):
            return f"https://example.org/{word}"
        if isinstance(field, RichTextField):
            return f"<p>{word}</p>"
        if field.max_length == 64:
            # A hash has a length that the database holds it to.
            return word.ljust(64, "0")
        return word

    def found_in(self, text, *, besides=""):
        plain = text.lower().replace("\r\n ", "")
        return {
            f"{what} ({sign})"
            for sign, what in self.placed.items()
            if sign in plain and sign not in besides and stands_alone(sign, plain)
        }


def stands_alone(sign, text):
    """Say whether a number is one, and not digits inside a random word or key."""
    return not sign[0].isdigit() or bool(re.search(rf"\b{re.escape(sign)}\b", text))
