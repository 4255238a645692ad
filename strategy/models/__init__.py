"""Strategies and what follows from them: goals, evaluations, board, initiatives."""

from .award import AwardYear, Nominee
from .board import Advice, BoardMeeting, BoardSeat
from .evaluation import Erratum, Evaluation, EvaluationFigure, GoalAssessment
from .initiative import Initiative, InitiativePeriod, Screening, ScreeningStep
from .nomination import Nomination
from .page import Document, ProgrammePage
from .strategy import (
    Goal,
    Indicator,
    Measurement,
    Standing,
    Strategy,
    StrategySection,
)

__all__ = [
    "Advice",
    "AwardYear",
    "BoardMeeting",
    "BoardSeat",
    "Document",
    "Erratum",
    "Evaluation",
    "EvaluationFigure",
    "Goal",
    "GoalAssessment",
    "Indicator",
    "Initiative",
    "InitiativePeriod",
    "Measurement",
    "Nomination",
    "Nominee",
    "ProgrammePage",
    "Screening",
    "ScreeningStep",
    "Standing",
    "Strategy",
    "StrategySection",
]
