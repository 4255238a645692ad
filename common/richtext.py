"""Formatted text from editors, cleaned when it is saved and when it is shown."""

from typing import Any

import nh3
from django.db import models
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"),
    *("h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}
SCHEMES = {"https", "http", "mailto"}


def sanitise(html: str) -> str:
    """Keep the formatting an editor may use and drop everything else."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def safe_html(html: str) -> SafeString:
    """Return text that may go into a page as it is.

    It is cleaned once more on the way out, because rows can arrive by other roads
    than the admin.
    """
    return mark_safe(sanitise(html))


class RichTextField(models.TextField):
    """A text with headings, lists, links and tables, cleaned on save."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Clean the text before it reaches the database."""
        cleaned = sanitise(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned
