"""Which enterprises have what a reader can choose, and how many there are of each.

Each value of a facet is the set of enterprises that have it. To choose several values
is "or", to choose in several facets is "and": an enterprise with two chosen values is
counted once, as joined rows would not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import and_
from typing import NamedTuple, Self

from common.alphabet import danish_order
from enterprises.models import Enterprise, Location, Offer, RsvStatus

from .bits import bitmap, union

WITHOUT_RSV = "ingen"

#: The values chosen in each facet.
Choice = Mapping[str, Sequence[str]]

# The values that are always offered, with their labels. Those of the other facets are
# what public enterprises have.
FIXED = {
    "offer": {kind.value: str(kind.label) for kind in Offer.Kind},
    # To look for a place one cannot get into, or knows nothing of, helps nobody.
    "access": {
        access.value: str(access.label)
        for access in (Location.Access.YES, Location.Access.PARTLY)
    },
    "stage": {
        Enterprise.Stage.ESTABLISHED.value: "I drift",
        Enterprise.Stage.ON_THE_WAY.value: "På vej",
        Enterprise.Stage.CLOSED.value: "Lukket",
    },
    "rsv": {
        RsvStatus.Status.REGISTERED.value: "Registreret",
        RsvStatus.Status.APPLIED.value: "Anmeldt",
        RsvStatus.Status.CONSIDERING.value: "Overvejer",
        RsvStatus.Status.DEREGISTERED.value: "Afregistreret",
        RsvStatus.Status.REFUSED.value: "Nægtet",
        WITHOUT_RSV: "Ingen status",
    },
}


# In the order of the form.
NAMES = ("offer", "sector", "target_group", "town", "access", "stage", "rsv")


class Value(NamedTuple):
    """That an enterprise, by its primary key, has a value; and what that is called."""

    key: int
    value: str
    label: str = ""


@dataclass(frozen=True)
class Facet:
    """One thing to choose by: what its values are called, and who has each."""

    labels: dict[str, str]
    holders: dict[str, int]


@dataclass(frozen=True)
class Facets:
    """Who is public, and all there is to choose by.

    Attributes:
        everybody: all who are public, the closed among them.
        known: each facet by name, with values that perhaps nobody public has now, and
            with numbers of enterprises that are no longer public.
    """

    everybody: int
    known: dict[str, Facet]

    @classmethod
    def of_nobody(cls) -> Self:
        """Return the facets of an empty registry."""
        return cls(0, {name: Facet({}, {}) for name in NAMES})

    def without(self, dead: int) -> Self:
        """Return the facets of a registry that some have left."""
        return replace(self, everybody=self.everybody & ~dead)

    def with_values(
        self, values: Mapping[str, Iterable[Value]], new: Mapping[int, int], size: int
    ) -> Self:
        """Return the facets of a registry with some more in it.

        Args:
            values: what these and perhaps others have, by facet.
            new: the numbers of those that are new, by primary key.
            size: how many numbers there are now.
        """
        known = {}
        for name, facet in self.known.items():
            labels, numbers = dict(facet.labels), dict[str, list[int]]()
            for key, value, label in values[name]:
                # Drafts have values too.
                if key in new:
                    labels[value] = label
                    numbers.setdefault(value, []).append(new[key])
            holders = facet.holders | {
                value: facet.holders.get(value, 0) | bitmap(those, size)
                for value, those in numbers.items()
            }
            known[name] = Facet(labels, holders)
        return replace(
            self, everybody=self.everybody | bitmap(new.values(), size), known=known
        )

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """What can be chosen in each facet, in the order shown.

        That is a fixed list, or what somebody public has, in Danish order.
        """
        return FIXED | {
            name: self._held(facet)
            for name, facet in self.known.items()
            if name not in FIXED
        }

    def _held(self, facet: Facet) -> dict[str, str]:
        held = [value for value, bits in facet.holders.items() if bits & self.everybody]
        held.sort(key=lambda value: danish_order(facet.labels[value]))
        return {value: facet.labels[value] for value in held}

    def having(self, name: str, value: str) -> int:
        """Return those who are public and have a value."""
        return self.everybody & self.known[name].holders.get(value, 0)

    def values_of(self, name: str, number: int) -> list[str]:
        """Return which of the values to choose an enterprise has, in their order."""
        return [v for v in self.labels[name] if self.having(name, v) >> number & 1]

    def matching(self, chosen: Choice, within: int) -> int:
        """Return those that fit the choice in every facet.

        Args:
            chosen: values by facet; several widen a facet.
            within: those among whom to look.
        """
        return reduce(and_, self._fitting(chosen).values(), within)

    def counts(self, chosen: Choice, within: int) -> dict[str, dict[str, int]]:
        """Say of each value how many are found when it alone is chosen in its facet.

        The other facets stay as they are. Thus a count is what a reader gets who
        chooses the first value of a facet, and what a further value has by itself.
        """
        fitting = self._fitting(chosen)
        counts = {}
        for name, labels in self.labels.items():
            others = (bits for other, bits in fitting.items() if other != name)
            found = reduce(and_, others, within)
            counts[name] = {
                value: (self.having(name, value) & found).bit_count()
                for value in labels
            }
        return counts

    def _fitting(self, chosen: Choice) -> dict[str, int]:
        """Return for each facet those who have what is chosen in it."""
        return {
            name: union(self.having(name, value) for value in chosen[name])
            if chosen.get(name)
            else self._unchosen(name)
            for name in self.labels
        }

    def _unchosen(self, name: str) -> int:
        """Return those whom one sees as long as nothing is chosen in a facet."""
        if name == "stage":
            return self.everybody & ~self.having(name, Enterprise.Stage.CLOSED)
        return self.everybody
