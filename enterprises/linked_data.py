"""What an enterprise is, in the words of schema.org, for search engines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from .figures import YearOfStaff
from .masking import UNDER_FIVE
from .models import Enterprise, Location, StaffingCategory
from .profile import RsvHistory

Group = StaffingCategory.Group
Node = dict[str, Any]

# A number of people from longer ago is no longer how many there are.
FRESH_YEARS = 2


def organization(
    enterprise: Enterprise,
    rsv: RsvHistory,
    years: Sequence[YearOfStaff],
    on: date,
) -> Node | None:
    """Describe an enterprise that was fetched with its places.

    An example is described to nobody: taken out of the page, where a badge says that it
    is made up, it would pass for a real enterprise.
    """
    if enterprise.is_example:
        return None
    page = f"{settings.SITE_URL}{enterprise.get_absolute_url()}"
    stage = enterprise.stage(on)
    is_closed = stage is Enterprise.Stage.CLOSED
    has_begun = bool(enterprise.established_date and enterprise.established_date <= on)
    places = list(enterprise.locations.all())
    node = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{page}#virksomhed",
        "mainEntityOfPage": page,
        "name": enterprise.name,
        # The register's name, as far as we know: where they differ, the editor is told.
        "legalName": enterprise.name if enterprise.cvr_number else None,
        "url": page if is_closed else enterprise.website or page,
        "description": enterprise.short_description,
        "identifier": _cvr(enterprise.cvr_number),
        "address": [_address(place) for place in places],
        "areaServed": "" if is_closed else enterprise.delivery_area,
        "foundingDate": _day(enterprise.established_date if has_begun else None),
        "dissolutionDate": _day(enterprise.closed_date if is_closed else None),
        "numberOfEmployees": None if is_closed else _employees(years, on),
        "hasCertification": _registration(rsv.registered_since),
    }
    return {name: value for name, value in node.items() if value}


def _cvr(number: str | None) -> Node | None:
    if not number:
        return None
    return {"@type": "PropertyValue", "propertyID": "CVR", "value": number}


def _address(place: Location) -> Node:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.postal_district,
        "addressCountry": "DK",
    }


def _employees(years: Sequence[YearOfStaff], on: date) -> Node | None:
    """Count the employed, only where that is exact, shown in full, and of late.

    People in a course are not employed, nor are volunteers.
    """
    if not years or years[-1].as_of.year < on.year - FRESH_YEARS:
        return None
    latest = years[-1]
    groups = [latest.by_group[group] for group in (Group.ORDINARY, Group.SPECIAL_TERMS)]
    if UNDER_FIVE in latest.cells.values():
        return None
    if any(group.value is None or not group.is_exact for group in groups):
        return None
    value = int(sum(group.value or 0 for group in groups))
    return {"@type": "QuantitativeValue", "value": value}


def _registration(since: date | None) -> Node | None:
    """Say that it is registered, and since when; nothing once it is not."""
    if since is None:
        return None
    return {
        "@type": "Certification",
        "name": "Registreret socialøkonomisk virksomhed (RSV)",
        "certificationStatus": "https://schema.org/CertificationActive",
        "validFrom": _day(since),
        "issuedBy": {"@type": "Organization", "name": "Erhvervsstyrelsen"},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
