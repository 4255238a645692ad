"""One example enterprise with all that belongs to it, drawn by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils.text import slugify

from common.publication import PublicationState
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    Sector,
    SocialValueStatement,
    Source,
    StaffingCategory,
    TargetGroup,
    UNGoal,
)

from ..writing import at
from . import histories, places, sentences, texts
from .fields import FIELDS

LegalForm = Enterprise.LegalForm
ReservedContracts = Enterprise.ReservedContracts
LEGAL_FORMS = (
    *(LegalForm.PRIVATE_LIMITED,) * 5,
    *(LegalForm.ASSOCIATION,) * 4,
    *(LegalForm.VOLUNTARY_ASSOCIATION,) * 3,
    *(LegalForm.SOLE_TRADER, LegalForm.SMALL_SOLE_TRADER, LegalForm.FOUNDATION),
    *(LegalForm.COMMERCIAL_FOUNDATION, LegalForm.COOPERATIVE_LIMITED),
    *(LegalForm.ASSOCIATION_LIMITED, LegalForm.ENTREPRENEURIAL, LegalForm.FOUNDATION),
)
STATES = (
    *(PublicationState.PUBLISHED,) * 91,
    *(PublicationState.DRAFT,) * 6,
    *(PublicationState.WITHDRAWN,) * 3,
)
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})
TOWN_WEIGHTS = [town.weight for town in places.TOWNS]
KINDS = tuple(sentences.OFFERS)
# How many places an enterprise has.
PLACES = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
RESERVED = (
    *(ReservedContracts.UNKNOWN,) * 3,
    *(ReservedContracts.YES,) * 2,
    ReservedContracts.NO,
)


@dataclass(frozen=True)
class Catalogue:
    """The rows that examples are described by, read once."""

    sectors: dict[str, Sector]
    target_groups: Sequence[TargetGroup]
    un_goals: Sequence[UNGoal]
    categories: Sequence[StaffingCategory]

    @classmethod
    def read(cls, on: date) -> "Catalogue":
        """Read it from the database."""
        return cls(
            sectors={sector.slug: sector for sector in Sector.objects.all()},
            target_groups=list(TargetGroup.objects.order_by("slug")),
            un_goals=list(UNGoal.objects.order_by("number")),
            categories=list(StaffingCategory.objects.active(on).order_by("slug")),
        )


@dataclass(frozen=True)
class Drawn:
    """An enterprise and its rows, none of them saved."""

    enterprise: Enterprise
    sectors: list[Sector]
    target_groups: list[TargetGroup]
    un_goals: list[UNGoal]
    locations: list[Location]
    offers: list[Offer]
    rsv_history: list[RsvStatus]
    statements: list[SocialValueStatement]
    returns: list[histories.Return]


def draw(
    number: int, *, seed: int, on: date, catalogue: Catalogue, source: Source
) -> Drawn:
    """Draw an enterprise that follows from its number, the seed and the day alone."""
    chance = Random(f"{seed}/{number}")
    field = chance.choice(FIELDS)
    second = chance.choice(FIELDS)
    slugs = {field.slug, second.slug} if chance.random() < 0.4 else {field.slug}
    groups = chance.sample(catalogue.target_groups, chance.choice((1, 1, 2, 2, 3)))
    towns = chance.choices(
        places.TOWNS, TOWN_WEIGHTS, k=chance.choice((1,) * 7 + (2, 2, 3))
    )
    life = histories.dates(chance, on)
    voice = texts.Voice(
        chance,
        field,
        towns[0].name,
        groups[0].name[0].lower() + groups[0].name[1:],
        life.begun.year,
    )
    enterprise = _enterprise(chance, voice, number, life, on, source)
    return Drawn(
        enterprise=enterprise,
        sectors=[catalogue.sectors[slug] for slug in sorted(slugs)],
        target_groups=groups,
        un_goals=chance.sample(catalogue.un_goals, chance.randint(0, 3)),
        locations=[
            _location(chance, enterprise, town, place)
            for place, town in enumerate(towns)
        ],
        offers=_offers(chance, voice, enterprise, life, on),
        rsv_history=histories.rsv_history(chance, enterprise, life, on),
        statements=_statements(chance, voice, enterprise, life, on),
        returns=histories.returns(
            chance, enterprise, life.begun, on, catalogue.categories
        ),
    )


def _enterprise(
    chance: Random,
    voice: texts.Voice,
    number: int,
    life: histories.Dates,
    on: date,
    source: Source,
) -> Enterprise:
    name = voice["name"]
    slug = f"{slugify(name.lower().translate(LETTERS))}-{number}"
    confirmed = histories.day_between(
        chance, max(life.followed, on - timedelta(days=900)), life.closed or on
    )
    reserved = chance.choice(
        (ReservedContracts.UNKNOWN,) * 3
        + (ReservedContracts.YES,) * 2
        + (ReservedContracts.NO,)
    )
    return Enterprise(
        name=name,
        slug=slug,
        is_example=True,
        legal_form=chance.choice(LEGAL_FORMS),
        short_description=texts.short_description(voice),
        description=texts.description(voice),
        social_purpose=voice.one_of(sentences.PURPOSES),
        website=f"https://{slug}.example/",
        email=f"kontakt@{slug}.example",
        capacity=voice.one_of(sentences.CAPACITIES) if chance.random() < 0.5 else "",
        delivery_area=voice.one_of(sentences.DELIVERY_AREAS)
        if chance.random() < 0.5
        else "",
        reserved_contracts=reserved,
        reserved_contracts_date=None
        if reserved is ReservedContracts.UNKNOWN
        else confirmed,
        followed_from_date=life.followed,
        established_date=life.established,
        closed_date=life.closed,
        confirmed_at=at(confirmed, 10) if chance.random() < 0.9 else None,
        publication_state=chance.choice(STATES),
        source=source,
    )


def _location(
    chance: Random, enterprise: Enterprise, town: places.Town, position: int
) -> Location:
    access = chance.choice(("ja", "ja", "ja", "delvis", "nej", "ukendt"))

    def near(degrees: float) -> Decimal:
        away = max(min(chance.gauss(0, 0.5), 1), -1) * town.spread
        return Decimal(f"{degrees + away:.6f}")

    return Location(
        enterprise=enterprise,
        name=chance.choice(places.PLACE_NAMES) if position else "",
        street=f"{chance.choice(places.STREETS)} {chance.randint(1, 199)}"
        f"{chance.choice(places.DETAILS)}",
        postal_code=town.postal_code,
        postal_district=town.postal_district,
        town=town.name,
        latitude=near(town.latitude),
        longitude=near(town.longitude),
        access=access,
        access_notes=chance.choice(sentences.ACCESS_NOTES[access]),
        opening_hours=chance.choice(sentences.OPENING_HOURS),
        position=position,
    )


def _offers(
    chance: Random,
    voice: texts.Voice,
    enterprise: Enterprise,
    life: histories.Dates,
    on: date,
) -> list[Offer]:
    """Draw up to five; some are past, some begin later."""
    offers = []
    for position, kind in enumerate(chance.sample(KINDS, chance.randint(1, 5))):
        titles, lines = sentences.OFFERS[kind]
        first = last = None
        if chance.random() < 0.3:
            first = histories.day_between(
                chance, life.followed, on + timedelta(days=120)
            )
            if chance.random() < 0.6:
                last = first + timedelta(days=chance.randint(30, 500))
        offers.append(
            Offer(
                enterprise=enterprise,
                kind=kind,
                title=voice.one_of(titles),
                text=voice.one_of(lines),
                places=chance.choice((None, None, 1, 2, 3, 4, 6)),
                active_from_date=first,
                active_to_date=last,
                position=position,
            )
        )
    return offers


def _statements(
    chance: Random,
    voice: texts.Voice,
    enterprise: Enterprise,
    life: histories.Dates,
    on: date,
) -> list[SocialValueStatement]:
    if life.established is None or life.begun >= on:
        return []
    statements = []
    for claim, evidence in chance.sample(
        sentences.CLAIMS, chance.choice((0, 0, 1, 1, 2))
    ):
        has_consent = chance.random() < 0.8
        statements.append(
            SocialValueStatement(
                enterprise=enterprise,
                claim=voice.say(claim),
                beneficiaries=texts.capital(voice["group"])[:120],
                evidence=evidence,
                year=chance.randint(life.begun.year, on.year),
                consent_date=histories.day_between(chance, life.begun, on)
                if has_consent
                else None,
                publication_state=PublicationState.PUBLISHED
                if has_consent
                else PublicationState.DRAFT,
            )
        )
    return statements
