"""Words that have an address of their own."""

import pytest
from django.core.exceptions import ValidationError

from common.slugs import NotReserved, slug_of


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


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Fælles lager på Åen", "faelles-lager-paa-aaen"),
        ("ØKO: Hvad nu?", "oeko-hvad-nu"),
        ("Et langt ord", "et-langt"),
        ("???", ""),
    ],
)
def test_an_address_is_made_from_a_text(text, slug):
    longest = 9 if text == "Et langt ord" else 40

    assert slug_of(text, longest) == slug
