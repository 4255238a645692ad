"""Mails that let somebody choose a password, for the account that is theirs."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from .mail import TOKEN, LateMail, compose


class AccountMail(LateMail):
    """A mail whose link lets an account choose a password; it is made when it leaves.

    Nothing is sent where the account is closed, gone or has another address by then.
    """

    user_id: int = 0
    # The account's address when the mail was written.
    address: str = ""

    def late_token(self) -> str | None:
        """Make the key, good for as long as a password is not chosen."""
        users = get_user_model()._default_manager
        user: Any = users.filter(
            pk=self.user_id, is_active=True, email=self.address
        ).first()
        return default_token_generator.make_token(user) if user else None


def compose_way_to_password(template: str, *, user: Any, to: str) -> AccountMail:
    """Write a mail that puts ``way``, the address where a password is chosen."""
    # The address takes letters and digits only, which the place of the token is not.
    way = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": "key"},
    ).replace("-key/", f"-{TOKEN}/")
    context = {"way": f"{settings.SITE_URL}{way}"}
    mail = compose(template, context, to=to, kind=AccountMail)
    mail.user_id, mail.address = user.pk, user.email
    return mail
