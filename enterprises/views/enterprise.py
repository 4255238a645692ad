"""The page of one enterprise, and its pictures."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.downloads import upload_response
from common.richtext import safe_html

from .. import figures
from ..cards import motif_of, towns_of
from ..linked_data import organization
from ..models import Enterprise, Offer, RsvStatus, SocialValueStatement
from ..neighbours import neighbours_of
from ..profile import RsvHistory, StaffHistory
from ..registry.current import current

Stage = Enterprise.Stage


@require_safe
def enterprise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one enterprise: what one can do there, who works there, what it is."""
    today = timezone.localdate()
    enterprise = get_object_or_404(
        Enterprise.objects.published()
        .select_related("source")
        .prefetch_related(
            "sectors",
            "target_groups",
            "un_goals",
            "locations",
            Prefetch("offers", Offer.objects.active(today), to_attr="active_offers"),
            Prefetch("rsv_history", RsvStatus.objects.until(today)),
            Prefetch(
                "social_value_statements", SocialValueStatement.objects.published()
            ),
        ),
        slug=slug,
    )
    stage = enterprise.stage(today)
    is_closed = stage is Stage.CLOSED
    years = figures.staff_by_year(enterprise)
    rsv = RsvHistory(list(enterprise.rsv_history.all()), is_running=not is_closed)
    context = {
        "section": "virksomheder",
        "enterprise": enterprise,
        "stage": stage,
        "is_closed": is_closed,
        "is_on_the_way": stage is Stage.ON_THE_WAY,
        "description": safe_html(enterprise.description),
        "motif": motif_of(enterprise),
        "towns": " og ".join(towns_of(enterprise)),
        "rsv": rsv,
        "linked_data": organization(enterprise, rsv, years, today),
        "staff": StaffHistory(years) if years else None,
        "events": enterprise.events.published().order_by("-starts_at"),
        "clusters": enterprise.clusters.published().order_by("name", "pk"),
        "now": timezone.now(),
        "nominations": enterprise.nominations.published()
        .select_related("award_year")
        .order_by("-award_year__year"),
        "neighbours": neighbours_of(enterprise, current()),
    }
    return render(request, "enterprises/enterprise_detail.html", context)


@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the logo of a public enterprise."""
    enterprise = get_object_or_404(Enterprise.objects.published(), slug=slug)
    return upload_response(
        enterprise.logo, filename=f"{enterprise.name}, logo", inline=True
    )


@require_safe
def photo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the photo of a public enterprise."""
    enterprise = get_object_or_404(Enterprise.objects.published(), slug=slug)
    return upload_response(enterprise.photo, filename=enterprise.name, inline=True)
