"""Enterprises nearby and alike: never hidden ones, never twice, at a bounded cost."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from django.utils import timezone

from enterprises import neighbours
from enterprises.models import Enterprise, Offer
from enterprises.registry.image import Registry
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    SectorFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

HERE = (Decimal("55.640000"), Decimal("12.080000"))
# One kilometre to the north, in degrees.
KM = Decimal(1) / Decimal("111.2")


def running(name, km_north=None, **kwargs):
    """Make a running, public enterprise some way north of the one that is read."""
    enterprise = EnterpriseFactory(
        name=name, **{"published": True, "established": True} | kwargs
    )
    if km_north is not None:
        LocationFactory(
            enterprise=enterprise,
            latitude=HERE[0] + Decimal(str(km_north)) * KM,
            longitude=HERE[1],
        )
    return enterprise


@pytest.fixture
def wheel():
    return running("Hjulet", 0)


def found(enterprise):
    return neighbours.neighbours_of(enterprise, Registry.load(timezone.localdate()))


def notes(cards):
    return [(card.name, card.note) for card in cards]


def test_the_three_nearest_and_how_far(wheel):
    running("Langt ude", 5.2)
    running("Ude", 3.94)
    running("Nærmere", 1.24)
    running("Nabo", 0.34)
    running("Samme gård", 0.02)

    result = found(wheel)

    assert notes(result.nearby) == [
        ("Samme gård", "Under 100 m herfra"),
        ("Nabo", "300 m herfra"),
        ("Nærmere", "1,2 km herfra"),
    ]


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.099, "Under 100 m herfra"),
        (0.1001, "100 m herfra"),
        (0.949, "900 m herfra"),
        (0.951, "1 km herfra"),
        (1.26, "1,3 km herfra"),
        (4.97, "5 km herfra"),
    ],
)
def test_a_distance_is_rounded_honestly(wheel, km, words):
    running("Der", km)

    assert notes(found(wheel).nearby) == [("Der", words)]


def test_a_box_has_corners_that_are_too_far(wheel):
    corner = running("Hjørnet")
    LocationFactory(
        enterprise=corner,
        latitude=HERE[0] + Decimal("4.5") * KM,
        longitude=HERE[1] + Decimal("4.5") * KM / Decimal("0.5645"),
    )

    assert found(wheel).nearby == []


def test_an_enterprise_with_several_places_stands_once_by_its_nearest(wheel):
    many = running("Mange steder")
    for km in (3, 1, 2):
        LocationFactory(enterprise=many, latitude=HERE[0] + km * KM, longitude=HERE[1])

    assert notes(found(wheel).nearby) == [("Mange steder", "1 km herfra")]


HIDDEN = [
    {"published": False},
    {"published": False, "withdrawn": True},
    {"established": False, "closed": True},
    {"established": False, "on_the_way": True},
    {"followed_from_date": date(2999, 1, 1)},
]


@pytest.mark.parametrize("kwargs", HIDDEN)
def test_only_what_is_public_and_running_is_shown(wheel, kwargs):
    sector = SectorFactory()
    hidden = running("Skjult", 0.1, **kwargs)
    for enterprise in (wheel, hidden):
        enterprise.sectors.add(sector)

    result = found(wheel)

    assert not result


def test_the_most_alike_come_first_and_say_why(wheel):
    repair, cafe = SectorFactory(name="Reparation"), SectorFactory(name="Café")
    young = TargetGroupFactory(name="Unge")
    wheel.sectors.add(repair, cafe)
    wheel.target_groups.add(young)
    OfferFactory(enterprise=wheel, kind=Offer.Kind.GOODS)
    both = running("Begge felter")
    both.sectors.add(repair, cafe)
    group = running("Målgruppen")
    group.target_groups.add(young)
    sector = running("Et felt")
    sector.sectors.add(repair)
    more = running("Et felt og en vare")
    more.sectors.add(cafe)
    OfferFactory(enterprise=more, kind=Offer.Kind.GOODS)
    for title in ("En", "To", "Tre"):
        # The same kind again says no more.
        OfferFactory(enterprise=sector, kind=Offer.Kind.VISIT, title=title)
    only_goods = running("Kun varen")
    OfferFactory(enterprise=only_goods, kind=Offer.Kind.GOODS)

    result = found(wheel)

    assert notes(result.similar) == [
        ("Begge felter", "Samme arbejdsfelt: café"),
        ("Et felt og en vare", "Samme arbejdsfelt: café"),
        ("Et felt", "Samme arbejdsfelt: reparation"),
    ]


def test_a_shared_target_group_is_named_where_no_field_is_shared(wheel):
    stu = TargetGroupFactory(name="STU-elever")
    other = running("Skolen")
    for enterprise in (wheel, other):
        enterprise.target_groups.add(stu)

    assert notes(found(wheel).similar) == [("Skolen", "Gør også plads til: STU-elever")]


def test_an_offer_that_has_ended_makes_nothing_alike(wheel):
    sector = SectorFactory()
    for name in ("A", "B"):
        running(name).sectors.add(sector)
    wheel.sectors.add(sector)
    OfferFactory(enterprise=wheel)
    old = Enterprise.objects.get(name="B")
    OfferFactory(enterprise=old, active_to_date=date(2020, 1, 1))

    assert [card.name for card in found(wheel).similar] == ["A", "B"]


def test_nobody_stands_in_both_lists(wheel):
    sector = SectorFactory()
    wheel.sectors.add(sector)
    for number in range(8):
        running(f"Nr. {number}", number / 10 + 0.1).sectors.add(sector)

    result = found(wheel)

    near, like = ({card.url for card in cards} for cards in vars(result).values())
    assert (len(near), len(like)) == (3, 3)
    assert near & like == set()
    assert wheel.get_absolute_url() not in near | like


def test_nothing_is_shown_where_nothing_fits(client, wheel):
    running("Langt væk", 40)

    text = client.get(wheel.get_absolute_url()).text

    assert "I nærheden" not in text
    assert "Andre, der ligner" not in text


def test_a_place_without_coordinates_is_near_nothing():
    lost = running("Uden sted")
    LocationFactory(enterprise=lost)
    running("Der", 0.1)

    assert found(lost).nearby == []


@pytest.mark.parametrize("number", [3, 40])
def test_it_costs_the_same_whatever_the_number(
    wheel, django_assert_num_queries, number
):
    sector = SectorFactory()
    wheel.sectors.add(sector)
    for n in range(2 * number):
        running(f"Nr. {n}", 0.1 if n < number else 30).sectors.add(sector)
    registry = Registry.load(timezone.localdate())

    # its places, the nearest, and the enterprises of the cards with their places
    with django_assert_num_queries(4):
        neighbours.neighbours_of(wheel, registry)


def test_no_more_than_three_boxes_are_looked_through(django_assert_num_queries):
    lonely = running("Alene", 0)
    registry = Registry.load(timezone.localdate())

    with django_assert_num_queries(1 + len(neighbours.REACHES)):
        neighbours.neighbours_of(lonely, registry)


def test_one_that_is_public_since_a_moment_ago_is_like_nobody_yet():
    registry = Registry.load(timezone.localdate())

    assert not neighbours.neighbours_of(running("Ny"), registry)


def test_many_are_weighed_as_they_would_be_one_by_one(wheel):
    """Hold the counting in planes against plain counting."""
    luck = Random(4711)
    sectors = [SectorFactory() for _ in range(6)]
    groups = [TargetGroupFactory() for _ in range(5)]
    wheel.sectors.set(sectors[:4])
    wheel.target_groups.set(groups[:3])
    weights = {}
    for n in range(60):
        other = running(f"Nr. {n:02}")
        theirs = luck.sample(sectors, 3), luck.sample(groups, 2)
        other.sectors.set(theirs[0])
        other.target_groups.set(theirs[1])
        weights[other.name] = 3 * len(set(theirs[0]) & set(sectors[:4])) + 2 * len(
            set(theirs[1]) & set(groups[:3])
        )

    result = found(wheel)

    best = sorted(weights, key=lambda name: (-weights[name], name))[:3]
    assert [card.name for card in result.similar] == best
