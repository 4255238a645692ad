"""Groups of enterprises: one page each."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from enterprises.models import Enterprise

from .models import Cluster
from .models.cluster import ClusterQuerySet


def public_clusters() -> ClusterQuerySet:
    """Return clusters with those of their enterprises that anyone may see."""
    members = Enterprise.objects.published().order_by("name", "pk")
    return Cluster.objects.published().prefetch_related(
        Prefetch("enterprises", members)
    )


@require_safe
def cluster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a cluster is for, who is in it and what came of it."""
    found = get_object_or_404(public_clusters().prefetch_related("meetings"), slug=slug)
    today = timezone.localdate()
    meetings = list(found.meetings.all())
    context = {
        "section": "netvaerk",
        "cluster": found,
        "join_url": f"{reverse('contact')}",
        "coming": [one for one in reversed(meetings) if one.date >= today],
        "held": [one for one in meetings if one.date < today],
    }
    return render(request, "network/cluster.html", context)
