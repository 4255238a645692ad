"""Pasting a whole document into a draft."""

from typing import Any

from django import forms

from common.admin import Step
from common.admin.fields import RichTextarea
from strategy.models import Strategy
from strategy.whole_document import add_sections


class WholeDocument(forms.Form):
    """The text of a document, as it is pasted."""

    text = forms.CharField(
        label="Hele dokumentet",
        widget=RichTextarea,
        error_messages={"required": "Sæt dokumentets tekst ind."},
        help_text="Åbn dokumentet i Word, vælg alt, kopiér det, og sæt det ind her.",
    )


def take_in_document(strategy: Strategy, by: Any, text: str) -> str:
    """Add the chapters of a document as sections, and say how many."""
    number = len(add_sections(strategy, text))
    return "1 afsnit er tilføjet." if number == 1 else f"{number} afsnit er tilføjet."


TAKE_IN_DOCUMENT = Step(
    slug="dokument",
    label="Sæt et helt dokument ind",
    question=(
        "Portalen laver et afsnit for hver af de øverste overskrifter. Fodnoter, "
        "lister og tabeller kommer med. De afsnit, der er i forvejen, bliver stående."
    ),
    do=take_in_document,
    is_open=lambda strategy: not strategy.is_locked,
    form=WholeDocument,
)
