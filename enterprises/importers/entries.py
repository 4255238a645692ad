"""Rows of a list, read by its mapping: one entry each, or a sentence why not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from common.identifiers import is_cvr_number
from enterprises.models import Enterprise

from .columns import Column, plain

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august"),
    *("september", "oktober", "november", "december"),
)
# The register's own abbreviations of company forms, beside codes and names.
ABBREVIATIONS = {
    **{"enk": "10", "pmv": "15", "is": "30", "ks": "40", "as": "60", "kas": "70"},
    **{"ps": "70", "aps": "80", "ivs": "81", "fon": "90", "efo": "100", "erf": "100"},
    **{"for": "110", "ffo": "115", "ans": "130", "aba": "140", "amba": "140"},
    **{"sma": "151", "smba": "151", "fma": "152", "fmba": "152"},
}
FORMS = ABBREVIATIONS | {
    plain(word): form.value
    for form in Enterprise.LegalForm
    for word in (form.value, form.label)
}


@dataclass(frozen=True)
class RowError:
    """A row that cannot be used, with its number in the file and why, in Danish."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Period:
    """A time of registration; None where the list does not say."""

    start: date | None
    end: date | None


@dataclass
class Company:
    """What a list says about one CVR number, from one row or several."""

    cvr: str
    name: str
    municipality: str
    street: str
    postal_code: str
    town: str
    legal_form: str
    is_protected: bool
    periods: list[Period] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address on one line, empty where the list has none."""
        place = f"{self.postal_code} {self.town}".strip()
        return ", ".join(part for part in (self.street, place) if part)


@dataclass(frozen=True)
class Entries:
    """Every company by CVR number, rows that failed, and the numbers in those."""

    companies: dict[str, Company]
    errors: list[RowError]
    unclear: set[str]


def read_entries(
    rows: Iterable[Sequence], headers: Sequence[str], mapping: Mapping[str, str]
) -> Entries:
    """Read rows of number and cells. A row that fails is told and left out."""
    places = {
        column: headers.index(mapping[column])
        for column in Column
        if mapping.get(column) in headers
    }
    found = Entries({}, [], set())
    for number, cells in rows:
        texts = {column: cells[place] for column, place in places.items()}
        if not any(texts.values()):
            continue
        cvr = cvr_digits(texts.get(Column.CVR, ""))
        if not is_cvr_number(cvr):
            told = f"“{texts[Column.CVR]}” er ikke" if cvr else "Rækken mangler"
            sentence = f"{told} et CVR-nummer. Det har 8 cifre."
            found.errors.append(RowError(number, sentence))
            continue
        try:
            period = _period(texts)
        except ValueError as error:
            found.errors.append(RowError(number, str(error)))
            found.unclear.add(cvr)
            continue
        company = found.companies.setdefault(cvr, _company(cvr, texts))
        if period not in company.periods:
            company.periods.append(period)
    for company in found.companies.values():
        company.periods.sort(key=lambda period: period.start or date.min)
    return found


def cvr_digits(text: str) -> str:
    """Leave the digits of a CVR number as people write it: "DK 13 58 56 28"."""
    return re.sub(r"^DK|[\s.,/:-]", "", text.upper())


def read_date(text: str) -> date | None:
    """Read a day as registers and Danes write it; None for no day.

    Raises:
        ValueError: it cannot be read, or is not in the calendar; Danish.
    """
    text = re.sub(r"[T ]\d{1,2}[:.]\d{2}.*$", "", text.strip())
    if text.casefold() in ("", "-", "–", "null", "none"):
        return None
    try:
        if found := re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text):
            year, month, day = map(int, found.groups())
        elif found := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", text):
            day, month, year = map(int, found.groups())
        elif found := re.fullmatch(r"(\d{1,2})\.? ([a-z]+) (\d{4})", text.casefold()):
            day, year = int(found[1]), int(found[3])
            month = MONTHS.index(found[2]) + 1
        else:
            raise ValueError
        if year == 9999:
            return None
        if not 1900 <= year <= 2100:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{text}” er ikke en dato, portalen kan læse. Skriv den som 31-01-2016."
        ) from None


def _period(texts: Mapping[Column, str]) -> Period:
    start = read_date(texts.get(Column.REGISTERED, ""))
    end = read_date(texts.get(Column.DEREGISTERED, ""))
    if start and end and end < start:
        raise ValueError("Den er afregistreret, før den blev registreret.")
    return Period(start, end)


def _company(cvr: str, texts: Mapping[Column, str]) -> Company:
    street, postal_code, town = (
        texts.get(column, "")
        for column in (Column.STREET, Column.POSTAL_CODE, Column.TOWN)
    )
    # The whole address in one column, and "4000 Roskilde" in another.
    if not postal_code and (found := re.fullmatch(r"(.+), *(\d{4}) (.+)", street)):
        street, postal_code, town = found.groups()
    if not postal_code and (found := re.fullmatch(r"(\d{4}) (.+)", town)):
        postal_code, town = found.groups()
    protected = texts.get(Column.PROTECTED, "").casefold()
    return Company(
        cvr=cvr,
        name=texts.get(Column.NAME, ""),
        municipality=texts.get(Column.MUNICIPALITY, ""),
        street=street,
        postal_code=postal_code,
        town=town,
        legal_form=FORMS.get(plain(texts.get(Column.LEGAL_FORM, "")), ""),
        is_protected=protected in ("ja", "true", "1", "x", "sand"),
    )
