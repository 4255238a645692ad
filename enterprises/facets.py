"""Which enterprises have what a reader can choose, and how many there are of each.

The public enterprises of a day are numbered in alphabetical order, and each value of a
facet is one integer in which bit n tells whether enterprise n has it. To choose several
values is "or", to choose in several facets is "and", and a count is the number of ones:
it cannot count an enterprise twice, as joined rows do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, reduce
from operator import and_, or_
from typing import Self

from common.alphabet import danish_order

from .models import Enterprise, Location, Offer, RsvStatus

WITHOUT_RSV = "ingen"

# The orders of the list, by their names in an address.
BY_NAME = "navn"
RELEVANCE = "relevans"
NEWEST = "nyeste"
LATELY_CONFIRMED = "senest-bekraeftet"

#: The values chosen in each facet.
Choice = Mapping[str, Sequence[str]]

STAGES = {
    Enterprise.Stage.ESTABLISHED.value: "I drift",
    Enterprise.Stage.ON_THE_WAY.value: "På vej",
    Enterprise.Stage.CLOSED.value: "Lukket",
}
RSV = {
    RsvStatus.Status.REGISTERED.value: "Registreret",
    RsvStatus.Status.APPLIED.value: "Anmeldt",
    RsvStatus.Status.CONSIDERING.value: "Overvejer",
    RsvStatus.Status.DEREGISTERED.value: "Afregistreret",
    RsvStatus.Status.REFUSED.value: "Nægtet",
    WITHOUT_RSV: "Ingen status",
}
OFFERS = {kind.value: str(kind.label) for kind in Offer.Kind}
# To look for a place one cannot get into, or knows nothing of, helps nobody.
ACCESS = {
    access.value: str(access.label)
    for access in (Location.Access.YES, Location.Access.PARTLY)
}


NEVER = datetime.min.replace(tzinfo=UTC)


def bitmap(numbers: Iterable[int], size: int) -> int:
    """Return the integer in which the bits with these numbers are set.

    Args:
        numbers: of the bits, each below the size.
        size: how many bits there are in all.
    """
    octets = bytearray((size + 7) // 8)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_in(bits: int) -> list[int]:
    """Return the numbers of the bits that are set, lowest first."""
    return [n for n, digit in enumerate(f"{bits:b}"[::-1]) if digit == "1"]


@dataclass(frozen=True)
class Facet:
    """One thing to choose by: its values, in the order shown, and who has each."""

    labels: dict[str, str]
    bitmaps: dict[str, int]
    # Who is shown as long as nothing is chosen.
    unchosen: int

    def matching(self, values: Sequence[str]) -> int:
        """Return those that have at least one of the values, or all for none."""
        if not values:
            return self.unchosen
        return reduce(or_, (self.bitmaps[value] for value in values))


@dataclass(frozen=True)
class FacetIndex:
    """The public enterprises of a day, numbered by name, with their facets."""

    day: date
    keys: list[int]
    facets: dict[str, Facet]
    # The numbers of all enterprises in other orders than by name.
    orders: dict[str, list[int]]

    @classmethod
    def on(cls, day: date) -> Self:
        """Read the registry as it is on a day, in five queries."""
        followed = Enterprise.objects.published().followed(day).with_rsv_status(day)
        enterprises = sorted(
            followed.only(
                *("name", "followed_from_date", "established_date"),
                *("closed_date", "confirmed_at"),
            ),
            key=lambda enterprise: (danish_order(enterprise.name), enterprise.pk),
        )
        keys = [enterprise.pk for enterprise in enterprises]
        number_of = {key: number for number, key in enumerate(keys)}
        size = len(keys)
        everybody = (1 << size) - 1

        def facet(
            pairs: Iterable[tuple[int, str]],
            labels: dict[str, str],
            unchosen: int = everybody,
        ) -> Facet:
            numbers: dict[str, list[int]] = {value: [] for value in labels}
            for key, value in pairs:
                # Drafts have facets too, and some values are not offered.
                if key in number_of and value in numbers:
                    numbers[value].append(number_of[key])
            bitmaps = {v: bitmap(found, size) for v, found in numbers.items()}
            return Facet(labels, bitmaps, unchosen)

        def listed(rows: Iterable[tuple[int, str, str]]) -> Facet:
            """Offer the values that public enterprises have, in Danish order."""
            known = [row for row in rows if row[0] in number_of]
            labels = {value: label for _key, value, label in known}
            in_order = sorted(labels, key=lambda value: danish_order(labels[value]))
            return facet(
                ((key, value) for key, value, _label in known),
                {value: labels[value] for value in in_order},
            )

        stages = facet(((e.pk, str(e.stage(day))) for e in enterprises), STAGES)
        closed = stages.bitmaps[Enterprise.Stage.CLOSED.value]
        places = list(Location.objects.values_list("enterprise_id", "town", "access"))
        sectors = Enterprise.sectors.through.objects
        groups = Enterprise.target_groups.through.objects
        return cls(
            day=day,
            keys=keys,
            facets={
                "offer": facet(
                    Offer.objects.active(day).values_list("enterprise_id", "kind"),
                    OFFERS,
                ),
                "sector": listed(
                    sectors.values_list("enterprise_id", "sector__slug", "sector__name")
                ),
                "target_group": listed(
                    groups.values_list(
                        "enterprise_id", "targetgroup__slug", "targetgroup__name"
                    )
                ),
                "town": listed((key, town, town) for key, town, _access in places),
                "access": facet(((key, access) for key, _t, access in places), ACCESS),
                "stage": Facet(stages.labels, stages.bitmaps, everybody & ~closed),
                "rsv": facet(
                    (
                        # ``with_rsv_status`` has written it.
                        (e.pk, e.rsv_status or WITHOUT_RSV)  # type: ignore[attr-defined]
                        for e in enterprises
                    ),
                    RSV,
                ),
            },
            # A sort keeps the alphabet among equals.
            orders={
                NEWEST: sorted(
                    range(size),
                    key=lambda n: enterprises[n].followed_from_date,
                    reverse=True,
                ),
                LATELY_CONFIRMED: sorted(
                    range(size),
                    key=lambda n: enterprises[n].confirmed_at or NEVER,
                    reverse=True,
                ),
            },
        )

    @property
    def everybody(self) -> int:
        """All that are public that day, the closed among them."""
        return (1 << len(self.keys)) - 1

    @cached_property
    def number_of(self) -> dict[int, int]:
        """The number of each primary key."""
        return {key: number for number, key in enumerate(self.keys)}

    def among(self, keys: Iterable[int]) -> int:
        """Return those of the given primary keys that are public that day."""
        known = self.number_of
        return bitmap((known[key] for key in keys if key in known), len(self.keys))

    def matching(self, chosen: Choice, within: int) -> int:
        """Return those that fit the choice in every facet.

        Args:
            chosen: known values by facet; several widen a facet.
            within: those among which to look.
        """
        return reduce(and_, self._by_facet(chosen).values(), within)

    def counts(self, chosen: Choice, within: int) -> dict[str, dict[str, int]]:
        """Say of each value how many are found when it alone is chosen in its facet.

        The other facets stay as they are. Thus a count is what a reader gets who
        chooses the first value of a facet, and what a further value has by itself.
        """
        by_facet = self._by_facet(chosen)
        counts = {}
        for name, facet in self.facets.items():
            others = (bits for other, bits in by_facet.items() if other != name)
            found = reduce(and_, others, within)
            counts[name] = {
                value: (bits & found).bit_count()
                for value, bits in facet.bitmaps.items()
            }
        return counts

    def in_order(
        self, bits: int, order: str, best_first: Iterable[int] = ()
    ) -> list[int]:
        """Return the primary keys of enterprises in an order.

        Args:
            bits: the enterprises.
            order: one of those by name in an address.
            best_first: primary keys in the order of a search, for that by relevance.
        """
        numbers = numbers_in(bits)
        if order == BY_NAME:
            return [self.keys[number] for number in numbers]
        wanted = {self.keys[number] for number in numbers}
        if order == RELEVANCE:
            return [key for key in best_first if key in wanted]
        return [key for n in self.orders[order] if (key := self.keys[n]) in wanted]

    def _by_facet(self, chosen: Choice) -> dict[str, int]:
        return {
            name: facet.matching(chosen.get(name, ()))
            for name, facet in self.facets.items()
        }
