"""What an event is, in the words of schema.org, for search engines.

Only what anybody may know: never the link to take part online, never a person.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ..models import Event
from ..sign_up.seats import Availability, SignUp

SCHEMA = "https://schema.org"
ORGANIZER = "Social Vision Roskilde"
AVAILABILITY = {
    SignUp.OPEN: "InStock",
    SignUp.WAITING_LIST: "SoldOut",
    SignUp.NOT_YET: "PreOrder",
}

Node = dict[str, Any]


def event_node(event: Event, sign_up: Availability) -> Node | None:
    """Describe an event, with its programme's place and price.

    An example is described to nobody: taken out of the page, where a badge says that it
    is made up, it would pass for a real meeting.
    """
    if event.is_example:
        return None
    page = f"{settings.SITE_URL}{event.get_absolute_url()}"
    node = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": f"{page}#moede",
        "mainEntityOfPage": page,
        "name": event.title,
        "description": event.summary,
        "about": event.theme,
        "url": page,
        "inLanguage": "da",
        "startDate": _moment(event.starts_at),
        "endDate": _moment(event.ends_at),
        "previousStartDate": _moment(event.previous_starts_at)
        if _is_rescheduled(event)
        else None,
        "eventStatus": f"{SCHEMA}/{_status(event)}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}",
        "location": _location(event, page),
        "organizer": {
            "@type": "Organization",
            "name": ORGANIZER,
            "url": f"{settings.SITE_URL}{reverse('network:home')}",
        },
        "isAccessibleForFree": event.price == 0,
        "maximumAttendeeCapacity": event.capacity,
        "remainingAttendeeCapacity": sign_up.seats.free
        if sign_up.takes_names
        else None,
        "offers": _offer(event, sign_up.stage, page),
    }
    empty = (None, "")
    return {name: value for name, value in node.items() if value not in empty}


def _is_rescheduled(event: Event) -> bool:
    return event.is_moved and event.previous_starts_at != event.starts_at


def _status(event: Event) -> str:
    if event.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if _is_rescheduled(event) else "EventScheduled"


def _mode(event: Event) -> str:
    if not event.venue:
        return "OnlineEventAttendanceMode"
    return (
        "MixedEventAttendanceMode" if event.online_url else "OfflineEventAttendanceMode"
    )


def _location(event: Event, page: str) -> Node | list[Node]:
    places: list[Node] = []
    if event.venue:
        place: Node = {"@type": "Place", "name": event.venue}
        if event.address:
            place["address"] = event.address
        places.append(place)
    if event.online_url:
        # Where one signs up: the link itself is for those who have a seat.
        places.append({"@type": "VirtualLocation", "url": page})
    return places[0] if len(places) == 1 else places


def _offer(event: Event, stage: SignUp, page: str) -> Node | None:
    if stage not in AVAILABILITY:
        return None
    node = {
        "@type": "Offer",
        "url": page,
        "price": str(event.price.quantize(Decimal("0.01"))),
        "priceCurrency": "DKK",
        "availability": f"{SCHEMA}/{AVAILABILITY[stage]}",
        "validFrom": _moment(event.signup_opens_at),
    }
    return {name: value for name, value in node.items() if value}


def _moment(moment: datetime | None) -> str | None:
    """Write a moment with Denmark's offset on that day."""
    return timezone.localtime(moment).isoformat() if moment else None
