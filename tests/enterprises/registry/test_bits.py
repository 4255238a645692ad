"""Sets of numbers, held against Python's own."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.registry.bits import NumberSet, Order, bitmap, numbers_in, union

SIZE = 500
NUMBERS = st.sets(st.integers(0, SIZE - 1))


def shuffled(size: int) -> list[int]:
    """Where each number stands in an order that is not that of the numbers."""
    places = list(range(size))
    Random(1).shuffle(places)
    return places


@given(NUMBERS)
def test_a_bitmap_gives_back_what_was_put_in(numbers):
    assert list(numbers_in(bitmap(numbers, SIZE))) == sorted(numbers)


@given(st.lists(NUMBERS, max_size=4))
def test_a_union_has_what_any_of_its_sets_has(sets):
    bits = union(bitmap(numbers, SIZE) for numbers in sets)

    assert set(numbers_in(bits)) == set().union(*sets)


@given(NUMBERS, st.integers(0, 600), st.integers(0, 600))
def test_a_part_of_an_order_is_what_sorting_gives(numbers, start, stop):
    places = shuffled(SIZE)
    order = Order(places.__getitem__, range(SIZE))

    part = order.part(bitmap(numbers, SIZE), slice(start, stop))

    assert part == sorted(numbers, key=places.__getitem__)[start:stop]


@pytest.mark.parametrize("more", [1, 3, 60])
def test_an_order_grows_without_changing_the_one_it_came_from(more):
    places = shuffled(300)
    order = Order(places.__getitem__, range(200))

    grown = order.added(range(200, 200 + more))

    everybody = (1 << 200 + more) - 1
    in_order = sorted(range(200 + more), key=places.__getitem__)
    assert grown.part(everybody, slice(None)) == in_order
    assert len(order.part((1 << 200) - 1, slice(None))) == 200


@given(st.lists(st.integers(0, SIZE - 1)), st.integers(0, SIZE), st.data())
def test_a_number_set_is_the_same_in_either_shape(numbers, size, data):
    kept = NumberSet()
    for number in sorted(numbers):
        kept.add(number)
        if data.draw(st.integers(0, 5)) == 0:
            kept.settle(number + 1)

    bits = NumberSet.union([kept], size)
    assert set(numbers_in(bits)) == {n for n in numbers if n < size}


@given(st.lists(NUMBERS, max_size=5))
def test_a_union_of_number_sets_has_what_any_of_them_has(sets):
    kept = [NumberSet() for _ in sets]
    for one, numbers in zip(kept, sets, strict=True):
        for number in sorted(numbers):
            one.add(number)
    for one in kept[::2]:
        one.settle(SIZE)

    bits = NumberSet.union(kept, SIZE)

    assert set(numbers_in(bits)) == set().union(*sets)
