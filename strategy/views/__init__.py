"""Public pages of the programme: strategies, evaluations and what follows."""

from .award import AwardView, nominate, nomination_sent
from .board import BoardView
from .documents import DocumentsView
from .evaluation import (
    ComparisonView,
    EvaluationView,
    PreviewView,
    figures_csv,
    frozen_json,
)
from .files import (
    award_picture,
    board_attachment,
    document_file,
    public_paper,
    strategy_document,
)
from .hearing import hearing, hearing_sent
from .initiatives import InitiativesView
from .preparation import (
    draft,
    draft_read,
    meeting_attachment,
    paper,
    preparation,
    remark,
)
from .procurement import ProcurementView, RsvView
from .programme import ProgrammeView
from .strategy import StrategyView

__all__ = [
    "AwardView",
    "BoardView",
    "ComparisonView",
    "DocumentsView",
    "EvaluationView",
    "InitiativesView",
    "PreviewView",
    "ProcurementView",
    "ProgrammeView",
    "RsvView",
    "StrategyView",
    "award_picture",
    "board_attachment",
    "document_file",
    "draft",
    "draft_read",
    "figures_csv",
    "frozen_json",
    "hearing",
    "hearing_sent",
    "meeting_attachment",
    "nominate",
    "nomination_sent",
    "paper",
    "preparation",
    "public_paper",
    "remark",
    "strategy_document",
]
