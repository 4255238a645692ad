"""The shape of an example enterprise, and how one is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.publication import PublicationState
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    Sector,
    SocialValueStatement,
    TargetGroup,
)

from ..writing import at, paragraphs, save

Access = Location.Access
Kind = Offer.Kind
LegalForm = Enterprise.LegalForm
ReservedContracts = Enterprise.ReservedContracts

REGISTER = "Det Centrale Virksomhedsregister (eksempel)"
ITSELF = "Virksomheden selv (eksempel)"


@dataclass(frozen=True)
class Place:
    """An address; the street is made up, the town is real."""

    street: str
    postal: str
    town: str
    latitude: str
    longitude: str
    name: str = ""
    access: Access = Access.UNKNOWN
    access_notes: str = ""
    opening_hours: str = ""


@dataclass(frozen=True)
class Thing:
    """One thing to get there."""

    kind: Kind
    title: str
    text: str = ""
    places: int | None = None
    active_from: date | None = None
    active_to: date | None = None


@dataclass(frozen=True)
class Step:
    """One step of an RSV history; checked only where somebody looked it up."""

    status: RsvStatus.Status
    day: date
    source: str = ITSELF
    checked: date | None = None


def considering(day: date) -> Step:
    """Return the step of thinking about registration."""
    return Step(RsvStatus.Status.CONSIDERING, day)


def applied(day: date) -> Step:
    """Return the step of having filed."""
    return Step(RsvStatus.Status.APPLIED, day)


def registered(day: date, checked: date) -> Step:
    """Return the step of being in the register."""
    return Step(RsvStatus.Status.REGISTERED, day, REGISTER, checked)


def deregistered(day: date, checked: date) -> Step:
    """Return the step of being out of the register again."""
    return Step(RsvStatus.Status.DEREGISTERED, day, REGISTER, checked)


def refused(day: date) -> Step:
    """Return the step of not having been let in."""
    return Step(RsvStatus.Status.REFUSED, day)


@dataclass(frozen=True)
class Worth:
    """A statement of social value; without consent it stays a draft."""

    year: int
    claim: str
    beneficiaries: str
    evidence: str
    consent: date | None


@dataclass(frozen=True)
class Example:
    """Everything the portal shows of one fictional enterprise."""

    name: str
    slug: str
    mailbox: str
    short: str
    text: Sequence[str]
    purpose: str
    sectors: Sequence[str]
    groups: Sequence[str]
    places: Sequence[Place]
    things: Sequence[Thing]
    followed: date
    form: LegalForm | None = None
    established: date | None = None
    closed: date | None = None
    confirmed: date | None = None
    un_goals: Sequence[int] = ()
    rsv: Sequence[Step] = ()
    worth: Sequence[Worth] = ()
    capacity: str = ""
    delivery: str = ""
    reserved: ReservedContracts = ReservedContracts.UNKNOWN
    reserved_on: date | None = None


def save_example(example: Example) -> Enterprise:
    """Save an enterprise with all that belongs to it."""
    enterprise = save(
        Enterprise(
            name=example.name,
            slug=example.slug,
            is_example=True,
            legal_form=example.form or "",
            short_description=example.short,
            description=paragraphs(*example.text),
            social_purpose=example.purpose,
            website=f"https://{example.slug}.example/",
            email=f"{example.mailbox}@{example.slug}.example",
            capacity=example.capacity,
            delivery_area=example.delivery,
            reserved_contracts=example.reserved,
            reserved_contracts_date=example.reserved_on,
            followed_from_date=example.followed,
            established_date=example.established,
            closed_date=example.closed,
            confirmed_at=at(example.confirmed, 10) if example.confirmed else None,
            publication_state=PublicationState.PUBLISHED,
        )
    )
    enterprise.sectors.set(Sector.objects.filter(slug__in=example.sectors))
    enterprise.target_groups.set(TargetGroup.objects.filter(slug__in=example.groups))
    enterprise.un_goals.set(example.un_goals)
    for position, place in enumerate(example.places):
        save(_location(enterprise, place, position))
    for position, thing in enumerate(example.things):
        save(_offer(enterprise, thing, position))
    for step in example.rsv:
        save(_rsv_status(enterprise, step))
    for worth in example.worth:
        save(_statement(enterprise, worth))
    return enterprise


def _location(enterprise: Enterprise, place: Place, position: int) -> Location:
    postal_code, postal_district = place.postal.split(maxsplit=1)
    return Location(
        enterprise=enterprise,
        name=place.name,
        street=place.street,
        postal_code=postal_code,
        postal_district=postal_district,
        town=place.town,
        latitude=Decimal(place.latitude),
        longitude=Decimal(place.longitude),
        access=place.access,
        access_notes=place.access_notes,
        opening_hours=place.opening_hours,
        position=position,
    )


def _offer(enterprise: Enterprise, thing: Thing, position: int) -> Offer:
    return Offer(
        enterprise=enterprise,
        kind=thing.kind,
        title=thing.title,
        text=thing.text,
        places=thing.places,
        active_from_date=thing.active_from,
        active_to_date=thing.active_to,
        position=position,
    )


def _rsv_status(enterprise: Enterprise, step: Step) -> RsvStatus:
    return RsvStatus(
        enterprise=enterprise,
        status=step.status,
        effective_date=step.day,
        source=step.source,
        checked_date=step.checked,
    )


def _statement(enterprise: Enterprise, worth: Worth) -> SocialValueStatement:
    return SocialValueStatement(
        enterprise=enterprise,
        claim=worth.claim,
        beneficiaries=worth.beneficiaries,
        evidence=worth.evidence,
        year=worth.year,
        consent_date=worth.consent,
        publication_state=(
            PublicationState.PUBLISHED if worth.consent else PublicationState.DRAFT
        ),
    )
