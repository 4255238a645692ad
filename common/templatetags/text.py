"""Texts from editors and the size of their files, as a page shows them."""

from django import template
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from common.formatted import formatted

register = template.Library()


@register.filter
def richtext(html: str, level: int = 2) -> SafeString:
    """Show an editor's text, its headings moved so that the highest has a level."""
    return formatted(html, level).html


@register.simple_tag
def section_text(html: str, level: int, prefix: str) -> SafeString:
    """Show one of several texts on a page: its headings and notes keep apart.

    Usage: {% section_text section.body 3 section.anchor %}
    """
    return formatted(html, level, prefix).html


@register.filter
def file_size(file: FieldFile) -> str:
    """Say how large a stored file is: "1,2 MB"; nothing where the file is gone."""
    try:
        return filesizeformat(file.size)
    except FileNotFoundError:
        return ""
