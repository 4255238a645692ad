"""What a list from the register can tell, and what its headings may be called."""

import re
from collections.abc import Iterable

from django.db import models


class Column(models.TextChoices):
    """One thing a list can tell about an enterprise."""

    CVR = "cvr", "CVR-nummer"
    NAME = "navn", "Navn"
    REGISTERED = "registreret", "Registreret fra"
    DEREGISTERED = "afregistreret", "Afregistreret"
    MUNICIPALITY = "kommune", "Kommunekode"
    STREET = "adresse", "Adresse"
    POSTAL_CODE = "postnummer", "Postnummer"
    TOWN = "by", "By"
    LEGAL_FORM = "form", "Virksomhedsform"
    PROTECTED = "beskyttet", "Reklamebeskyttet"


# Headings as registers and people write them, by `plain`; the label counts too.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.CVR: ("cvr", "cvrnr", "cvrnummer", "virksomhedcvrnummer"),
    Column.NAME: ("virksomhedsnavn", "virksomhed", "firmanavn"),
    Column.REGISTERED: (
        *("registreret", "registreringsdato", "rsvregistreret", "rsvfra"),
        *("rsvregistreretfra", "gyldigfra", "registreringfra", "dato"),
    ),
    Column.DEREGISTERED: (
        *("afregistreringsdato", "afregistreretdato", "rsvtil", "gyldigtil"),
        *("registreringtil", "slutdato", "ophørt", "ophørsdato"),
    ),
    Column.MUNICIPALITY: ("kommune", "kommunenr", "kommunenummer"),
    Column.STREET: ("vej", "vejognummer", "gade", "beliggenhedsadresse", "vejnavn"),
    Column.POSTAL_CODE: ("postnr",),
    Column.TOWN: ("postdistrikt", "bynavn", "postby"),
    Column.LEGAL_FORM: ("form", "selskabsform", "virksomhedsformkode", "formkode"),
    Column.PROTECTED: ("reklamebeskyttelse",),
}


def plain(text: str) -> str:
    """Leave letters and digits only, in lower case."""
    return re.sub(r"[\W_]", "", text.casefold())


def guess(headers: Iterable[str]) -> dict[str, str]:
    """Match headings with columns: {"cvr": "CVR-nr.", …}, each used once."""
    found: dict[str, str] = {}
    by_name = {
        plain(name): column
        for column in Column
        for name in (column.label, *HEADINGS[column])
    }
    for header in headers:
        column = by_name.get(plain(header))
        if column and column.value not in found:
            found[column.value] = header
    return found
