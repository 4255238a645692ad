"""What became of the goals from one strategy to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .models import Goal


class Fate(Enum):
    """What became of a goal: its name, and how it is drawn."""

    KEPT = "Fastholdt", "success"
    CHANGED = "Ændret", "info"
    NEW = "Nyt", "info"
    DROPPED = "Udgået", "neutral"

    @property
    def label(self) -> str:
        """The word for it."""
        return self.value[0]

    @property
    def kind(self) -> str:
        """The badge's kind."""
        return self.value[1]


@dataclass(frozen=True)
class Step:
    """A goal then and now; one of them is missing where it is new or dropped."""

    fate: Fate
    before: Goal | None
    now: Goal | None


def steps(goals: Iterable[Goal], former: Iterable[Goal]) -> list[Step]:
    """Set the goals of two strategies beside each other, in the newer one's order.

    Only what an editor has linked is said to go on; nothing is guessed from words. With
    no link at all nobody has compared them, so there is nothing to show.
    """
    before = {goal.pk: goal for goal in former}
    found: list[Step] = []
    for goal in goals:
        earlier = before.get(goal.predecessor_id or 0)
        if earlier is None:
            found.append(Step(Fate.NEW, None, goal))
        else:
            same = (earlier.title, earlier.description) == (
                goal.title,
                goal.description,
            )
            found.append(Step(Fate.KEPT if same else Fate.CHANGED, earlier, goal))
    going_on = {step.before.pk for step in found if step.before}
    if not going_on:
        return []
    dropped = [goal for pk, goal in before.items() if pk not in going_on]
    return [*found, *(Step(Fate.DROPPED, goal, None) for goal in dropped)]
