"""Finding enterprises by words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from common import analysis
from enterprises.models import SearchText, SearchWord
from enterprises.registry.bits import numbers_in, union

from .terms import Place
from .writing import STOP

if TYPE_CHECKING:
    from enterprises.registry.image import Registry

# What stands in the name counts more than any number of other finds.
WEIGHTS = {Place.NAME: 100, Place.FACTS: 10, Place.TEXT: 1}
# A whole word counts more than the same as a part of a compound.
WHOLE, PART = 2, 1
MOST_WORDS = 12
# A shorter word has too many neighbours, a longer one would cost too many questions.
CORRECTED_LENGTHS = range(4, 26)
# Words whose finds are kept until something changes; each takes six sets.
MOST_REMEMBERED = 100
# Beyond so many it is quicker to look through all texts than to name theirs.
MOST_NAMED = 500


@dataclass(frozen=True)
class SearchResult:
    """What a query found, as sets of the registry's numbers.

    Attributes:
        text: the query as typed.
        terms: the words looked for; empty where there is nothing one can look for,
            and then nothing is found.
        tiers: the enterprises that hold all the words, those that fit best first.
        suggestion: the query with its mistyped words put right, where a word is found
            nowhere and one that is found lies one error of typing away.
    """

    text: str
    terms: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()
    suggestion: str | None = None

    @property
    def found(self) -> int:
        """All that were found."""
        return union(self.tiers)


def search(text: str, registry: "Registry") -> SearchResult:
    """Find the public enterprises that hold every word and phrase of a query.

    Takes any text and never fails; what is no word is left out. Asks the database only
    about phrases and about how to write a suggestion.

    Args:
        text: what was typed.
        registry: where to look.
    """
    query = analysis.parse(text, MOST_WORDS)
    if not query.words:
        return SearchResult(text)
    finds = {word: _finds(word, registry) for word in query.words}
    found = registry.everybody
    for word in query.words:
        found &= union(finds[word].values())
    for phrase in query.phrases:
        if found:
            found &= _with_phrase(phrase, found, registry)
    unknown = [word for word in query.words if not any(finds[word].values())]
    return SearchResult(
        text,
        query.words,
        _ranked(found, finds.values()),
        _suggest(text, unknown, registry),
    )


#: Who holds a word, by how much such a find counts.
Finds = dict[int, int]


class Score(NamedTuple):
    """How well an enterprise fits: by its best find of each word, and by all finds."""

    best: int
    total: int


def _finds(word: str, registry: "Registry") -> Finds:
    known = registry.finds.get(word)
    if known is not None:
        return known
    if len(registry.finds) >= MOST_REMEMBERED:
        registry.finds.clear()
    return registry.finds.setdefault(word, _looked_up(word, registry))


def _looked_up(word: str, registry: "Registry") -> Finds:
    index, size = registry.terms, registry.size
    whole = analysis.terms(word)
    parts = {compound for term in whole for compound in _compounds(term, registry)}
    return {
        weight * factor: registry.everybody & index.holding(terms, size, [place])
        for place, weight in WEIGHTS.items()
        for factor, terms in ((WHOLE, whole), (PART, parts))
    }


def _scores(finds: Finds, found: int) -> dict[Score, int]:
    """Part those found by how well they fit one word."""
    scores = {Score(0, 0): found}
    # The best find of each comes first.
    for value, holders in sorted(finds.items(), reverse=True):
        parted: dict[Score, int] = {}
        for score, bits in scores.items():
            better = Score(score.best or value, score.total + value)
            for reached, part in ((better, bits & holders), (score, bits & ~holders)):
                if part:
                    parted[reached] = parted.get(reached, 0) | part
        scores = parted
    return scores


def _ranked(found: int, all_finds: Iterable[Finds]) -> tuple[int, ...]:
    """Part those found by how well they fit all words, the best first."""
    tiers = {Score(0, 0): found} if found else {}
    for finds in all_finds:
        joined: dict[Score, int] = {}
        for (one, bits), (other, more) in product(
            tiers.items(), _scores(finds, found).items()
        ):
            both = Score(one.best + other.best, one.total + other.total)
            joined[both] = joined.get(both, 0) | bits & more
        tiers = joined
    return tuple(bits for _score, bits in sorted(tiers.items(), reverse=True) if bits)


def _compounds(term: str, registry: "Registry") -> list[str]:
    """Return the terms in the index of which a term is a part."""
    if len(term) < analysis.SHORTEST_PART:
        return []
    candidates = {
        compound
        for fragment in analysis.fragments(term)
        for compound in registry.terms.containing(fragment)
    }
    return [
        compound
        for compound in candidates - {term}
        if any(
            split.is_sure or all(_is_known(piece, registry) for piece in split.rest)
            for split in analysis.splits(term, compound)
        )
    ]


def _is_known(piece: str, registry: "Registry") -> bool:
    """Tell whether a piece of a compound is a word by itself."""
    return piece in analysis.BOUND or registry.is_word(analysis.stem(piece))


def _with_phrase(
    phrase: Sequence[tuple[int, str]], found: int, registry: "Registry"
) -> int:
    """Return the enterprises that have the words of a phrase in their order."""
    # What lies between them in a query are stop words.
    wanted = [STOP] * (phrase[-1][0] + 1)
    for distance, word in phrase:
        wanted[distance] = analysis.term(word)
    texts = SearchText.objects.active(registry.day).filter(
        terms__contains=f" {' '.join(wanted)} "
    )
    if found.bit_count() <= MOST_NAMED:
        keys = [registry.roll.keys[number] for number in numbers_in(found)]
        texts = texts.filter(enterprise__in=keys)
    return found & registry.among(texts.values_list("enterprise_id", flat=True))


def _suggest(text: str, unknown: Sequence[str], registry: "Registry") -> str | None:
    """Return the query with every word that is found nowhere put right, or None."""
    corrected = {word: _correction(word, registry) for word in unknown}
    better = {word: other for word, other in corrected.items() if other}
    if not better or len(better) < len(corrected):
        return None
    return analysis.replace_words(text, better)


def _correction(word: str, registry: "Registry") -> str | None:
    """Return the word in the index that is one error away and found most often."""
    if len(word) not in CORRECTED_LENGTHS or not word.isalpha():
        return None
    near = analysis.misspellings(analysis.spell(word))
    number, term = min(
        (-registry.holding(term).bit_count(), term)
        for term in {analysis.term(other) for other in near}
    )
    if not number:
        return None
    words = SearchWord.objects.filter(term=term).values_list("word", flat=True)

    def distance(found: str) -> tuple[bool, int, str]:
        is_far = analysis.spell(found) not in near
        return is_far, abs(len(found) - len(word)), found

    return min(words, key=distance, default=term)
