"""Den Socialøkonomiske Pris, and the form in which anybody nominates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from common.responses import for_one_reader, form_methods
from common.sendings import take
from strategy import nominations
from strategy.forms import NominationForm
from strategy.models import AwardYear

from .shared import SECTION, page_texts, public_documents


class AwardView(TemplateView):
    """Den Socialøkonomiske Pris: this year's call and everyone who has won."""

    template_name = "strategy/award.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Part the year that is open from those that are decided."""
        years = list(
            AwardYear.objects.published()
            .prefetch_related(
                "nominees__enterprise__sectors",
                "jury",
                public_documents(),
            )
            .order_by("-year")
        )
        current = next((year for year in years if year.winner() is None), None)
        if current and current is not years[0]:
            current = None
        return super().get_context_data(
            page=page_texts("prisen").get("prisen"),
            current=current,
            is_open=bool(current and current.takes_nominations),
            decided=[year for year in years if year is not current],
            **kwargs,
        )


@form_methods
@sensitive_post_parameters()
@for_one_reader
def nominate(request: HttpRequest, year: int) -> HttpResponse:
    """Let anybody nominate until the deadline; nothing of it is shown by itself."""
    award_year = get_object_or_404(AwardYear.objects.published(), year=year)
    form = NominationForm(request.POST if request.method == "POST" else None)
    context = {**SECTION, "award_year": award_year}
    if not award_year.takes_nominations:
        # Who was still writing at midnight gets the words back.
        return render(
            request, "strategy/nomination/closed.html", {"form": form, **context}
        )
    names = nominations.enterprises_to_choose().order_by("name")
    return take(
        request,
        form,
        name="nomination",
        is_received=nominations.is_received,
        receive=lambda: nominations.receive(award_year=award_year, **form.nomination),
        sent_url=reverse("strategy:nomination-sent", args=[year]),
        template="strategy/nomination/form.html",
        context={**context, "names": names.values_list("name", flat=True)},
    )


@require_safe
@for_one_reader
def nomination_sent(request: HttpRequest, year: int) -> HttpResponse:
    """Say that a nomination has arrived and what happens now."""
    award_year = get_object_or_404(AwardYear.objects.published(), year=year)
    context = {**SECTION, "award_year": award_year}
    return render(request, "strategy/nomination/sent.html", context)
