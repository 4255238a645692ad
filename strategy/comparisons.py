"""A strategy's evaluations side by side, from what each of them froze."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.quantities import Unit

from .frozen import Document, FrozenFigure, FrozenGoal


@dataclass(frozen=True)
class FigureLine:
    """One figure by year; None where an evaluation did not have it."""

    label: str
    cells: list[tuple[int, FrozenFigure | None]]

    @property
    def unit(self) -> str:
        """The unit that all years share and that says more than a number, if any."""
        units = {figure.quantity.unit for _year, figure in self.cells if figure}
        if len(units) != 1 or units == {Unit.COUNT}:
            return ""
        return str(units.pop().label)


@dataclass(frozen=True)
class GoalTable:
    """One goal through the years: how it was judged, then its figures."""

    number: int
    title: str
    judged: list[tuple[int, FrozenGoal | None]]
    figures: list[FigureLine]

    @property
    def anchor(self) -> str:
        """The goal's place on the page."""
        return f"maal-{self.number}"


def side_by_side(documents: Sequence[Document]) -> list[GoalTable]:
    """Hold evaluations against each other, oldest first, goal by goal.

    A goal and a figure have the words of the latest evaluation that speaks of them.
    """
    goals: dict[int, FrozenGoal] = {}
    labels: dict[int, dict[str, str]] = {}
    for document in documents:
        for goal in document.goals:
            goals[goal.pk] = goal
            for figure in goal.figures:
                labels.setdefault(goal.pk, {})[figure.key] = figure.label
    by_goal = [
        (document.year, {goal.pk: goal for goal in document.goals})
        for document in documents
    ]
    by_key = [
        (document.year, {figure.key: figure for figure in document.figures})
        for document in documents
    ]
    return [
        GoalTable(
            number=goal.number,
            title=goal.title,
            judged=[(year, found.get(pk)) for year, found in by_goal],
            figures=[
                FigureLine(label, [(year, found.get(key)) for year, found in by_key])
                for key, label in labels.get(pk, {}).items()
            ],
        )
        for pk, goal in sorted(goals.items(), key=lambda item: item[1].number)
    ]
