"""Passwords that somebody could guess who knows where one works."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "RoskildeKommune2026!",
        "roskilde-kommune-sommer",
        "SocialØkonomi123456",
        "socialoekonomi2026",
        "R0skilde K0mmune 1",
        "Advisory Board 2026",
        "velkommen velkommen 1",
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
    ],
)
def test_what_is_made_of_the_portals_words_is_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert "let at gætte" in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "fire ord efter hinanden",
        "kanel bjergsti trommer",
        "Roskilde kanel bjergsti",
        "9vQ2-xk7L-0pWz-4dRt",
        "ærøskøbing på en tallerken",
    ],
)
def test_others_are_taken(password):
    validate_password(password)
