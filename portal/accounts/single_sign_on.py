"""Signing in by the municipality's own identity provider (OpenID Connect).

It opens accounts that are here already and makes none: who may do what is decided on
the desk. A second factor of the portal's own is still asked for (docs/adr/0004).
"""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException

log = logging.getLogger(__name__)


class Adapter(DefaultSocialAccountAdapter):
    """Whose account somebody opens who comes from the provider."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Open the account that was opened before, or that has the address.

        Raises:
            ImmediateHttpResponse: there is none.
        """
        if sociallogin.is_existing:
            return
        user = invited(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(refused(request, "unknown", status=403))
        sociallogin.user = user
        sociallogin.account.user = user
        sociallogin.account.save()

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **kwargs: Any
    ) -> None:
        """Answer with a page of ours.

        Raises:
            ImmediateHttpResponse: always.
        """
        if exception := kwargs.get("exception"):
            # Its words may hold what the provider sent.
            log.warning("Single sign-on failed: %s", type(exception).__name__)
        raise ImmediateHttpResponse(refused(request, "failed", status=400))


def invited(sociallogin: SocialLogin) -> Any:
    """Return the one open account with the address that the provider vouches for.

    An account that somebody else from the provider has opened is not it: addresses are
    given to new people.
    """
    addresses = [address.email for address in sociallogin.email_addresses]
    if not addresses:
        return None
    found = get_user_model().objects.filter(
        email__iexact=addresses[0], is_active=True, socialaccount=None
    )
    return found.get() if found.count() == 1 else None


class Provider(OpenIDConnectOAuth2Adapter):
    """The conversation with the provider, of which hardly anything is kept."""

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Keep only the provider's name for somebody."""
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        for claims in (told.get("userinfo"), told.get("id_token")):
            if claims and claims.get("email_verified") is False:
                login.email_addresses = []
        login.account.extra_data = {}
        return login


@require_safe
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, and only to sign in."""
    if request.GET.get("process", "login") != "login":
        raise Http404
    return _talk(request, provider_id, OAuth2LoginView)


@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take in who comes back from the provider."""
    return _talk(request, provider_id, OAuth2CallbackView)


def _talk(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    try:
        return view.adapter_view(Provider(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        # It is off.
        raise Http404 from None
    except RequestException as error:
        log.warning("Single sign-on failed: %s", type(error).__name__)
        return refused(request, "failed", status=503)


def refused(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    """Say that it did not work, and what else there is."""
    return render(request, "account/single_sign_on.html", {"why": why}, status=status)
