"""The network's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .clusters.views import public_clusters
from .events.cadence import cadence
from .events.views import subscribe_url
from .models import Event
from .sign_up.seats import with_sign_up
from .topics.views import public_topics

# Of each a few; the others have a page of their own.
EVENTS_SHOWN = 3
TOPICS_SHOWN = 3
CLUSTERS_SHOWN = 2


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the network is, what happens next and what it has talked about."""
    now = timezone.now()
    today = timezone.localdate(now)
    events = Event.objects.published()
    coming = list(events.upcoming(now)[: EVENTS_SHOWN + 1])
    clusters = public_clusters().joinable(today)
    context = {
        "section": "netvaerk",
        "subscribe_url": subscribe_url(request),
        "cadence": cadence(today),
        "upcoming": with_sign_up(coming[:EVENTS_SHOWN], now),
        "more_to_come": len(coming) > EVENTS_SHOWN,
        "past": events.past(now)[:EVENTS_SHOWN],
        "topics": public_topics()
        .open(now)
        .order_by("-supporters", "-created_at", "-pk")[:TOPICS_SHOWN],
        "clusters": clusters[:CLUSTERS_SHOWN],
    }
    return render(request, "network/home.html", context)
