"""What members say yes to, word for word, by version.

A row of a member names its version, so these words stay as they are. Changed words are
a new version at the end; whoever joins from then on says yes to that.
"""

TEXTS = {
    "2026-11": (
        "Roskilde Kommune må bruge min mailadresse og det, jeg ellers skriver her, til "
        "at sende mig mail om det, jeg har valgt. Jeg kan sige nej igen når som helst."
    ),
}
CURRENT = list(TEXTS)[-1]
