"""The registry on the editor's desk."""

from . import (
    catalogue,
    corrections,
    enterprise,
    proposals,
    rounds,
    rsv_import,
    staffing,
    status,
    transfer,
)

__all__ = [
    "catalogue",
    "corrections",
    "enterprise",
    "proposals",
    "rounds",
    "rsv_import",
    "staffing",
    "status",
    "transfer",
]
