"""The year's meetings against the three to four that are promised."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from network.events.cadence import Cadence, MissingMeetings, cadence, former_years
from network.models import Event
from tests.network.factories import EventFactory

pytestmark = pytest.mark.django_db


def held_on(*days, **more):
    return [
        EventFactory(published=True, starts_at=datetime(*day, 14, tzinfo=UTC), **more)
        for day in days
    ]


def soon(**days):
    return timezone.now() + timedelta(**days)


def test_a_year_says_what_is_held_and_planned_as_of_a_day():
    held_on((2018, 2, 1), (2018, 5, 1), (2018, 11, 1), (2017, 5, 1), (2019, 5, 1))
    EventFactory(starts_at=datetime(2018, 6, 1, tzinfo=UTC))
    EventFactory(cancelled=True, starts_at=datetime(2018, 6, 1, tzinfo=UTC))

    year = cadence(date(2018, 8, 31))

    assert (len(year.held), len(year.planned)) == (2, 1)
    assert year.sentence == "2 holdt og 1 planlagt i 2018; målet er 3 til 4."
    assert year.verdict == "Så når vi det, vi har lovet."
    assert [slot.words for slot in year.slots] == [
        *("Holdt", "Holdt", "Planlagt", "Ikke planlagt")
    ]


def test_what_is_on_this_afternoon_is_not_held_yet():
    EventFactory(
        published=True,
        starts_at=timezone.now() - timedelta(minutes=1),
        ends_at=timezone.now() + timedelta(minutes=1),
    )

    year = cadence(timezone.localdate())

    assert (len(year.held), len(year.planned)) == (0, 1)


@pytest.mark.parametrize(
    ("day", "needed"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 10), 1),
        (date(2026, 7, 1), 1),
        (date(2026, 7, 10), 2),
        (date(2026, 11, 1), 2),
        (date(2026, 11, 10), 3),
        (date(2026, 12, 31), 3),
    ],
)
def test_the_time_of_year_asks_for_more_and_more(day, needed):
    empty = Cadence(day, held=(), planned=())

    assert empty.needed_by_now == needed
    assert empty.is_behind is (needed > 0)
    assert ("bagud" in empty.verdict) is (needed > 0)


@pytest.mark.parametrize(
    ("number", "words", "verdict"),
    [
        (0, ["Mangler"] * 3 + ["Ikke planlagt"], "Vi er bagud: 3 møder mangler"),
        (2, ["Holdt"] * 2 + ["Mangler", "Ikke planlagt"], "Vi er bagud: 1 møde mangl"),
        (3, ["Holdt"] * 3 + ["Ikke planlagt"], "Løftet er holdt."),
        (6, ["Holdt"] * 6, "Løftet er holdt."),
    ],
)
def test_each_place_says_what_it_is(number, words, verdict):
    year = Cadence(
        date(2026, 12, 1), held=tuple(EventFactory.build_batch(number)), planned=()
    )

    assert [slot.words for slot in year.slots] == words
    assert year.verdict.startswith(verdict)


def test_former_years_tell_who_came_and_where_nobody_counted():
    held_on((2016, 5, 1), (2016, 9, 1), attendance_count=20)
    held_on((2017, 5, 1), attendance_count=12, is_example=True)
    held_on((2017, 9, 1))
    held_on((2015, 9, 1))
    held_on((2018, 2, 1))
    EventFactory(cancelled=True, starts_at=datetime(2016, 3, 1, tzinfo=UTC))

    years = former_years(date(2018, 8, 31))

    assert [(year.year, year.held, year.attendance) for year in years] == [
        *((2017, 2, 12), (2016, 2, 40), (2015, 1, None))
    ]
    assert [year.is_counted_in_full for year in years] == [False, True, False]
    assert [year.includes_examples for year in years] == [True, False, False]
    assert not any(year.is_kept for year in years)


def test_a_night_at_new_year_belongs_to_the_danish_year():
    held_on((2017, 12, 31))
    Event.objects.update(
        starts_at=datetime(2017, 12, 31, 23, 15, tzinfo=UTC),
        ends_at=datetime(2017, 12, 31, 23, 30, tzinfo=UTC),
    )

    assert former_years(date(2018, 5, 1)) == []
    assert len(cadence(date(2018, 5, 1)).held) == 1


def test_both_cost_one_query(django_assert_num_queries):
    held_on((2018, 2, 1), (2018, 5, 1), (2017, 5, 1))

    with django_assert_num_queries(2):
        year = cadence(date(2018, 8, 31))
        former = former_years(date(2018, 8, 31))

    assert len(year.slots) == 4
    assert len(former) == 1


def test_the_page_shows_the_year_in_words(client, clock):
    clock.now = datetime(2018, 6, 1, 12, tzinfo=UTC)
    EventFactory(published=True, example=True, starts_at=soon(minutes=-180))

    page = client.get("/netvaerk/").text

    assert "1 holdt og 0 planlagt i 2018; målet er 3 til 4." in page


def test_the_desk_says_what_is_missing(editor_client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2018, 12, 1))
    held_on((2018, 2, 1))

    found = editor_client.get("/admin/").context["waiting"]

    (task,) = [task for task in found if "mangler at komme på plads" in task["label"]]
    assert task["number"] == 2
    assert editor_client.get(task["url"]).status_code == 200


def test_a_portal_without_meetings_is_new_and_not_behind():
    EventFactory()

    assert MissingMeetings().count() == 0
