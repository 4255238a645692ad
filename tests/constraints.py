"""What a case of a broken constraint is made of. Each app has a list of its own."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# A value that is on no list and fits the shortest column.
UNKNOWN = "x"
NOON = datetime(2018, 9, 3, 12, tzinfo=UTC)


@dataclass
class Case:
    """A valid row, in a situation, and the changes that break a constraint.

    ``also`` names constraints that cannot but break too.
    """

    name: str
    factory: type
    changes: dict[str, Any]
    situation: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass
class Twin:
    """Two valid rows that may not agree in the fields of a constraint."""

    name: str
    factory: type
    situation: dict[str, Any] = field(default_factory=dict)


def itself(row):
    return row
