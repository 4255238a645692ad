"""The enterprise's own pages: open the link, fill in, look over, send."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from common import limits
from common.forms import HouseFormHelper
from common.responses import SeeOther, form_methods

from .. import report_forms, reporting
from ..models import ReturnInvitation, StaffingCategory, StaffingReturn
from ..report_forms import AnswerForm, FiguresForm, NewLinkForm
from ..reporting import Answer, LinkDead
from ..services import Refused

COOKIE = f"{settings.COOKIE_PREFIX}indberet"
# Begins anew with every page that is saved; the link itself lives on.
SECONDS = 60 * 60
STEPS = (
    ("report", "Er det stadig rigtigt?"),
    ("report-figures", "Årets tal"),
    ("report-review", "Se det igennem, og send"),
)


def _see_other(name: str, query: str = "") -> HttpResponse:
    return SeeOther(reverse(f"enterprises:{name}") + query)


def _remember(response: HttpResponse, invitation: ReturnInvitation) -> HttpResponse:
    """Hand the browser the proof that somebody pressed the button behind the link."""
    response.set_signed_cookie(
        COOKIE,
        str(invitation.pk),
        salt=COOKIE,
        max_age=SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _dead(request: HttpRequest) -> HttpResponse:
    """Answer every link that does not work alike, whatever is the matter with it."""
    return render(request, "enterprises/report/dead.html", status=404)


def _kept(request: HttpRequest, *, is_sent: bool = False) -> HttpResponse:
    """Give back what was typed and could not be saved, with a way to save it yet.

    Nothing here comes from the database but the names of categories: who this is, the
    portal does not know any more. The form below the list sends the same once again,
    when the link has been opened anew.
    """
    typed = report_forms.typed_in(request.POST)
    if request.method != "POST" or not typed:
        return _dead(request)
    context = {"section": "virksomheder", "typed": typed, "is_sent": is_sent}
    status = 409 if is_sent else 404
    return render(request, "enterprises/report/kept.html", context, status=status)


def with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the invitation that this visit was opened with."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            invitation = _visiting(request)
        except LinkDead:
            return _kept(request)
        if invitation.used_at and view.__name__ != "receipt":
            if request.method == "POST" and report_forms.typed_in(request.POST):
                return _kept(request, is_sent=True)
            return _see_other("report-receipt")
        try:
            return view(request, invitation)
        except LinkDead:
            return _kept(request)
        except Refused:
            return _kept(request, is_sent=True)

    return guarded


def _visiting(request: HttpRequest) -> ReturnInvitation:
    """Find the invitation of a visit that is not over.

    A page that was opened for one enterprise never writes to another, although a later
    link in the same browser has taken over the visit.
    """
    pk = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=SECONDS)
    if not (pk and pk.isdecimal()):
        raise LinkDead
    invitation = reporting.held(int(pk))
    page_of = request.POST.get(report_forms.PAGE_OF, "")
    if page_of and page_of != str(invitation.staffing_return_id):
        raise LinkDead
    return invitation


def _context(invitation: ReturnInvitation, step: int, **more: Any) -> dict[str, Any]:
    names = [name for name, _ in STEPS]
    return {
        "section": "virksomheder",
        "enterprise": invitation.staffing_return.enterprise,
        "staffing_return": invitation.staffing_return,
        "steps": [
            {"title": title, "current": name == names[step]} for name, title in STEPS
        ],
        **more,
    }


@form_methods
@sensitive_variables("token")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a press of a button, which scanners of mail do not give."""
    try:
        if request.method == "POST":
            invitation = reporting.open_link(token)
            return _remember(_see_other("report"), invitation)
        invitation = reporting.find(token)
    except LinkDead:
        response = _dead(request)
    else:
        context = {"section": "virksomheder", "invitation": invitation}
        response = render(request, "enterprises/report/open.html", context)
    # Not even this site's own log of referrers may learn the address.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@form_methods
@with_link
def answer(request: HttpRequest, invitation: ReturnInvitation) -> HttpResponse:
    """Ask whether the record is still right."""
    staffing_return = invitation.staffing_return
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        enterprise=staffing_return.enterprise,
        proposal=reporting.proposal_of(staffing_return),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["answer"]
        reporting.save_answer(
            invitation,
            answer=chosen,
            changes=form.changes,
            message=form.cleaned_data.get("message", ""),
            closed_date=form.cleaned_data.get("closed_date"),
        )
        next_step = "report-review" if chosen == Answer.CLOSED else "report-figures"
        return _saved(request, invitation, "report", next_step)
    context = _context(invitation, 0, form=form, is_saved="gemt" in request.GET)
    return render(request, "enterprises/report/answer.html", context)


def _saved(
    request: HttpRequest, invitation: ReturnInvitation, here: str, next_step: str
) -> HttpResponse:
    later = "later" in request.POST
    target = _see_other(here, "?gemt") if later else _see_other(next_step)
    return _remember(target, invitation)


@form_methods
@with_link
def figures(request: HttpRequest, invitation: ReturnInvitation) -> HttpResponse:
    """Ask for the year's figures."""
    staffing_return = invitation.staffing_return
    form = FiguresForm(
        request.POST if request.method == "POST" else None,
        staffing_return=staffing_return,
        categories=reporting.categories_for(staffing_return),
        previous=reporting.previous_of(staffing_return),
        proposal=reporting.proposal_of(staffing_return),
    )
    if request.method == "POST" and form.is_valid():
        reporting.save_figures(invitation, form.figures)
        return _saved(request, invitation, "report-figures", "report-review")
    context = _context(invitation, 1, form=form, is_saved="gemt" in request.GET)
    return render(request, "enterprises/report/figures.html", context)


@form_methods
@with_link
def review(request: HttpRequest, invitation: ReturnInvitation) -> HttpResponse:
    """Show everything once more, and send it."""
    refusal = ""
    if request.method == "POST":
        try:
            reporting.send(invitation)
        except Refused as why:
            refusal = str(why)
        else:
            return _remember(_see_other("report-receipt"), invitation)
    context = _context(
        invitation, 2, refusal=refusal, **_overview(invitation.staffing_return)
    )
    return render(request, "enterprises/report/review.html", context)


@require_safe
@with_link
def receipt(request: HttpRequest, invitation: ReturnInvitation) -> HttpResponse:
    """Say that it has arrived, and what happens now."""
    if not invitation.used_at:
        return redirect("enterprises:report")
    context = {
        "section": "virksomheder",
        "enterprise": invitation.staffing_return.enterprise,
        "staffing_return": invitation.staffing_return,
        "proposal": reporting.proposal_of(invitation.staffing_return),
        "sent_at": invitation.used_at,
        **_overview(invitation.staffing_return),
    }
    return render(request, "enterprises/report/receipt.html", context)


def _overview(staffing_return: StaffingReturn) -> dict[str, Any]:
    """Collect what was filled in, with last year's figures beside it."""
    previous = reporting.previous_of(staffing_return)
    before = (
        {c.category_id: c.quantity for c in previous.counts.all()} if previous else {}
    )
    counts = staffing_return.counts.select_related("category").order_by(
        "category__position", "category"
    )
    proposal = reporting.proposal_of(staffing_return)
    return {
        "proposal": proposal,
        "has_answer": bool(proposal.answer),
        "is_closed": proposal.answer == Answer.CLOSED,
        "changes": reporting.side_by_side(proposal),
        "previous": previous,
        "rows": [
            {
                "category": count.category,
                "now": count.quantity,
                "before": before.get(count.category_id),
                "is_volunteers": count.category.group
                == StaffingCategory.Group.VOLUNTEERS,
            }
            for count in counts
        ],
        "sum": reporting.sum_of(staffing_return),
        "reported_total": staffing_return.total_as_reported,
        "remarks": reporting.remarks(staffing_return, previous),
    }


@form_methods
def new_link(request: HttpRequest) -> HttpResponse:
    """Send a new link to an enterprise; everybody gets the same answer."""
    form = NewLinkForm(request.POST if request.method == "POST" else None)
    helper = HouseFormHelper(form, submit="Få et nyt link", summary=False)
    context = {"section": "virksomheder", "form": form, "helper": helper}
    template = "enterprises/report/new_link.html"
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        refusal = limits.refuse(
            "link", ip=limits.client_ip(request), most=10, within=limits.HOUR
        ) or limits.refuse(
            "link", address=address.casefold(), most=3, within=limits.HOUR
        )
        if refusal:
            return limits.answer(request, refusal, form, template, context)
        reporting.ask_for_link(address)
        return _see_other("report-link-sent")
    return render(request, template, context)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens, without saying whether the address was known."""
    context = {"section": "virksomheder"}
    return render(request, "enterprises/report/link_sent.html", context)
