"""The network's events as iCalendar (RFC 5545), for people's own calendars.

What is here is public. The link to take part online never is.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import icalendar
from django.utils import timezone

from ..models import Event

CONTENT_TYPE = "text/calendar; charset=utf-8"

# The rule of the European Union since 1996, which the zone's own data spell out year by
# year and only until 2037.
COPENHAGEN = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""

# How often a calendar that subscribes should look for news.
REFRESH = timedelta(hours=12)


def calendar(events: Iterable[Event], address: Callable[[Event], str]) -> bytes:
    """Write events as one calendar.

    Args:
        events: whatever `Event.objects.published()` gave; nothing is filtered here.
        address: gives the full address of an event's page.
    """
    result = icalendar.Calendar()
    result.add("prodid", "-//Roskilde Kommune//Socialøkonomi i Roskilde//DA")
    result.add("version", "2.0")
    result.add("name", "Social Vision Roskilde")
    # The older names of the two properties of RFC 7986; Outlook knows only these.
    result.add("x-wr-calname", "Social Vision Roskilde")
    result.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", "PT12H")
    result.add_component(icalendar.Timezone.from_ical(COPENHAGEN))
    for event in events:
        result.add_component(_entry(event, address(event)))
    return result.to_ical()


def _entry(event: Event, address: str) -> icalendar.Event:
    entry = icalendar.Event()
    # From the row's number: title and address may change, the meeting is the same.
    entry.add("uid", f"arrangement-{event.pk}@socialvision.roskilde")
    # Without METHOD, DTSTAMP is when the entry was last revised (RFC 5545, 3.8.7.2).
    entry.add("dtstamp", event.updated_at.astimezone(UTC))
    entry.add("last-modified", event.updated_at.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("dtstart", _local(event.starts_at))
    entry.add("dtend", _local(event.ends_at))
    entry.add("summary", _title(event))
    entry.add("description", f"{event.summary}\n\n{address}")
    place = ", ".join(part for part in (event.venue, event.address) if part)
    if place:
        entry.add("location", place)
    entry.add("url", address)
    return entry


def _local(moment: datetime) -> datetime:
    """Keep the hour on the wall: an event at 15 is at 15 in summer and winter."""
    return timezone.localtime(moment)


def _title(event: Event) -> str:
    """Say in words what a calendar may not show in another way."""
    title = event.title
    if event.is_example:
        title = f"Eksempel: {title}"
    if event.is_cancelled:
        title = f"Aflyst: {title}"
    return title
