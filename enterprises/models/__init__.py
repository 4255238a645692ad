"""The registry: enterprises, their RSV history, their staffing, published figures."""

from .catalogue import Sector, Source, TargetGroup, UNGoal
from .enterprise import Enterprise, Location, Offer, SocialValueStatement
from .rsv import RsvStatus
from .staffing import (
    ReturnInvitation,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)
from .status import ReportedFigure, StatusReport

__all__ = [
    "Enterprise",
    "Location",
    "Offer",
    "ReportedFigure",
    "ReturnInvitation",
    "RsvStatus",
    "Sector",
    "SocialValueStatement",
    "Source",
    "StaffingCategory",
    "StaffingCount",
    "StaffingReturn",
    "StaffingReturnStep",
    "StatusReport",
    "TargetGroup",
    "UNGoal",
]
