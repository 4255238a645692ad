"""The network's figures of any day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from network.figures import (
    NAMED_FIGURES,
    attendance,
    clusters,
    meetings_held,
    members,
    topics_answered,
    topics_raised,
)
from tests.network.factories import (
    ClusterFactory,
    EventFactory,
    MemberFactory,
    TopicFactory,
)

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


def test_a_meeting_this_afternoon_is_not_held_yet():
    now = timezone.now()
    EventFactory(published=True, starts_at=now, ends_at=now + timedelta(minutes=1))

    assert str(meetings_held(timezone.localdate()).quantity) == "0"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], "0"),
        ([20, 12], "32"),
        ([20, None], "mindst 20"),
        ([0], "0"),
        ([None, None], "ikke oplyst"),
    ],
)
def test_attendance_says_where_nobody_counted(counts, words):
    for month, count in enumerate(counts, start=3):
        EventFactory(
            published=True, starts_at=at(2018, month, 1), attendance_count=count
        )
    EventFactory(published=True, starts_at=at(2017, 3, 1), attendance_count=9)
    EventFactory(cancelled=True, starts_at=at(2018, 3, 1), attendance_count=9)

    assert str(attendance(date(2018, 8, 31)).quantity) == words


def test_topics_count_in_the_year_they_are_raised_and_answered():
    TopicFactory(
        published=True,
        created_at=at(2017, 12, 1),
        answer="Ja.",
        answered_at=at(2018, 2, 1),
        answer_changed_at=at(2018, 9, 1),
    )
    TopicFactory(published=True, created_at=at(2018, 2, 1), example=True)
    TopicFactory(published=True, created_at=at(2018, 9, 1))
    TopicFactory(created_at=at(2018, 2, 1))

    raised, answered = (
        [
            str(figure(date(year, month, 1)).quantity)
            for year, month in ((2017, 12), (2018, 1), (2018, 3), (2018, 10))
        ]
        for figure in (topics_raised, topics_answered)
    )

    assert raised == ["1", "0", "1", "2"]
    assert answered == ["0", "0", "1", "1"]
    assert topics_raised(date(2018, 3, 1)).includes_examples
    assert not topics_answered(date(2018, 3, 1)).includes_examples


def test_clusters_are_those_that_had_begun_and_not_ended():
    began, ended = date(2016, 5, 1), date(2018, 2, 1)
    ClusterFactory(published=True, since_date=began)
    ClusterFactory(published=True, since_date=began, ended_date=ended, example=True)
    ClusterFactory(published=True)
    ClusterFactory(since_date=began)

    counted = {
        day: str(clusters(day).quantity)
        for day in (began - timedelta(days=1), began, ended)
    }

    assert list(counted.values()) == ["0", "2", "1"]
    assert clusters(began).includes_examples
    assert not clusters(ended).includes_examples


@pytest.mark.parametrize("name", NAMED_FIGURES)
def test_a_named_figure_costs_one_query(django_assert_num_queries, name):
    with django_assert_num_queries(1):
        figure = NAMED_FIGURES[name].count(date(2018, 8, 31))

    assert figure.key == name
    assert str(figure.quantity) == "0"
    assert figure.method
    assert figure.source
