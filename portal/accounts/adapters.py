"""What django-allauth asks us about accounts and second factors."""

import base64
import time
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from common.account_mail import compose_way_to_password
from common.mail import compose, queue
from common.personal_links import secret_keys
from strategy.access import may_prepare

BEGAN = "began"

TOLD = {
    "account/messages/password_changed.txt": "Din adgangskode er ændret.",
    "mfa/messages/totp_activated.txt": "Totrinsbekræftelse er slået til.",
    "mfa/messages/totp_deactivated.txt": "Totrinsbekræftelse er slået fra.",
    "mfa/messages/recovery_codes_generated.txt": "Du har fået nye nødkoder.",
    "usersessions/messages/sessions_logged_out.txt": (
        "Du er logget ud alle andre steder."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that others make: nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Navn og adgangskode passer ikke sammen.",
        "email_password_mismatch": "Navn og adgangskode passer ikke sammen.",
        "enter_current_password": "Skriv den adgangskode, du har nu.",
        "incorrect_password": "Adgangskoden er forkert.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody in who was not invited."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead each to the place they come for."""
        if request.user.is_staff:
            return reverse("admin:index")
        if may_prepare(request.user):
            return reverse("strategy:preparation")
        return reverse("mfa_index")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account."""
        return reverse("mfa_index")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell only what the reader cannot see on the page itself."""
        if told := TOLD.get(message_template or ""):
            messages.add_message(request, level, told)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Queue a mail of ours: `account/email/x` is `templates/mail/account_x.txt`."""
        template = f"account_{template_prefix.rpartition('/')[2]}"
        if "password_reset_url" in context:
            # Not with the link that is ready: the queue would hold it.
            queue(compose_way_to_password(template, user=context["user"], to=email))
        else:
            queue(compose(template, context, to=email))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, but not of somebody who just gave it."""
        began = context.request.session.get(BEGAN, 0)
        return time.time() - began > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request: HttpRequest) -> str:
        """Keep no visitor's address."""
        return "0.0.0.0"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their seeds are not readable in the database alone."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Koden passer ikke. Skriv den, appen viser lige nu.",
        "cannot_delete_authenticator": (
            "Alle, der arbejder på portalen, skal have totrinsbekræftelse."
        ),
    }

    def get_totp_issuer(self) -> str:
        """Name the portal in the reader's app."""
        return settings.SITE_NAME

    def encrypt(self, text: str) -> str:
        """Encrypt with the key of today."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt, also what was encrypted with a former key."""
        return keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let staff not go back to a password alone."""
        return not (settings.SECOND_FACTOR and authenticator.user.is_staff)


def keys() -> MultiFernet:
    """Derive the keys from the secret ones of the environment, newest first."""
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(sha256(f"second factor {s}".encode()).digest())
            )
            for s in secret_keys()
        ]
    )
