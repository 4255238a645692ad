"""Groups of enterprises: all of them, one page each, and asking to be part of one."""

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from common.responses import for_one_reader, form_methods
from enterprises.models import Enterprise

from ..enquiries import taking_part
from ..models import Cluster
from ..models.cluster import ClusterQuerySet

SECTION = {"section": "netvaerk"}


def public_clusters() -> ClusterQuerySet:
    """Return clusters with those of their enterprises that anyone may see.

    Those that go on come first, then those that ended last.
    """
    members = Enterprise.objects.published().order_by("name", "pk")
    return (
        Cluster.objects.published()
        .prefetch_related(Prefetch("enterprises", members))
        .order_by(F("ended_date").desc(nulls_first=True), "name", "pk")
    )


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    """Show the groups that help one another now, and what came of former ones."""
    clusters = list(public_clusters())
    context = {
        **SECTION,
        "current": [one for one in clusters if not one.is_over],
        "former": [one for one in clusters if one.is_over],
    }
    return render(request, "network/clusters/list.html", context)


@require_safe
def cluster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a cluster is for, who is in it and what came of it."""
    found = get_object_or_404(public_clusters().prefetch_related("meetings"), slug=slug)
    today = timezone.localdate()
    meetings = list(found.meetings.all())
    context = {
        **SECTION,
        "cluster": found,
        "coming": [one for one in reversed(meetings) if one.date >= today],
        "held": [one for one in meetings if one.date < today],
    }
    return render(request, "network/clusters/page.html", context)


@form_methods
@sensitive_post_parameters()
@for_one_reader
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody ask to be part of a cluster: an enquiry that says which."""
    return taking_part.ask(
        request,
        _joinable(slug),
        template="network/clusters/join.html",
        sent_url=reverse("network:cluster-join-sent", args=[slug]),
        **SECTION,
    )


@require_safe
@for_one_reader
def join_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    return taking_part.thank(
        request, _joinable(slug), template="network/clusters/join_sent.html", **SECTION
    )


def _joinable(slug: str) -> Cluster:
    return get_object_or_404(Cluster.objects.joinable(timezone.localdate()), slug=slug)
