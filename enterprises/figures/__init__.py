"""The registry's figures: how many, of what kind, on which day.

Every function takes a day and reads only. "Public" means ``published()``; the dates of
the records decide the rest, so that any day can be counted and a day's figures stay the
same when later history is added.

``counts`` speaks of enterprises, ``staff`` of those who work in all of them,
``own_staff`` of those in one, ``social_value`` of statements. ``named`` is what an
indicator can follow. ``reconciliation`` counts nothing: it holds what others published
against itself.
"""

from .counts import (
    STAGE_LABELS,
    DayCounts,
    count_by_rsv,
    count_by_stage,
    counts_on,
    declared_reserved_contracts,
)
from .named import NAMED_FIGURES
from .own_staff import YearOfStaff, staff_by_year
from .reconciliation import Reconciliation, reconcile
from .social_value import social_value_statements
from .staff import ReturnsOfYear, StaffingFigures, returns_of_year, staffing

__all__ = [
    "NAMED_FIGURES",
    "STAGE_LABELS",
    "DayCounts",
    "Reconciliation",
    "ReturnsOfYear",
    "StaffingFigures",
    "YearOfStaff",
    "count_by_rsv",
    "count_by_stage",
    "counts_on",
    "declared_reserved_contracts",
    "reconcile",
    "returns_of_year",
    "social_value_statements",
    "staff_by_year",
    "staffing",
]
