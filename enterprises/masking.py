"""Protection of small numbers, which can tell which benefit a person receives.

A count of 1 to 4 in a protected category at one enterprise is shown as "under 5". No
sum may undo that, neither alone nor held against another: the sum for another day, the
sum of yesterday, before one more return was approved, or one that an evaluation froze.

The sums of one enterprise are made of what is shown of its counts. The sums of all
enterprises take hidden numbers in *batches*: those approved on the same day, and where
that day brought only one, together with those of the next days. Who is in a batch
follows from what everybody can see, and it never changes. A batch is in a sum whole or
not at all: where one of its numbers is missing (its return describes a later day, its
enterprise is not public, the day of approval is not over) each of the others counts as
"at least 1". So does each number of a whole batch whose sum is so near to its least or
its most that it would give a number away, be it to somebody who knows one of the
others: the enterprise itself. Whether a sum is shown follows from the sum alone, so
that its absence tells no more. Every hidden number can therefore still be at least two
different things, for strangers and for any one of the enterprises. Two that put
together what they know are beyond this protection.

A return that was corrected after its approval stays in its batch, as one that is never
whole again; what took its place is in the batch of its own day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.quantities import Qualifier, Quantity, Unit

# Counts from 1 up to and including this are protected.
LARGEST_PROTECTED = 4
# Fewer numbers than this are never added up. Of two, each enterprise would know the
# other's. The data protection officer may want more; less than three is unsafe.
SMALLEST_BATCH = 3
UNDER_FIVE = Quantity(Decimal(LARGEST_PROTECTED + 1), Qualifier.UNDER, Unit.PERSONS)


def is_protected(quantity: Quantity, *, is_sensitive: bool) -> bool:
    """Tell whether a count at one enterprise must not be shown."""
    return (
        is_sensitive
        and quantity.value is not None
        and 0 < quantity.value <= LARGEST_PROTECTED
    )


def public(quantity: Quantity, *, is_sensitive: bool) -> Quantity:
    """Return what may be shown of a count at one enterprise.

    The enterprise's own words are left out of a protected category: they can hold the
    number in letters.
    """
    if is_protected(quantity, is_sensitive=is_sensitive):
        return UNDER_FIVE
    return quantity.without_words() if is_sensitive else quantity


def known(quantity: Quantity, *, is_sensitive: bool) -> Quantity:
    """Return what a reader knows of a count, for adding up: hidden is at least 1."""
    if is_protected(quantity, is_sensitive=is_sensitive):
        return at_least(1)
    return quantity


def at_least(number: int) -> Quantity:
    """Return a lower bound."""
    return Quantity(Decimal(number), Qualifier.AT_LEAST, Unit.PERSONS)


@dataclass(frozen=True)
class Hidden:
    """Hidden numbers of one category, and how many of them a sum may take in."""

    number: int = 0
    visible: int = 0
    value: Decimal = Decimal(0)

    def __add__(self, other: "Hidden") -> "Hidden":
        """Put two lots together."""
        return Hidden(
            self.number + other.number,
            self.visible + other.visible,
            self.value + other.value,
        )

    @property
    def as_batch(self) -> Quantity:
        """What the numbers add to a public sum when they are a batch."""
        if self.visible == self.number and self.is_open:
            return Quantity(self.value, unit=Unit.PERSONS)
        return at_least(self.visible)

    @property
    def is_open(self) -> bool:
        """Whether the sum leaves the rest open, whichever one number a reader knows.

        Take any one number away: what is left must be more than the rest of them at
        their least, and less than at their most.
        """
        least, most = self.number - 1, (self.number - 1) * LARGEST_PROTECTED
        return least + LARGEST_PROTECTED < self.value < most + 1


def public_parts(
    days: Iterable[tuple[date, Hidden]], today: date
) -> Iterator[Quantity]:
    """Yield what hidden numbers add to a public sum, batch by batch.

    ``days`` are the days of approval, oldest first, with what each brought.
    """
    waiting = Hidden()
    for day, hidden in days:
        waiting += hidden
        # More may be approved before today is over.
        if day < today and waiting.number >= SMALLEST_BATCH:
            if waiting.visible:
                yield waiting.as_batch
            waiting = Hidden()
    if waiting.visible:
        yield at_least(waiting.visible)
