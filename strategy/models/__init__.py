"""Strategies and what follows from them: goals, evaluations, board, initiatives."""

from .award import AwardYear, Juror, Nominee
from .board import Advice, BoardMeeting, BoardSeat, MeetingPaper
from .correction import IndicatorCorrection, MeasurementCorrection
from .drafting import DraftReading, Remark
from .evaluation import (
    Erratum,
    Evaluation,
    EvaluationFigure,
    GoalAssessment,
)
from .goal import SAID, Goal, Indicator, Measurement, Standing
from .hearing import HearingRemark, OriginStep
from .initiative import Initiative, InitiativePeriod, Screening, ScreeningStep
from .nomination import Nomination
from .page import Document, ProgrammePage
from .standing import GoalStanding
from .strategy import Strategy, StrategySection
from .written_once import WrittenOnce

__all__ = [
    "SAID",
    "Advice",
    "AwardYear",
    "BoardMeeting",
    "BoardSeat",
    "Document",
    "DraftReading",
    "Erratum",
    "Evaluation",
    "EvaluationFigure",
    "Goal",
    "GoalAssessment",
    "GoalStanding",
    "HearingRemark",
    "Indicator",
    "IndicatorCorrection",
    "Initiative",
    "InitiativePeriod",
    "Juror",
    "Measurement",
    "MeasurementCorrection",
    "MeetingPaper",
    "Nomination",
    "Nominee",
    "OriginStep",
    "ProgrammePage",
    "Remark",
    "Screening",
    "ScreeningStep",
    "Standing",
    "Strategy",
    "StrategySection",
    "WrittenOnce",
]
