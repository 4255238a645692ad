"""Strategies and what follows from them, on the editor's desk."""

from . import (
    board,
    drafting,
    evaluation,
    goal,
    indicator,
    initiative,
    measurement,
    nomination,
    page,
    strategy,
)

__all__ = [
    "board",
    "drafting",
    "evaluation",
    "goal",
    "indicator",
    "initiative",
    "measurement",
    "nomination",
    "page",
    "strategy",
]
