"""How long one stays signed in, and with how much proof."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_used,
)
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .adapters import BEGAN

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LONGEST = timedelta(hours=8).total_seconds()
IDLE_STAFF = timedelta(minutes=30).total_seconds()
# The database is not told more often than this that somebody is still there.
TICK = 60

SEEN, PROVEN = "seen", "second_factor"

# All that staff without a second factor reach: how to get one, and the way out.
ENROLMENT = (
    "mfa_activate_totp",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
)


def guard_sessions(get_response: GetResponse) -> GetResponse:
    """End sessions that are old or idle; keep staff without a second factor out.

    Only private addresses are looked at: no other shows anything of an account.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(settings.PRIVATE_PATHS):
            if request.user.is_authenticated:
                _look_at_clock(request)
            if lacks_proof(request):
                if is_mfa_enabled(request.user):
                    # It was set up in another browser: here it was never shown.
                    logout(request)
                elif not _is_enrolment(request):
                    return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def lacks_proof(request: HttpRequest) -> bool:
    """Say whether somebody works here who has shown only a password."""
    return (
        settings.SECOND_FACTOR
        and getattr(request.user, "is_staff", False)
        and not request.session.get(PROVEN)
    )


def _is_enrolment(request: HttpRequest) -> bool:
    return request.path_info in {reverse(name) for name in ENROLMENT}


def _look_at_clock(request: HttpRequest) -> None:
    now, session = time.time(), request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    is_staff = getattr(request.user, "is_staff", False)
    if now - began > LONGEST or (is_staff and now - seen > IDLE_STAFF):
        logout(request)
    elif now - seen > TICK:
        session[SEEN] = now


def connect() -> None:
    """Listen to who signs in and by what."""
    user_logged_in.connect(_begin)
    authenticator_used.connect(_note_proof)
    authenticator_added.connect(_note_new_proof)
    for signal in (authenticator_added, authenticator_removed, password_changed):
        signal.connect(_end_others)


def _begin(request: HttpRequest, **kwargs: Any) -> None:
    now = time.time()
    request.session.update({BEGAN: now, SEEN: now})


def _note_proof(request: HttpRequest, **kwargs: Any) -> None:
    request.session[PROVEN] = True


def _note_new_proof(request: HttpRequest, **kwargs: Any) -> None:
    # More may be done from now on: an older key must not do it.
    former = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=former).update(
        session_key=request.session.session_key
    )
    request.session[PROVEN] = True


def _end_others(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    others = UserSession.objects.filter(user=user).exclude(
        session_key=request.session.session_key
    )
    for other in others:
        other.end()


def expired(now: datetime) -> Any:
    """Return the notes of sessions that cannot be alive any more."""
    return UserSession.objects.filter(created_at__lte=now - timedelta(seconds=LONGEST))


def delete_expired(now: datetime) -> int:
    """Forget sessions that are over, and say how many had a note."""
    Session.objects.filter(expire_date__lte=now).delete()
    return expired(now).delete()[0]
