"""What a reader says is wrong on an enterprise's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from common.responses import for_one_reader, form_methods
from common.sendings import take

from .. import corrections
from ..correction_forms import CorrectionForm
from ..models import Enterprise


@form_methods
@sensitive_post_parameters()
@for_one_reader
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a reader say what is wrong; nothing changes before the editor has read it."""
    enterprise = get_object_or_404(Enterprise.objects.published(), slug=slug)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="correction",
        is_received=corrections.is_received,
        receive=lambda: corrections.receive(enterprise=enterprise, **form.correction),
        sent_url=reverse("enterprises:correction-sent", args=[slug]),
        template="enterprises/correction/form.html",
        context={"section": "virksomheder", "enterprise": enterprise},
    )


@require_safe
@for_one_reader
def correction_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a correction has arrived and what happens now."""
    enterprise = get_object_or_404(Enterprise.objects.published(), slug=slug)
    context = {"section": "virksomheder", "enterprise": enterprise}
    return render(request, "enterprises/correction/sent.html", context)
