"""Calendars that other people's programs read, parsed as they would."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from network.events import steps
from network.models import Event
from tests.network.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def entry(client, event):
    (found,) = entries(client, reverse("network:event-calendar", args=[event.slug]))
    return found


def subscribed(client):
    return entries(client, reverse("network:calendar"))


def soon(**days):
    return timezone.now() + timedelta(**days)


@pytest.mark.parametrize(
    ("starts_at", "hour", "offset"),
    [
        (datetime(2027, 3, 27, 14, tzinfo=UTC), 15, 1),
        (datetime(2027, 3, 28, 13, tzinfo=UTC), 15, 2),
        (datetime(2027, 10, 30, 13, tzinfo=UTC), 15, 2),
        (datetime(2027, 10, 31, 14, tzinfo=UTC), 15, 1),
        # Long after the year where tables of the zone end.
        (datetime(2045, 7, 1, 13, tzinfo=UTC), 15, 2),
    ],
)
def test_the_hour_on_the_wall_is_kept_in_summer_and_winter(
    client, starts_at, hour, offset
):
    event = EventFactory(published=True, starts_at=starts_at)

    found = entry(client, event)

    start = found["dtstart"]
    assert start.params["TZID"] == "Europe/Copenhagen"
    assert start.dt.hour == hour
    assert start.dt.utcoffset() == timedelta(hours=offset)
    assert start.dt == starts_at
    assert found["dtend"].dt == starts_at + timedelta(hours=2)


def test_the_zone_is_told_by_rule(client):
    event = EventFactory(published=True)

    content = client.get(reverse("network:event-calendar", args=[event.slug])).content

    (zone,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    summer, winter = zone.to_tz(lookup_tzid=False), timedelta(hours=1)
    assert zone["TZID"] == "Europe/Copenhagen"
    assert datetime(2027, 7, 1, 12, tzinfo=summer).utcoffset() == timedelta(hours=2)
    assert datetime(2027, 12, 1, 12, tzinfo=summer).utcoffset() == winter


def test_an_entry_says_what_a_calendar_needs(client):
    event = EventFactory(
        published=True,
        title="Klynger, indkøb; salg",
        summary="Fælles indkøb.",
        venue="Byens Hus",
        address="Algade 1, 4000 Roskilde",
    )

    found = entry(client, event)

    page = f"http://testserver/netvaerk/arrangementer/{event.slug}/"
    assert found["summary"] == "Klynger, indkøb; salg"
    assert found["location"] == "Byens Hus, Algade 1, 4000 Roskilde"
    assert found["url"] == page
    assert page in found["description"]
    assert "Fælles indkøb." in found["description"]
    assert found["status"] == "CONFIRMED"
    assert found["sequence"] == 0
    assert found["last-modified"].dt == event.updated_at.replace(microsecond=0)
    assert found["dtstamp"].dt == found["last-modified"].dt


def test_lines_are_no_longer_than_the_standard_allows(client):
    EventFactory(published=True, starts_at=soon(days=3), title="Æ" * 120)

    content = client.get(reverse("network:calendar")).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_entry_stays_the_same_when_title_and_address_change(client):
    event = EventFactory(published=True)
    before = entry(client, event)

    event.title, event.slug = "Et andet navn", "et-andet-navn"
    event.save()

    after = entry(client, event)
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"]


def test_entries_are_told_apart(client):
    EventFactory.create_batch(3, published=True, starts_at=soon(days=3))

    assert len({found["uid"] for found in subscribed(client)}) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": datetime(2018, 9, 12, 13, tzinfo=UTC)},
        {"ends_at": datetime(2018, 9, 12, 18, tzinfo=UTC)},
        {"venue": "Biblioteket"},
        {"address": "Algade 1"},
        {"state": Event.State.CANCELLED},
    ],
)
def test_the_sequence_counts_what_people_plan_after(client, change):
    event = EventFactory(published=True)

    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    event.save()

    assert event.sequence == 1
    assert entry(client, event)["sequence"] == 1


def test_the_sequence_counts_when_only_some_fields_are_saved():
    event = EventFactory(published=True)

    event.venue = "Biblioteket"
    event.save(update_fields=["venue"])

    event.refresh_from_db()
    assert (event.venue, event.sequence) == ("Biblioteket", 1)


def test_a_cancelled_event_says_so_in_the_calendar(client):
    event = EventFactory(cancelled=True, starts_at=soon(days=3), title="Julemøde")

    (found,) = subscribed(client)

    assert found == entry(client, event)
    assert found["status"] == "CANCELLED"
    assert found["summary"] == "Aflyst: Julemøde"


def test_an_example_says_so_in_the_calendar(client):
    event = EventFactory(published=True, example=True, title="Julemøde")

    assert entry(client, event)["summary"] == "Eksempel: Julemøde"


def test_the_calendar_keeps_a_year(client):
    coming = EventFactory(published=True, starts_at=soon(days=3))
    recent = EventFactory(published=True, starts_at=soon(days=-300))
    EventFactory(published=True, starts_at=soon(days=-400))

    found = subscribed(client)

    assert [str(event["summary"]) for event in found] == [recent.title, coming.title]


def test_drafts_and_the_link_to_take_part_are_not_there(client):
    online = f"https://example.org/{CANARY}"
    draft = EventFactory(title=CANARY, starts_at=soon(days=3))
    event = EventFactory(published=True, online_url=online, starts_at=soon(days=3))

    everything = client.get(reverse("network:calendar")).content.decode()
    one = client.get(reverse("network:event-calendar", args=[event.slug]))
    hidden = client.get(reverse("network:event-calendar", args=[draft.slug]))

    assert event.title in everything
    assert CANARY not in everything.replace("\r\n ", "")
    assert CANARY not in one.content.decode().replace("\r\n ", "")
    assert hidden.status_code == 404


def test_the_calendar_asks_the_database_once(client, django_assert_num_queries):
    for number in (2, 10):
        EventFactory.create_batch(number, published=True, starts_at=soon(days=3))

        with django_assert_num_queries(1):
            client.get(reverse("network:calendar"))


# Two programs that share no code read the same file: icalendar, and vobject, which
# works the zone out from the rules in the file itself.


def by_icalendar(content):
    return [
        (
            str(found["uid"]),
            found["dtstart"].dt,
            found["dtend"].dt,
            int(found["sequence"]),
            str(found["status"]),
            str(found["summary"]),
            str(found["location"]),
        )
        for found in icalendar.Calendar.from_ical(content).walk("VEVENT")
    ]


def by_vobject(content):
    return [
        (
            found.uid.value,
            found.dtstart.value,
            found.dtend.value,
            int(found.sequence.value),
            found.status.value,
            found.summary.value,
            found.location.value,
        )
        for found in vobject.readOne(content.decode()).vevent_list
    ]


READERS = {"icalendar": by_icalendar, "vobject": by_vobject}


@pytest.fixture(params=READERS)
def read(request):
    """One of two independent readers of calendars."""
    return READERS[request.param]


def around_the_change(year, month, last_sunday):
    """Give 15 o'clock in Roskilde on the days around a change of the clocks."""
    return [
        timezone.make_aware(
            datetime(year, month, last_sunday, 15) + timedelta(days=day)
        )
        for day in (-1, 0, 1)
    ]


@pytest.mark.parametrize(
    ("moments", "offsets"),
    [
        (around_the_change(2027, 3, 28), (1, 2, 2)),
        (around_the_change(2027, 10, 31), (2, 1, 1)),
        (around_the_change(2040, 3, 25), (1, 2, 2)),
    ],
    ids=["March", "October", "March after the tables end"],
)
def test_each_reader_shows_the_hour_on_the_wall_across_the_change(
    client, read, moments, offsets
):
    for moment in moments:
        EventFactory(published=True, starts_at=moment)

    found = read(client.get(reverse("network:calendar")).content)

    starts = [start for _, start, *_ in found]
    assert [start.hour for start in starts] == [15, 15, 15]
    assert [start.utcoffset() for start in starts] == [
        timedelta(hours=hours) for hours in offsets
    ]
    assert starts == moments
    assert [end - start for _, start, end, *_ in found] == [timedelta(hours=2)] * 3


@pytest.mark.parametrize("letter", ["æøå", "Ærø, og Læsø; “møde”", "Å" * 110])
def test_each_reader_reads_the_same(client, letter):
    EventFactory(
        published=True, starts_at=soon(days=3), title=letter, address="Algade 1; 2. th"
    )

    content = client.get(reverse("network:calendar")).content

    assert by_icalendar(content) == by_vobject(content)
    assert by_vobject(content)[0][5:] == (letter, "Rådhuset, Algade 1; 2. th")


class Subscriber:
    """A calendar as people's programs keep it: by UID, the highest SEQUENCE wins."""

    def __init__(self, client, read):
        self.client, self.read = client, read
        self.entries = {}

    def refresh(self):
        content = self.client.get(reverse("network:calendar")).content
        for uid, *entry in self.read(content):
            if uid not in self.entries or entry[2] >= self.entries[uid][2]:
                self.entries[uid] = entry
        return list(self.entries.values())


def test_a_moved_event_updates_and_does_not_double(client, read):
    event = EventFactory(published=True, starts_at=soon(days=3), venue="Rådhuset")
    subscriber = Subscriber(client, read)
    ((_, _, before, *_),) = subscriber.refresh()

    day = timezone.make_aware(datetime(2047, 3, 31, 15))
    steps.move(
        event=event,
        reason="Lokalet var for lille.",
        starts_at=day,
        ends_at=day + timedelta(hours=3),
        venue="Byens Hus",
    )

    ((start, end, after, status, _, place),) = subscriber.refresh()
    assert (start, end) == (day, day + timedelta(hours=3))
    assert after == before + 1
    assert (status, place) == ("CONFIRMED", "Byens Hus")


def test_an_event_that_is_called_off_stays_and_says_so(client, read):
    event = EventFactory(published=True, starts_at=soon(days=3), title="Julemøde")
    subscriber = Subscriber(client, read)
    subscriber.refresh()

    steps.cancel(event=event, reason="For få tilmeldte.")

    ((_, _, sequence, status, title, _),) = subscriber.refresh()
    assert (sequence, status, title) == (1, "CANCELLED", "Aflyst: Julemøde")


def test_no_personal_link_and_no_person_is_in_the_calendar(client):
    event = EventFactory(
        published=True,
        starts_at=soon(days=3),
        online_url=f"https://example.org/{CANARY}",
    )
    row = RegistrationFactory(event=event, confirmed=True, name=CANARY)

    for address in (
        reverse("network:calendar"),
        reverse("network:event-calendar", args=[event.slug]),
    ):
        content = client.get(address).content.decode().replace("\r\n ", "")
        assert CANARY not in content
        assert row.email not in content
        assert row.token not in content
