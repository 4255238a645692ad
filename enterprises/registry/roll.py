"""The numbers of enterprises, and what they are sorted by."""

from array import array
from datetime import UTC, datetime

from common.alphabet import danish_order
from enterprises.models import Enterprise

NEVER = datetime.min.replace(tzinfo=UTC).timestamp()


class Roll:
    """Keys and names of enterprises by number; it only ever grows."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.keys = array("q")
        self.names: list[str] = []
        self.followed = array("l")
        self.confirmed = array("d")

    def add(self, enterprise: Enterprise) -> int:
        """Give an enterprise the next number."""
        confirmed_at = enterprise.confirmed_at
        self.keys.append(enterprise.pk)
        self.names.append(danish_order(enterprise.name))
        self.followed.append(enterprise.followed_from_date.toordinal())
        self.confirmed.append(confirmed_at.timestamp() if confirmed_at else NEVER)
        return len(self.keys) - 1

    # What one sorts by. The alphabet decides among equals, and at last the key.

    def by_name(self, number: int) -> tuple[str, int]:
        """Sort by the Danish alphabet."""
        return self.names[number], self.keys[number]

    def newest(self, number: int) -> tuple[int, str, int]:
        """Sort those first whom the programme began to follow last."""
        return -self.followed[number], *self.by_name(number)

    def lately_confirmed(self, number: int) -> tuple[float, str, int]:
        """Sort those first for whom somebody vouched last."""
        return -self.confirmed[number], *self.by_name(number)
