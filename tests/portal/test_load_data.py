"""The command that fills a new portal: once, whole, and never in production."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from enterprises.models import Enterprise, Source
from network.models import Event
from portal.demo import examples, roskilde_2018
from portal.demo.writing import at
from strategy.models import AwardYear, Strategy
from tests.enterprises.factories import SourceFactory
from tests.factories import MODELS

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


def load(**options):
    output = io.StringIO()
    call_command("load_data", stdout=output, **{"on": DAY, **options})
    return output.getvalue()


def content():
    """Every row of every table, as it stands."""
    return {
        model: list(model._default_manager.order_by("pk").values()) for model in MODELS
    }


def test_both_sets_are_loaded_and_a_second_run_changes_nothing():
    first = load()
    before = content()

    second = load()

    assert "roskilde-2018: loaded 1 StatusReport, 2 Strategy" in first
    assert "examples: loaded 21 Enterprise" in first
    assert second.count("left as it is") == 2
    assert content() == before


def test_the_account_alone_has_no_enterprises():
    load(only=roskilde_2018.NAME)

    assert Source.objects.filter(publisher="Sociale Entreprenører").count() == 1
    assert not Enterprise.objects.exists()
    assert not Event.objects.exists()


def test_the_examples_alone_have_nothing_of_the_account():
    load(only=examples.NAME)

    assert not Source.objects.exists()
    assert set(Strategy.objects.values_list("is_example", flat=True)) == {True}


def test_if_empty_leaves_a_portal_with_any_content_alone():
    SourceFactory()

    output = load(if_empty=True)

    assert "Nothing was loaded" in output
    assert not Strategy.objects.exists()


def test_if_empty_fills_an_empty_portal():
    load(if_empty=True, only=roskilde_2018.NAME)

    assert Strategy.objects.count() == 2


@pytest.mark.parametrize("options", [{}, {"if_empty": True}])
def test_production_refuses_and_says_what_to_do(settings, options):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="--force"):
        load(**options)

    assert not Source.objects.exists()


def test_production_loads_what_is_forced(settings):
    settings.DEVELOPMENT = False

    load(force=True, only=roskilde_2018.NAME)

    assert Source.objects.exists()


def test_what_fails_half_way_leaves_nothing(monkeypatch):
    def fail(on):
        raise RuntimeError

    monkeypatch.setattr(examples, "load", fail)

    with pytest.raises(RuntimeError):
        load()

    assert not Source.objects.exists()


@pytest.mark.parametrize("day", [DAY, date(2027, 2, 28), date(2028, 12, 31)])
def test_what_is_to_come_is_counted_from_the_day_of_loading(day):
    examples.catalogue.save_catalogue()
    for example in examples.ENTERPRISES:
        examples.save_example(example)

    examples.events.save_events(day)
    examples.programme.save_award_years(day)

    coming = Event.objects.upcoming(at(day, 0))
    assert coming.exclude(state=Event.State.CANCELLED).count() == 3
    assert {event.starts_at.weekday() for event in coming} == {3}
    assert AwardYear.objects.get(year=2026).deadline_date > day
