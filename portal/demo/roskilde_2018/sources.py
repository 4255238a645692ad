"""The sources of this set: the municipality's account, and the law on RSV."""

from datetime import date

from enterprises.models import Source

from ..writing import save

ACCOUNT = {
    "title": "Socialøkonomi i Roskilde Kommune – status august 2018",
    "publisher": "Sociale Entreprenører",
    "published_date": date(2018, 8, 20),
}

# The title leaves out the date, which stands beside every source.
RSV_LAW = {
    "title": "Lov nr. 711 om registrerede socialøkonomiske virksomheder",
    "publisher": "Folketinget",
    "published_date": date(2014, 6, 25),
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


def save_rsv_law() -> Source:
    """Save the act that the page on RSV explains."""
    return save(Source(**RSV_LAW))
