"""The pages of a membership. Reading one changes nothing; a button does."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from common.responses import SeeOther, form_methods
from common.sendings import take

from ..models import Member
from . import consents, membership
from .forms import JoinForm, MemberForm

PER_VISITOR = 10
SECTION = {"section": "netvaerk"}


@form_methods
@sensitive_post_parameters()
def join(request: HttpRequest) -> HttpResponse:
    """Ask who wants to be a member; everybody gets the same answer."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="membership",
        is_received=membership.is_received,
        receive=lambda: membership.join(**form.written),
        sent_url=reverse("network:member-thanks"),
        template="network/members/join.html",
        context={**SECTION, "consent": consents.TEXTS[consents.CURRENT]},
        most=PER_VISITOR,
        address="email",
    )


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens, without saying whether the address was known."""
    return render(request, "network/members/thanks.html", SECTION)


def with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view whose link it is; every link that does not work answers alike."""

    @sensitive_variables("token")
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        member = membership.find(token)
        if member is None:
            return _dead(request)
        try:
            return view(request, member)
        except membership.MemberGone:
            return _dead(request)

    return guarded


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "network/members/dead.html", SECTION, status=404)


def _own_page(member: Member, query: str = "") -> HttpResponse:
    return SeeOther(reverse("network:member", args=[member.token]) + query)


@form_methods
@with_link
def member(request: HttpRequest, member: Member) -> HttpResponse:
    """Show a member what is kept, to change it; or ask the newcomer to confirm."""
    context = {**SECTION, "member": member, "token": member.token}
    if not member.is_active:
        return render(request, "network/members/confirm.html", context)
    form = MemberForm.of(member, request.POST if request.method == "POST" else None)
    if form.is_valid():
        membership.change(member, **form.cleaned_data)
        return _own_page(member, "?gemt")
    context |= {
        "form": form,
        "consent": consents.TEXTS.get(member.consent_version, ""),
        "is_welcome": "velkommen" in request.GET,
        "is_saved": "gemt" in request.GET and not form.is_bound,
        "is_renewed": "fornyet" in request.GET,
        "lapses_soon": (
            member.delete_on_date - timezone.localdate() <= membership.ASKED_BEFORE
        ),
    }
    return render(request, "network/members/page.html", context)


@require_POST
@with_link
def confirm(request: HttpRequest, member: Member) -> HttpResponse:
    """Make a member of who pressed the button; pressed twice, it is the same."""
    membership.confirm(member)
    return _own_page(member, "?velkommen")


@require_POST
@with_link
def renew(request: HttpRequest, member: Member) -> HttpResponse:
    """Let the membership last two years more."""
    if member.is_active:
        membership.renew(member)
    return _own_page(member, "?fornyet")


# Mail programs post here by themselves (RFC 8058), without a cookie or a form of ours:
# the token alone says whose membership it is, and all it can do is leave.
@csrf_exempt
@form_methods
@sensitive_variables("token")
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to leave, or do it; who has left gets the same answer."""
    if request.method != "POST":
        return render(request, "network/members/leave.html", SECTION)
    if found := membership.find(token):
        membership.leave(found)
    return render(request, "network/members/left.html", SECTION)
