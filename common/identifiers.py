"""Numbers that Danish registers give to enterprises and their sites."""

import re

from django.core.exceptions import ValidationError

# Weights of the check in a CVR number, as the Central Business Register uses them.
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def is_cvr_number(text: str) -> bool:
    """Tell whether eight digits pass the modulus 11 check of a CVR number."""
    if not re.fullmatch(r"[1-9][0-9]{7}", text):
        return False
    return sum(w * int(d) for w, d in zip(CVR_WEIGHTS, text, strict=True)) % 11 == 0


def validate_cvr_number(text: str) -> None:
    """Refuse what cannot be a CVR number.

    Raises:
        ValidationError: not eight digits, or the check digit is wrong.
    """
    if not is_cvr_number(text):
        raise ValidationError(
            "Skriv CVR-nummeret med 8 cifre, som det står på virk.dk. "
            "Tjek, at alle cifre er rigtige.",
            code="cvr",
        )


def validate_p_number(text: str) -> None:
    """Refuse what cannot be a P-number: ten digits, without a check digit.

    Raises:
        ValidationError: not ten digits.
    """
    if not re.fullmatch(r"[0-9]{10}", text):
        raise ValidationError("Skriv P-nummeret med 10 cifre.", code="p-number")
