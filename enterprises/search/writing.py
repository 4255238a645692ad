"""What is stored of an enterprise so that it can be found: the terms of its page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.db import transaction
from django.utils.html import strip_tags

from common import analysis
from enterprises.models import Enterprise, SearchText, SearchWord
from enterprises.registry import changes

BATCH = 500
# What stands for a stop word, and between two texts; no term looks like either.
STOP, BREAK = "-", "|"

Place = SearchText.Place


@dataclass(frozen=True)
class Passage:
    """A text of an enterprise, where it stands, and when anyone may see it."""

    text: str
    place: Place
    active_from: date | None = None
    active_to: date | None = None


def passages(enterprise: Enterprise) -> Iterator[Passage]:
    """Return everything on an enterprise's public page that one can search for."""
    yield Passage(enterprise.name, Place.NAME)
    yield Passage(enterprise.short_description, Place.FACTS)
    for sector in enterprise.sectors.all():
        yield Passage(sector.name, Place.FACTS)
    for group in enterprise.target_groups.all():
        yield Passage(group.name, Place.FACTS)
    for location in enterprise.locations.all():
        yield Passage(location.name, Place.FACTS)
        yield Passage(f"{location.street} {location.postal_code}", Place.TEXT)
        yield Passage(location.postal_district, Place.FACTS)
        yield Passage(location.town, Place.FACTS)
    for offer in enterprise.offers.all():
        period = (offer.active_from_date, offer.active_to_date)
        yield Passage(offer.title, Place.FACTS, *period)
        yield Passage(str(offer.get_kind_display()), Place.FACTS, *period)
        yield Passage(offer.text, Place.TEXT, *period)
    # A tag parts two words as a blank does.
    description = strip_tags(enterprise.description.replace("<", " <"))
    yield Passage(unescape(description), Place.TEXT)
    yield Passage(enterprise.social_purpose, Place.TEXT)
    yield Passage(enterprise.capacity, Place.TEXT)
    yield Passage(enterprise.delivery_area, Place.TEXT)


_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def deferred() -> Iterator[None]:
    """Index once, at the end, what is saved meanwhile; for those who save many.

    Use it inside the transaction that saves, so that both happen or neither.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    index(waiting)


def index(enterprise_ids: Iterable[int]) -> None:
    """Make the index say of these enterprises what their pages say now.

    Enterprises that are not public leave the index. Costs the same number of queries
    for each 500.
    """
    ids = sorted(set(enterprise_ids))
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(ids)
        return
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            _index_batch(ids[start : start + BATCH])
        if ids:
            changes.note(ids)


def _index_batch(ids: Sequence[int]) -> None:
    # Whoever indexes the same enterprise at the same time waits, and then sees this.
    locked = Enterprise.objects.filter(pk__in=ids).order_by("pk")
    list(locked.select_for_update(no_key=True).values_list("pk", flat=True))
    public = Enterprise.objects.published().filter(pk__in=ids).order_by("pk")
    enterprises = public.prefetch_related(
        "sectors", "target_groups", "locations", "offers"
    )
    words: dict[str, str] = {}
    texts = [text for row in enterprises for text in _texts(row, words)]
    SearchText.objects.filter(enterprise_id__in=ids).delete()
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, term=words[word]) for word in sorted(words)],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    SearchText.objects.bulk_create(texts, batch_size=2 * BATCH)


def _texts(enterprise: Enterprise, words: dict[str, str]) -> Iterator[SearchText]:
    """Return the rows of one enterprise, and add its words to those given."""
    terms: dict[tuple[Place, date | None, date | None], list[str]] = {}
    for passage in passages(enterprise):
        stored = terms.setdefault(
            (passage.place, passage.active_from, passage.active_to), [BREAK]
        )
        for word in analysis.words(passage.text):
            if analysis.is_stop_word(word):
                stored.append(STOP)
                continue
            if word not in words:
                words[word] = analysis.term(word)
            stored.append(words[word])
        stored.append(BREAK)
    for (place, active_from, active_to), stored in terms.items():
        yield SearchText(
            enterprise=enterprise,
            place=place,
            terms=f" {' '.join(stored)} ",
            active_from_date=active_from,
            active_to_date=active_to,
        )


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Index every enterprise anew and forget the words that no public text holds.

    Search goes on meanwhile. Return the number of enterprises.

    Args:
        progress: told how many are done, and of how many.
    """
    ids = list(Enterprise.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        index(ids[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(ids)), len(ids))
    _forget_words()
    return len(ids)


def is_incomplete() -> bool:
    """Tell whether some public enterprise cannot be found by any word."""
    public = Enterprise.objects.published()
    return public.filter(search_texts__isnull=True).exists()


def _forget_words() -> None:
    held: set[str] = set()
    for terms in SearchText.objects.values_list("terms", flat=True).iterator():
        held.update(terms.split())
    known = SearchWord.objects.values_list("word", "term").iterator()
    gone = [word for word, term in known if term not in held]
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(word__in=gone[start : start + BATCH]).delete()
