"""Enterprises, RSV histories and returns as files: what leaves can come back.

`columns` says what a cell may hold, the sheets which columns there are and how a row is
found again, `intake` what happens to a file on its way in.
"""

from .base import Sheet
from .enterprises import EnterpriseSheet
from .returns import ReturnSheet
from .rsv import RsvSheet

SHEETS: dict[str, type[Sheet]] = {
    sheet.key: sheet for sheet in (EnterpriseSheet, RsvSheet, ReturnSheet)
}

__all__ = ["SHEETS", "EnterpriseSheet", "ReturnSheet", "RsvSheet", "Sheet"]
