"""The network's front page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .clusters.views import public_clusters
from .events.cadence import cadence, former_years
from .models import Event
from .sign_up.seats import with_sign_up
from .topics.views import public_topics

PAST_EVENTS_PER_PAGE = 6
# The others have a page of their own.
TOPICS_SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
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
        "clusters": public_clusters(),
    }
    return render(request, "network/home.html", context)
