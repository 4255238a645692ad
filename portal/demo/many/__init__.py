"""Any number of fictional enterprises, to try and to measure the portal with.

Each follows from its number, a seed and a day alone, so the same command makes the same
enterprises anywhere, and one that was stopped half-way makes the rest. They are marked
as examples, have no CVR number and name no person; every mail and web address ends in
".example". Their source says where they come from, and by it they are found again.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction

from enterprises import search
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    SocialValueStatement,
    Source,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)

from ..examples.catalogue import save_catalogue
from ..writing import save
from .drawing import Catalogue, Drawn, draw

BATCH = 500
PUBLISHER = "Portalens egne eksempler"

Progress = Callable[[int, int], None]


class Refused(Exception):
    """Why examples may not be made here, in a sentence for the operator."""


def made() -> Source | None:
    """Return the source of the enterprises that were made here; None without any."""
    return Source.objects.filter(publisher=PUBLISHER).first()


def refuse_among_real_ones() -> None:
    """See to it that no fictional enterprise comes to stand among real ones.

    Raises:
        Refused: there is an enterprise that is no example, public or not.
    """
    real = Enterprise.objects.filter(is_example=False).count()
    if real:
        raise Refused(
            f"This database holds {real} real enterprises. Examples are never put "
            "among them: use a database of its own (DATABASE_URL)."
        )


def make(number: int, *, seed: int, on: date, progress: Progress | None = None) -> int:
    """Make enterprises 1 to ``number``, leave those that are there; say how many.

    Each batch is written whole or not at all, its search index included.

    Raises:
        Refused: among real enterprises, or beside those of another seed or day.
    """
    refuse_among_real_ones()
    source = _source(seed, on)
    catalogue = Catalogue.read(on)
    written = 0
    for start in range(0, number, BATCH):
        numbers = range(start + 1, min(start + BATCH, number) + 1)
        drawn = [
            draw(n, seed=seed, on=on, catalogue=catalogue, source=source)
            for n in numbers
        ]
        written += _write(drawn)
        if progress:
            progress(numbers[-1], number)
    return written


@transaction.atomic
def _source(seed: int, on: date) -> Source:
    """Return the source that the enterprises are marked by, and fill the catalogue."""
    title = f"Opdigtede virksomheder, frø {seed}"
    there = made()
    if there and (there.title, there.published_date) != (title, on):
        raise Refused(
            f"There are examples of another seed or day: “{there.title}” of "
            f"{there.published_date}. Add --delete to remove those first, or name that "
            "seed and day to make more of them."
        )
    save_catalogue()
    return there or save(
        Source(
            title=title,
            publisher=PUBLISHER,
            published_date=on,
            note="Lavet af manage.py make_examples, og fjernes med --delete.",
        )
    )


@transaction.atomic
def _write(drawn: list[Drawn]) -> int:
    """Write those that are not there, with all that belongs to them."""
    # Somebody may have begun to enter real ones since the command began.
    refuse_among_real_ones()
    slugs = [one.enterprise.slug for one in drawn]
    there = set(
        Enterprise.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    )
    drawn = [one for one in drawn if one.enterprise.slug not in there]
    Enterprise.objects.bulk_create(one.enterprise for one in drawn)
    _relate(Enterprise.sectors.through, "sector_id", drawn, lambda one: one.sectors)
    _relate(
        Enterprise.target_groups.through,
        "targetgroup_id",
        drawn,
        lambda one: one.target_groups,
    )
    _relate(Enterprise.un_goals.through, "ungoal_id", drawn, lambda one: one.un_goals)
    Location.objects.bulk_create(row for one in drawn for row in one.locations)
    Offer.objects.bulk_create(row for one in drawn for row in one.offers)
    RsvStatus.objects.bulk_create(row for one in drawn for row in one.rsv_history)
    SocialValueStatement.objects.bulk_create(
        row for one in drawn for row in one.statements
    )
    returns = [found for one in drawn for found in one.returns]
    StaffingReturn.objects.bulk_create(found.row for found in returns)
    StaffingCount.objects.bulk_create(row for found in returns for row in found.counts)
    StaffingReturnStep.objects.bulk_create(
        row for found in returns for row in found.steps
    )
    search.index(one.enterprise.pk for one in drawn)
    return len(drawn)


def _relate(
    through: type, column: str, drawn: list[Drawn], rows: Callable[[Drawn], Iterable]
) -> None:
    """Write the rows that tie enterprises to those of a list."""
    through.objects.bulk_create(  # type: ignore[attr-defined]
        through(enterprise_id=one.enterprise.pk, **{column: row.pk})
        for one in drawn
        for row in rows(one)
    )


def delete(progress: Progress | None = None) -> int:
    """Delete every enterprise made here, with all that belongs to it; say how many.

    An event of which one was the host stays and has none.
    """
    source = made()
    if source is None:
        return 0
    ids = list(source.enterprises.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _delete(ids[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(ids)), len(ids))
    source.delete()
    return len(ids)


@transaction.atomic
def _delete(ids: list[int]) -> None:
    with search.deferred():
        StaffingReturn.objects.filter(enterprise__in=ids).delete()
        Enterprise.objects.filter(pk__in=ids).delete()
