"""Groups of enterprises: one page each, and asking to be part of one."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from common.responses import for_one_reader, form_methods
from common.sendings import take
from enterprises.models import Enterprise

from ..enquiries import threads
from ..enquiries.forms import TakingPartForm
from ..models import Cluster, answer_due_date
from ..models.cluster import ClusterQuerySet

SECTION = {"section": "netvaerk"}


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
    found = _joinable(slug)
    form = TakingPartForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="taking part",
        is_received=threads.is_received,
        receive=lambda: threads.receive(
            subject=f"Vil være med: {found.name}", **form.enquiry
        ),
        sent_url=reverse("network:cluster-join-sent", args=[slug]),
        template="network/clusters/join.html",
        context={**SECTION, "cluster": found},
        address="email",
    )


@require_safe
@for_one_reader
def join_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    context = {**SECTION, "cluster": _joinable(slug), "due_date": answer_due_date()}
    return render(request, "network/clusters/join_sent.html", context)


def _joinable(slug: str) -> Cluster:
    return get_object_or_404(Cluster.objects.joinable(timezone.localdate()), slug=slug)
