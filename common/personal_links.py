"""Links that let one person change what is theirs, without an account.

A row holds a seed and the hash of its token. The token itself is made from the seed and
the site's secret key whenever a mail leaves: so every mail about the row can bring the
same working link, and a copy of the database opens nothing.
"""

import base64
import secrets
from hashlib import sha256
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "common.personal_links"


def new_seed() -> str:
    """Return what a row's token is made from."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def secret_keys() -> list[str]:
    """Return the site's secret key, and the former ones that still count."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


class PersonalLink(models.Model):
    """A row that one person's link opens, for as long as the row is there."""

    token_seed = models.CharField(
        "frø", max_length=43, default=new_seed, editable=False
    )
    token_hash = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__length=64),
                name="%(app_label)s_%(class)s_hash_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the hash of the token that the seed gives."""
        if not self.token_hash:
            self.token_hash = hash_of(self.token)
        super().save(*args, **kwargs)

    @property
    def token(self) -> str:
        """What the link ends in; 256 bits, never stored.

        After a change of the secret key, links that are out still work, and new mails
        bring the same one for as long as the old key is in SECRET_KEY_FALLBACKS.
        """
        tokens = [_token(self.token_seed, key) for key in secret_keys()]
        for token in tokens:
            if constant_time_compare(hash_of(token), self.token_hash):
                return token
        return tokens[0]


Row = TypeVar("Row", bound=PersonalLink)


def opened_by(rows: "models.QuerySet[Row]", token: str) -> Row | None:
    """Return the row of ``rows`` that a token opens; reads only."""
    wanted = hash_of(token)
    found = rows.filter(token_hash=wanted).first()
    if not constant_time_compare(found.token_hash if found else "", wanted):
        return None
    return found


def _token(seed: str, key: str) -> str:
    digest = salted_hmac(SALT, seed, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
