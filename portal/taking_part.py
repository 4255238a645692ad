"""Asking to take part in an initiative: an enquiry to the business developer.

Initiatives are the strategy's and enquiries the network's; here the two meet.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from common.responses import for_one_reader, form_methods
from common.sendings import take
from network.enquiries import threads
from network.enquiries.forms import TakingPartForm
from network.models import answer_due_date
from strategy.models import Initiative


@form_methods
@sensitive_post_parameters()
@for_one_reader
def take_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody ask to take part in an initiative that is coming or going on."""
    initiative = get_object_or_404(Initiative.objects.joinable(), slug=slug)
    form = TakingPartForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="taking part",
        is_received=threads.is_received,
        receive=lambda: threads.receive(
            subject=f"Vil være med: {initiative.title}", **form.enquiry
        ),
        sent_url=reverse("taking-part-sent", args=[slug]),
        template="portal/taking_part/form.html",
        context={"section": "strategi", "initiative": initiative},
        address="email",
    )


@require_safe
@for_one_reader
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    initiative = get_object_or_404(Initiative.objects.joinable(), slug=slug)
    context = {
        "section": "strategi",
        "initiative": initiative,
        "due_date": answer_due_date(),
    }
    return render(request, "portal/taking_part/sent.html", context)
