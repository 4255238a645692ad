"""Which row of a file had a key first, in a few bytes for each key."""

from array import array

EMPTY = 0


class FirstSeen:
    """A table of hashes and row numbers.

    A dictionary of a hundred thousand keys and numbers would take several times the
    memory that the rest of an import does. A 64-bit hash stands for its key.
    """

    def __init__(self) -> None:
        """Begin small; a file may have few rows."""
        self._make(1 << 12)

    def _make(self, size: int) -> None:
        self.mask = size - 1
        self.used = 0
        self.hashes = array("q", bytes(8 * size))
        self.numbers = array("I", bytes(array("I").itemsize * size))

    def add(self, key: object, number: int) -> int | None:
        """Remember a key, and return the other row that had it before, if one had."""
        if 2 * self.used > self.mask:
            self._grow()
        first = self._add(hash(key) or 1, number)
        return None if first == number else first

    def _add(self, found: int, number: int) -> int:
        hashes, mask = self.hashes, self.mask
        place = found & mask
        while (there := hashes[place]) != EMPTY:
            if there == found:
                return self.numbers[place]
            place = (place + 1) & mask
        self.used += 1
        hashes[place], self.numbers[place] = found, number
        return number

    def _grow(self) -> None:
        hashes, numbers = self.hashes, self.numbers
        self._make(2 * len(hashes))
        for found, number in zip(hashes, numbers, strict=True):
            if found != EMPTY:
                self._add(found, number)
