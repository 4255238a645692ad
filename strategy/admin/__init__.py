"""Strategies and what follows from them, on the editor's desk."""

from . import board, evaluation, initiative, nomination, page, strategy

__all__ = ["board", "evaluation", "initiative", "nomination", "page", "strategy"]
