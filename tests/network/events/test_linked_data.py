"""What machines read about an event: its state, never its link and never a person."""

import json
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from network.events import steps
from tests.enterprises.test_linked_data import BLOCK
from tests.network.factories import (
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"
SUMMER = timezone.make_aware(datetime(2047, 6, 3, 15, 0))
WINTER = timezone.make_aware(datetime(2047, 12, 3, 15, 0))


def linked_data(client, event):
    blocks = BLOCK.findall(client.get(event.get_absolute_url()).text)
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None


def test_everything_known_is_told(client, settings):
    settings.SITE_URL = "https://portal.example"
    event = EventFactory(
        published=True,
        title="Klynger",
        slug="klynger",
        theme="Indkøb",
        summary="Fælles indkøb.",
        starts_at=SUMMER,
        venue="Byens Hus",
        address="Algade 1, 4000 Roskilde",
        capacity=40,
        price=Decimal("75.5"),
    )
    RegistrationFactory(event=event, confirmed=True, colleagues="Ib Ny")

    page = "https://portal.example/netvaerk/arrangementer/klynger/"
    assert linked_data(client, event) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{page}#moede",
        "mainEntityOfPage": page,
        "name": "Klynger",
        "description": "Fælles indkøb.",
        "about": "Indkøb",
        "url": page,
        "inLanguage": "da",
        "startDate": "2047-06-03T15:00:00+02:00",
        "endDate": "2047-06-03T17:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Byens Hus",
            "address": "Algade 1, 4000 Roskilde",
        },
        "organizer": {
            "@type": "Organization",
            "name": "Social Vision Roskilde",
            "url": "https://portal.example/netvaerk/",
        },
        "isAccessibleForFree": False,
        "maximumAttendeeCapacity": 40,
        "remainingAttendeeCapacity": 38,
        "offers": {
            "@type": "Offer",
            "url": page,
            "price": "75.50",
            "priceCurrency": "DKK",
            "availability": "https://schema.org/InStock",
        },
    }


def test_a_cancelled_event_says_so(client):
    event = EventFactory(cancelled=True, starts_at=SUMMER)

    told = linked_data(client, event)

    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in told


def test_a_moved_event_says_when_it_was_to_be(client):
    event = EventFactory(published=True, starts_at=SUMMER)

    steps.move(
        event=event,
        reason="Ferie.",
        starts_at=WINTER,
        ends_at=WINTER + timedelta(hours=2),
    )

    told = linked_data(client, event)
    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told["previousStartDate"] == "2047-06-03T15:00:00+02:00"
    assert told["startDate"] == "2047-12-03T15:00:00+01:00"


def test_another_place_is_no_other_day(client):
    event = EventFactory(published=True, starts_at=SUMMER)

    steps.move(event=event, reason="Større.", venue="Byens Hus")

    told = linked_data(client, event)
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert "previousStartDate" not in told


def test_a_full_event_is_sold_out(client):
    event = EventFactory(published=True, starts_at=SUMMER, capacity=1)
    RegistrationFactory(event=event, confirmed=True)

    told = linked_data(client, event)

    assert told["offers"]["availability"] == "https://schema.org/SoldOut"
    assert told["remainingAttendeeCapacity"] == 0
    assert told["isAccessibleForFree"] is True


@pytest.mark.parametrize(
    ("venue", "mode", "places"),
    [("", "Online", 1), ("Byens Hus", "Mixed", 2)],
)
def test_neither_the_link_nor_a_person_is_told(client, venue, mode, places):
    event = EventFactory(
        published=True,
        starts_at=SUMMER,
        venue=venue,
        online_url=f"https://example.org/{CANARY}",
    )
    ProgrammeItemFactory(event=event, speaker_name=CANARY, name_consented=True)
    RegistrationFactory(event=event, confirmed=True, name=CANARY)

    told = linked_data(client, event)

    assert told["eventAttendanceMode"].endswith(f"/{mode}EventAttendanceMode")
    found = told["location"] if isinstance(told["location"], list) else [told]
    assert len(found) == places
    assert CANARY not in json.dumps(told)


def test_an_example_is_told_to_nobody(client):
    event = EventFactory(published=True, example=True, starts_at=SUMMER)

    assert linked_data(client, event) is None


def test_what_an_editor_types_ends_no_script(client):
    title = "</script><script>alert(1)</script>"
    event = EventFactory(published=True, starts_at=SUMMER, title=title)

    assert linked_data(client, event)["name"] == title
