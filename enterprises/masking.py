"""Protection of small numbers, which can tell which benefit a person receives.

A count of 1 to 4 in a protected category at one enterprise is shown as "under 5". No
sum may undo that: what is shown of a sum is either something a reader could add up from
what is already public, or a total in which every protected number can still be at least
two different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.quantities import Qualifier, Quantity, Unit

# Counts from 1 up to and including this are protected.
LARGEST_PROTECTED = 4
UNDER_FIVE = Quantity(Decimal(LARGEST_PROTECTED + 1), Qualifier.UNDER, Unit.PERSONS)


def is_protected(quantity: Quantity, *, is_sensitive: bool) -> bool:
    """Tell whether a count at one enterprise must not be shown."""
    return (
        is_sensitive
        and quantity.value is not None
        and 0 < quantity.value <= LARGEST_PROTECTED
    )


def public(quantity: Quantity, *, is_sensitive: bool) -> Quantity:
    """Return what may be shown of a count at one enterprise."""
    return UNDER_FIVE if is_protected(quantity, is_sensitive=is_sensitive) else quantity


def public_sum(shown: Iterable[Quantity]) -> Quantity:
    """Add up shown counts of one enterprise: "mindst" where one of them is hidden.

    A hidden count is at least 1, which is all a reader knows.
    """
    total: Quantity | None = None
    for quantity in shown:
        if quantity == UNDER_FIVE:
            quantity = Quantity(Decimal(1), Qualifier.AT_LEAST, Unit.PERSONS)
        total = quantity if total is None else total + quantity
    return total or Quantity(None, unit=Unit.PERSONS)


@dataclass(frozen=True)
class CategorySum:
    """One category added up over all enterprises, before protection."""

    shown: Quantity
    hidden: Decimal
    hidden_count: int

    def public(self) -> Quantity:
        """Return what may be shown of the sum.

        With two or more hidden numbers the whole sum is shown as long as it leaves
        every one of them open. One hidden number, or several that the sum would give
        away (all 1, or all 4), give a lower bound made of what is public already.
        """
        if not self.hidden_count:
            return self.shown
        smallest = self.hidden_count
        largest = self.hidden_count * LARGEST_PROTECTED
        if self.hidden_count > 1 and smallest < self.hidden < largest:
            return self.shown + Quantity(self.hidden, unit=Unit.PERSONS)
        return self.shown + Quantity(
            Decimal(smallest), Qualifier.AT_LEAST, Unit.PERSONS
        )
