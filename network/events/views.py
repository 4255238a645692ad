"""The pages of an event, and calendars of one and of all."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.downloads import upload_response
from common.formatted import formatted

from ..models import Event, EventMaterial, EventPicture, Topic
from ..sign_up.seats import with_sign_up
from . import calendars, linked_data
from .cadence import cadence, former_years

# A calendar that subscribes keeps what it once got; older meetings stay on the page.
CALENDAR_KEEPS = timedelta(days=365)

PAST_EVENTS_PER_PAGE = 10


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """Show every coming event and, page by page, those that were held."""
    now = timezone.now()
    today = timezone.localdate(now)
    events = Event.objects.published()
    former = former_years(today)
    past = Paginator(events.past(now), PAST_EVENTS_PER_PAGE)
    context = {
        "section": "netvaerk",
        "subscribe_url": subscribe_url(request),
        "upcoming": with_sign_up(events.upcoming(now), now),
        "past": past.get_page(request.GET.get("side")),
        "cadence": cadence(today),
        "former_years": former,
        "former_are_examples": all(year.includes_examples for year in former),
    }
    return render(request, "network/events/list.html", context)


def subscribe_url(request: HttpRequest) -> str:
    """Return the calendar's address as calendars take it that subscribe."""
    feed = request.build_absolute_uri(reverse("network:calendar"))
    return f"webcal:{feed.partition(':')[2]}"


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one event, before and after it is held."""
    event = get_object_or_404(
        Event.objects.published().select_related("host").prefetch_related("programme"),
        slug=slug,
    )
    now = timezone.now()
    with_sign_up([event], now)
    context = {
        "section": "netvaerk",
        "event": event,
        "linked_data": linked_data.event_node(event, event.sign_up),
        "host": event.host if event.host and event.host.is_published else None,
        "is_past": event.ends_at <= now,
        "description": formatted(event.description, level=3).html,
        "minutes": formatted(event.minutes, level=3).html,
        "materials": event.materials.all(),
        "pictures": event.pictures.all(),
        "topics": Topic.objects.published().filter(event=event).order_by("title", "pk"),
    }
    return render(request, "network/events/page.html", context)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the last year's and all coming events to a calendar that subscribes."""
    events = (
        Event.objects.published()
        .filter(ends_at__gt=timezone.now() - CALENDAR_KEEPS)
        .order_by("starts_at", "pk")
    )
    return _calendar_response(request, events, "social-vision-roskilde.ics")


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one event to a calendar."""
    event = get_object_or_404(Event.objects.published(), slug=slug)
    return _calendar_response(request, [event], f"{event.slug}.ics")


def _calendar_response(
    request: HttpRequest, events: Iterable[Event], filename: str
) -> HttpResponse:
    content = calendars.calendar(
        events, lambda event: request.build_absolute_uri(event.get_absolute_url())
    )
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


@require_safe
def material(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a paper from a published event; the store itself is open to nobody."""
    material = get_object_or_404(
        EventMaterial, pk=pk, event__in=Event.objects.published()
    )
    return upload_response(material.file, filename=material.title, inline=False)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a picture from a published event that is over."""
    picture = get_object_or_404(
        EventPicture,
        pk=pk,
        event__in=Event.objects.published().filter(ends_at__lte=timezone.now()),
    )
    return upload_response(picture.picture, filename=str(picture), inline=True)
