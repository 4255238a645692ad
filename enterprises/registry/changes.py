"""How every process learns what was changed in the registry, by whichever process.

Whoever changes an enterprise leaves a note in the same transaction. Each process asks
for the notes it has not seen before it answers from memory, so that it never answers
with what is no longer so.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Func, Max
from django.utils import timezone

from enterprises.models import RegistryChange

# Of more than these at once only the fact is noted.
MOST_NOTED = 500
# A process reads everything anew each day, so no note is needed for longer.
KEPT = timedelta(days=2)

_NUMBER = BigIntegerField()
# PostgreSQL gives numbers in the order in which transactions begin to write. One that
# began earlier may end later: all below this number have ended.
_OLDEST_OPEN = Func(
    Func(function="txid_current_snapshot"),
    function="txid_snapshot_xmin",
    output_field=_NUMBER,
)
_OWN = Func(function="txid_current", output_field=_NUMBER)


class Mark(NamedTuple):
    """How far somebody has read the notes.

    Attributes:
        number: the oldest transaction that was open (PostgreSQL), or the last note
            (SQLite).
        seen: notes read of transactions from there on.
    """

    number: int
    seen: frozenset[int] = frozenset()


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def note(keys: Iterable[int]) -> None:
    """Note that enterprises changed, as a part of the present transaction."""
    noted: list[int | None] = [*dict.fromkeys(keys)]
    if len(noted) > MOST_NOTED:
        noted = [None]
    own: dict[str, Any] = {"transaction": _OWN} if _is_postgresql() else {}
    RegistryChange.objects.bulk_create(
        [RegistryChange(enterprise_key=key, **own) for key in noted]
    )


def here() -> Mark:
    """Return a mark after all that can be seen now; read what it marks afterwards."""
    if not _is_postgresql():
        last = RegistryChange.objects.aggregate(last=Max("pk"))["last"]
        return Mark(last or 0)
    # Read already are also those of transactions that ended while an older one is open.
    notes = connection.ops.quote_name(RegistryChange._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT txid_snapshot_xmin(present), ARRAY("
            f"SELECT id FROM {notes} WHERE transaction >= txid_snapshot_xmin(present)"
            ") FROM txid_current_snapshot() AS present"
        )
        number, seen = cursor.fetchone()
    return Mark(number, frozenset(seen))


def since(mark: Mark) -> tuple[Mark, set[int | None]]:
    """Return what was noted since a mark, and the mark to go on from.

    Costs one query.
    """
    if not _is_postgresql():
        notes = RegistryChange.objects.filter(pk__gt=mark.number)
        new = dict(notes.values_list("pk", "enterprise_key"))
        return Mark(max(new, default=mark.number)), set(new.values())
    rows = RegistryChange.objects.filter(transaction__gte=mark.number).values_list(
        "pk", "transaction", "enterprise_key", _OLDEST_OPEN
    )
    number = mark.number
    seen, new_keys = set(), set()
    for pk, transaction, key, oldest_open in rows:
        number = oldest_open
        if pk not in mark.seen:
            new_keys.add(key)
        if transaction >= oldest_open:
            seen.add(pk)
    return Mark(number, frozenset(seen)), new_keys


def forget_old() -> int:
    """Delete the notes that every process has read, and return how many."""
    limit = timezone.now() - KEPT
    return RegistryChange.objects.filter(noted_at__lt=limit).delete()[0]
