"""Public pages of the programme: strategies, evaluations and what follows."""

from .board import BoardView
from .evaluation import EvaluationView
from .files import award_picture, board_attachment, document_file, strategy_document
from .programme import (
    AwardView,
    DocumentsView,
    InitiativesView,
    ProcurementView,
    ProgrammeView,
)
from .strategy import StrategyView

__all__ = [
    "AwardView",
    "BoardView",
    "DocumentsView",
    "EvaluationView",
    "InitiativesView",
    "ProcurementView",
    "ProgrammeView",
    "StrategyView",
    "award_picture",
    "board_attachment",
    "document_file",
    "strategy_document",
]
