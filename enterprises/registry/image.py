"""The memory itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Self, overload

from enterprises.models import Sector
from enterprises.search.terms import TermIndex

from . import changes
from .bits import Order, bitmap
from .facets import WITHOUT_RSV, Facets, Value
from .roll import Roll
from .rows import Rows

# The orders of the list, by their names in an address.
BY_NAME = "navn"
RELEVANCE = "relevans"
NEWEST = "nyeste"
LATELY_CONFIRMED = "senest-bekraeftet"

# When one number in so many is dead, and not just a few are, one numbers anew.
DEAD_SHARE, FEW_DEAD = 4, 1_000


@dataclass(frozen=True)
class Registry:
    """The public enterprises of a day, by number.

    Enterprises are numbered as they come; one that changes gets a new number, and its
    old one is dead. So a change costs little, and a request that is under way goes on
    with what it began with.

    Attributes:
        day: the day of which it speaks.
        mark: how far changes are taken in.
        size: how many numbers there are, the dead among them.
        roll: keys and names; it may already hold later numbers.
        terms: what can be searched for; it may already hold later numbers.
        numbers: the numbers of those who are public, by primary key.
        facets: who is public, and what there is to choose by.
        orders: the orders of the list, but for that of a search.
        motifs: the drawing of each field of work, the most important first.
    """

    day: date
    mark: changes.Mark
    size: int
    roll: Roll
    terms: TermIndex
    numbers: dict[int, int]
    facets: Facets
    orders: dict[str, Order]
    motifs: dict[str, str]

    @classmethod
    def load(cls, day: date) -> Self:
        """Read the registry as it is on a day, in a number of queries that never grows.

        The mark is taken first: what changes while the rest is read is read again.
        """
        roll = Roll()
        nobody = cls(
            day=day,
            mark=changes.here(),
            size=0,
            roll=roll,
            terms=TermIndex(),
            numbers={},
            facets=Facets.of_nobody(),
            orders={
                BY_NAME: Order(roll.by_name),
                NEWEST: Order(roll.newest),
                LATELY_CONFIRMED: Order(roll.lately_confirmed),
            },
            motifs={},
        )
        return nobody._with(Rows(day))

    def updated(self, mark: changes.Mark, keys: set[int]) -> Self:
        """Return the registry after some enterprises came, changed or left.

        Args:
            mark: how far changes are taken in then.
            keys: primary keys of the enterprises.
        """
        left = self.numbers.keys() & keys
        dead = bitmap((self.numbers[key] for key in left), self.size)
        without = replace(
            self,
            mark=mark,
            numbers={k: n for k, n in self.numbers.items() if k not in left},
            facets=self.facets.without(dead),
        )
        return without._with(Rows(self.day, keys))

    def _with(self, rows: Rows) -> Self:
        new: dict[int, int] = {}
        stages: list[Value] = []
        rsv: list[Value] = []
        for enterprise in rows.enterprises():
            new[enterprise.pk] = self.roll.add(enterprise)
            stages.append(Value(enterprise.pk, str(enterprise.stage(self.day))))
            # ``with_rsv_status`` has written it.
            status = enterprise.rsv_status  # type: ignore[attr-defined]
            rsv.append(Value(enterprise.pk, status or WITHOUT_RSV))
        size = len(self.roll.keys)
        self.terms.add(
            (
                (new[key], place, terms)
                for key, place, terms in rows.texts()
                if key in new
            ),
            size,
        )
        values = rows.values() | {"stage": stages, "rsv": rsv}
        return replace(
            self,
            size=size,
            numbers=self.numbers | new,
            facets=self.facets.with_values(values, new, size),
            orders={
                name: order.added(range(self.size, size))
                for name, order in self.orders.items()
            },
            motifs=rows.motifs(),
        )

    @property
    def is_worn(self) -> bool:
        """Whether so many numbers are dead that it is time to number anew."""
        dead = self.size - len(self.numbers)
        return dead > FEW_DEAD + self.size // DEAD_SHARE

    @property
    def everybody(self) -> int:
        """All who are public, the closed among them."""
        return self.facets.everybody

    def among(self, keys: Iterable[int]) -> int:
        """Return those of some primary keys who are public."""
        known = (self.numbers[key] for key in keys if key in self.numbers)
        return bitmap(known, self.size)

    def holding(self, term: str) -> int:
        """Return those whose texts hold a term."""
        return self.everybody & self.terms.holding([term], self.size)

    @cached_property
    def is_word(self) -> Callable[[str], bool]:
        """Tells whether a public text holds a term; remembers what it was asked."""
        return lru_cache(maxsize=None)(lambda term: self.holding(term) > 0)

    @cached_property
    def finds(self) -> dict[str, dict[int, int]]:
        """What a search found by single words, for the next who asks."""
        return {}

    def motif_of(self, number: int) -> str:
        """Return the drawing of an enterprise's most important field of work."""
        sectors = self.facets.values_of("sector", number)
        motifs = (motif for slug, motif in self.motifs.items() if slug in sectors)
        return next(motifs, Sector.Motif.DEFAULT.value)


class Found(Sequence[int]):
    """The numbers of enterprises in an order, brought forth a part at a time."""

    def __init__(self, order: Order, tiers: Iterable[int]) -> None:
        """Keep what to bring forth.

        Args:
            order: by what to sort.
            tiers: the enterprises; those of one set come before those of the next.
        """
        self.order = order
        self.tiers = [(tier, tier.bit_count()) for tier in tiers]

    def __len__(self) -> int:
        """Return how many there are in all."""
        return sum(number for _tier, number in self.tiers)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        """Return one or some of them."""
        if isinstance(index, int):
            return self[:][index]
        start, stop, _step = index.indices(len(self))
        found: list[int] = []
        for tier, number in self.tiers:
            if start < number and stop > 0:
                found += self.order.part(tier, slice(max(start, 0), stop))
            start, stop = start - number, stop - number
        return found
