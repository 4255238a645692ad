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
    document_file,
    public_paper,
    strategy_document,
)
from .hearing import hearing, hearing_sent
from .initiatives import InitiativesView
from .preparation import (
    draft,
    draft_read,
    paper,
    preparation,
    remark,
    withdraw,
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
    "document_file",
    "draft",
    "draft_read",
    "figures_csv",
    "frozen_json",
    "hearing",
    "hearing_sent",
    "nominate",
    "nomination_sent",
    "paper",
    "preparation",
    "public_paper",
    "remark",
    "strategy_document",
    "withdraw",
]
