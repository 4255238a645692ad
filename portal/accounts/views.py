"""Signing in and out, where django-allauth's own views do too little."""

import logging
from datetime import timedelta
from typing import Any

from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetView,
)
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from common import limits

from .forms import QUARTER, too_often

log = logging.getLogger(__name__)
DAY = timedelta(days=1)


class SignInView(LoginView):
    """The door: five tries in a quarter for a name from one place, then a wait.

    Whoever tries from elsewhere locks nobody out here.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the municipality's own door where there is one."""
        name = settings.OIDC_NAME if settings.OIDC_SERVER else ""
        return super().get_context_data(single_sign_on=name, **kwargs)

    def post(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        """Count the try before the password is looked at."""
        if refusal := self._refusal():
            return self._wait(refusal)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Count only what failed."""
        for name, who in self._counted().items():
            limits.forgive(name, **who)
        return super().form_valid(form)

    def _refusal(self) -> limits.Refusal | None:
        counted = self._counted()
        pair, place = counted["sign-in"], counted["sign-in from"]
        refusal = limits.refuse(
            "sign-in", most=5, within=QUARTER, **pair
        ) or limits.refuse("sign-in from", most=20, within=limits.HOUR, **place)
        if limits.refuse("sign-in alert", most=50, within=DAY, login=pair["login"]):
            # Never who: the log has no names.
            log.warning("More than 50 failed sign-ins to one account within a day.")
        return refusal

    def _counted(self) -> dict[str, dict[str, str]]:
        login = self.request.POST.get("login", "").strip().casefold()[:254]
        ip = limits.client_ip(self.request)
        return {"sign-in": {"login": login, "ip": ip}, "sign-in from": {"ip": ip}}

    def _wait(self, refusal: limits.Refusal) -> HttpResponse:
        form = self.get_form()
        # Whether the password is right is not even asked.
        form._errors, form.cleaned_data = ErrorDict(), {}
        form.add_error(None, too_often(refusal))
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 429
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response


class SignOutView(LogoutView):
    """Signing out, which also empties the browser of what it kept."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out; a stranger has nothing to forget."""
        was_in = self.request.user.is_authenticated
        response = super().post(*args, **kwargs)
        if was_in:
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


class ChangePasswordView(PasswordChangeView):
    """A new password for the old one."""

    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        """Let who has none yet, and came in otherwise, get one by mail."""
        user = request.user
        if user.is_authenticated and not user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)


class ForgottenPasswordView(PasswordResetView):
    """A link for a new password; the answer says nothing about who has an account."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Send three an hour to one address, ten from one place, and say the same."""
        address = form.cleaned_data["email"]
        ip = limits.client_ip(self.request)
        hour = limits.HOUR
        if refusal := limits.refuse("forgotten", most=10, within=hour, ip=ip):
            form.add_error(None, too_often(refusal))
            response = self.form_invalid(form)
            response.status_code = 429
            response.headers["Retry-After"] = str(refusal.retry_after)
            return response
        if limits.refuse("forgotten by", most=3, within=hour, address=address):
            return super(PasswordResetView, self).form_valid(form)
        return super().form_valid(form)


class SessionsView(ListUserSessionsView):
    """Where one is signed in, and a button that ends it everywhere else."""

    success_url = reverse_lazy("usersessions_list")
