"""Texts from editors and the size of their files, as a page shows them."""

import re

from django import template
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe

from common.richtext import safe_html

register = template.Library()

#: The levels of heading that the sanitiser leaves.
HEADING_LEVELS = (2, 3, 4)


@register.filter
def richtext(html: str, level: int = 2) -> SafeString:
    """Show an editor's text, its headings moved so that the highest has a level.

    A text below an <h2> of the page asks for level 3, so that the outline that a
    screen reader reads aloud skips no step.
    """
    text = str(safe_html(html))
    own = [own for own in HEADING_LEVELS if f"<h{own}>" in text]
    moved = {f"h{was}": f"h{min(was + level - own[0], 6)}" for was in own}
    return mark_safe(
        re.sub(r"(</?)(h[2-4])>", lambda tag: f"{tag[1]}{moved[tag[2]]}>", text)
    )


@register.filter
def file_size(file: FieldFile) -> str:
    """Say how large a stored file is: "1,2 MB"; nothing where the file is gone."""
    try:
        return filesizeformat(file.size)
    except FileNotFoundError:
        return ""
