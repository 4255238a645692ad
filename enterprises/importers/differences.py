"""What the register says and we do not, one difference at a time.

A list is compared as of its own day: what we learnt later is left alone. Nothing here
writes; `approval` does, when an editor has said yes.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import dropwhile
from typing import Self

from django.db import models
from django.utils.formats import date_format

from enterprises.models import Enterprise, Location, RsvImport, RsvStatus
from enterprises.models.location import ROSKILDE

from .columns import plain
from .entries import Company, Entries, RowError, read_entries

Status = RsvStatus.Status
Step = tuple[date, Status]

# How much of a text our own fields hold.
NAME, STREET, TOWN = 120, 120, 60

# "Kædehjulet" and "KÆDEHJULET ApS" are one name.
FORM_IN_NAME = re.compile(
    r"[\s,]+(a/s|aps|ivs|i/s|k/s|p/s|[fas]\.?m\.?b\.?a\.?|fmba|amba|smba)\s*$"
)


class Kind(models.TextChoices):
    """The kinds of difference, in the order an editor takes them."""

    REGISTERED = "registreret", "Nyregistreret"
    DEREGISTERED = "afregistreret", "Afregistreret"
    RENAMED = "navn", "Skiftet navn"
    MOVED = "flyttet", "Flyttet"
    UNKNOWN = "ukendt", "Ukendt for os, men i Roskilde Kommune"


@dataclass(frozen=True)
class Difference:
    """One thing the list says otherwise.

    ``why_not`` tells why it must be settled by hand; ``is_certain`` is false where the
    list says it only by leaving an enterprise out.
    """

    kind: Kind
    company: Company
    before: str
    after: str
    enterprise: Enterprise | None = None
    steps: tuple[Step, ...] = ()
    note: str = ""
    why_not: str = ""
    is_certain: bool = True

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.enterprise.name if self.enterprise else self.company.name

    @property
    def key(self) -> str:
        """Stand for exactly this difference, as the editor saw it."""
        seen = (self.kind, self.company.cvr, self.before, self.after, self.steps)
        return sha256(repr(seen).encode()).hexdigest()[:20]


@dataclass
class Comparison:
    """Everything the editor has to decide on, and what needs no decision.

    ``confirmed`` holds the ids of statuses that the list says too.
    """

    differences: list[Difference] = field(default_factory=list)
    confirmed: list[int] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    without_cvr: int = 0
    has_municipality: bool = True


@dataclass
class Ours:
    """What the portal says about one enterprise."""

    enterprise: Enterprise
    latest: RsvStatus | None = None
    locations: list[Location] = field(default_factory=list)

    @property
    def status(self) -> str | None:
        """The RSV status on the list's day."""
        return self.latest.status if self.latest else None

    @classmethod
    def by_cvr(cls, on: date) -> dict[str, Self]:
        """Fetch all with a CVR number, in three queries."""
        enterprises = Enterprise.objects.filter(cvr_number__isnull=False)
        found = {row.pk: cls(row) for row in enterprises}
        with_cvr = {"enterprise__cvr_number__isnull": False}
        for status in RsvStatus.objects.until(on).filter(**with_cvr).reverse():
            if status.enterprise_id in found:
                found[status.enterprise_id].latest = status
        for location in Location.objects.filter(**with_cvr):
            if location.enterprise_id in found:
                found[location.enterprise_id].locations.append(location)
        return {str(row.enterprise.cvr_number): row for row in found.values()}


def compare(listed: RsvImport) -> Comparison:
    """Compare a mapped list with the portal, in a constant number of queries."""
    entries = read_entries(listed.rows, listed.headers, listed.mapping)
    ours = Ours.by_cvr(listed.list_date)
    found = Comparison(
        errors=entries.errors,
        without_cvr=_registered_without_cvr(listed.list_date),
        has_municipality="kommune" in listed.mapping,
    )
    for cvr, company in entries.companies.items():
        if cvr in entries.unclear:
            continue
        if cvr in ours:
            _compare_known(found, ours[cvr], company, listed.list_date)
        else:
            _add(found, _unknown(company, listed.list_date))
    if listed.is_complete:
        for cvr, row in ours.items():
            if row.status == Status.REGISTERED and not _is_listed(entries, cvr):
                _add(found, _missing(row, listed.list_date))
    order = list(Kind)
    found.differences.sort(key=lambda d: (order.index(d.kind), d.name, d.company.cvr))
    return found


def _registered_without_cvr(on: date) -> int:
    registered = Enterprise.objects.in_rsv_status(Status.REGISTERED, on)
    return registered.filter(cvr_number__isnull=True, is_example=False).count()


def _is_listed(entries: Entries, cvr: str) -> bool:
    return cvr in entries.companies or cvr in entries.unclear


def _add(found: Comparison, difference: Difference | None) -> None:
    if difference:
        found.differences.append(difference)


def _compare_known(found: Comparison, ours: Ours, company: Company, on: date) -> None:
    status = _status(ours, company, on)
    if status:
        found.differences.append(status)
    elif ours.latest and ours.status in (Status.REGISTERED, Status.DEREGISTERED):
        found.confirmed.append(ours.latest.pk)
    _add(found, _renamed(ours, company))
    _add(found, _moved(ours, company))


def _status(ours: Ours, company: Company, on: date) -> Difference | None:
    latest = ours.latest
    is_registered = _is_registered(company, on)
    steps = [step for step in _steps(company, on) if _is_news(step, latest)]
    was_registered = ours.status == Status.REGISTERED
    if not was_registered:
        # Only what was registered can be deregistered.
        steps = list(dropwhile(lambda step: step[1] == Status.DEREGISTERED, steps))
    if is_registered == was_registered and not any(
        status == Status.DEREGISTERED for _, status in steps
    ):
        return None
    wanted = Status.REGISTERED if is_registered else Status.DEREGISTERED
    why_not = ""
    if not steps or steps[-1][1] != wanted:
        why_not = "Vores historik siger noget senere. Ret den i hånden."
    elif is_registered:
        why_not = _not_eligible(ours.enterprise.legal_form, company.legal_form)
    return Difference(
        Kind.REGISTERED if is_registered else Kind.DEREGISTERED,
        company,
        before=_status_in_words(latest),
        after=_steps_in_words(steps) or f"{wanted.label} ifølge listen",
        enterprise=ours.enterprise,
        steps=tuple(steps),
        note=_undated(company, on) if is_registered else "",
        why_not=why_not,
    )


def _missing(ours: Ours, on: date) -> Difference:
    enterprise = ours.enterprise
    company = Company(
        str(enterprise.cvr_number), enterprise.name, "", "", "", "", "", False
    )
    step = (on, Status.DEREGISTERED)
    is_news = _is_news(step, ours.latest)
    return Difference(
        Kind.DEREGISTERED,
        company,
        before=_status_in_words(ours.latest),
        after="Står ikke på listen",
        enterprise=enterprise,
        steps=(step,),
        note="Slå den op først. Portalen skriver listens dato som dagen.",
        why_not="" if is_news else "Den er registreret samme dag, som listen er fra.",
        is_certain=False,
    )


def _renamed(ours: Ours, company: Company) -> Difference | None:
    enterprise = ours.enterprise
    if not company.name or _same_name(company.name, enterprise.name):
        return None
    return Difference(
        Kind.RENAMED,
        company,
        before=enterprise.name,
        after=company.name,
        enterprise=enterprise,
        why_not=_too_long(company.name),
    )


def _moved(ours: Ours, company: Company) -> Difference | None:
    if not company.street or not company.postal_code:
        return None
    there = (plain(company.street), company.postal_code)
    if there in {(plain(row.street), row.postal_code) for row in ours.locations}:
        return None
    note = ""
    if len(ours.locations) > 1:
        note = "Den har flere steder. Det nye bliver tilføjet; fjern selv det gamle."
    elif ours.locations:
        note = "Punktet på kortet bliver fjernet, til du sætter det igen."
    if not company.municipality:
        note = f"{note} Ret kommunekoden, hvis det er en anden kommune.".strip()
    return Difference(
        Kind.MOVED,
        company,
        before=" · ".join(f"{row.street}, {row.postal_line}" for row in ours.locations)
        or "Ingen adresse",
        after=company.address,
        enterprise=ours.enterprise,
        note=note,
        why_not=""
        if has_whole_address(company)
        else "Adressen på listen er ikke hel. Ret den i hånden.",
    )


def _unknown(company: Company, on: date) -> Difference | None:
    if not _is_in_roskilde(company) or not _is_registered(company, on):
        return None
    steps = _steps(company, on)
    why_not = _not_eligible(company.legal_form) or _too_long(company.name)
    notes = [
        "Bliver en kladde.",
        _undated(company, on),
        "Reklamebeskyttet: brug ikke adressen til at sælge noget."
        if company.is_protected
        else "",
    ]
    return Difference(
        Kind.UNKNOWN,
        company,
        before="Ikke i portalen",
        after=". ".join(filter(None, (company.address, _steps_in_words(steps)))),
        steps=tuple(steps),
        note=" ".join(filter(None, notes)),
        why_not=why_not if company.name else "Listen har ikke noget navn til den.",
    )


def _is_registered(company: Company, on: date) -> bool:
    return any(
        (period.start is None or period.start <= on)
        and (period.end is None or period.end > on)
        for period in company.periods
    )


def _steps(company: Company, on: date) -> list[Step]:
    """Return the history a list tells, up to its own day."""
    found: dict[date, Status] = {}
    for period in company.periods:
        if period.start is None and (period.end is None or period.end > on):
            found[on] = Status.REGISTERED
        if period.start and period.start <= on:
            found[period.start] = Status.REGISTERED
        if period.end and period.end <= on:
            found[period.end] = Status.DEREGISTERED
    return sorted(found.items())


def _is_news(step: Step, latest: RsvStatus | None) -> bool:
    """Say whether a step comes after ours, or settles what was applied for that day."""
    if latest is None or step[0] > latest.effective_date:
        return True
    return step[0] == latest.effective_date and latest.status in (
        Status.CONSIDERING,
        Status.APPLIED,
    )


def _same_name(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return plain(FORM_IN_NAME.sub("", name.casefold()))


def _is_in_roskilde(company: Company) -> bool:
    return company.municipality.lstrip("0").casefold() in (
        ROSKILDE,
        "roskilde",
        "roskilde kommune",
        f"{ROSKILDE} roskilde",
    )


def has_whole_address(company: Company) -> bool:
    """Say whether the address can stand in the portal as a place."""
    return (
        0 < len(company.street) <= STREET
        and re.fullmatch(r"\d{4}", company.postal_code) is not None
        and 0 < len(company.town) <= TOWN
    )


def _not_eligible(*forms: str) -> str:
    if set(forms).isdisjoint(Enterprise.NOT_ELIGIBLE_FOR_RSV):
        return ""
    return "En personligt ejet virksomhed kan ikke være RSV-registreret (§ 4)."


def _too_long(name: str) -> str:
    if len(name) <= NAME:
        return ""
    return f"Navnet er over {NAME} tegn. Skriv det i hånden."


def _undated(company: Company, on: date) -> str:
    if any(period.start for period in company.periods):
        return ""
    return "Listen siger ikke fra hvornår. Portalen skriver listens dato."


def _status_in_words(status: RsvStatus | None) -> str:
    if status is None:
        return "Ingen RSV-status"
    return f"{status.get_status_display()} {_in_words(status.effective_date)}"


def _steps_in_words(steps: list[Step]) -> str:
    return ", ".join(f"{status.label} {_in_words(on)}" for on, status in steps)


def _in_words(day: date) -> str:
    return date_format(day, "j. F Y")
