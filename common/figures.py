"""What makes a number honest: how it was counted, from what, and as of when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .quantities import Quantity


@dataclass(frozen=True)
class Figure:
    """A quantity with what a reader needs to trust it.

    ``method`` says in Danish how it was counted; ``includes_examples`` is True where
    fictional enterprises or events are part of it, so that a page can say so.
    """

    key: str
    label: str
    quantity: Quantity
    as_of: date
    method: str
    source: str
    includes_examples: bool = False


@dataclass(frozen=True)
class NamedFigure:
    """A figure that an indicator can be bound to: a name and a way to count it.

    Attributes:
        key: what an indicator is bound by; it never changes.
        label: what an editor chooses it by.
        count: counts it as of a day.
        counted_as: the key of the figure that is counted, where that is another.
    """

    key: str
    label: str
    count: Callable[[date], Figure]
    counted_as: str = ""
