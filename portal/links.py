"""The links of the portal's public pages: which there are, and which are dead."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Model, QuerySet
from django.utils import timezone

from enterprises.models import Enterprise, RsvStatus, SocialValueStatement, Source
from network.models import Event
from strategy.models import Document, Evaluation, Strategy

from .fetching import fault_of
from .models import LinkCheck

# How long to wait before the same server is asked again.
PAUSE = 1.0
# Fewer failures than this say nothing of our own network.
TOO_FEW = 5


class NoNetwork(Exception):
    """Nothing at all answered: it is not the links that are wrong."""


@dataclass(frozen=True)
class Checked:
    """How a round went."""

    answered: int
    failed: int
    dead: int


def public_links() -> list[tuple[QuerySet, str]]:
    """Return the rows that show links to readers, each with the field they are in."""
    published: list[tuple[QuerySet, str]] = [
        (Document.objects.published(), "url"),
        (Source.objects.all(), "url"),
        (Strategy.objects.published(), "case_url"),
        (Evaluation.objects.published(), "case_url"),
        (Enterprise.objects.published(), "website"),
        (Event.objects.published(), "map_url"),
        (RsvStatus.objects.published(), "source_url"),
        (SocialValueStatement.objects.published(), "evidence_url"),
    ]
    return [(rows.exclude(**{field: ""}), field) for rows, field in published]


def places_of(url: str) -> Iterator[Model]:
    """Yield the rows whose public pages show a link."""
    for rows, field in public_links():
        yield from rows.filter(**{field: url})


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
    urls = {
        url
        for rows, field in public_links()
        for url in rows.values_list(field, flat=True)
    }
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
        row.first_failed_date = row.last_failed_date = None
    row.save()
