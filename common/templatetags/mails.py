"""What templates of mails need."""

from django import template

register = template.Library()


@register.filter
def quoted(text: object) -> str:
    """Mark each line as somebody else's words; no link in them becomes ours."""
    return "\n".join(f"> {line}".rstrip() for line in str(text).strip().splitlines())
