"""The registry on the editor's desk."""

from . import (
    catalogue,
    enterprise,
    proposals,
    rounds,
    staffing,
    status,
)

__all__ = [
    "catalogue",
    "enterprise",
    "proposals",
    "rounds",
    "staffing",
    "status",
]
