"""What the portal knows about one person, and how it forgets them (GDPR 15 and 17)."""

import re
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from mailer.models import Message

from common.mail import read_mail
from network.members import consents

from .personal_data import HOLDINGS, Holding

# Keys to something, not knowledge of somebody.
SECRET = {
    *("password", "session_key", "key", "data"),
    *("token", "token_secret", "token_seed", "token_hash"),
}


class NoAddress(Exception):
    """What was given is no mail address."""


def clean(address: str) -> str:
    """Return an address as it is looked for.

    Raises:
        NoAddress: it is none; a part of one would find other people too.
    """
    address = address.strip().lower()
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        raise NoAddress(f"Not a mail address: {address}")
    return address


def export(address: str) -> dict[str, Any]:
    """Return every row about the person behind an address, table by table."""
    address = clean(address)
    tables = {
        holding.label: [_values(row) for row in holding.rows(address)]
        for holding in HOLDINGS
    }
    return {
        "address": address,
        "exported_at": timezone.now(),
        "consents": consents.TEXTS,
        "tables": {label: rows for label, rows in tables.items() if rows},
    }


def _values(row: models.Model) -> dict[str, Any]:
    if isinstance(row, Message):
        mail = read_mail(row)
        return {
            "when_added": row.when_added,
            "to": mail.recipients() if mail else [],
            "subject": mail.subject if mail else "",
            "body": mail.body if mail else "",
        }
    return {
        str(field.verbose_name): _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in SECRET
    }


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


@dataclass(frozen=True)
class Place:
    """A row in which an address still stands."""

    label: str
    pk: Any
    field: str


@transaction.atomic
def erase(address: str, *, with_account: bool = False) -> dict[str, int]:
    """Forget the person behind an address; say how many rows of each table that was.

    An account is emptied only when that is asked for: what it approved stays approved,
    by somebody without a name.
    """
    address = clean(address)
    is_theirs = models.Q(email__iexact=address) | models.Q(username__iexact=address)
    users = list(User.objects.filter(is_theirs)) if with_account else []
    for user in users:
        _sign_out(user)
    numbers = {
        holding.label: _forget(holding, address)
        for holding in HOLDINGS
        if with_account or not holding.is_account
    }
    for user in users:
        _empty(user)
    # Forgetting writes mails, as of a seat that is given back: nobody gets them.
    late = next(one for one in HOLDINGS if one.model is Message)
    _forget(late, address)
    return {label: number for label, number in numbers.items() if number}


def _forget(holding: Holding, address: str) -> int:
    rows = holding.rows(address)
    number = rows.count()
    if number and holding.forget:
        holding.forget(rows, address)
    return 0 if holding.stays else number


def _sign_out(user: User) -> None:
    sessions = UserSession.objects.filter(user=user)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()


def _empty(user: User) -> None:
    user.username = f"slettet-{user.pk}"
    user.email = user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()


def left_over(address: str) -> list[Place]:
    """Say where an address still stands in any text of the database."""
    address = clean(address)
    found = []
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if not isinstance(
                field, models.CharField | models.TextField | models.JSONField
            ):
                continue
            text = Cast(field.name, models.TextField())
            rows = model._base_manager.annotate(text_of_it=text)
            found += [
                Place(model._meta.label, pk, field.name)
                for pk in rows.filter(text_of_it__icontains=address)
                .order_by("pk")
                .values_list("pk", flat=True)
            ]
    found += [
        Place(Message._meta.label, message.pk, "message_data")
        for message in next(one for one in HOLDINGS if one.model is Message).rows(
            address
        )
    ]
    return found
