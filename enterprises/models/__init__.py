"""The registry: enterprises, their RSV history, their staffing, published figures."""

from .catalogue import Sector, Source, TargetGroup, UNGoal
from .change import RegistryChange
from .correction import Correction
from .enterprise import Enterprise
from .location import Location
from .offer import Offer
from .register import RsvImport, TableImport
from .rounds import RecordProposal, ReturnRound
from .rsv import RsvStatus
from .search import SearchText, SearchWord
from .social_value import SocialValueStatement
from .staffing import (
    ReturnInvitation,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)
from .status import ReportedFigure, StatusReport

__all__ = [
    "Correction",
    "Enterprise",
    "Location",
    "Offer",
    "RecordProposal",
    "RegistryChange",
    "ReportedFigure",
    "ReturnInvitation",
    "ReturnRound",
    "RsvImport",
    "RsvStatus",
    "SearchText",
    "SearchWord",
    "Sector",
    "SocialValueStatement",
    "Source",
    "StaffingCategory",
    "StaffingCount",
    "StaffingReturn",
    "StaffingReturnStep",
    "StatusReport",
    "TableImport",
    "TargetGroup",
    "UNGoal",
]
