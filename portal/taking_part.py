"""Asking to take part in an initiative: an enquiry to the business developer.

Initiatives are the strategy's and enquiries the network's; here the two meet.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from common.responses import for_one_reader, form_methods
from network.enquiries import taking_part
from strategy.models import Initiative


@form_methods
@sensitive_post_parameters()
@for_one_reader
def take_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody ask to take part in an initiative that is coming or going on."""
    return taking_part.ask(
        request,
        _joinable(slug),
        template="portal/taking_part/form.html",
        section="strategi",
        sent_url=reverse("taking-part-sent", args=[slug]),
    )


@require_safe
@for_one_reader
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    return taking_part.thank(
        request,
        _joinable(slug),
        template="portal/taking_part/sent.html",
        section="strategi",
    )


def _joinable(slug: str) -> Initiative:
    return get_object_or_404(Initiative.objects.joinable(), slug=slug)
