"""Formatted text from editors, cleaned when it is saved and when it is shown."""

import re
from typing import Any

import nh3
from django.db import models
from django.utils.safestring import SafeString, mark_safe

from .pasted import tidy

TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "sup", "sub"),
    *("h2", "h3", "h4", "h5", "h6"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"https", "http", "mailto"}

# Everything but an address has a form of its own; what has not is left out.
_FORMS = {
    ("a", "id"): re.compile(r"note-[0-9]{1,3}-ref"),
    ("li", "id"): re.compile(r"note-[0-9]{1,3}"),
    ("ol", "start"): re.compile(r"[1-9][0-9]{0,2}"),
    ("th", "scope"): re.compile(r"col|row"),
    **{
        (cell, span): re.compile(r"[1-9][0-9]?")
        for cell in ("th", "td")
        for span in ("colspan", "rowspan")
    },
}


def _in_form(tag: str, attribute: str, value: str) -> str | None:
    form = _FORMS.get((tag, attribute))
    return value if form is None or form.fullmatch(value) else None


def sanitise(html: str) -> str:
    """Keep the formatting an editor may use and drop everything else."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_in_form,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def clean(html: str, first_note: int = 1) -> str:
    """Return what is kept of a text that somebody wrote or pasted."""
    return sanitise(tidy(html, first_note))


def safe_html(html: str) -> SafeString:
    """Return text that may go into a page as it is.

    It is cleaned once more on the way out, because rows can arrive by other roads
    than the admin.
    """
    return mark_safe(sanitise(html))


class RichTextField(models.TextField):
    """A text with headings, lists, links, tables and footnotes, cleaned on save."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Clean the text before it reaches the database."""
        cleaned = clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned
