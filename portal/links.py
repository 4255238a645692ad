"""The links of the portal's public pages: which there are, and which are dead."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from common.formatted import links_in
from common.richtext import RichTextField
from enterprises.models import Enterprise, RsvStatus, SocialValueStatement, Source
from network.models import Event
from strategy.models import Document, Evaluation, Strategy

from .fetching import fault_of
from .models import LinkCheck

# How long to wait before the same server is asked again.
PAUSE = 1.0
# Fewer failures than this say nothing of our own network.
TOO_FEW = 5
# No more of an address is kept.
LONGEST = LinkCheck._meta.get_field("url").max_length or 0


class NoNetwork(Exception):
    """Nothing at all answered: it is not the links that are wrong."""


class Refused(Exception):
    """Something that cannot be done, with a sentence in Danish."""


@dataclass(frozen=True)
class Checked:
    """How a round went."""

    answered: int
    failed: int
    dead: int


@dataclass(frozen=True)
class Shown:
    """Rows that readers see, with a field of theirs that is a link or a text with some.

    Links to the portal itself are left out: it moves its own addresses along.
    """

    rows: QuerySet
    field: str

    def urls(self) -> Iterator[str]:
        """Yield every link."""
        for value in self._filled().values_list(self.field, flat=True).iterator():
            yield from self._links_of(value)

    def rows_with(self, url: str) -> Iterator[Model]:
        """Yield the rows that lead to an address."""
        if not self._is_text:
            yield from self.rows.filter(**{self.field: url})
            return
        for row in self._filled().iterator():
            if url in self._links_of(getattr(row, self.field)):
                yield row

    @property
    def _is_text(self) -> bool:
        field: Field = self.rows.model._meta.get_field(self.field)
        return isinstance(field, RichTextField)

    def _filled(self) -> QuerySet:
        if self._is_text:
            return self.rows.filter(**{f"{self.field}__contains": "<a href="})
        return self.rows.exclude(**{self.field: ""})

    def _links_of(self, value: str) -> list[str]:
        urls = links_in(value) if self._is_text else [value]
        return [url for url in urls if len(url) <= LONGEST and not _is_ours(url)]


def _is_ours(url: str) -> bool:
    return f"{url}/".startswith(f"{settings.SITE_URL}/")


def public_links() -> list[Shown]:
    """Return all that shows links to readers: fields for one, and every text."""
    fields: list[tuple[QuerySet, str]] = [
        (Document.objects.published(), "url"),
        (Source.objects.all(), "url"),
        (Strategy.objects.published(), "case_url"),
        (Evaluation.objects.published(), "case_url"),
        (Enterprise.objects.published(), "website"),
        (Event.objects.published(), "map_url"),
        (RsvStatus.objects.published(), "source_url"),
        (SocialValueStatement.objects.published(), "evidence_url"),
    ]
    return [Shown(rows, field) for rows, field in [*fields, *public_texts()]]


def public_texts() -> Iterator[tuple[QuerySet, str]]:
    """Yield every formatted text that readers see, as the models declare them."""
    for model in apps.get_models():
        rows: Any = model._default_manager
        for field in model._meta.concrete_fields:
            if isinstance(field, RichTextField):
                yield rows.published(), field.name


def places_of(url: str) -> list[Model]:
    """Return the rows whose public pages show a link, each of them once."""
    rows = [row for shown in public_links() for row in shown.rows_with(url)]
    return list(dict.fromkeys(rows))


def check(
    most: int,
    look: Callable[[str], str] = fault_of,
    pause: float = PAUSE,
    now: datetime | None = None,
) -> Checked:
    """Follow links, those first that failed or wait longest, and keep what was found.

    Links that stand nowhere any more are forgotten.

    Raises:
        NoNetwork: nothing answered, so nothing was kept.
    """
    now = now or timezone.now()
    urls = {url for shown in public_links() for url in shown.urls()}
    known = {row.url: row for row in LinkCheck.objects.all()}
    LinkCheck.objects.filter(url__in=known.keys() - urls).delete()
    found = _ask_in_turn(sorted(urls, key=_turn(known))[:most], look, pause)
    faults = [fault for fault in found.values() if fault]
    if len(faults) == len(found) >= TOO_FEW:
        raise NoNetwork
    for url, fault in found.items():
        _keep(known.get(url) or LinkCheck(url=url), fault, now)
    return Checked(
        answered=len(found) - len(faults),
        failed=len(faults),
        dead=LinkCheck.objects.dead().count(),
    )


def _turn(known: dict[str, LinkCheck]) -> Callable[[str], tuple[int, float, str]]:
    def turn(url: str) -> tuple[int, float, str]:
        row = known.get(url)
        if row is None:
            return (1, 0, url)
        return (0 if row.fault else 2, row.checked_at.timestamp(), url)

    return turn


def _ask_in_turn(
    urls: list[str], look: Callable[[str], str], pause: float
) -> dict[str, str]:
    found: dict[str, str] = {}
    asked_at: dict[str, float] = {}
    for url in urls:
        server = urlsplit(url).netloc.lower()
        wait = asked_at.get(server, -pause) + pause - time.monotonic()
        if server in asked_at and wait > 0:
            time.sleep(wait)
        found[url] = look(url)
        asked_at[server] = time.monotonic()
    return found


def _keep(row: LinkCheck, fault: str, now: datetime) -> None:
    row.checked_at = now
    row.fault = fault
    if fault:
        today = timezone.localdate(now)
        row.first_failed_date = row.first_failed_date or today
        row.last_failed_date = today
    else:
        row.answered_at = now
        row.first_failed_date = row.last_failed_date = row.set_aside_date = None
    row.save()


def set_aside(row: LinkCheck) -> None:
    """Take a link off the desk that fails where nobody can put it right.

    It is still followed, and comes back when it has answered and fails again.

    Raises:
        Refused: it answers.
    """
    if not row.fault:
        raise Refused("Linket svarer, så der er ikke noget at lægge til side.")
    row.set_aside_date = timezone.localdate()
    row.save(update_fields=["set_aside_date"])
