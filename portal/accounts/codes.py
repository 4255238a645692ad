"""Codes of a second factor: each opens once, however many send it at once."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.crypto import constant_time_compare

TOTP = Authenticator.Type.TOTP


@transaction.atomic
def accept(user: AbstractBaseUser, code: str) -> Authenticator | None:
    """Use up a code, and say whose it was; None if it opens nothing.

    The rows are locked, so that of many who send the same code one gets in. A code
    from an app opens only what no later code has opened. The seed is encrypted anew,
    so that a former key can go once everybody has been here.
    """
    code = "".join(code.split())
    rows = Authenticator.objects.select_for_update().filter(user_id=user.pk)
    for row in sorted(rows, key=lambda row: row.type != TOTP):
        if row.type == TOTP:
            if _is_new(row, code):
                return row
        elif row.wrap().validate_code(code):
            return row
    return None


def _is_new(row: Authenticator, code: str) -> bool:
    secret = decrypt(row.data["secret"])
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if constant_time_compare(code, expected):
            if counter <= row.data.get("last_counter", 0):
                return False
            row.data |= {"secret": encrypt(secret), "last_counter": counter}
            row.save(update_fields=["data"])
            return True
    return False
