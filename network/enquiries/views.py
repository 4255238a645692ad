"""Writing to the business developer, and the page of one's own thread."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_safe

from common.personal_links import opened_by
from common.responses import for_one_reader, form_methods
from common.sendings import take

from ..models import Enquiry, answer_due_date
from . import threads
from .forms import EnquiryForm, FurtherForm

SECTION = {"section": "kontakt"}


@form_methods
@sensitive_post_parameters()
@for_one_reader
def write(request: HttpRequest) -> HttpResponse:
    """Let anybody write to the business developer."""
    form = EnquiryForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="enquiry",
        is_received=threads.is_received,
        receive=lambda: threads.receive(**form.enquiry),
        sent_url=reverse("enquiry-sent"),
        template="network/enquiries/form.html",
        context=SECTION,
        address="email",
    )


@require_safe
@for_one_reader
def sent(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and by when it is answered."""
    context = {**SECTION, "due_date": answer_due_date()}
    return render(request, "network/enquiries/sent.html", context)


@form_methods
@sensitive_post_parameters()
@sensitive_variables("token")
@for_one_reader
def thread(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody their own thread, and let them write more."""
    enquiry = opened_by(Enquiry.objects.all(), token)
    if enquiry is None:
        return render(request, "network/enquiries/gone.html", SECTION, status=404)
    form = FurtherForm(request.POST if request.method == "POST" else None)
    place = reverse("enquiry", args=[token])
    return take(
        request,
        form,
        name="enquiry",
        is_received=partial(_is_in, enquiry),
        receive=lambda: threads.add_message(
            enquiry=enquiry,
            text=form.cleaned_data["body"],
            known_by=_known_by(form.sending_key),
        ),
        sent_url=f"{place}?sendt=1#sendt",
        template="network/enquiries/thread.html",
        context={
            **SECTION,
            "enquiry": enquiry,
            "messages_of_thread": enquiry.messages.exclude(direction="auto"),
            "is_sent": "sendt" in request.GET and request.method != "POST",
            "answers_by_mail": bool(settings.REPLY_MAILBOX),
        },
    )


def _is_in(enquiry: Enquiry, sending_key: str) -> bool:
    return enquiry.messages.filter(known_by=_known_by(sending_key)).exists()


def _known_by(sending_key: str) -> str:
    return f"form:{sending_key}"
