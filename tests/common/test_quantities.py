"""Numbers as somebody published them: printed in Danish, added with their doubt."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.quantities import (
    NOT_STATED,
    Qualifier,
    Quantity,
    Unit,
    UnitMismatch,
    danish_number,
    total,
)
from tests.enterprises.factories import StaffingCountFactory

VALUES = st.none() | st.decimals(0, 100_000, places=2)
QUANTITIES = st.builds(
    lambda value, qualifier, words: Quantity(
        value,
        qualifier if value is not None else Qualifier.EXACT,
        Unit.PERSONS,
        words,
    ),
    VALUES,
    st.sampled_from(Qualifier),
    st.sampled_from(["", "flere", "ca. 30.300"]),
)
ZERO = Quantity(Decimal(0), unit=Unit.PERSONS)
# How well each tells a number: a sum is never told better than its parts.
DOUBT = {
    Qualifier.EXACT: 0,
    Qualifier.AT_LEAST: 1,
    Qualifier.MORE_THAN: 1,
    Qualifier.UNDER: 1,
    Qualifier.APPROXIMATE: 2,
}


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (Quantity(30300), "30.300"),
        (Quantity(1_234_567), "1.234.567"),
        (Quantity(Decimal("12.4")), "12,4"),
        (Quantity(Decimal("12.40")), "12,4"),
        (Quantity(Decimal("1234.56")), "1.234,56"),
        (Quantity(Decimal("100.00")), "100"),
        (Quantity(1000), "1.000"),
        (Quantity(999), "999"),
        (Quantity(0), "0"),
        (Quantity(Decimal("0.00")), "0"),
        (Quantity(Decimal("0.5")), "0,5"),
        (Quantity(Decimal("-2")), "-2"),
        (Quantity(30300, Qualifier.APPROXIMATE), "ca. 30.300"),
        (Quantity(50, Qualifier.MORE_THAN), "mere end 50"),
        (Quantity(2, Qualifier.AT_LEAST), "mindst 2"),
        (Quantity(5, Qualifier.UNDER), "under 5"),
        (Quantity(None, as_published="flere"), "flere"),
        (Quantity(None), "ikke oplyst"),
    ],
)
def test_a_quantity_prints_itself_in_danish(quantity, printed):
    assert str(quantity) == printed


def test_the_unit_is_printed_where_it_says_more():
    half = Quantity(Decimal("12.4"), unit=Unit.FULL_TIME_EQUIVALENTS)

    assert half.with_unit() == "12,4 årsværk"
    assert Quantity(7, Qualifier.APPROXIMATE, Unit.PERSONS).with_unit() == (
        "ca. 7 personer"
    )
    assert Quantity(7).with_unit() == "7"
    assert Quantity(None, unit=Unit.PERSONS).with_unit() == NOT_STATED


@given(st.decimals(0, 10**9, places=2))
def test_a_printed_number_can_be_read_back(value):
    printed = danish_number(value)

    assert Decimal(printed.replace(".", "").replace(",", ".")) == value
    assert not printed.endswith(",0")


def test_what_is_not_stated_is_never_zero():
    unknown = Quantity(None, unit=Unit.PERSONS)

    assert unknown != ZERO
    assert not unknown.is_stated
    assert not unknown.is_exact
    assert ZERO.is_exact
    assert "0" not in str(unknown)


@given(QUANTITIES, QUANTITIES)
def test_order_does_not_matter(one, other):
    assert one + other == other + one


@given(QUANTITIES, QUANTITIES, QUANTITIES)
def test_grouping_does_not_matter(one, two, three):
    assert (one + two) + three == one + (two + three)


@given(QUANTITIES.filter(lambda quantity: quantity.is_stated))
def test_an_exact_zero_changes_nothing_but_drops_the_words(quantity):
    assert quantity + ZERO == quantity.without_words()


@given(QUANTITIES, QUANTITIES)
def test_a_sum_is_never_surer_than_its_parts(one, other):
    added = one + other

    if one.is_stated and other.is_stated:
        assert DOUBT[added.qualifier] >= max(
            DOUBT[one.qualifier], DOUBT[other.qualifier]
        )
        assert added.value == one.value + other.value
    elif one.is_stated or other.is_stated:
        assert not added.is_exact
        assert added.value == (one.value if one.is_stated else other.value)
    else:
        assert added.value is None
    assert added.as_published == ""


# What a sum of two can be told as: by hand, so that the code is not its own judge.
E, C, A, M, U = (
    Qualifier.EXACT,
    Qualifier.APPROXIMATE,
    Qualifier.AT_LEAST,
    Qualifier.MORE_THAN,
    Qualifier.UNDER,
)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        *((E, other, other) for other in Qualifier),
        *((C, other, C) for other in Qualifier),
        (A, A, A),
        (A, M, M),
        (M, M, M),
        (U, U, U),
        (A, U, C),
        (M, U, C),
    ],
)
def test_the_weaker_qualifier_is_kept(one, other, together):
    assert one | other is together
    assert other | one is together


@given(
    st.lists(
        st.tuples(
            st.integers(0, 50), st.integers(0, 50), st.sampled_from([E, A, M, U])
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_sum_says_nothing_untrue(rows):
    """Take true numbers that fit what is told of each; what is told of the sum fits."""
    fits = {
        E: lambda truth, value: truth == value,
        A: lambda truth, value: truth >= value,
        M: lambda truth, value: truth > value,
        U: lambda truth, value: truth < value,
        C: lambda truth, value: True,
    }
    told, truth = [], 0
    for true, off, qualifier in rows:
        value = {E: true, A: max(true - off, 0), M: true - 1 - off, U: true + 1 + off}
        told.append(Quantity(value[qualifier], qualifier))
        truth += true

    added = total(told)

    assert fits[added.qualifier](truth, added.value)


@pytest.mark.parametrize(("one", "other"), [*permutations(Unit, 2)])
@pytest.mark.parametrize("value", [None, 1])
def test_units_are_never_mixed(one, other, value):
    with pytest.raises(UnitMismatch, match="og"):
        Quantity(value, unit=one) + Quantity(1, unit=other)


@given(st.lists(QUANTITIES, min_size=1, max_size=6))
def test_a_total_does_not_depend_on_the_order(quantities):
    assert total(quantities) == total(reversed(quantities))


def test_a_total_of_nothing_is_not_stated():
    assert total([]) == Quantity(None)
    assert total([], Unit.PERSONS).unit is Unit.PERSONS


def test_a_total_of_one_drops_its_words():
    assert str(total([Quantity(None, as_published="flere")])) == NOT_STATED


def test_the_account_of_2018_added_up():
    parts = [Quantity(n, C, Unit.PERSONS) for n in (7, 12, 12)]

    assert str(total(parts, Unit.PERSONS)) == "ca. 31"


@given(QUANTITIES)
def test_columns_keep_a_quantity_as_it_was(quantity):
    row = StaffingCountFactory.build()

    row.quantity = quantity

    assert row.quantity == quantity


def test_a_quantity_takes_plain_values_of_a_row():
    quantity = Quantity("12.40", "ca", "personer")

    assert quantity == Quantity(Decimal("12.4"), C, Unit.PERSONS)


def test_a_quantity_cannot_be_of_an_unknown_kind():
    with pytest.raises(ValueError, match="omkring"):
        Quantity(1, "omkring")
    with pytest.raises(ValueError, match="kilo"):
        Quantity(1, unit="kilo")
