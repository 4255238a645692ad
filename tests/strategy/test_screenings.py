"""What the public may know of screenings that are confidential."""

from datetime import date

import pytest

from strategy.models import ScreeningStep
from strategy.screenings import confidential_counts, opened_screenings
from tests.strategy.factories import ScreeningFactory, ScreeningStepFactory

pytestmark = pytest.mark.django_db

Stage = ScreeningStep.Stage
TODAY = date(2018, 9, 1)


def screened(**numbers):
    for stage, number in numbers.items():
        for _ in range(number):
            ScreeningStepFactory(stage=stage)


def test_nothing_is_counted_where_there_is_nothing():
    ScreeningFactory()
    ScreeningStepFactory(screening__opened=True)

    assert confidential_counts(TODAY) is None


@pytest.mark.parametrize(
    ("numbers", "total", "rows"),
    [
        ({"ide": 1}, "under 5", []),
        ({"ide": 4}, "under 5", []),
        ({"ide": 2, "plan": 2, "stoppet": 1}, "5", []),
        ({"ide": 5}, "5", [("Idé", 5)]),
        ({"ide": 5, "stoppet": 6}, "11", [("Idé", 5), ("Stoppet", 6)]),
        # One alone at its stage would be known by all who know of it.
        ({"ide": 5, "plan": 1, "stoppet": 6}, "12", [("I gang", 6), ("Afsluttet", 6)]),
        ({"ide": 6, "plan": 3, "stoppet": 1}, "10", []),
    ],
)
def test_no_number_is_so_small_that_it_tells_of_one(numbers, total, rows):
    screened(**numbers)

    counts = confidential_counts(TODAY)

    assert (counts.total, counts.rows) == (total, rows)
    assert not counts.includes_examples


def test_the_stage_is_the_one_that_holds_that_day():
    for _ in range(5):
        screening = ScreeningFactory()
        ScreeningStepFactory(screening=screening, date=date(2017, 1, 1))
        ScreeningStepFactory(
            screening=screening, stage=Stage.PLAN, date=date(2018, 1, 1)
        )
        ScreeningStepFactory(
            screening=screening, stage=Stage.STOPPED, date=date(2019, 1, 1)
        )

    assert confidential_counts(TODAY).rows == [("Plan", 5)]
    assert confidential_counts(date(2017, 6, 1)).rows == [("Idé", 5)]
    assert confidential_counts(date(2016, 1, 1)) is None


def test_an_opened_one_is_shown_with_its_stage_and_not_counted():
    opened = ScreeningFactory(opened=True)
    ScreeningStepFactory(screening=opened, stage=Stage.SPUN_OFF)
    ScreeningStepFactory(screening__is_example=True)

    assert opened_screenings(TODAY) == [(opened, "Afknoppet")]
    assert confidential_counts(TODAY).total == "under 5"
    assert confidential_counts(TODAY).includes_examples
