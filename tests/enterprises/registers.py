"""Lists as the national register and Danish Excel write them, made for a test."""

import io
import json
from itertools import islice

from openpyxl import Workbook

from common.identifiers import is_cvr_number

HEADINGS = (
    *("CVR-nr.", "Virksomhedsnavn", "Registreret fra", "Afregistreret", "Kommune"),
    *("Adresse", "Postnr.", "By", "Virksomhedsform", "Reklamebeskyttelse"),
)


def cvr_numbers(count):
    """Return as many valid numbers; the first are nobody's in particular."""
    valid = (str(n) for n in range(10_000_000, 99_999_999) if is_cvr_number(str(n)))
    return list(islice(valid, count))


def row(cvr, name="", start="", end="", municipality="265", **more):
    """Return one row under HEADINGS."""
    return (
        *(cvr, name, start, end, municipality),
        *(more.get("street", ""), more.get("postal_code", ""), more.get("town", "")),
        *(more.get("form", "ApS"), more.get("protected", "nej")),
    )


def csv_file(*rows, headings=HEADINGS, delimiter=";", encoding="cp1252"):
    lines = (delimiter.join(map(str, cells)) for cells in (headings, *rows))
    return "\r\n".join(lines).encode(encoding)


def excel_file(*rows, headings=HEADINGS, above=()):
    book = Workbook()
    for cells in (*above, headings, *rows):
        book.active.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def api_file(*companies):
    hits = [{"_source": {"Vrvirksomhed": company}} for company in companies]
    content = {"hits": {"total": len(hits), "hits": hits}}
    return json.dumps(content, ensure_ascii=False).encode()


def period(start, end=None):
    return {"gyldigFra": start, "gyldigTil": end}


def api_company(cvr, *periods, **more):
    """Return a company with its former and present name and address."""
    return {
        "cvrNummer": int(cvr),
        "reklamebeskyttet": True,
        "navne": [
            {"navn": "Det gamle navn", "periode": period("2010-01-01", "2015-12-31")},
            {"navn": "Kædehjulet ApS", "periode": period("2016-01-01")},
        ],
        "beliggenhedsadresse": [
            {
                "vejnavn": "Algade",
                "husnummerFra": 1,
                "bogstavFra": "A",
                "etage": "2",
                "sidedoer": "th",
                "postnummer": 4000,
                "postdistrikt": "Roskilde",
                "kommune": {"kommuneKode": 265, "kommuneNavn": "ROSKILDE"},
                "periode": period("2016-01-01"),
            },
            {
                "vejnavn": "Gammelvej",
                "husnummerFra": 9,
                "postnummer": 2000,
                "postdistrikt": "Frederiksberg",
                "periode": period("2010-01-01", "2015-12-31"),
            },
        ],
        "telefonNummer": [{"kontaktoplysning": "00000000", "hemmelig": False}],
        "elektroniskPost": [{"kontaktoplysning": "post@example.org"}],
        "virksomhedsform": [
            {"virksomhedsformkode": 80, "periode": period("2010-01-01")}
        ],
        "attributter": [
            {"type": "KAPITAL", "vaerdier": [{"vaerdi": "true"}]},
            {
                "type": "SOCIAL_ØKONOMISK_VIRKSOMHED",
                "vaerditype": "boolean",
                "vaerdier": [
                    {"vaerdi": "true", "periode": period(*found)} for found in periods
                ],
            },
        ],
        **more,
    }
