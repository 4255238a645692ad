"""The command that makes any number of fictional enterprises, and takes them away."""

import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from enterprises import search
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    SocialValueStatement,
    Source,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)
from enterprises.registry.bits import numbers_in
from enterprises.registry.image import Registry
from enterprises.search import reading
from portal.demo import examples, many
from tests.enterprises.factories import EnterpriseFactory
from tests.factories import MODELS

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
PARTS = [
    *(Location, Offer, RsvStatus, SocialValueStatement),
    *(StaffingReturn, StaffingReturnStep, StaffingCount),
]


def run(*arguments, **options):
    output = io.StringIO()
    call_command("make_examples", *arguments, stdout=output, **options)
    return output.getvalue()


def hits(text):
    """The primary keys of what one finds by some words."""
    registry = Registry.load(DAY)
    found = reading.search(text, registry).found
    return [registry.roll.keys[number] for number in numbers_in(found)]


def content():
    """Every enterprise with its parts, by their values alone."""
    found = {}
    for one in Enterprise.objects.all():
        found[one.slug] = [
            values(one),
            *(sorted(str(row) for row in rows.all()) for rows in related(one)),
            *(values(row) for part in parts(one) for row in part),
        ]
    return found


def related(one):
    return one.sectors, one.target_groups, one.un_goals


def parts(one):
    rows = [one.locations, one.offers, one.rsv_history, one.social_value_statements]
    returns = one.staffing_returns.order_by("year")
    yield from (part.order_by("pk") for part in rows)
    yield returns
    for row in returns:
        yield row.counts.order_by("category__slug")
        yield row.steps.order_by("at")


def values(row):
    """The values of a row, without its keys."""
    fields = [
        f for f in row._meta.concrete_fields if not (f.primary_key or f.is_relation)
    ]
    return [(f.name, getattr(row, f.attname)) for f in fields]


def test_everything_made_holds_every_rule():
    run(200, on=DAY)

    rows = [row for model in [Enterprise, *PARTS] for row in model.objects.all()]

    assert Enterprise.objects.count() == 200
    assert all(model.objects.exists() for model in PARTS)
    for row in rows:
        # What the database itself holds was held when it was written.
        row.clean_fields()
        row.clean()


def test_it_names_nobody_and_says_what_it_is():
    run(100, on=DAY)

    for one in Enterprise.objects.all():
        assert one.is_example
        assert (one.cvr_number, one.phone) == (None, "")
        assert one.email.endswith(".example")
        assert one.website.endswith(".example/")
    assert not Location.objects.exclude(p_number=None).exists()
    assert set(RsvStatus.objects.values_list("source", flat=True)) == {
        "Det Centrale Virksomhedsregister (eksempel)",
        "Virksomheden selv (eksempel)",
    }


def test_the_registry_gets_something_of_everything():
    run(300, on=DAY)

    states = set(Enterprise.objects.values_list("publication_state", flat=True))
    stages = {one.stage(DAY) for one in Enterprise.objects.all()}
    statuses = set(RsvStatus.objects.values_list("status", flat=True))
    returned = set(StaffingReturn.objects.values_list("status", flat=True))
    kinds = set(Offer.objects.values_list("kind", flat=True))

    assert states == {"kladde", "offentlig", "trukket"}
    assert stages == set(Enterprise.Stage)
    assert statuses == set(RsvStatus.Status.values)
    assert returned == {"afventer", "retur", "godkendt"}
    assert kinds == set(Offer.Kind.values)
    assert Offer.objects.filter(active_from_date__gt=DAY).exists()
    assert Offer.objects.filter(active_to_date__lt=DAY).exists()
    assert Location.objects.values("town").distinct().count() > 10


def test_descriptions_are_long_enough_and_have_many_words():
    run(200, on=DAY)

    texts = [
        re.findall(r"\w+", re.sub("<[^>]+>", " ", one.description.lower()))
        for one in Enterprise.objects.all()
    ]

    assert all(60 <= len(text) <= 160 for text in texts)
    assert len({word for text in texts for word in text}) > 1_500


def test_the_same_seed_makes_the_same_and_another_makes_others():
    run(20, on=DAY)
    first = content()
    run(delete=True)
    run(20, on=DAY)
    second = content()
    run(delete=True)

    run(20, seed=2, on=DAY)

    assert second == first
    assert not content().keys() & first.keys()


def test_it_makes_what_is_missing_and_leaves_what_is_there(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 10)
    run(30, on=DAY)
    whole = content()
    run(delete=True)

    run(15, on=DAY)
    again = run(30)

    assert content() == whole
    assert "15 enterprises made." in again


def test_a_batch_is_written_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 10)
    index = search.index
    batches = []

    def break_off(ids):
        batches.append(list(ids))
        if len(batches) == 2:
            raise KeyboardInterrupt
        index(batches[-1])

    monkeypatch.setattr(search, "index", break_off)

    with pytest.raises(KeyboardInterrupt):
        run(30, on=DAY)

    written = set(Enterprise.objects.values_list("pk", flat=True))
    assert len(written) == 10
    assert set(Offer.objects.values_list("enterprise", flat=True)) == written


def test_what_is_made_can_be_found_at_once():
    run(50, on=DAY)
    one = Enterprise.objects.published().first()

    assert one.pk in hits(one.name)


def test_it_shows_how_far_it_is(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 10)

    shown = run(25, on=DAY)

    assert re.findall(r"\d+ of 25", shown) == ["10 of 25", "20 of 25", "25 of 25"]
    assert "25 enterprises made." in shown
    assert run(26, on=DAY, verbosity=0) == ""


def test_no_example_is_put_among_real_enterprises(settings):
    EnterpriseFactory(is_example=False)

    for options in ({}, {"force": True}):
        with pytest.raises(CommandError, match="holds 1 real enterprises"):
            run(5, on=DAY, **options)

    assert Enterprise.objects.count() == 1
    assert not Source.objects.exists()


def test_it_stops_when_a_real_enterprise_comes_in_between(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 10)

    def enter_one(done, total):
        EnterpriseFactory(is_example=False)

    with pytest.raises(many.Refused, match="real"):
        many.make(20, seed=1, on=DAY, progress=enter_one)

    assert Enterprise.objects.filter(is_example=True).count() == 10


def test_production_must_be_told_twice(settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="Refused in production"):
        run(5, on=DAY)
    run(5, on=DAY, force=True)

    assert Enterprise.objects.count() == 5


@pytest.mark.parametrize("options", [{"seed": 2, "on": DAY}, {"on": date(2026, 1, 1)}])
def test_two_kinds_are_not_mixed(options):
    run(5, on=DAY)

    with pytest.raises(CommandError, match="another seed or day"):
        run(5, **options)

    assert Enterprise.objects.count() == 5


@pytest.mark.parametrize("arguments", [(), (0,), (-3,)])
def test_it_must_be_told_what_to_do(arguments):
    with pytest.raises(CommandError):
        run(*arguments)


def test_a_number_and_delete_together_are_refused():
    with pytest.raises(CommandError, match="either"):
        run(5, delete=True)


def test_delete_removes_what_was_made_and_nothing_else(monkeypatch):
    monkeypatch.setattr(many, "BATCH", 10)
    call_command("load_data", only=examples.NAME, on=DAY, verbosity=0)
    before = {model: model._default_manager.count() for model in MODELS}
    run(25, on=DAY)
    made = Enterprise.objects.exclude(source=None).first()

    said = run(delete=True)

    assert "25 enterprises removed." in said
    assert made.pk not in hits(made.name)
    after = {model: model._default_manager.count() for model in MODELS}
    assert {m for m in MODELS if after[m] != before[m]} <= memory_of_the_search()
    assert "0 enterprises removed." in run(delete=True)


def memory_of_the_search():
    """Words stay, and so do notes of changes; no text is left that holds them."""
    names = {"SearchWord", "RegistryChange"}
    return {model for model in MODELS if model.__name__ in names}


def test_the_other_examples_can_be_loaded_beside_them():
    run(5, on=DAY)

    call_command("load_data", only=examples.NAME, on=DAY, verbosity=0)

    assert Enterprise.objects.filter(source=None).count() == len(examples.ENTERPRISES)
