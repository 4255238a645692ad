"""Sets of small numbers as integers, in which bit n tells whether n is a member.

To join two sets is "or", to intersect them is "and", and a count is the number of ones:
nothing is counted twice, and a hundred thousand members cost some microseconds.
"""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, compress, islice
from operator import or_
from typing import Any, Self

# A set with less than one in so many is listed rather than drawn out.
SPARSE = 64
# So few are put in one by one.
FEW = 50
_IS_SET = bytes.maketrans(b"01", b"\0\1")


def bitmap(numbers: Iterable[int], size: int) -> int:
    """Return the set of the numbers given.

    Args:
        numbers: the members, each below the size.
        size: how many numbers there are in all.
    """
    members = numbers if isinstance(numbers, Sequence | array) else list(numbers)
    if len(members) < FEW:
        return union(1 << number for number in members)
    digits = bytearray(b"0" * size)
    for number in members:
        digits[number] = 49  # the digit one
    # In writing, the first bit comes last.
    return int(digits[::-1], 2)


def union(sets: Iterable[int]) -> int:
    """Return what is in at least one of the sets."""
    return reduce(or_, sets, 0)


def numbers_in(bits: int) -> Iterator[int]:
    """Return the members, lowest first."""
    digits = f"{bits:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


class Order:
    """Every number there is, sorted by a key; gives parts of sets in that order."""

    def __init__(self, key: Callable[[int], Any], numbers: Iterable[int] = ()) -> None:
        """Sort the numbers.

        Args:
            key: what to sort by, different for each number.
            numbers: those to sort.
        """
        self._key = key
        self._numbers = sorted(numbers, key=key)

    def added(self, numbers: Sequence[int]) -> Self:
        """Return the same order with some numbers more."""
        if len(numbers) >= FEW:
            return type(self)(self._key, chain(self._numbers, numbers))
        more = type(self)(self._key)
        more._numbers = self._numbers.copy()
        for number in numbers:
            insort(more._numbers, number, key=self._key)
        return more

    def part(self, bits: int, wanted: slice) -> list[int]:
        """Return some of a set's members in this order.

        Few members are sorted. For many the order is walked from its nearer end, so
        that the last page costs what the first does.

        Args:
            bits: the set.
            wanted: which of the members to return, by their places in the order.
        """
        number = bits.bit_count()
        start, stop, _step = wanted.indices(number)
        if start >= stop:
            return []
        if number * SPARSE < len(self._numbers):
            return sorted(numbers_in(bits), key=self._key)[start:stop]
        digits = f"{bits:b}"[::-1].ljust(len(self._numbers), "0")
        flags = digits.encode().translate(_IS_SET)
        if start > number - stop:
            backwards = reversed(self._numbers)
            walked = compress(
                backwards, map(flags.__getitem__, reversed(self._numbers))
            )
            return list(islice(walked, number - stop, number - start))[::-1]
        walked = compress(self._numbers, map(flags.__getitem__, self._numbers))
        return list(islice(walked, start, stop))


class NumberSet:
    """A set that grows: a list while it has few members, an integer once it has many.

    Numbers are added in rising order; to add the last one again changes nothing.
    """

    __slots__ = ("_bits", "_numbers")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._numbers: array[int] | None = array("I")
        self._bits = 0

    def add(self, number: int) -> None:
        """Add a number that is not below those that are there."""
        if self._numbers is None:
            self._bits |= 1 << number
        elif not self._numbers or self._numbers[-1] != number:
            self._numbers.append(number)

    def settle(self, size: int) -> None:
        """Take the shape that needs less room among so many numbers."""
        if self._numbers is not None and len(self._numbers) * SPARSE > size:
            self._bits = bitmap(self._numbers, size)
            self._numbers = None

    @staticmethod
    def union(sets: Iterable["NumberSet"], size: int) -> int:
        """Return the members of any of the sets below a size, as one integer."""
        listed: list[int] = []
        bits = 0
        for one in sets:
            # Somebody may give it its other shape meanwhile.
            numbers = one._numbers
            if numbers is None:
                bits |= one._bits
            else:
                listed += numbers[: bisect_left(numbers, size)]
        return bits & ((1 << size) - 1) | bitmap(listed, size)
