"""Signing up for an event, and the page of one's own seat."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_safe

from common import limits, turns
from common.personal_links import opened_by
from common.responses import SeeOther, for_one_reader, form_methods

from ..models import Event, Registration
from . import registrations
from .forms import PeopleForm, SignUpForm
from .registrations import Gone, Refused
from .seats import place_in_line, with_sign_up

State = Registration.State
# Ten from one visitor in ten minutes, three for one address and event in a day.
PER_VISITOR, WITHIN = 10, timedelta(minutes=10)
PER_ADDRESS = 3


# /netvaerk/arrangementer/<slug>/tilmelding/


@form_methods
@sensitive_post_parameters()
@for_one_reader
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody sign up; the page never tells who has done so already."""
    events = Event.objects.published()
    form = SignUpForm(request.POST if request.method == "POST" else None)
    template = "network/sign_up/form.html"
    refusal = None
    if form.is_valid():
        done = SeeOther(reverse("network:sign-up-sent", args=[slug]))
        # Others wait: within one's turn is nothing but what asks the database.
        with turns.turn():
            # Which event it is; how it stands is read under its lock.
            event = get_object_or_404(events.only("pk"), slug=slug)
            if registrations.is_received(event, form.sending_key):
                return done
            refusal = _take(request, event, form)
        if refusal is None and form.is_valid():
            return done
    about = _about(get_object_or_404(events, slug=slug))
    if refusal is not None:
        return limits.answer(request, refusal, form, template, about)
    return render(request, template, {"form": form, **about})


@transaction.atomic
def _take(
    request: HttpRequest, event: Event, form: SignUpForm
) -> limits.Refusal | None:
    """Count visitor and address, and sign up; the event's own refusal goes on the form.

    All in one transaction: in a rush the disk is what everybody waits for.
    """
    visitor = {"ip": limits.client_ip(request)}
    address = registrations.key_of(form.cleaned_data["email"])
    addressee = {"event": event.pk, "address": address}
    refusal = limits.refuse_along(
        "sign-up",
        limits.Limit(PER_VISITOR, WITHIN, visitor),
        limits.Limit(PER_ADDRESS, limits.LONGEST, addressee),
    )
    if refusal is None:
        try:
            registrations.sign_up(event, **form.sign_up)
        except Refused as why:
            form.add_error(None, str(why))
    return refusal


def _about(event: Event) -> dict[str, Any]:
    [event] = with_sign_up([event])
    return {
        "section": "netvaerk",
        "event": event,
        "deletion_date": registrations.deletion_date(event),
        "kept_when_over": registrations.KEPT_WHEN_OVER.days,
    }


@require_safe
@for_one_reader
def sign_up_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens now, the same to all."""
    event = get_object_or_404(Event.objects.published(), slug=slug)
    context = {"section": "netvaerk", "event": event}
    return render(request, "network/sign_up/sent.html", context)


# /netvaerk/plads/<token>/: addresses here are relative, so that the token is neither
# on the page nor in the headers.


def with_link(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Give a view the sign-up that a link opens, and explain a link that does not."""

    @form_methods
    @sensitive_post_parameters()
    @sensitive_variables("token")
    @turns.posts_in_turn
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        rows = Registration.objects.select_related("event")
        rows = rows.filter(event__in=Event.objects.published())
        row = opened_by(rows, token)
        try:
            response = view(request, row) if row else _dead(request)
        except Gone:
            response = _dead(request)
        # Not even this site's own log of referrers may learn the address.
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return guarded


def _dead(request: HttpRequest) -> HttpResponse:
    """Answer every link that does not work alike, whatever is the matter with it."""
    context = {"section": "netvaerk"}
    return render(request, "network/sign_up/place/dead.html", context, status=404)


# What the one button of the page does, by the word it sends.
DO = {"ja": registrations.confirm, "igen": registrations.rejoin}


@with_link
def place(request: HttpRequest, row: Registration) -> HttpResponse:
    """Show where a sign-up stands; only a press of its button moves it on."""
    refusal = ""
    do = DO.get(request.POST.get("svar", "")) if request.method == "POST" else None
    if do:
        try:
            do(row)
        except Refused as why:
            refusal = str(why)
            row = _as_it_is_now(row)
        else:
            return SeeOther("./")
    context = {**_standing(row, refusal), "was_changed": "rettet" in request.GET}
    return render(request, "network/sign_up/place/page.html", context)


def _as_it_is_now(row: Registration) -> Registration:
    rows = Registration.objects.select_related("event")
    fresh = rows.filter(pk=row.pk).first()
    if fresh is None:
        raise Gone
    return fresh


def _standing(row: Registration, refusal: str = "") -> dict[str, Any]:
    """Say everything the page shows about a sign-up and its event."""
    now = timezone.now()
    [event] = with_sign_up([row.event], now)
    is_coming = registrations.is_coming(event, now)
    has_run_out = bool(row.confirm_by and row.confirm_by <= now)
    standing = State.LAPSED if has_run_out else State(row.state)
    return {
        "section": "netvaerk",
        "registration": row,
        "event": event,
        "refusal": refusal,
        "is_coming": is_coming,
        "standing": standing.name,
        "is_active": standing not in Registration.OVER,
        "place": place_in_line(row) if standing == State.WAITING else None,
        "free": _free_for_some(event, row, standing),
        "is_more_than_all": _is_more_than_all(event, row),
        "has_room": event.sign_up.seats.has_room_for(row.people),
        "can_rejoin": is_coming and event.sign_up.takes_names,
    }


def _free_for_some(
    event: Event, row: Registration, standing: Registration.State
) -> int | None:
    """Say how many seats are free, where too few for all who wait together."""
    free = event.sign_up.seats.free
    is_passed_over = standing == State.WAITING and free and free < row.people
    return free if is_passed_over else None


def _is_more_than_all(event: Event, row: Registration) -> bool:
    """Say whether more come together than there are seats in all, since fewer now."""
    return event.capacity is not None and row.people > event.capacity


@with_link
def change(request: HttpRequest, row: Registration) -> HttpResponse:
    """Let somebody correct what they wrote."""
    initial = {
        name: getattr(row, name) for name in ("name", "organisation", "colleagues")
    }
    form = PeopleForm(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_valid():
        try:
            registrations.change(row, **form.people)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return SeeOther("../?rettet")
    context = {**_standing(_as_it_is_now(row)), "form": form}
    return render(request, "network/sign_up/place/change.html", context)


@with_link
def cancel(request: HttpRequest, row: Registration) -> HttpResponse:
    """Ask once more, then let the seat go."""
    refusal = ""
    if request.method == "POST":
        try:
            registrations.cancel(row)
        except Refused as why:
            refusal = str(why)
        else:
            return SeeOther("../")
    return render(request, "network/sign_up/place/cancel.html", _standing(row, refusal))
