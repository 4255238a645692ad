"""The one source of this set."""

from datetime import date

from enterprises.models import Source

from ..writing import save

ACCOUNT = {
    "title": "Socialøkonomi i Roskilde Kommune – status august 2018",
    "publisher": "Sociale Entreprenører",
    "published_date": date(2018, 8, 20),
}


def save_account() -> Source:
    """Save the municipality's account, whose address on the web is not known."""
    return save(
        Source(
            **ACCOUNT,
            note=(
                "Kommunens egne svar i nyhedsbrevet fra Sociale Entreprenører. "
                "Kilden nævner en medarbejder med navn, mail og telefon; det hører "
                "ikke hjemme på portalen."
            ),
        )
    )
