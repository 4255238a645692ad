"""Accounts for those who sit on the board."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from common.account_mail import compose_way_to_password
from common.mail import queue

from .drafts import Refused
from .models import BoardSeat


@transaction.atomic
def invite(*, seat: BoardSeat, email: str) -> Any:
    """Give whoever holds a seat an account, and mail them the way to a password.

    An account with that address is taken into use again, so that a second term needs
    no second account.

    Raises:
        Refused: nobody sits there.
    """
    locked = BoardSeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if locked.is_vacant:
        raise Refused("Pladsen er ledig. Fjern først mærket “ledig”.")
    users = get_user_model()._default_manager
    address = email.strip().lower()
    user: Any = users.filter(
        Q(email__iexact=address) | Q(username__iexact=address)
    ).first()
    if user is None:
        user = users.create_user(username=address, email=address)
    if not user.is_active:
        raise Refused("Kontoen er lukket. Spørg den, der driver portalen.")
    locked.user = user
    locked.save(update_fields=["user"])
    queue(compose_way_to_password("board_invitation", user=user, to=address))
    return user


@transaction.atomic
def withdraw(*, seat: BoardSeat) -> None:
    """Take the board's pages from an account; the account itself stays."""
    locked = BoardSeat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    locked.user = None
    locked.save(update_fields=["user"])
