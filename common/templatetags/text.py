"""Texts from editors and the size of their files, as a page shows them."""

from django import template
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe

from common.richtext import safe_html

register = template.Library()

#: The levels of heading that an editor may use; more would be cut by the sanitiser.
HEADING_LEVELS = (2, 3, 4)


@register.filter
def richtext(html: str, level: int = 2) -> SafeString:
    """Show an editor's text, its headings moved down to begin at a level.

    A text below an <h2> of the page asks for level 3, so that the outline that a
    screen reader reads aloud has no false branches.
    """
    text = str(safe_html(html))
    for own in reversed(HEADING_LEVELS):
        moved = min(own + level - HEADING_LEVELS[0], 6)
        for mark in ("<", "</"):
            text = text.replace(f"{mark}h{own}>", f"{mark}h{moved}>")
    return mark_safe(text)


@register.filter
def file_size(file: FieldFile) -> str:
    """Say how large a stored file is: "1,2 MB"; nothing where the file is gone."""
    try:
        return filesizeformat(file.size)
    except FileNotFoundError:
        return ""
