"""No small number can be worked out from what is published.

The attacks read everything the portal says, on every day and after every approval, and
look for a hidden number that only one true state of the world explains.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.quantities import Qualifier, Quantity, Unit, total
from enterprises.figures import staff_by_year, staffing
from enterprises.masking import (
    UNDER_FIVE,
    Hidden,
    at_least,
    known,
    public,
    public_parts,
)
from enterprises.models import Enterprise, StaffingCategory, StaffingCount
from tests.enterprises.factories import (
    EnterpriseFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.trials import thrown_away

Group = StaffingCategory.Group
FIRST = date(2018, 9, 1)
HIDDEN_VALUES = (1, 2, 3, 4)


def persons(value, qualifier=Qualifier.EXACT, words=""):
    return Quantity(value, qualifier, Unit.PERSONS, words)


@pytest.mark.parametrize("value", HIDDEN_VALUES)
def test_one_to_four_are_hidden_where_they_tell_something(value):
    assert public(persons(value), is_sensitive=True) == UNDER_FIVE
    assert known(persons(value), is_sensitive=True) == at_least(1)
    assert public(persons(value), is_sensitive=False) == persons(value)
    assert known(persons(value), is_sensitive=False) == persons(value)


@pytest.mark.parametrize("value", [None, 0, 5, 30300])
def test_nobody_and_five_are_shown(value):
    assert public(persons(value), is_sensitive=True) == persons(value)
    assert known(persons(value), is_sensitive=True) == persons(value)


def test_under_five_says_so():
    assert str(UNDER_FIVE) == "under 5"


def test_words_cannot_say_what_the_number_may_not():
    told = persons(None, words="to")

    assert str(public(told, is_sensitive=True)) == "ikke oplyst"
    assert str(public(told, is_sensitive=False)) == "to"


def add_up(days, today=FIRST + timedelta(days=9)):
    return str(total(public_parts(days, today), Unit.PERSONS))


def lot(*values, visible=None):
    visible = len(values) if visible is None else visible
    return Hidden(len(values), visible, Decimal(sum(values)))


@pytest.mark.parametrize(
    ("days", "printed"),
    [
        ([], "ikke oplyst"),
        ([lot(3)], "mindst 1"),
        ([lot(2, 3)], "mindst 2"),
        ([lot(2, 3, 3)], "8"),
        ([lot(2, 2, 3)], "7"),
        # Too near the least or the most: who knows one number could tell the others.
        ([lot(1, 1, 1)], "mindst 3"),
        ([lot(1, 1, 4)], "mindst 3"),
        ([lot(3, 3, 3)], "mindst 3"),
        ([lot(4, 4, 4)], "mindst 3"),
        ([lot(3), lot(2), lot(3)], "8"),
        ([lot(2, 3, 3), lot(2)], "mindst 9"),
        ([lot(2, 3, 3), lot(2), lot(3), lot(2)], "15"),
        # One return describes a later day: the whole batch waits for it.
        ([lot(2, 3, 3, visible=2)], "mindst 2"),
        ([lot(2, 3, 3, visible=0)], "ikke oplyst"),
        ([lot(2, 3, 3), lot(2, 3, 3, visible=0)], "8"),
    ],
)
def test_hidden_numbers_are_added_in_batches(days, printed):
    dated = [(FIRST + timedelta(days=n), hidden) for n, hidden in enumerate(days)]

    assert add_up(dated) == printed


def test_a_day_that_is_not_over_adds_no_number_up():
    yesterday, today = lot(2, 3, 3), lot(2, 3, 2)
    days = [(FIRST, yesterday), (FIRST + timedelta(days=1), today)]

    assert add_up(days, today=FIRST + timedelta(days=1)) == "mindst 11"
    assert add_up(days, today=FIRST + timedelta(days=2)) == "15"


def by_day(values, sizes):
    """Deal values out over days of approval: sizes (2, 1) is two and then one."""
    rest = list(enumerate(values))
    for number, size in enumerate(sizes):
        yield FIRST + timedelta(days=number), rest[:size]
        rest = rest[size:]


def as_published(values, sizes):
    """Return each sum there ever is to see.

    That is after each day of approval, for any day of description and any choice of
    public enterprises: all of which come to some of the numbers being left out.
    """
    days = [cells for _, cells in by_day(values, sizes)]
    subsets = [
        set(chosen)
        for size in range(len(values) + 1)
        for chosen in combinations(range(len(values)), size)
    ]
    return tuple(
        published(
            tuple(
                (
                    len(cells),
                    sum(index in chosen for index, _ in cells),
                    sum(value for _, value in cells),
                )
                for cells in days[: clock + 1]
            ),
            FIRST + timedelta(days=clock),
        )
        for clock in range(1, len(days) + 1)
        for chosen in subsets
    )


# What can be seen gets a number, which is compared faster than all that it shows.
SEEN = defaultdict(count().__next__)


@cache
def published(days, today):
    """Publish on a day what days brought: how many, how many visible, and their sum."""
    lots = [
        (FIRST + timedelta(days=number), Hidden(size, visible, Decimal(whole)))
        for number, (size, visible, whole) in enumerate(days)
    ]
    return SEEN[tuple(public_parts(lots, today))]


def as_whole_sums(values, sizes):
    """Publish as the first design did: each sum that leaves its own parts open."""
    seen, so_far = [], []
    for _, cells in by_day(values, sizes):
        so_far += [value for _, value in cells]
        count, whole = len(so_far), sum(so_far)
        is_open = count > 1 and count < whole < 4 * count
        seen.append(whole if is_open else f"mindst {count}")
    return tuple(seen)


def as_batches_of_two(values, sizes):
    """Publish as the second design did: strangers learn nothing, insiders do."""
    lots = [
        Decimal(sum(value for _, value in cells)) for _, cells in by_day(values, sizes)
    ]
    return tuple(
        whole if 1 < size < whole < 4 * size else size
        for size, whole in zip(sizes, lots, strict=True)
    )


def exposed(publish, sizes):
    """Return the worlds in which somebody can tell a hidden number for sure.

    Somebody is a stranger, or the enterprise that reported one of the numbers.
    """
    explanations = defaultdict(list)
    insiders = [None, *range(sum(sizes))]
    for values in product(HIDDEN_VALUES, repeat=sum(sizes)):
        published = publish(values, sizes)
        for insider in insiders:
            knows = None if insider is None else values[insider]
            explanations[published, insider, knows].append(values)
    return [
        (insider, worlds)
        for (_, insider, _), worlds in explanations.items()
        if any(
            len(set(cell)) == 1
            for place, cell in enumerate(zip(*worlds, strict=True))
            if place != insider
        )
    ]


# Every way in which up to five returns can be approved over days.
SIZES = [
    sizes
    for number in (1, 2, 3, 4, 5)
    for length in range(1, number + 1)
    for sizes in product(range(1, number + 1), repeat=length)
    if sum(sizes) == number
]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_no_hidden_number_can_be_told_from_all_sums_ever_shown(sizes):
    assert exposed(as_published, sizes) == []


def test_the_attack_finds_what_whole_sums_give_away():
    """With 5 of two and then 6 of three, the third is 1."""
    assert [who for who, _ in exposed(as_whole_sums, (2, 1)) if who is None] != []


def test_the_attack_finds_what_an_enterprise_could_tell_of_another():
    """With 5 of two, who knows its own 2 knows the other's 3."""
    found = [who for who, _ in exposed(as_batches_of_two, (2,))]

    assert found != []
    assert None not in found


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_a_sum_is_shown_where_it_is_safe(number):
    """Hiding everything would be safe too."""
    sums = {
        sum(values)
        for values in product(HIDDEN_VALUES, repeat=number)
        if lot(*values).is_open
    }

    assert sums == set(range(number + 4, 4 * number - 3))


DESCRIBED = (date(2018, 8, 31), date(2018, 12, 31))
CLOCK = datetime(2019, 2, 1, 12, tzinfo=UTC)


@st.composite
def worlds(draw):
    """Up to five enterprises and three categories, two of them protected."""
    cell = st.none() | st.integers(0, 6)
    return [
        {
            "described": draw(st.sampled_from(DESCRIBED)),
            "approved": CLOCK + timedelta(days=draw(st.integers(0, 2))),
            "state": draw(st.sampled_from(["offentlig", "offentlig", "trukket"])),
            "values": draw(st.tuples(cell, cell, cell)),
        }
        for _ in range(draw(st.integers(1, 5)))
    ]


def write(world):
    categories = [
        StaffingCategoryFactory(slug="a"),
        StaffingCategoryFactory(slug="b", sensitive=True),
        StaffingCategoryFactory(slug="c", sensitive=True, group=Group.COURSE),
    ]
    counts = []
    for row in world:
        staffing_return = StaffingReturnFactory(
            enterprise=EnterpriseFactory(publication_state=row["state"]),
            as_of_date=row["described"],
            approved=True,
            approved_at=row["approved"],
        )
        counts += [
            StaffingCountFactory(
                staffing_return=staffing_return, category=category, value=value
            )
            for category, value in zip(categories, row["values"], strict=True)
        ]
    return counts


def everything_published():
    """Return all that the functions say, without who is who."""
    days = [staffing(day) for day in DESCRIBED]
    years = [
        staff_by_year(enterprise)
        for enterprise in Enterprise.objects.published().order_by("pk")
    ]
    return days, years


def hidden_among(counts):
    return [
        count
        for count in counts
        if count.category.is_sensitive and count.value in HIDDEN_VALUES
    ]


def is_explained_otherwise(count, counts, published, insider):
    """Find another true world that publishes the same and differs in one count.

    The insider is an enterprise by its number: what it reported is the same there.
    """
    alike = [row for row in hidden_among(counts) if row.category == count.category]
    truth = sum(row.value for row in alike)
    known_to_it = {
        place: row.value
        for place, row in enumerate(alike)
        if row.staffing_return_id == insider
    }
    candidates = [
        values
        for values in product(HIDDEN_VALUES, repeat=len(alike))
        if values[alike.index(count)] != count.value
        and all(values[place] == value for place, value in known_to_it.items())
    ]
    # The same sum is the likeliest to look the same.
    for values in sorted(candidates, key=lambda values: abs(sum(values) - truth)):
        with thrown_away():
            for row, value in zip(alike, values, strict=True):
                StaffingCount.objects.filter(pk=row.pk).update(value=value)
            if everything_published() == published:
                return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(
    "left_out", [{"as_of_date": DESCRIBED[1]}, {"enterprise__withdrawn": True}]
)
def test_a_number_left_out_does_not_put_the_others_in_another_batch(left_out):
    """Else the sum with it and the sum without it would be held against each other."""
    category = StaffingCategoryFactory(slug="b", sensitive=True)
    second_day = CLOCK + timedelta(days=1)
    for situation in ({}, left_out, {"approved_at": second_day}):
        row = StaffingReturnFactory(
            **{
                "enterprise__published": "enterprise__withdrawn" not in situation,
                "as_of_date": DESCRIBED[0],
                "approved": True,
                "approved_at": CLOCK,
                **situation,
            }
        )
        StaffingCountFactory(staffing_return=row, category=category, value=3)

    figure = staffing(DESCRIBED[0]).by_category["b"]

    assert str(figure.quantity) == "mindst 2"


@pytest.mark.django_db
@settings(max_examples=25)
@given(world=worlds(), who=st.integers(0, 3))
def test_every_hidden_number_has_another_explanation(world, who):
    with thrown_away():
        counts = write(world)
        published = everything_published()
        insider = counts[3 * (who % len(world))].staffing_return_id

        told = [
            count
            for count in hidden_among(counts)
            if count.staffing_return_id != insider
            and not is_explained_otherwise(count, counts, published, insider)
        ]

    assert told == []
