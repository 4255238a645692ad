"""Public pages of the programme: strategies, evaluations and what follows."""

from .award import AwardView, nominate, nomination_sent
from .board import BoardView
from .documents import DocumentsView
from .evaluation import EvaluationView
from .files import award_picture, board_attachment, document_file, strategy_document
from .initiatives import InitiativesView
from .procurement import ProcurementView
from .programme import ProgrammeView
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
    "nominate",
    "nomination_sent",
    "strategy_document",
]
