"""A mail as a reader might get it, with example values wherever it has its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template import Engine, TemplateDoesNotExist
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.safestring import SafeString

from common.letters import blocks_of
from common.mail import Wording, one_line, put_in, standard

from .mail_kinds import Kind, kind_of
from .mail_texts import filled_with_examples
from .models import MailText

FIXED = "(Her står mailens faste indhold.)"
DAY = datetime(2027, 4, 14, 17, tzinfo=timezone.get_default_timezone())
LINK = f"{settings.SITE_URL}/eksempel/"
# What a template may ask for that is a link of its own.
LINKS = {"way": LINK, "link": LINK, "page": LINK, "token": "eksempel"}


@dataclass(frozen=True)
class Preview:
    """What the reader would see."""

    subject: str
    blocks: list[SafeString]


# What else a template asks for, by the end of its path; what the editor writes each
# time stands in brackets.
EXAMPLES: dict[str, Any] = {
    "event.title": "Netværksmøde i foråret",
    "event.hours": "kl. 17.00–19.00",
    **dict.fromkeys(
        ["event.place", "event.whole_place", "event.way_there", "previous_place"],
        "Værkstedet ved Fjorden, Eksempelvej 1, 4000 Roskilde",
    ),
    "event.price": 0,
    "event.online_url": "(linket til mødet)",
    "event.change_reason": "(Din begrundelse)",
    "registration.people": 1,
    "place": 3,
    "waiting": 3,
    "late": 0,
    "greeting": "(Din hilsen)",
    "minutes": "(Referatet)",
    "return_round.text": "(Rundens hilsen)",
    "staffing_return.reason": "(Din begrundelse)",
    "signed": "Et medlem af boardet",
    "section.heading": "Flere i job",
    "correction.wrong": "Butikken har åbent til kl. 16.",
    "correction.right": "Butikken har åbent til kl. 17.",
    "correction.answer": "(Dit svar)",
    "topic.description": "Vi er flere, der mangler plads til varer.",
    "topic.answer": "(Dit svar)",
    "topic.closing": "(Dine ord)",
}


def example_of(path: str, values: dict[str, str]) -> Any:
    """Return the example of a field, a day, an address, or a further example."""
    name = path.rpartition(".")[2]
    if name.endswith(("_at", "_date", "_by")):
        return DAY
    if path in values:
        return values[path]
    parts = path.split(".")
    for ending in (".".join(parts[start:]) for start in range(len(parts))):
        if ending in EXAMPLES:
            return EXAMPLES[ending]
    if name == "get_absolute_url":
        return "/eksempel/"
    return "eksempel" if name == "slug" else Example(path, values)


class Example:
    """Stands for whatever a template asks for."""

    def __init__(self, path: str, values: dict[str, str]) -> None:
        """Know which values there are."""
        self._path = path
        self._values = values

    def __getitem__(self, name: str) -> Any:
        """Return what stands for a part of it."""
        return example_of(f"{self._path}.{name}", self._values)

    def __str__(self) -> str:
        """Leave open what stands there."""
        return "(…)"

    def __iter__(self) -> Iterator[Any]:
        """Hold no rows."""
        return iter(())


def preview(text: MailText) -> Preview:
    """Return a mail with an editor's words in it, whether they are kept or not."""
    kind = kind_of(text.key)
    subject, body = _standard(kind)
    words = Wording(
        *(
            filled_with_examples(part, kind)
            for part in (text.subject, text.opening, text.closing)
        )
    )
    subject = one_line(words.subject) or subject
    whole = put_in(words, body)
    blocks = blocks_of(whole, site_url=settings.SITE_URL, standard=body)
    return Preview(subject, blocks)


def standard_subject(text: MailText) -> str:
    """Return what a mail is called where the editor calls it nothing else."""
    return _standard(kind_of(text.key))[0]


def _standard(kind: Kind) -> tuple[str, str]:
    """Fill a template with examples; one that takes none shows where it stands."""
    values = {field.path: field.example for field in kind.fields}
    try:
        names = set(_names_in(f"mail/{kind.key}.txt"))
        context = {name: example_of(name, values) for name in names} | LINKS
        for name in ("site_name", "site_url", "contact_email"):
            context.pop(name, None)
        return standard(kind.key, context)
    except (TemplateDoesNotExist, NoReverseMatch, TypeError, ValueError):
        return kind.name, f"Hej\n\n{FIXED}\n\nVenlig hilsen\n{settings.SITE_NAME}\n"


def _names_in(template: str) -> Iterator[str]:
    """Yield the names that a template asks for, those it includes too."""
    source = str(Engine.get_default().get_template(template).source)
    for tag in re.findall(r"\{[{%](.*?)[}%]\}", source):
        yield from re.findall(r"(?<![\w.\"'])[a-z_]\w*", tag)
        if included := re.search(r'include "([^"]+)"', tag):
            yield from _names_in(included[1])
