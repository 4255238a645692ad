"""The registry: search, facets, list and map."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common import limits
from common.readings import SEARCHES, too_many

from ..audiences import audience_of
from ..cards import cards, pins, rows_of
from ..forms import EnterpriseFilterForm, echo
from ..registry.current import current

PAGE_SIZE = 24


@require_safe
def enterprise_list(request: HttpRequest) -> HttpResponse:
    """Let a reader find an enterprise; every choice is part of the address."""
    registry = current()
    form = EnterpriseFilterForm(request.GET, registry)
    if form.query and (refusal := SEARCHES.refuse(request)):
        return _too_many_searches(request, form, refusal)
    page, ignored_page = _page(form.found, request)
    enterprises = rows_of(page.object_list, registry)
    shown = cards(enterprises, registry)
    context = {
        "section": "virksomheder",
        "form": form,
        "audience": audience_of({} if form.query else form.chosen),
        "page": page,
        "cards": shown,
        "pins": pins(enterprises.values()),
        "ignored": [*form.ignored, *ignored_page],
        "ways_out": [] if shown else form.ways_out,
        "has_examples": any(card.example for card in shown),
        "leaves_out_closed": not form.chosen["stage"],
    }
    return render(request, "enterprises/enterprise_list.html", context)


def _too_many_searches(
    request: HttpRequest, form: EnterpriseFilterForm, refusal: limits.Refusal
) -> HttpResponse:
    """Keep what was typed and chosen for another try."""
    context = {
        "section": "virksomheder",
        "query": form.query,
        "choices": form.choices_in_address,
    }
    return too_many(request, refusal, "enterprises/too_many_searches.html", context)


def _page(found: Sequence[int], request: HttpRequest) -> tuple[Page, list[str]]:
    """Return the page asked for, or the nearest there is and a sentence about it."""
    paginator = Paginator(found, PAGE_SIZE)
    asked = request.GET.get("side", "1")
    try:
        number = int(asked)
    except ValueError:
        number = 0
    nearest = min(max(number, 1), paginator.num_pages)
    ignored = (
        []
        if number == nearest
        else [f"Side {echo(asked)} findes ikke. Du ser side {nearest}."]
    )
    return paginator.page(nearest), ignored
