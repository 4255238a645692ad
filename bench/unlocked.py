"""The portal without the lock of the sign-up: the control of `bench/signup.py`."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

# First: it sets Django up.
from portal.wsgi import application  # isort: skip

from common import turns
from network.models import Event
from network.sign_up import registrations, views

__all__ = ["application"]


@contextmanager
def unlocked(event_pk: int) -> Iterator[Event]:
    """Give the event without holding it, and without a transaction."""
    yield Event.objects.get(pk=event_pk)


def take(request: Any, event: Event, form: Any) -> None:
    """Sign up without counting, which has a lock of its own."""
    registrations.sign_up(event, **form.sign_up)


# What goes wrong is counted, not told one by one.
logging.disable()
turns.turn = nullcontext
registrations.locked = unlocked
views._take = take
