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
from typing import overload

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
# Up to so many finds, a word may have been meant as another.
FEW = 2
CORRECTED_LENGTHS = range(4, 26)
BATCH = 500
# Between two texts, so that no phrase begins in one and ends in the next.
GAP = 10


@dataclass(frozen=True)
class SearchResult:
    """What a query found.

    Attributes:
        text: the query as typed.
        terms: what was looked for, one per word; empty where the query has no word
            that can be looked for, and then nothing is found.
        ids: primary keys of public enterprises that hold all the words, best first.
        suggestion: another query that finds more, where a word looks mistyped.
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
    term_of = {word: analysis.stem(word) for word in query.words}
    terms = tuple(dict.fromkeys(term_of.values()))
    if not terms:
        return SearchResult(text)
    weights = _weights(terms, on)
    found = set.intersection(*({*weights[term]} for term in terms))
    for phrase in query.phrases:
        if found:
            found &= _with_phrase(phrase, on)
    names = _names(found)
    score = {pk: sum(weights[term][pk] for term in terms) for pk in found}
    ids = sorted(found, key=lambda pk: (-score[pk], names[pk], pk))
    suggestion = None
    if len(ids) <= FEW:
        counts = {word: len(weights[term]) for word, term in term_of.items()}
        suggestion = _suggest(text, counts, on)
    return SearchResult(text, terms, tuple(ids), suggestion)


def _names(ids: set[int]) -> dict[int, str]:
    """Return what to sort enterprises by, read in portions a database accepts."""
    listed = sorted(ids)
    return {
        pk: danish_order(name)
        for start in range(0, len(listed), 10_000)
        for pk, name in Enterprise.objects.filter(
            pk__in=listed[start : start + 10_000]
        ).values_list("pk", "name")
    }


def _weights(terms: Sequence[str], on: date) -> dict[str, dict[int, int]]:
    """Return for each term the enterprises that hold it, and its best weight there."""
    sources: dict[str, list[tuple[str, int]]] = {}
    for term in terms:
        sources.setdefault(term, []).append((term, WHOLE))
        for compound in _compounds(term):
            sources.setdefault(compound, []).append((term, PART))
    weights: dict[str, dict[int, int]] = {term: {} for term in terms}
    postings = SearchPosting.objects.active(on).filter(term__in=sources)
    for stored, pk, weight in postings.values_list("term", "enterprise_id", "weight"):
        for term, factor in sources[stored]:
            best = weights[term]
            if best.get(pk, 0) < weight * factor:
                best[pk] = weight * factor
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
    sure, doubtful = [], {}
    for compound in sorted(candidates):
        ways = set(analysis.rests(term, compound))
        if any(analysis.is_sure(term, rest) for rest in ways):
            sure.append(compound)
        elif ways:
            doubtful[compound] = ways
    stems = {
        analysis.stem(part) for w in doubtful.values() for rest in w for part in rest
    }
    known = set(
        SearchWord.objects.filter(term__in=stems).values_list("term", flat=True)
    )

    def is_known(part: str) -> bool:
        return part in analysis.BOUND or analysis.stem(part) in known

    sure += [
        compound
        for compound, ways in doubtful.items()
        if any(all(is_known(part) for part in rest) for rest in ways)
    ]
    return sure


def _with_phrase(phrase: Sequence[tuple[int, str]], on: date) -> set[int]:
    """Return the enterprises that have the words of a phrase in their order."""
    wanted = [(distance, analysis.stem(word)) for distance, word in phrase]
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


def _suggest(text: str, counts: dict[str, int], on: date) -> str | None:
    """Return the query with mistyped words put right, None where none seems so.

    A word that some text holds letter for letter is as it was meant.

    Args:
        text: the query as typed.
        counts: how many enterprises hold each of its words.
        on: the day whose offers count.
    """
    standing = _standing(counts)
    corrected = {}
    for word, count in counts.items():
        is_right = count and word in standing
        if count <= FEW and not is_right and (better := _correction(word, count, on)):
            corrected[word] = better
    return analysis.replace_words(text, corrected) if corrected else None


def _correction(word: str, count: int, on: date) -> str | None:
    """Return the word in the index that is one error away and found most often.

    Args:
        word: normalised.
        count: how many enterprises hold it; what is put in its place stands in more.
        on: the day whose offers count.
    """
    if len(word) not in CORRECTED_LENGTHS or not word.isalpha():
        return None
    near = analysis.misspellings(word)
    if count:
        # It makes sense as it is; an inflection nobody uses would not be better.
        near = _standing(near)
    terms = {analysis.stem(other) for other in near}
    listed = sorted(terms - {analysis.stem(word)})
    ranked = []
    for start in range(0, len(listed), BATCH):
        rows = (
            SearchPosting.objects.active(on)
            .filter(term__in=listed[start : start + BATCH])
            .order_by("term")
            .values_list("term")
            .annotate(number=Count("enterprise", distinct=True))
        )
        ranked += [(-number, term) for term, number in rows if number > count]
    if not ranked:
        return None
    _number, term = min(ranked)
    words = SearchWord.objects.filter(term=term).values_list("word", flat=True)
    return min(words, key=lambda found: (len(found), found), default=term)


def _standing(words: Iterable[str]) -> set[str]:
    """Return those of the words that stand letter for letter in some text."""
    listed = sorted(words)
    return {
        word
        for start in range(0, len(listed), BATCH)
        for word in SearchWord.objects.filter(
            word__in=listed[start : start + BATCH]
        ).values_list("word", flat=True)
    }


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
    for row in (*enterprise.sectors.all(), *enterprise.target_groups.all()):
        yield Passage(row.name, FACTS)
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
    yield Passage(strip_tags(enterprise.description.replace("<", " <")), TEXT)
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
        [SearchWord(word=word, term=analysis.stem(word)) for word in sorted(words)],
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
            key = (analysis.stem(word), passage.weight, *period)
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
