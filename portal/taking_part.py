"""Asking to take part in an initiative: an enquiry to the business developer.

Initiatives are the strategy's and enquiries the network's; here the two meet.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from common.responses import for_one_reader
from common.sendings import SentOnceForm, take
from network import enquiries
from strategy.models import Initiative


class TakingPartForm(SentOnceForm):
    """Who wants to take part, and what they would like from it."""

    body = forms.CharField(
        label="Fortæl kort, hvem I er, og hvad du gerne vil",
        help_text="Et par linjer er nok. Skriv ikke om helbred.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Skriv et par linjer om, hvad du gerne vil.",
            "max_length": "Teksten er for lang. Skriv højst 2.000 tegn.",
        },
    )
    name = forms.CharField(
        label="Dit navn",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Skriv dit navn.",
            "max_length": "Navnet er for langt. Skriv højst 120 tegn.",
        },
    )
    email = forms.EmailField(
        label="Din mailadresse",
        help_text="Så vi kan svare dig.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Skriv din mailadresse.",
            "invalid": "Skriv en mailadresse, fx navn@firma.dk.",
            "max_length": "Mailadressen er for lang.",
        },
    )

    @property
    def enquiry(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        written = {name: self.cleaned_data[name] for name in ("body", "name", "email")}
        return {**written, "sending_key": self.sending_key}


@require_http_methods(["GET", "HEAD", "POST"])
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
        is_received=enquiries.is_received,
        receive=lambda: enquiries.receive(
            subject=f"Vil være med: {initiative.title}", **form.enquiry
        ),
        sent_url=reverse("taking-part-sent", args=[slug]),
        template="portal/taking_part/form.html",
        context={"section": "strategi", "initiative": initiative},
    )


@require_safe
@for_one_reader
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it has arrived and what happens now."""
    initiative = get_object_or_404(Initiative.objects.joinable(), slug=slug)
    context = {"section": "strategi", "initiative": initiative}
    return render(request, "portal/taking_part/sent.html", context)
