"""What a card says of an enterprise, wherever enterprises are listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from common.maps import Pin

from .models import Enterprise, RsvStatus
from .registry.image import Registry

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
    note: str = ""


def rows_of(numbers: Iterable[int], registry: Registry) -> dict[int, Enterprise]:
    """Read enterprises, with their places, by their numbers in the registry."""
    keys = {number: registry.roll.keys[number] for number in numbers}
    public = Enterprise.objects.published().prefetch_related("locations")
    by_key = public.in_bulk(keys.values())
    # One that was withdrawn a moment ago is gone already.
    return {n: by_key[key] for n, key in keys.items() if key in by_key}


def cards(enterprises: Mapping[int, Enterprise], registry: Registry) -> list[Card]:
    """Make the cards of enterprises.

    Args:
        enterprises: by their numbers in the registry, with their places at hand.
        registry: knows the rest.
    """
    return [_card(row, number, registry) for number, row in enterprises.items()]


def _card(enterprise: Enterprise, number: int, registry: Registry) -> Card:
    facets = registry.facets
    stage = enterprise.stage(registry.day)
    is_closed = stage is Enterprise.Stage.CLOSED
    offers = [facets.labels["offer"][v] for v in facets.values_of("offer", number)]
    registered = facets.having("rsv", RsvStatus.Status.REGISTERED) >> number & 1
    return Card(
        url=enterprise.get_absolute_url(),
        name=enterprise.name,
        summary=enterprise.short_description,
        town=" og ".join(towns_of(enterprise)),
        offers=[] if is_closed else offers[:MOST_OFFERS],
        motif=registry.motif_of(number),
        picture=reverse("enterprises:photo", args=[enterprise.slug])
        if enterprise.photo
        else "",
        rsv=bool(registered) and not is_closed,
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
    """Return the places whose coordinates are known, for the schematic map.

    Each bears the number that its enterprise has in the list.
    """
    return [
        Pin(
            name=f"{enterprise.name}, {place.name}" if place.name else enterprise.name,
            latitude=float(place.latitude),
            longitude=float(place.longitude),
            url=enterprise.get_absolute_url(),
            place=place.town,
            number=number,
        )
        for number, enterprise in enumerate(enterprises, start=1)
        for place in enterprise.locations.all()
        if place.latitude is not None and place.longitude is not None
    ]
