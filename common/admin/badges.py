"""How a status, a day and a list of words stand in a list of records."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.publication import PublicationState

BADGE_KINDS = {
    PublicationState.PUBLISHED: "success",
    PublicationState.DRAFT: "warning",
    PublicationState.WITHDRAWN: "neutral",
}


def badge(text: object, kind: str = "neutral") -> SafeString:
    """Draw a status; kinds: success, warning, error, info, neutral."""
    return format_html('<span class="desk-badge desk-badge--{}">{}</span>', kind, text)


@admin.display(description="offentlighed", ordering="publication_state")
def publication_badge(obj: Any) -> SafeString:
    """Draw a record's publication state."""
    state = PublicationState(obj.publication_state)
    return badge(state.label, BADGE_KINDS[state])


@admin.display(description="eksempel", ordering="is_example")
def example_badge(obj: Any) -> SafeString | str:
    """Draw the badge of what is made up."""
    return badge("Eksempel", "info") if obj.is_example else ""


def capitalised(words: object) -> str:
    """Begin with a capital, and leave the others as they are."""
    text = str(words)
    return text[:1].upper() + text[1:]


def in_one_line(values: Iterable[object]) -> str:
    """Join values for a list; nothing gives an empty text."""
    return ", ".join(str(value) for value in values)


def on_day(value: Any) -> str:
    """Write a day or a moment as Danes do, short."""
    return date_format(value, "j. b Y") if value else ""
