"""The inverted index that a process keeps in memory: who holds a term, and where."""

from collections.abc import Iterable, Iterator

from enterprises.models import SearchText
from enterprises.registry.bits import NumberSet

from .writing import BREAK, STOP

Place = SearchText.Place


class TermIndex:
    """The terms of enterprises that are known by number; it only ever grows.

    An enterprise that changes gets a new number, and the old one is dead. So whoever
    asks says among how many numbers, and looks to it himself which of them are alive.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._holders: dict[Place, dict[str, NumberSet]] = {p: {} for p in Place}
        # Every term, each on a line: to look for a part, one text is looked through.
        self._vocabulary = "\n"

    def add(self, texts: Iterable[tuple[int, int, str]], size: int) -> None:
        """Add analysed texts.

        Args:
            texts: number of the enterprise, place and terms; the numbers rise, and are
                higher than those that are there.
            size: how many numbers there will be.
        """
        touched: set[str] = set()
        for number, place, stored in texts:
            holders = self._holders[Place(place)]
            terms = set(stored.split())
            for term in terms:
                if term not in holders:
                    holders[term] = NumberSet()
                holders[term].add(number)
            touched |= terms
        new = touched - set(self._vocabulary.split()) - {STOP, BREAK}
        self._vocabulary += "".join(f"{term}\n" for term in sorted(new))
        for holders in self._holders.values():
            for term in touched & holders.keys():
                holders[term].settle(size)

    def holding(
        self, terms: Iterable[str], size: int, places: Iterable[Place] = Place
    ) -> int:
        """Return those of so many enterprises that hold any of some terms.

        Args:
            terms: the terms.
            size: how many enterprises there are.
            places: where to look; everywhere unless given.
        """
        wanted = set(terms)
        return NumberSet.union(
            (
                self._holders[place][term]
                for place in places
                for term in wanted & self._holders[place].keys()
            ),
            size,
        )

    def containing(self, fragment: str) -> Iterator[str]:
        """Return the terms that hold some letters."""
        text = self._vocabulary
        place = text.find(fragment)
        while place >= 0:
            start, end = text.rindex("\n", 0, place) + 1, text.index("\n", place)
            yield text[start:end]
            place = text.find(fragment, end)
