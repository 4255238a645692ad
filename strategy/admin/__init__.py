"""Strategies and what follows from them, on the editor's desk."""

from . import board, evaluation, initiative, page, strategy

__all__ = ["board", "evaluation", "initiative", "page", "strategy"]
