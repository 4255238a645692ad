"""What a card says of an enterprise, wherever enterprises are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from common.maps import Pin

from .models import Enterprise, RsvStatus

MOST_OFFERS = 4


@dataclass(frozen=True)
class Card:
    """One enterprise in a list; the fields are those of components/card.html."""

    url: str
    name: str
    summary: str
    town: str
    offers: list[str]
    motif: str
    picture: str
    rsv: bool
    stage: str
    example: bool


def cards(enterprises: Iterable[Enterprise], on: date) -> list[Card]:
    """Make the cards of enterprises that were fetched with ``for_cards``."""
    return [_card(enterprise, on) for enterprise in enterprises]


def _card(enterprise: Enterprise, on: date) -> Card:
    stage = enterprise.stage(on)
    is_closed = stage is Enterprise.Stage.CLOSED
    # ``for_cards`` has written these two attributes.
    status = enterprise.rsv_status  # type: ignore[attr-defined]
    offers = enterprise.active_offers  # type: ignore[attr-defined]
    kinds = dict.fromkeys(offer.get_kind_display() for offer in offers)
    return Card(
        url=enterprise.get_absolute_url(),
        name=enterprise.name,
        summary=enterprise.short_description,
        town=" og ".join(towns_of(enterprise)),
        offers=[] if is_closed else list(kinds)[:MOST_OFFERS],
        motif=motif_of(enterprise),
        picture=reverse("enterprises:photo", args=[enterprise.slug])
        if enterprise.photo
        else "",
        rsv=status == RsvStatus.Status.REGISTERED and not is_closed,
        stage="" if stage in (None, Enterprise.Stage.ESTABLISHED) else str(stage.label),
        example=enterprise.is_example,
    )


def towns_of(enterprise: Enterprise) -> list[str]:
    """Return the towns it lies in, once each, the first place first."""
    return list(dict.fromkeys(place.town for place in enterprise.locations.all()))


def motif_of(enterprise: Enterprise) -> str:
    """Return the drawing of its first field of work."""
    return next((sector.motif for sector in enterprise.sectors.all()), "default")


def pins(enterprises: Iterable[Enterprise]) -> list[Pin]:
    """Return the places whose coordinates are known, for the schematic map."""
    return [
        Pin(
            name=f"{enterprise.name}, {place.name}" if place.name else enterprise.name,
            latitude=float(place.latitude),
            longitude=float(place.longitude),
            url=enterprise.get_absolute_url(),
            place=place.town,
        )
        for enterprise in enterprises
        for place in enterprise.locations.all()
        if place.latitude is not None and place.longitude is not None
    ]
