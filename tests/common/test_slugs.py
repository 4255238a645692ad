"""Words that have an address of their own."""

import pytest
from django.core.exceptions import ValidationError

from common.slugs import NotReserved


@pytest.mark.parametrize("slug", ["indberet", "prisen"])
def test_a_taken_word_is_named(slug):
    with pytest.raises(ValidationError, match=f"“{slug}” er allerede adressen"):
        NotReserved(["prisen", "indberet"])(slug)


@pytest.mark.parametrize("slug", ["indberetning", "pris", "kaedehjulet"])
def test_every_other_word_is_free(slug):
    NotReserved(["prisen", "indberet"])(slug)


def test_the_order_of_the_words_makes_no_migration():
    one, other = NotReserved(["a", "b"]), NotReserved(["b", "a"])

    assert one == other
    assert hash(one) == hash(other)
    assert one != NotReserved(["a"])
