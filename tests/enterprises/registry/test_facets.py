"""Counts and results of the registry, held against plain Python and against clicks."""

import random
import re
from collections.abc import Iterable
from datetime import date
from html import unescape
from itertools import product

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enterprises.forms import EnterpriseFilterForm
from enterprises.models import Enterprise, Location, Offer, RsvStatus
from enterprises.registry.facets import Choice
from enterprises.registry.image import Found, Registry
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    SectorFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
TOWNS = ["Roskilde", "Viby Sj", "Jyllinge", "Ågerup"]
SECTORS = ["reparation", "haver", "mad"]
GROUPS = ["unge", "aeldre"]
VALUES = {
    "offer": Offer.Kind.values,
    "sector": SECTORS,
    "target_group": GROUPS,
    "town": TOWNS,
    "access": ["ja", "delvis"],
    "stage": Enterprise.Stage.values,
    "rsv": [*RsvStatus.Status.values, "ingen"],
}
CHOICES = st.fixed_dictionaries(
    {facet: st.lists(st.sampled_from(v), unique=True) for facet, v in VALUES.items()}
)
read_only = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(params=[1, 2])
def registry(request) -> Registry:
    """Enterprises of every kind: several values, none, old, future and not public."""
    chance = random.Random(request.param)
    sectors = [SectorFactory(slug=slug, name=slug.title()) for slug in SECTORS]
    groups = [TargetGroupFactory(slug=slug, name=slug.title()) for slug in GROUPS]
    days = [date(2016, 5, 1), date(2024, 5, 1), TODAY, date(2027, 5, 1)]
    for number in range(25):
        established = chance.choice([None, *days])
        closed = chance.choice([None, None, None, *days])
        enterprise = EnterpriseFactory(
            publication_state=chance.choice(["offentlig"] * 4 + ["kladde", "trukket"]),
            followed_from_date=chance.choice([date(2015, 1, 1)] * 5 + [TODAY, days[-1]])
            if closed is None
            else date(2015, 1, 1),
            established_date=established,
            closed_date=max(closed, established) if closed and established else closed,
        )
        enterprise.sectors.set(chance.sample(sectors, chance.randint(0, 3)))
        enterprise.target_groups.set(chance.sample(groups, chance.randint(0, 2)))
        for place in range(chance.randint(0, 3)):
            LocationFactory(
                enterprise=enterprise,
                street=f"Algade {number}{place}",
                town=chance.choice(TOWNS),
                access=chance.choice(Location.Access.values),
            )
        for _ in range(chance.randint(0, 5)):
            OfferFactory(
                enterprise=enterprise,
                kind=chance.choice(Offer.Kind.values),
                active_from_date=chance.choice([None, None, *days]),
                active_to_date=chance.choice([None, None, date(2028, 1, 1)]),
            )
        for day in chance.sample(days, chance.randint(0, 3)):
            status = chance.choice(RsvStatus.Status.values)
            RsvStatusFactory(
                enterprise=enterprise,
                status=status,
                effective_date=day,
                checked_date=day if status == "registreret" else None,
            )
    return Registry.load(TODAY)


def values_of(enterprise: Enterprise) -> dict[str, set[str]]:
    """Say what one enterprise has, without asking the database to count."""
    in_force = [
        row for row in enterprise.rsv_history.all() if row.effective_date <= TODAY
    ]
    latest = max(in_force, key=lambda row: row.effective_date, default=None)
    return {
        "offer": {
            offer.kind
            for offer in enterprise.offers.all()
            if (offer.active_from_date or TODAY) <= TODAY
            and (offer.active_to_date or TODAY) >= TODAY
        },
        "sector": {sector.slug for sector in enterprise.sectors.all()},
        "target_group": {group.slug for group in enterprise.target_groups.all()},
        "town": {place.town for place in enterprise.locations.all()},
        "access": {place.access for place in enterprise.locations.all()},
        "stage": {str(enterprise.stage(TODAY))},
        "rsv": {latest.status if latest else "ingen"},
    }


@pytest.fixture
def looked_at(registry) -> dict[int, dict[str, set[str]]]:
    """What each public enterprise has, by its primary key."""
    return {
        enterprise.pk: values_of(enterprise)
        for enterprise in Enterprise.objects.all()
        if enterprise.publication_state == "offentlig"
        and enterprise.followed_from_date <= TODAY
    }


def expected(looked_at: dict[int, dict[str, set[str]]], chosen: Choice) -> set[int]:
    """Find the enterprises that fit by looking at each of them."""
    asked = {**chosen, "stage": chosen["stage"] or ["etableret", "paa-vej"]}
    return {
        key
        for key, has in looked_at.items()
        if all(has[facet] & set(values) for facet, values in asked.items() if values)
    }


def known(registry: Registry, chosen: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out values that no public enterprise has, as the form does."""
    return {
        facet: [v for v in values if v in registry.facets.labels[facet]]
        for facet, values in chosen.items()
    }


@read_only
@given(chosen=CHOICES)
def test_what_is_found_is_what_one_finds_by_looking(registry, looked_at, chosen):
    chosen = known(registry, chosen)

    bits = registry.facets.matching(chosen, registry.everybody)

    found = list(Found(registry.orders["navn"], [bits]))
    assert len(found) == bits.bit_count()
    assert {registry.roll.keys[n] for n in found} == expected(looked_at, chosen)


@read_only
@given(chosen=CHOICES)
def test_every_count_is_what_one_counts_by_looking(registry, looked_at, chosen):
    chosen = known(registry, chosen)

    counts = registry.facets.counts(chosen, registry.everybody)

    assert {facet: set(counted) for facet, counted in counts.items()} == {
        facet: set(registry.facets.labels[facet]) for facet in VALUES
    }
    for facet, counted in counts.items():
        for value, count in counted.items():
            alone = {**chosen, facet: [value]}
            assert count == len(expected(looked_at, alone)), (facet, value)


def test_no_value_is_offered_that_only_a_draft_has(db):
    draft = EnterpriseFactory(established=True)
    draft.sectors.add(SectorFactory(slug="hemmeligt"))
    draft.target_groups.add(TargetGroupFactory(slug="hemmelige"))
    LocationFactory(enterprise=draft, town="Skjulby")

    registry = Registry.load(TODAY)

    for facet in ("sector", "target_group", "town"):
        assert registry.facets.labels[facet] == {}


def test_towns_and_names_stand_in_danish_order(db):
    for name in ["Åen", "Øen", "Zebra", "Ærten", "abe", "Aabenraa"]:
        enterprise = EnterpriseFactory(name=name, published=True)
        LocationFactory(enterprise=enterprise, town=f"{name} by", street=name)

    registry = Registry.load(TODAY)

    by_key = Enterprise.objects.in_bulk()
    found = Found(registry.orders["navn"], [registry.everybody])
    in_order = ["abe", "Zebra", "Ærten", "Øen", "Aabenraa", "Åen"]
    assert [by_key[registry.roll.keys[n]].name for n in found] == in_order
    assert [*registry.facets.labels["town"]] == [f"{name} by" for name in in_order]


@pytest.mark.parametrize("number", [1, 30])
def test_reading_the_registry_costs_the_same_whatever_its_length(
    db, django_assert_num_queries, number
):
    for n in range(number):
        enterprise = EnterpriseFactory(published=True, registered=True)
        enterprise.sectors.add(SectorFactory())
        LocationFactory(enterprise=enterprise, street=f"Algade {n}")
        OfferFactory(enterprise=enterprise)

    # the mark, enterprises, texts, fields of work and their drawings, target groups,
    # places and offers
    with django_assert_num_queries(8):
        Registry.load(TODAY)


# The example data, walked by clicking

BOX = re.compile(
    r'<input type="checkbox" name="([^"]*)" value="([^"]*)"( checked)?>'
    r'.*?<span class="count">.*?(\d+)</span>'
)
HITS = re.compile(r'id="hits".*?<strong>(\d+) virksomhed', re.DOTALL)


@pytest.fixture
def examples(db: None) -> None:
    call_command("load_data", verbosity=0)


def boxes(html: str) -> Iterable[tuple[str, str, int]]:
    for name, value, _checked, count in BOX.findall(html):
        yield unescape(name), unescape(value), int(count)


def test_every_count_on_a_page_is_what_its_click_gives(client, examples):
    for address in [
        "",
        "by=Roskilde&by=Viby+Sj&tilbud=job",
        "rsv=registreret&adgang=ja&sortering=nyeste&side=2",
        "stadie=lukket&stadie=etableret&omraade=findes-ikke",
    ]:
        html = client.get(f"/virksomheder/?{address}").content.decode()
        shown = list(boxes(html))

        assert len(shown) > 35
        for name, value, count in shown:
            query = QueryDict(address, mutable=True)
            query.setlist(name, [value])
            clicked = client.get(f"/virksomheder/?{query.urlencode()}")
            hits = HITS.search(clicked.content.decode())
            assert int(hits[1]) == count, (address, name, value)


def test_every_count_holds_for_every_pair_of_choices(examples):
    registry = Registry.load(timezone.localdate())

    def form(**chosen: str) -> EnterpriseFilterForm:
        query = QueryDict(mutable=True)
        query.update(chosen)
        return EnterpriseFilterForm(query, registry)

    options = [(g.name, option.value) for g in form().groups for option in g.options]
    found = {
        (first, second): len(form(**dict([first, second])).found)
        for first, second in product(options, options)
    }
    for first in options:
        for group in form(**dict([first])).groups:
            for option in group.options:
                clicked = found[first, (group.name, option.value)]
                assert option.count == clicked, (first, group.name, option)
