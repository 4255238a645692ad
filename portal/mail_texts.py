"""The words that an editor puts into the mails, and how they get there.

A mail's facts, links and legal lines are fixed. Around them the editor may write an own
subject, words after the greeting and words before the closing. Fields such as {navn}
are put in by these few lines; nothing that an editor writes is ever a template.
"""

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.template import Context, TemplateSyntaxError, Variable, VariableDoesNotExist
from django.utils import formats, timezone

from common.mail import Wording, one_line

from .mail_kinds import Kind, kind_of
from .models import MailText

logger = logging.getLogger(__name__)

FIELD = re.compile(r"\{([a-zæøå_]+)\}")


class NoValue(Exception):
    """A mail has nothing to put into a field that its text uses."""


def wording(template: str, context: Mapping[str, Any]) -> Wording | None:
    """Return an editor's words for a mail that is being written, if there are any.

    A mail that lacks a value goes out in its standard words: it must arrive.
    """
    text = MailText.objects.filter(key=template).first()
    if text is None or not text.is_adapted:
        return None
    kind = kind_of(template)
    values = {field.name: field.path for field in kind.fields}
    try:
        return Wording(
            *(
                FIELD.sub(lambda found: _value(values, found[1], context), words)
                for words in (text.subject, text.opening, text.closing)
            )
        )
    except NoValue as fault:
        logger.warning("Mail %s has no %s; the standard text is sent.", template, fault)
        return None


def filled_with_examples(words: str, kind: Kind) -> str:
    """Return an editor's words as a reader might get them."""
    examples = {field.name: field.example for field in kind.fields}
    return FIELD.sub(lambda found: examples.get(found[1], found[0]), words)


def validate(words: str, kind: Kind) -> None:
    """Accept plain words and the fields of a kind, nothing that looks like a program.

    Raises:
        ValidationError: with a sentence that names what may be used.
    """
    known = {field.name: str(field) for field in kind.fields}
    unknown = sorted({name for name in FIELD.findall(words) if name not in known})
    listed = ", ".join(known.values())
    if unknown:
        names = ", ".join(f"{{{name}}}" for name in unknown)
        raise ValidationError(f"{names} findes ikke i denne mail. Brug {listed}.")
    if re.search(r"[{}]", FIELD.sub("", words)):
        raise ValidationError(
            f"Brug kun tegnene {{ og }} om et felt, skrevet som her: {listed}."
        )


def _value(paths: Mapping[str, str], name: str, context: Mapping[str, Any]) -> str:
    try:
        value = Variable(paths[name]).resolve(Context(dict(context)))
    except (KeyError, TemplateSyntaxError, VariableDoesNotExist) as fault:
        raise NoValue(name) from fault
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, date):
        return formats.date_format(value, "j. F Y")
    if value in (None, ""):
        raise NoValue(name)
    return one_line(str(value))
