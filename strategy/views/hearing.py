"""A hearing: anybody may say something until a day; what is published stands here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from common import limits
from common.responses import SeeOther, for_one_reader, form_methods
from strategy import hearings
from strategy.models import HearingRemark, Strategy
from strategy.remark_forms import HearingForm

from .shared import SECTION

REMARKS_PER_HOUR = 5


def heard(slug: str) -> Strategy:
    """Find a public strategy that is or was in hearing."""
    strategy = get_object_or_404(Strategy.objects.published(), slug=slug)
    if strategy.hearing_start_date is None:
        raise Http404
    return strategy


@form_methods
@for_one_reader
def hearing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was said, and take what is said while the hearing is open."""
    strategy = heard(slug)
    is_open = strategy.is_open_for_hearing(timezone.localdate())
    is_sent = request.method == "POST"
    initial = {"section": request.GET.get("afsnit", "")[:120]}
    # Who was still writing at midnight gets the words back.
    form = HearingForm(
        request.POST if is_sent else None, strategy=strategy, initial=initial
    )
    remarks = HearingRemark.objects.published().filter(strategy=strategy)
    context = {
        "strategy": strategy,
        "is_open": is_open,
        "came_too_late": is_sent and not is_open,
        "remarks": remarks.select_related("section"),
        **SECTION,
    }
    template = "strategy/hearing/page.html"
    if is_open and form.is_valid():
        if not hearings.is_received(form.sending_key):
            refusal = limits.refuse(
                "hearing",
                ip=limits.client_ip(request),
                most=REMARKS_PER_HOUR,
                within=limits.HOUR,
            )
            if refusal:
                return limits.answer(request, refusal, form, template, context)
            hearings.receive(strategy=strategy, **form.remark)
        return SeeOther(reverse("strategy:hearing-sent", args=[slug]))
    return render(request, template, {"form": form, **context})


@require_safe
@for_one_reader
def hearing_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a remark has arrived and what happens now."""
    return render(
        request, "strategy/hearing/sent.html", {"strategy": heard(slug), **SECTION}
    )
