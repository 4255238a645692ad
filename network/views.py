"""The network's pages and calendars."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.downloads import upload_response
from common.formatted import formatted

from . import calendars, linked_data
from .cadence import cadence, former_years
from .cluster_views import public_clusters
from .models import Event, EventMaterial, EventPicture, Topic
from .seats import with_sign_up
from .topic_views import public_topics

PAST_EVENTS_PER_PAGE = 6
# The others have a page of their own.
TOPICS_SHOWN = 5

# A calendar that subscribes keeps what it once got; older meetings stay on the page.
CALENDAR_KEEPS = timedelta(days=365)


@require_safe
def home(request):
    """Show what the network is, what happens next and what it has talked about."""
    now = timezone.now()
    today = timezone.localdate(now)
    upcoming = with_sign_up(Event.objects.published().upcoming(now), now)
    past = Event.objects.published().past(now)
    former = former_years(today)
    feed = request.build_absolute_uri(reverse("network:calendar"))
    context = {
        "section": "netvaerk",
        "subscribe_url": feed.replace("https:", "webcal:").replace("http:", "webcal:"),
        "cadence": cadence(today),
        "former_years": former,
        "former_are_examples": all(year.includes_examples for year in former),
        "upcoming": upcoming,
        "past": Paginator(past, PAST_EVENTS_PER_PAGE).get_page(request.GET.get("side")),
        "topics": public_topics()
        .open(now)
        .order_by("-supporters", "-created_at", "-pk")[:TOPICS_SHOWN],
        "clusters": public_clusters().order_by(
            F("ended_date").desc(nulls_first=True), "name", "pk"
        ),
    }
    return render(request, "network/home.html", context)


@require_safe
def event(request, slug):
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
    return render(request, "network/event.html", context)


@require_safe
def calendar(request):
    """Give the last year's and all coming events to a calendar that subscribes."""
    events = (
        Event.objects.published()
        .filter(ends_at__gt=timezone.now() - CALENDAR_KEEPS)
        .order_by("starts_at", "pk")
    )
    return _calendar_response(request, events, "social-vision-roskilde.ics")


@require_safe
def event_calendar(request, slug):
    """Give one event to a calendar."""
    event = get_object_or_404(Event.objects.published(), slug=slug)
    return _calendar_response(request, [event], f"{event.slug}.ics")


def _calendar_response(request, events, filename):
    content = calendars.calendar(
        events, lambda event: request.build_absolute_uri(event.get_absolute_url())
    )
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


@require_safe
def material(request, pk):
    """Give a paper from a published event; the store itself is open to nobody."""
    material = get_object_or_404(
        EventMaterial, pk=pk, event__in=Event.objects.published()
    )
    return upload_response(material.file, filename=material.title, inline=False)


@require_safe
def picture(request, pk):
    """Show a picture from a published event that is over."""
    picture = get_object_or_404(
        EventPicture,
        pk=pk,
        event__in=Event.objects.published().filter(ends_at__lte=timezone.now()),
    )
    return upload_response(picture.picture, filename=str(picture), inline=True)
