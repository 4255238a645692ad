"""What became of the goals from one strategy to the next."""

import pytest
from django.core.exceptions import ValidationError

from strategy.succession import Fate, steps

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    return make.StrategyFactory()


@pytest.fixture
def strategy(former):
    return make.StrategyFactory(predecessor=former)


def fates(strategy, former):
    return [
        (step.fate, step.before and step.before.title, step.now and step.now.title)
        for step in steps(strategy.goals.all(), former.goals.all())
    ]


def test_goals_are_kept_changed_new_or_dropped(strategy, former):
    kept, changed, _dropped = (
        make.GoalFactory(strategy=former, number=number, title=title)
        for number, title in enumerate(("Samme", "Før", "Væk"), start=1)
    )
    for number, (title, before) in enumerate(
        (("Helt nyt", None), ("Nu", changed), ("Samme", kept)), start=1
    ):
        make.GoalFactory(
            strategy=strategy, number=number, title=title, predecessor=before
        )

    assert fates(strategy, former) == [
        (Fate.NEW, None, "Helt nyt"),
        (Fate.CHANGED, "Før", "Nu"),
        (Fate.KEPT, "Samme", "Samme"),
        (Fate.DROPPED, "Væk", None),
    ]


def test_a_goal_with_another_description_is_changed(strategy, former):
    before = make.GoalFactory(strategy=former, description="<p>A</p>")
    make.GoalFactory(strategy=strategy, description="<p>B</p>", predecessor=before)

    assert [fate for fate, _, _ in fates(strategy, former)] == [Fate.CHANGED]


def test_nothing_is_guessed_where_nobody_has_compared(strategy, former):
    make.GoalFactory(strategy=former, title="Flere i job")
    make.GoalFactory(strategy=strategy, title="Flere i job")

    assert fates(strategy, former) == []


def test_a_goal_goes_on_only_from_the_strategy_before(strategy, former):
    near = make.GoalFactory.build(
        strategy=strategy, predecessor=make.GoalFactory(strategy=former)
    )
    far = make.GoalFactory.build(strategy=strategy, predecessor=make.GoalFactory())

    near.full_clean()
    with pytest.raises(ValidationError, match="den strategi, som denne afløser"):
        far.full_clean()
