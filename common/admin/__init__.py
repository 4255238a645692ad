"""The editor's desk: what the admin of every app is built from."""

from .badges import badge, example_badge, in_one_line, on_day, publication_badge
from .fields import QUANTITY_SHOWN, DayInput, HouseForm, validate_year
from .letters import shown_letter
from .locks import BlockInline, ReadOnlyInline, TableInline
from .pages import HouseAdmin, KeptApart, MovedBySteps
from .steps import Letter, Step

__all__ = [
    "QUANTITY_SHOWN",
    "BlockInline",
    "DayInput",
    "HouseAdmin",
    "HouseForm",
    "KeptApart",
    "Letter",
    "MovedBySteps",
    "ReadOnlyInline",
    "Step",
    "TableInline",
    "badge",
    "example_badge",
    "in_one_line",
    "on_day",
    "publication_badge",
    "shown_letter",
    "validate_year",
]
