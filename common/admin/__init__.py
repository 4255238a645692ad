"""The editor's desk: what the admin of every app is built from."""

from .badges import badge, example_badge, in_one_line, on_day, publication_badge
from .fields import DayInput, HouseForm
from .locks import BlockInline, ReadOnlyInline, TableInline
from .pages import HouseAdmin, KeptApart, MovedBySteps
from .steps import Step

__all__ = [
    "BlockInline",
    "DayInput",
    "HouseAdmin",
    "HouseForm",
    "KeptApart",
    "MovedBySteps",
    "ReadOnlyInline",
    "Step",
    "TableInline",
    "badge",
    "example_badge",
    "in_one_line",
    "on_day",
    "publication_badge",
]
