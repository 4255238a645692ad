"""What the benchmarks say of their figures, however large these are."""

import subprocess
import sys

import pytest

from bench.registry import Line
from bench.serving import ROOT, Cost, in_turn, median_ratio, medians


def test_two_things_are_measured_in_alternating_order():
    order = []

    def first():
        order.append("A")
        return Cost(2)

    def second():
        order.append("B")
        return Cost(1)

    pairs = in_turn(first, second, rounds=3)

    assert "".join(order) == "ABBAAB"
    assert pairs == [(Cost(2), Cost(1))] * 3


def test_ratios_are_taken_within_a_round():
    pairs = [(Cost(2), Cost(1)), (Cost(30), Cost(10)), (Cost(8), Cost(2))]

    assert median_ratio(pairs, lambda cost: cost.portal) == 3
    assert medians(pairs) == (Cost(8), Cost(2))


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (Line("3", "list", ratio=1.5, limit=1.5), "reached"),
        (Line("3", "list", ratio=1.51, limit=1.5), "NOT REACHED"),
        (Line("3", "list", ratio=1.0, whole=1.6, limit=1.5), "NOT REACHED"),
        (Line("3", "queries", limit=3, is_reached=False), "NOT REACHED"),
        (Line("", "first answer"), ""),
    ],
)
def test_a_figure_that_misses_its_goal_says_so(line, verdict):
    assert line.verdict == verdict
    assert str(line).rstrip().endswith(verdict)


def test_an_unknown_part_is_named_with_those_there_are():
    result = subprocess.run(
        [sys.executable, "-m", "bench", "nothing"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 1
    said, _, parts = result.stderr.partition(". There are: ")
    assert said == "There is no part nothing"
    assert {"pages", "registry"} <= set(parts.rstrip(".\n").split(", "))
