"""What is too easy to guess of somebody who works just here."""

import re
from typing import Any

from django.core.exceptions import ValidationError

# The longest first, so that a part is not taken out of a whole.
WORDS = sorted(
    (
        *("roskilde", "kommune", "kommunens", "municipality", "sjælland", "danmark"),
        *("socialøkonomi", "socialøkonomisk", "socialøkonomiske", "social", "økonomi"),
        *("virksomhed", "virksomheder", "iværksætter", "forretningsudvikler"),
        *("strategi", "evaluering", "netværk", "vision", "advisory", "board", "prisen"),
        *("byråd", "udvalg", "rådhus", "portal", "portalen", "redaktør", "fjord"),
        *("adgangskode", "kodeord", "password", "hemmelig", "velkommen", "login"),
        *(
            "forår",
            "sommer",
            "efterår",
            "vinter",
            "januar",
            "februar",
            "marts",
            "april",
        ),
        *("juni", "juli", "august", "september", "oktober", "november", "december"),
        *("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    ),
    key=len,
    reverse=True,
)
KNOWN = re.compile("|".join(WORDS))
# As people write them on a keyboard without the letters.
SPELT = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a"})
# What must be left when they are gone: not counting marks, and each sign once.
LEAST = 8


class PortalWordsValidator:
    """Refuse passwords that are little more than words of the portal and the year."""

    def validate(self, password: str, user: Any = None) -> None:
        """Look at what is left without them.

        Raises:
            ValidationError: too little.
        """
        plain = password.casefold()
        for written, meant in (("oe", "ø"), ("ae", "æ"), ("aa", "å")):
            plain = plain.replace(written, meant)
        rests = (KNOWN.sub("", text) for text in (plain, plain.translate(SPELT)))
        if any(len(set(re.sub(r"\W|_", "", rest))) < LEAST for rest in rests):
            raise ValidationError(self.get_help_text(), code="portal_words")

    def get_help_text(self) -> str:
        """Say what to do instead."""
        return (
            "Adgangskoden er let at gætte for den, der kender portalen. Vælg tre eller "
            "fire ord, der ikke har med arbejdet at gøre."
        )
