"""The registry on the editor's desk."""

from . import (
    catalogue,
    enterprise,
    proposals,
    rounds,
    rsv_import,
    staffing,
    status,
)

__all__ = [
    "catalogue",
    "enterprise",
    "proposals",
    "rounds",
    "rsv_import",
    "staffing",
    "status",
]
