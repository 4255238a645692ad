"""Full-text search of public enterprises, the same on every database.

The index is two plain tables: which terms stand in which enterprise, and which words
there are. Text and query go through `common.analysis`; what is found is ranked here, so
that no database's own opinion of a language or of an order comes into it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import unescape
from typing import NamedTuple, overload

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.html import strip_tags

from common import analysis
from common.alphabet import danish_order

from .models import Enterprise, SearchPosting, SearchWord

# What stands in the name counts more than any number of other finds.
NAME, FACTS, TEXT = 100, 10, 1
# A whole word counts more than the same as a part of a compound.
WHOLE, PART = 2, 1
MOST_WORDS = 12
# A shorter word has too many neighbours, a longer one would cost too many questions.
CORRECTED_LENGTHS = range(4, 26)
BATCH = 500
# Beyond so many keys it is quicker to read everybody than to ask for each.
MOST_ASKED_FOR = 2_000
# Between two texts, so that no phrase begins in one and ends in the next.
GAP = 10


_danish_order = lru_cache(maxsize=131_072)(danish_order)


@dataclass(frozen=True)
class SearchResult:
    """What a query found.

    Attributes:
        text: the query as typed.
        terms: the words looked for; empty where there is nothing one can look for,
            and then nothing is found.
        ids: primary keys of public enterprises that hold all the words, best first.
        suggestion: the query with its mistyped words put right, where a word is found
            nowhere and one that is found lies one error of typing away.
    """

    text: str
    terms: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    suggestion: str | None = None


class Ranked(Sequence[Enterprise]):
    """Enterprises of a queryset in the order of a search, read a page at a time."""

    def __init__(self, queryset: QuerySet[Enterprise], ids: Sequence[int]) -> None:
        """Keep what the queryset filters and fetches, and take the order from ids."""
        self.queryset = queryset
        kept = set(queryset.order_by().values_list("pk", flat=True))
        self.ids = [pk for pk in ids if pk in kept]

    def __len__(self) -> int:
        """Return how many there are in all; costs no query."""
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Enterprise: ...
    @overload
    def __getitem__(self, index: slice) -> list[Enterprise]: ...
    def __getitem__(self, index: int | slice) -> Enterprise | list[Enterprise]:
        """Read those asked for, in the number of queries that the queryset takes."""
        if isinstance(index, int):
            return self.queryset.get(pk=self.ids[index])
        wanted = self.ids[index]
        found = {row.pk: row for row in self.queryset.filter(pk__in=wanted)}
        return [found[pk] for pk in wanted if pk in found]


def matching(queryset: QuerySet[Enterprise], result: SearchResult) -> Ranked:
    """Return those of a queryset that a search found, best first."""
    return Ranked(queryset, result.ids)


# Reading


def search(text: str, on: date | None = None) -> SearchResult:
    """Find the public enterprises that hold every word and phrase of a query.

    Takes any text and never fails; what is no word is left out.

    Args:
        text: what was typed.
        on: the day whose offers count; today unless given.
    """
    on = on or timezone.localdate()
    query = analysis.parse(text, MOST_WORDS)
    if not query.words:
        return SearchResult(text)
    weights = _weights(query.words, on)
    found = set.intersection(*({*weights[word]} for word in query.words))
    for phrase in query.phrases:
        if found:
            found &= _with_phrase(phrase, on)
    names = _names(found)
    # Somebody may have withdrawn one in the meantime.
    found &= names.keys()

    def rank(pk: int) -> tuple[int, int, str, int]:
        scores = [weights[word][pk] for word in query.words]
        best = sum(score.best for score in scores)
        return -best, -sum(score.total for score in scores), names[pk], pk

    ids = sorted(found, key=rank)
    unknown = [word for word in query.words if not weights[word]]
    return SearchResult(text, query.words, tuple(ids), _suggest(text, unknown, on))


def _names(ids: set[int]) -> dict[int, str]:
    """Return what to sort enterprises by, of those that still are public."""
    public = Enterprise.objects.published()
    if len(ids) <= MOST_ASKED_FOR:
        public = public.filter(pk__in=ids)
    return {
        pk: _danish_order(name)
        for pk, name in public.values_list("pk", "name")
        if pk in ids
    }


class Score(NamedTuple):
    """How well an enterprise fits a word: by its best find, and by all of them."""

    best: int
    total: int


def _weights(words: Sequence[str], on: date) -> dict[str, dict[int, Score]]:
    """Return for each word the enterprises that hold it, and how well they fit."""
    sources: dict[str, list[tuple[str, int]]] = {}
    for word in words:
        for term in analysis.terms(word):
            sources.setdefault(term, []).append((word, WHOLE))
            for compound in _compounds(term):
                sources.setdefault(compound, []).append((word, PART))
    weights: dict[str, dict[int, Score]] = {word: {} for word in words}
    postings = SearchPosting.objects.active(on).filter(term__in=sources)
    for stored, pk, weight in postings.values_list("term", "enterprise_id", "weight"):
        for word, factor in sources[stored]:
            best, total = weights[word].get(pk, (0, 0))
            found = weight * factor
            weights[word][pk] = Score(max(best, found), total + found)
    return weights


def _compounds(term: str) -> list[str]:
    """Return the terms in the index of which a term is a part."""
    if len(term) < analysis.SHORTEST_PART:
        return []
    candidates: set[str] = set()
    for fragment in analysis.fragments(term):
        candidates |= set(
            SearchWord.objects.filter(term__contains=fragment)
            .exclude(term=term)
            .values_list("term", flat=True)
        )
    sure: list[str] = []
    doubtful: dict[str, set[tuple[str, ...]]] = {}
    for compound in sorted(candidates):
        splits = set(analysis.splits(term, compound))
        if any(split.is_sure for split in splits):
            sure.append(compound)
        elif splits:
            doubtful[compound] = {split.rest for split in splits}
    pieces = {piece for rests in doubtful.values() for rest in rests for piece in rest}
    known = _known(pieces) if pieces else set()
    return sure + [
        compound
        for compound, rests in doubtful.items()
        if any(known.issuperset(rest) for rest in rests)
    ]


def _known(pieces: set[str]) -> set[str]:
    """Return those pieces of compounds that are words by themselves."""
    stems = {piece: analysis.stem(piece) for piece in pieces}
    found = SearchWord.objects.filter(term__in=set(stems.values()))
    held = set(found.values_list("term", flat=True))
    return {
        piece
        for piece, stem in stems.items()
        if stem in held or piece in analysis.BOUND
    }


def _with_phrase(phrase: Sequence[tuple[int, str]], on: date) -> set[int]:
    """Return the enterprises that have the words of a phrase in their order."""
    wanted = [(distance, analysis.term(word)) for distance, word in phrase]
    postings = SearchPosting.objects.active(on).filter(
        term__in={term for _distance, term in wanted}
    )
    places: dict[tuple[int, str], set[int]] = {}
    for pk, term, positions in postings.values_list(
        "enterprise_id", "term", "positions"
    ):
        places.setdefault((pk, term), set()).update(map(int, positions.split()))
    (_first, start), *rest = wanted
    return {
        pk
        for (pk, term), positions in places.items()
        if term == start
        and any(
            all(place + d in places.get((pk, other), ()) for d, other in rest)
            for place in positions
        )
    }


def _suggest(text: str, unknown: Sequence[str], on: date) -> str | None:
    """Return the query with every word that is found nowhere put right, or None."""
    corrected = {word: _correction(word, on) for word in unknown}
    better = {word: other for word, other in corrected.items() if other}
    if not better or len(better) < len(corrected):
        return None
    return analysis.replace_words(text, better)


def _correction(word: str, on: date) -> str | None:
    """Return the word in the index that is one error away and found most often."""
    if len(word) not in CORRECTED_LENGTHS or not word.isalpha():
        return None
    near = analysis.misspellings(analysis.spell(word))
    terms = sorted({analysis.term(other) for other in near})
    ranked = []
    for start in range(0, len(terms), BATCH):
        rows = (
            SearchPosting.objects.active(on)
            .filter(term__in=terms[start : start + BATCH])
            .order_by("term")
            .values_list("term")
            .annotate(number=Count("enterprise", distinct=True))
        )
        ranked += [(-number, term) for term, number in rows]
    if not ranked:
        return None
    _number, term = min(ranked)
    words = SearchWord.objects.filter(term=term).values_list("word", flat=True)

    def distance(found: str) -> tuple[bool, int, str]:
        is_far = analysis.spell(found) not in near
        return is_far, abs(len(found) - len(word)), found

    return min(words, key=distance, default=term)


# Writing


@dataclass(frozen=True)
class Passage:
    """A text of an enterprise, what it weighs, and when anyone may see it."""

    text: str
    weight: int
    active_from: date | None = None
    active_to: date | None = None


def passages(enterprise: Enterprise) -> Iterator[Passage]:
    """Return everything on an enterprise's public page that one can search for."""
    yield Passage(enterprise.name, NAME)
    yield Passage(enterprise.short_description, FACTS)
    for sector in enterprise.sectors.all():
        yield Passage(sector.name, FACTS)
    for group in enterprise.target_groups.all():
        yield Passage(group.name, FACTS)
    for place in enterprise.locations.all():
        yield Passage(place.name, FACTS)
        yield Passage(f"{place.street} {place.postal_code}", TEXT)
        yield Passage(place.postal_district, FACTS)
        yield Passage(place.town, FACTS)
    for offer in enterprise.offers.all():
        period = (offer.active_from_date, offer.active_to_date)
        yield Passage(offer.title, FACTS, *period)
        yield Passage(str(offer.get_kind_display()), FACTS, *period)
        yield Passage(offer.text, TEXT, *period)
    # A tag parts two words as a blank does.
    description = strip_tags(enterprise.description.replace("<", " <"))
    yield Passage(unescape(description), TEXT)
    yield Passage(enterprise.social_purpose, TEXT)
    yield Passage(enterprise.capacity, TEXT)
    yield Passage(enterprise.delivery_area, TEXT)


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
    for start in range(0, len(ids), BATCH):
        _index_batch(ids[start : start + BATCH])


def remove(enterprise_ids: Iterable[int]) -> None:
    """Take enterprises out of the index."""
    ids = sorted(set(enterprise_ids))
    for start in range(0, len(ids), BATCH):
        SearchPosting.objects.filter(
            enterprise_id__in=ids[start : start + BATCH]
        ).delete()


@transaction.atomic
def _index_batch(ids: Sequence[int]) -> None:
    # Whoever indexes the same enterprise at the same time waits, and then sees this.
    locked = Enterprise.objects.filter(pk__in=ids).order_by("pk")
    list(locked.select_for_update(no_key=True).values_list("pk", flat=True))
    public = Enterprise.objects.published().filter(pk__in=ids).order_by("pk")
    enterprises = public.prefetch_related(
        "sectors", "target_groups", "locations", "offers"
    )
    words: set[str] = set()
    postings: list[SearchPosting] = []
    for enterprise in enterprises:
        postings += _postings(enterprise, words)
    remove(ids)
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, term=analysis.term(word)) for word in sorted(words)],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    SearchPosting.objects.bulk_create(postings, batch_size=2 * BATCH)


def _postings(enterprise: Enterprise, words: set[str]) -> Iterator[SearchPosting]:
    """Return the rows of one enterprise, and add its words to those given."""
    places: dict[tuple[str, int, date | None, date | None], list[int]] = {}
    place = 0
    for passage in passages(enterprise):
        for word in analysis.words(passage.text):
            place += 1
            if analysis.is_stop_word(word):
                continue
            words.add(word)
            period = (passage.active_from, passage.active_to)
            key = (analysis.term(word), passage.weight, *period)
            places.setdefault(key, []).append(place)
        place += GAP
    for (term, weight, active_from, active_to), numbers in places.items():
        yield SearchPosting(
            term=term,
            enterprise=enterprise,
            weight=weight,
            positions=" ".join(map(str, numbers)),
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
        _index_batch(ids[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(ids)), len(ids))
    held = SearchPosting.objects.values("term")
    SearchWord.objects.exclude(term__in=held).delete()
    return len(ids)
