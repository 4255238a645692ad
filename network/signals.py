"""Sign-ups follow their event, however it was changed."""

from typing import Any

from django.db.models.signals import post_save

from .models import Event
from .sign_up import registrations


def connect() -> None:
    """Listen to what the seats of an event follow from."""
    post_save.connect(event_saved, Event)


def event_saved(instance: Event, created: bool, raw: bool, **kwargs: Any) -> None:
    """Offer seats that came free, and move the day of deletion with the event's."""
    if not (created or raw):
        registrations.event_changed(instance)
