"""The registry in memory and its search follow every change, at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
)

from common.publication import saved_in_bulk

from . import search
from .models import Enterprise, Location, Offer, RsvStatus, Sector, TargetGroup
from .registry import changes


def connect() -> None:
    """Listen to what an enterprise's page is made of."""
    post_save.connect(enterprise_saved, Enterprise)
    post_delete.connect(enterprise_left, Enterprise)
    for part in (Location, Offer):
        post_save.connect(part_changed, part)
        post_delete.connect(part_changed, part)
    post_save.connect(status_changed, RsvStatus)
    post_delete.connect(status_changed, RsvStatus)
    saved_in_bulk.connect(statuses_written, RsvStatus)
    for relation in (Enterprise.sectors, Enterprise.target_groups):
        m2m_changed.connect(relation_changed, relation.through)
    for named in (Sector, TargetGroup):
        post_save.connect(name_saved, named)
        pre_delete.connect(name_leaves, named)
        post_delete.connect(name_left, named)


def enterprise_saved(instance: Enterprise, raw: bool, **kwargs: Any) -> None:
    """Index a new or changed enterprise, or take it out where it is not public."""
    if not raw:
        search.index([instance.pk])


def enterprise_left(instance: Enterprise, **kwargs: Any) -> None:
    """Note that an enterprise is gone; its texts went with it."""
    changes.note([instance.pk])


def status_changed(
    instance: RsvStatus, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """Note that an enterprise has another RSV history; one cannot search for it."""
    if not (raw or _goes_with_its_enterprise(origin)):
        changes.note([instance.enterprise_id])


def statuses_written(rows: Iterable[RsvStatus], **kwargs: Any) -> None:
    """Note that many have another RSV history."""
    changes.note(row.enterprise_id for row in rows)


def part_changed(
    instance: Location | Offer, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """Index the enterprise that a place or an offer belongs to."""
    if not (raw or _goes_with_its_enterprise(origin)):
        search.index([instance.enterprise_id])


def _goes_with_its_enterprise(origin: Any) -> bool:
    """Tell whether a part is deleted because its enterprise is.

    The parts go first: whoever indexed the enterprise then would give it new texts.

    Args:
        origin: what somebody asked to delete, a row or several.
    """
    return getattr(origin, "model", type(origin)) is Enterprise


def relation_changed(
    instance: Model,
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    """Index the enterprises that got or lost a field of work or a target group."""
    if not reverse:
        if action.startswith("post_"):
            search.index([instance.pk])
    elif action in ("post_add", "post_remove"):
        search.index(pk_set or ())
    elif action == "pre_clear":
        name_leaves(instance)
    elif action == "post_clear":
        name_left(instance)


def name_saved(
    instance: Sector | TargetGroup, raw: bool, created: bool, **kwargs: Any
) -> None:
    """Index the enterprises described by a name that may have changed."""
    if not (raw or created):
        search.index(instance.enterprises.values_list("pk", flat=True))


def name_leaves(instance: Any, **kwargs: Any) -> None:
    """Remember whom a name describes, as long as it still does."""
    instance.described = list(instance.enterprises.values_list("pk", flat=True))


def name_left(instance: Any, **kwargs: Any) -> None:
    """Index those whom a name described."""
    search.index(instance.described)
