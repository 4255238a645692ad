"""The CVR distribution API's JSON as rows, one for each period of registration.

The shape is `hits.hits[]._source.Vrvirksomhed`. Names and addresses carry periods; what
holds now has no `gyldigTil`. A `gyldigTil` is the last day that counts: in records of
real companies one name ends on 28 December 1998 and the next begins on the 29th, one
address on 10 and 11 May 2007, in the register's present form and its former alike. No
description by the register itself was found, and no ended period of this very
attribute; it is read as all others are.

Telephone numbers, mail addresses and websites are never read, so `reklamebeskyttet` is
kept to for everybody and merely passed on.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .columns import Column

FLAG = "SOCIAL_ØKONOMISK_VIRKSOMHED"


def companies(content: Any) -> tuple[list[str], list[tuple[int, list[object]]]]:
    """Return headings, and rows with the number of the company in the file."""
    rows = [
        (number, [row.get(column, "") for column in Column])
        for number, company in enumerate(_hits(content), 1)
        for row in _rows(company)
    ]
    return [column.label for column in Column], rows


def _hits(content: Any) -> Iterator[dict[str, Any]]:
    """Find the companies in one answer, in a list of answers or of companies."""
    if isinstance(content, list):
        for part in content:
            yield from _hits(part)
    elif isinstance(content, dict):
        if "Vrvirksomhed" in content:
            yield _dict(content["Vrvirksomhed"])
        elif "cvrNummer" in content:
            yield content
        else:
            yield from _hits(content.get("_source", content.get("hits")))


def _rows(company: dict[str, Any]) -> Iterator[dict[Column, object]]:
    address = _current(company.get("beliggenhedsadresse"))
    form = _current(company.get("virksomhedsform"))
    fixed: dict[Column, object] = {
        Column.CVR: company.get("cvrNummer"),
        Column.NAME: _current(company.get("navne")).get("navn"),
        Column.MUNICIPALITY: _dict(address.get("kommune")).get("kommuneKode"),
        Column.STREET: _street(address),
        Column.POSTAL_CODE: address.get("postnummer"),
        Column.TOWN: address.get("postdistrikt") or address.get("bynavn"),
        Column.LEGAL_FORM: form.get("virksomhedsformkode"),
        Column.PROTECTED: "ja" if company.get("reklamebeskyttet") is True else "nej",
    }
    for attribute in _dicts(company.get("attributter")):
        if attribute.get("type") != FLAG:
            continue
        for value in _dicts(attribute.get("vaerdier")):
            if str(value.get("vaerdi")).casefold() == "true":
                period = _dict(value.get("periode"))
                yield fixed | {
                    Column.REGISTERED: period.get("gyldigFra"),
                    Column.DEREGISTERED: _day_after(period.get("gyldigTil")),
                }


def _current(items: Any) -> dict[str, Any]:
    """Return what holds now, or what held last."""

    def age(item: dict[str, Any]) -> tuple[bool, str]:
        period = _dict(item.get("periode"))
        return not period.get("gyldigTil"), str(period.get("gyldigFra") or "")

    return max(_dicts(items), key=age, default={})


def _street(address: dict[str, Any]) -> str:
    """Write road, number, floor and door as on a letter: "Algade 1A, 2. th"."""
    number = f"{address.get('husnummerFra') or ''}{address.get('bogstavFra') or ''}"
    road = f"{address.get('vejnavn') or ''} {number}".strip()
    floor = address.get("etage")
    door = f"{f'{floor}.' if floor else ''} {address.get('sidedoer') or ''}".strip()
    return ", ".join(part for part in (road, door) if part)


def _day_after(last: Any) -> Any:
    """A period holds to the end of its last day; the next status begins after it."""
    try:
        return date.fromisoformat(str(last)[:10]) + timedelta(days=1)
    except (ValueError, OverflowError):
        # Left as it is, so that what is unreadable is told with the row.
        return last


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]
