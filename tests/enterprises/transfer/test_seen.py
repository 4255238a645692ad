"""Rows that stand twice are found, whatever their keys and number."""

from hypothesis import given
from hypothesis import strategies as st

from enterprises.transfer.seen import FirstSeen


@given(st.lists(st.tuples(st.just("cvr"), st.text("ab", min_size=1)), max_size=60))
def test_it_says_what_a_dictionary_says(keys):
    seen, first = FirstSeen(), {}

    for number, key in enumerate(keys, 1):
        expected = first.setdefault(key, number)
        assert seen.add(key, number) == (None if expected == number else expected)


def test_many_keys_take_few_bytes_each():
    seen = FirstSeen()

    for number in range(50_000):
        assert seen.add(("cvr", str(number)), number + 1) is None

    size = len(seen.hashes)
    kept = size * (seen.hashes.itemsize + seen.numbers.itemsize)
    assert kept < 50 * 50_000
    assert seen.add(("cvr", "7"), 60_000) == 8
