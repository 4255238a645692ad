"""The network's figures of any day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network.figures import NAMED_FIGURES, meetings_held, members
from tests.network.factories import EventFactory, MemberFactory

pytestmark = pytest.mark.django_db


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


def test_meetings_are_counted_within_the_year_up_to_the_day():
    for moment in (at(2017, 12, 1, 14), at(2018, 3, 1, 14), at(2018, 9, 12, 14)):
        EventFactory(published=True, starts_at=moment)

    counted = {
        day: str(meetings_held(day).quantity)
        for day in (
            date(2017, 12, 31),
            date(2018, 1, 1),
            date(2018, 3, 1),
            date(2018, 9, 11),
            date(2018, 12, 31),
        )
    }

    assert list(counted.values()) == ["1", "0", "1", "1", "2"]


def test_drafts_and_cancelled_meetings_do_not_count():
    EventFactory()
    EventFactory(cancelled=True)

    assert str(meetings_held(date(2018, 12, 31)).quantity) == "0"


def test_the_day_is_the_danish_one():
    """Half past eleven on New Year's Eve in UTC is the next year in Denmark."""
    EventFactory(
        published=True,
        starts_at=at(2018, 12, 31, 23, 15),
        ends_at=at(2018, 12, 31, 23, 30),
    )

    assert str(meetings_held(date(2018, 12, 31)).quantity) == "0"
    assert str(meetings_held(date(2019, 1, 1)).quantity) == "1"


def test_an_example_among_the_meetings_is_told():
    EventFactory(published=True)
    real = meetings_held(date(2018, 12, 31))
    EventFactory(published=True, example=True)

    both = meetings_held(date(2018, 12, 31))

    assert not real.includes_examples
    assert both.includes_examples


def test_a_day_stays_as_it_was_when_later_meetings_come():
    EventFactory(published=True)
    day = date(2018, 9, 30)
    before = meetings_held(day)

    EventFactory(published=True, starts_at=at(2018, 10, 1, 14))
    EventFactory(published=True, example=True, starts_at=at(2019, 1, 5, 14))

    assert meetings_held(day) == before


def test_members_are_those_who_had_joined():
    MemberFactory()
    MemberFactory(active=True)
    joined = date(2018, 1, 10)

    assert str(members(joined - timedelta(days=1)).quantity) == "0"
    assert str(members(joined).quantity) == "1"


@pytest.mark.parametrize("name", NAMED_FIGURES)
def test_a_named_figure_costs_one_query(django_assert_num_queries, name):
    with django_assert_num_queries(1):
        figure = NAMED_FIGURES[name].count(date(2018, 8, 31))

    assert figure.key == name
    assert str(figure.quantity) == "0"
    assert figure.method
    assert figure.source
