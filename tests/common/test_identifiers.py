"""Numbers of the Danish registers."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.identifiers import (
    CVR_WEIGHTS,
    is_cvr_number,
    validate_cvr_number,
    validate_p_number,
)


@pytest.mark.parametrize("number", ["13585628", "29189404", "11617034"])
def test_a_cvr_number_with_a_right_check_digit_is_accepted(number):
    assert is_cvr_number(number)
    validate_cvr_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "12345678",
        "",
        "1358562",
        "135856280",
        "00000000",
        "03585628",
        "1358562a",
        "13 58 56 28",
        "DK13585628",
        "13585628\n",
        "１３５８５６２８",
        "١٣٥٨٥٦٢٨",
    ],
)
def test_anything_else_is_told_what_to_do(number):
    assert not is_cvr_number(number)
    with pytest.raises(ValidationError, match="8 cifre"):
        validate_cvr_number(number)


@given(st.integers(10_000_000, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, change):
    text = str(number)
    wrong = text[:place] + str((int(text[place]) + change) % 10) + text[place + 1 :]

    assert not (is_cvr_number(text) and is_cvr_number(wrong))


def test_the_weights_are_those_of_the_register():
    assert CVR_WEIGHTS == (2, 7, 6, 5, 4, 3, 2, 1)


def test_a_p_number_has_ten_digits():
    validate_p_number("1005408410")


@pytest.mark.parametrize(
    "number", ["", "100540841", "10054084100", "100540841a", "1\n"]
)
def test_any_other_p_number_is_told_what_to_do(number):
    with pytest.raises(ValidationError, match="10 cifre"):
        validate_p_number(number)
