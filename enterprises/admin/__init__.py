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
]
