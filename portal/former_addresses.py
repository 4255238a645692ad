"""Old addresses lead to the page that had them, for as long as it is public."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Length

from common.publication import saved_in_bulk

from .models import FormerAddress

# The models whose slug is part of their address.
PAGES = (
    "enterprises.Enterprise",
    "enterprises.StatusReport",
    "network.Cluster",
    "network.Event",
    "network.Topic",
    "strategy.Strategy",
)

CALENDAR_ENDING = ".ics"

LONGEST = FormerAddress._meta.get_field("path").max_length


def connect() -> None:
    """Watch the slugs of all pages."""
    for model in PAGES:
        models.signals.pre_save.connect(remember_address, sender=model)
        models.signals.post_save.connect(take_address, sender=model)
        models.signals.post_delete.connect(forget_addresses, sender=model)
    saved_in_bulk.connect(take_addresses)


def remember_address(sender: type[models.Model], **kwargs: Any) -> None:
    """Keep the address a page had, when it is about to get another."""
    page = kwargs["instance"]
    if kwargs["raw"] or page.pk is None:
        return
    former: Any = sender._default_manager.filter(pk=page.pk).first()
    if former is None or former.slug == page.slug:
        return
    FormerAddress.objects.update_or_create(
        path=former.get_absolute_url(),
        defaults={
            "content_type": ContentType.objects.get_for_model(sender),
            "object_id": page.pk,
        },
    )


def take_address(sender: type[models.Model], **kwargs: Any) -> None:
    """Let the page that has an address now be the only one that ever had it.

    So no former address is also a present one, and no two can lead in a ring.
    """
    if not kwargs["raw"]:
        FormerAddress.objects.filter(
            path=kwargs["instance"].get_absolute_url()
        ).delete()


def take_addresses(sender: type[models.Model], **kwargs: Any) -> None:
    """Do the same for many that were written at once."""
    if sender._meta.label not in PAGES or not FormerAddress.objects.exists():
        return
    paths = {row.get_absolute_url() for row in kwargs["rows"]}
    FormerAddress.objects.filter(path__in=paths).delete()


def forget_addresses(sender: type[models.Model], **kwargs: Any) -> None:
    """Drop the former addresses of a page that is gone."""
    FormerAddress.objects.filter(
        content_type=ContentType.objects.get_for_model(sender),
        object_id=kwargs["instance"].pk,
    ).delete()


def present_address(path: str) -> str | None:
    """Return where a path leads now; None where it never was or is not public.

    The longest former address that begins the path decides, and what follows it is
    kept: an evaluation moves with its strategy.
    """
    row = (
        FormerAddress.objects.filter(path__in=_beginnings(path))
        .order_by(Length("path").desc())
        .first()
    )
    if row is None:
        return None
    model: Any = row.content_type.model_class()
    page = model.objects.published().filter(pk=row.object_id).first()
    if page is None:
        return None
    return _moved(path, row.path, page.get_absolute_url())


def _beginnings(path: str) -> list[str]:
    """List the addresses of pages that may begin a path, itself included."""
    if "\x00" in path:
        # PostgreSQL refuses to be asked.
        return []
    found = [path[: at + 1] for at, sign in enumerate(path[:LONGEST]) if sign == "/"]
    if path.endswith(CALENDAR_ENDING):
        found.append(path.removesuffix(CALENDAR_ENDING) + "/")
    return found


def _moved(path: str, former: str, present: str) -> str:
    if path.startswith(former):
        return present + path.removeprefix(former)
    return present.removesuffix("/") + CALENDAR_ENDING
