"""The steps of a list through the portal: taken in, mapped, approved, forgotten."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from enterprises.models import Enterprise, Location, RsvImport, RsvStatus
from enterprises.models.location import ROSKILDE
from enterprises.services import Refused

from .columns import Column, guess
from .differences import Difference, Kind, compare, has_whole_address
from .files import Table, clean, read

# Ids in one statement; SQLite allows no more than some thousands.
BATCH = 500
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass
class Outcome:
    """What an approval did.

    ``gone`` counts chosen differences that somebody had settled meanwhile.
    """

    enterprises: list[Enterprise] = field(default_factory=list)
    changes: int = 0
    confirmed: int = 0
    gone: int = 0


def take_in(listed: RsvImport, *, data: bytes, file_name: str) -> RsvImport:
    """Read a file into an unsaved list, save it, and map it if its columns are known.

    Raises:
        Unreadable: the file is refused; nothing is saved.
    """
    return keep(listed, table=read(data), file_name=file_name)


@transaction.atomic
def keep(listed: RsvImport, *, table: Table, file_name: str) -> RsvImport:
    """Save what was read from a file, and map it if its columns are known."""
    forget_overdue(timezone.localdate())
    listed.file_name = clean(file_name)[-100:] or "fil"
    listed.headers, listed.rows = table.headers, table.rows
    listed.save()
    mapping = known_mapping(listed.headers)
    return map_columns(listed, mapping=mapping) if mapping else listed


def known_mapping(headers: Collection[str]) -> dict[str, str]:
    """Return how the newest list with the same headings was mapped, or nothing.

    The headings that we write ourselves, for the distribution API, need no asking.
    """
    if list(headers) == [column.label for column in Column]:
        return {column.value: column.label for column in Column}
    earlier = RsvImport.objects.exclude(state=RsvImport.State.UPLOADED)
    for mapping in earlier.values_list("mapping", flat=True)[:50]:
        if mapping and set(mapping.values()) <= set(headers):
            return mapping
    return {}


def suggested_mapping(headers: Collection[str]) -> dict[str, str]:
    """Guess what the columns are from their headings."""
    return guess(headers)


@transaction.atomic
def map_columns(listed: RsvImport, *, mapping: Mapping[str, str]) -> RsvImport:
    """Settle which column is what, and let go of all the others.

    Raises:
        Refused: it has been approved already.
    """
    locked = RsvImport.objects.select_for_update().get(pk=listed.pk)
    if locked.state != RsvImport.State.UPLOADED:
        raise Refused("Kolonnerne er allerede valgt.")
    places = [i for i, name in enumerate(locked.headers) if name in mapping.values()]
    locked.headers = [locked.headers[i] for i in places]
    locked.rows = [(n, [cells[i] for i in places]) for n, cells in locked.rows]
    locked.mapping = dict(mapping)
    locked.state = RsvImport.State.MAPPED
    locked.save()
    return locked


@transaction.atomic
def approve(listed: RsvImport, *, keys: Collection[str]) -> Outcome:
    """Take in the differences with these keys, and confirm what is as the list says.

    All or nothing. The comparison is made again under lock, so what somebody settled
    meanwhile is not done twice.

    Raises:
        Refused: it is not mapped yet, or has been approved already.
    """
    locked = RsvImport.objects.select_for_update().get(pk=listed.pk)
    if locked.state == RsvImport.State.APPROVED:
        raise Refused("Listen er allerede godkendt. Intet er sket igen.")
    if locked.state != RsvImport.State.MAPPED:
        raise Refused("Vælg først, hvad kolonnerne er.")
    found = compare(locked)
    chosen = [d for d in found.differences if d.key in keys and not d.why_not]
    outcome = Outcome(gone=len(set(keys) - {d.key for d in found.differences}))
    touched = {d.enterprise.pk for d in chosen if d.enterprise}
    for some in _batches(sorted(touched)):
        list(Enterprise.objects.select_for_update().filter(pk__in=some))
    changed: dict[int, Enterprise] = {}
    for difference in chosen:
        enterprise = _take_in(difference, locked)
        changed[enterprise.pk] = enterprise
    outcome.enterprises = list(changed.values())
    outcome.changes = len(chosen)
    outcome.confirmed = len(found.confirmed)
    for some in _batches(found.confirmed):
        # A look into the register after the list's day stays the last one.
        RsvStatus.objects.filter(
            Q(checked_date__isnull=True) | Q(checked_date__lt=locked.list_date),
            pk__in=some,
        ).update(checked_date=locked.list_date)
    locked.state = RsvImport.State.APPROVED
    locked.approved_at = timezone.now()
    locked.changes, locked.confirmed = outcome.changes, outcome.confirmed
    locked.headers, locked.rows = [], []
    locked.save()
    return outcome


def forget_overdue(on: date) -> int:
    """Delete lists that nobody approved in time, and tell how many."""
    return RsvImport.objects.overdue(on).delete()[0]


def _take_in(difference: Difference, listed: RsvImport) -> Enterprise:
    company = difference.company
    enterprise = difference.enterprise
    if enterprise is None:
        enterprise = Enterprise.objects.create(
            name=company.name,
            slug=_free_slug(company.name, company.cvr),
            cvr_number=company.cvr,
            legal_form=company.legal_form,
            short_description="Står i registret. Skriv på én linje, hvad den laver.",
        )
        if has_whole_address(company):
            _add_location(enterprise, difference)
    elif difference.kind == Kind.RENAMED:
        enterprise.name = company.name
        enterprise.save(update_fields=["name"])
    elif difference.kind == Kind.MOVED:
        _move(enterprise, difference)
    for effective_date, status in difference.steps:
        RsvStatus.objects.update_or_create(
            enterprise=enterprise,
            effective_date=effective_date,
            defaults={
                "status": status,
                "source": listed.source,
                "checked_date": listed.list_date,
            },
        )
    return enterprise


def _move(enterprise: Enterprise, difference: Difference) -> None:
    locations = list(enterprise.locations.select_for_update())
    if len(locations) != 1:
        _add_location(enterprise, difference, position=len(locations))
        return
    (location,) = locations
    company = difference.company
    if location.postal_code != company.postal_code:
        location.town = company.town
        location.postal_district = company.town
    location.street = company.street
    location.postal_code = company.postal_code
    location.municipality_code = _municipality_code(
        difference, otherwise=location.municipality_code
    )
    # Where it was on the map is no longer true.
    location.latitude = location.longitude = None
    location.save()


def _add_location(
    enterprise: Enterprise, difference: Difference, position: int = 0
) -> None:
    company = difference.company
    Location.objects.create(
        enterprise=enterprise,
        street=company.street,
        postal_code=company.postal_code,
        postal_district=company.town,
        town=company.town,
        municipality_code=_municipality_code(difference),
        position=position,
    )


def _municipality_code(difference: Difference, otherwise: str = ROSKILDE) -> str:
    """Return the list's code, where it has one rather than a name or nothing."""
    found = re.match(r"0?(\d{3})\b", difference.company.municipality)
    return found[1] if found else otherwise


def _free_slug(name: str, cvr: str) -> str:
    wanted = slugify(name.casefold().translate(LETTERS))[:100] or "virksomhed"
    is_taken = wanted == "indberet"
    if is_taken or Enterprise.objects.filter(slug=wanted).exists():
        return f"{wanted}-{cvr}"
    return wanted


def _batches(ids: Collection[int]) -> list[list[int]]:
    left = iter(ids)
    return list(iter(lambda: list(islice(left, BATCH)), []))
