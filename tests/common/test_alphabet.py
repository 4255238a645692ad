import unicodedata

import pytest

from common.alphabet import danish_order


@pytest.mark.parametrize(
    "expected",
    [
        ["Zoologisk", "Ærø", "Øm", "Ågerup"],
        ["abe", "Bil", "cykel"],
        ["Cafe", "Café", "Cafeteria"],
        ["Øst", "Aabenraa", "Åby"],
        ["Mulle", "Myller", "Müllers"],
        ["7 hænder", "Hænder"],
        ["Vest", "Vest og Øst", "Vestergade"],
    ],
)
def test_letters_stand_as_in_a_danish_dictionary(expected):
    backwards = expected[::-1]

    assert sorted(backwards, key=lambda word: (danish_order(word), word)) == expected


def test_a_letter_in_two_parts_is_the_same_letter():
    assert danish_order(unicodedata.normalize("NFD", "Ågerup")) == danish_order(
        "Ågerup"
    )
