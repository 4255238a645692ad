"""Asking to take part in something: an enquiry that says in what.

A cluster is the network's and an initiative the strategy's; each has its own address
and words, and both are asked here.
"""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.sendings import take

from ..models import answer_due_date
from . import threads
from .forms import TakingPartForm


def ask(
    request: HttpRequest, wanted: Model, *, template: str, section: str, sent_url: str
) -> HttpResponse:
    """Show the form, or take what was sent and lead on to the thanks.

    Args:
        request: what came.
        wanted: what one asks to take part in.
        template: builds on network/enquiries/taking_part/form.html.
        section: where in the portal the reader is.
        sent_url: where the thanks are.
    """
    form = TakingPartForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="taking part",
        is_received=threads.is_received,
        receive=lambda: threads.receive(
            subject=f"Vil være med: {wanted}", **form.enquiry
        ),
        sent_url=sent_url,
        template=template,
        context={"section": section, "wanted": wanted},
        address="email",
    )


def thank(
    request: HttpRequest, wanted: Model, *, template: str, section: str
) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    context = {"section": section, "wanted": wanted, "due_date": answer_due_date()}
    return render(request, template, context)
