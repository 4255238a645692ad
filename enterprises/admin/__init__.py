"""The registry on the editor's desk."""

from . import catalogue, enterprise, staffing, status

__all__ = ["catalogue", "enterprise", "staffing", "status"]
