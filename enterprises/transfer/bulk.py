"""Many rows written in few statements."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone

if TYPE_CHECKING:
    from .base import Entry

# In one statement: old releases of SQLite take 999 values.
MOST_VALUES = 999


def insert(
    table: type[models.Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write rows of values that the database takes as they are.

    Making an object of each costs several times as much.
    """
    quote = connection.ops.quote_name
    fields: list[Any] = [table._meta.get_field(name) for name in names]
    columns = ", ".join(quote(field.column) for field in fields)
    start = f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES "
    row = f"({', '.join(['%s'] * len(names))})"
    size = MOST_VALUES // len(names)
    with connection.cursor() as cursor:
        for first in range(0, len(rows), size):
            some = rows[first : first + size]
            cursor.execute(start + ", ".join([row] * len(some)), list(chain(*some)))


def update(model: type[models.Model], entries: Sequence["Entry"]) -> None:
    """Write the changed fields of rows that are there, in few statements."""
    names = {
        name
        for entry in entries
        for change in entry.changes
        for name in change.column.fields
    }
    if names:
        model._default_manager.bulk_create(
            [entry.row for entry in entries],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=sorted(names),
        )


def log(
    rows: Iterable[tuple[models.Model, bool]], *, by: AbstractBaseUser, note: str
) -> None:
    """Write the desk's history of many records: which, and whether it is new."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    insert(
        LogEntry,
        (
            *("action_time", "user", "content_type", "object_id"),
            *("object_repr", "action_flag", "change_message"),
        ),
        [
            (
                *(now, by.pk, ContentType.objects.get_for_model(type(row)).pk),
                *(str(row.pk), str(row)[:200], ADDITION if is_new else CHANGE, note),
            )
            for row, is_new in rows
        ],
    )
