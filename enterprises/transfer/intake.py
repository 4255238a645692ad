"""A file on its way in: recognised, looked through, taken in whole or not at all."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from common.tables import Limits, Row, Unreadable
from common.tables.reading import HEAD
from enterprises import search
from enterprises.importers.columns import plain
from enterprises.services import Refused

from .base import CHUNK, CellError, Entry, Layout, Sheet
from .columns import Column, text_of

# What the page shows of each kind; the rest is counted.
SHOWN = 50
MEGABYTE = 1024 * 1024
# For the command: a file as large as a registry can become.
COMMAND_LIMITS = Limits(
    bytes=1024 * MEGABYTE,
    rows=1_000_000,
    columns=200,
    unpacked=2048 * MEGABYTE,
    sentence="Filen er for stor: højst 1 GB og en million rækker. Del den.",
)

Texts = tuple[int, list[str]]
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Table:
    """A file whose headings were recognised, with its rows still to come."""

    layout: Layout
    headings: list[str]
    # Headings that no column has, and those of columns that are only told.
    unknown: list[str]
    only_told: list[str]
    rows: Iterator[Texts]


def texts_of(rows: Iterable[Row]) -> Iterator[Texts]:
    """Write the cells of a file as texts, and leave out rows with nothing in them."""
    for number, cells in rows:
        texts = list(map(text_of, cells))
        if any(texts):
            yield number, texts


def recognise(sheet: Sheet, rows: Iterator[Texts]) -> Table:
    """Find the headings among the first rows, and what stands below which.

    Raises:
        Unreadable: they are not there, or not enough of them.
    """
    head = list(islice(rows, HEAD))
    if not head:
        raise Unreadable("Filen er tom.")
    known = {plain(column.heading): column for column in sheet.columns}
    place = _place_of_headings(head, known)
    headings = head[place][1]
    columns, places, unknown, only_told = [], {}, [], []
    for at, heading in enumerate(headings):
        column = known.get(plain(heading))
        if column is None:
            unknown += [heading] if heading else []
            continue
        if column.name in places:
            raise Unreadable(
                f"Kolonnen “{column.heading}” står to gange i filen. Slet den ene."
            )
        places[column.name] = at
        if column.is_read:
            columns.append((at, column))
        elif not any(column.name in group for group in sheet.keys):
            only_told.append(column.heading)
    _demand_keys(sheet, places)
    return Table(
        Layout(columns, places),
        headings,
        unknown,
        only_told,
        _fitted(chain(head[place + 1 :], rows), len(headings)),
    )


def _place_of_headings(head: list[Texts], known: Mapping[str, Column]) -> int:
    """Return which of the first rows names most columns, the first of equals."""

    def hits(place: int) -> int:
        return sum(plain(text) in known for text in head[place][1])

    place = max(range(len(head)), key=lambda place: (hits(place), -place))
    if not hits(place):
        raise Unreadable(
            "Portalen kender ingen af overskrifterne i filen. Hent listen fra "
            "portalen, og brug dens overskrifter. Er det CSV, så skil kolonnerne med "
            "semikolon."
        )
    return place


def _demand_keys(sheet: Sheet, places: Mapping[str, int]) -> None:
    """Refuse a file that does not say which records its rows belong to."""
    for group in sheet.keys:
        if not any(name in places for name in group):
            wanted = [c.heading for c in sheet.columns if c.name in group]
            raise Unreadable(
                f"Filen mangler kolonnen “{'” eller “'.join(wanted)}”. Portalen skal "
                "bruge den for at vide, hvad rækkerne hører til."
            )


def _fitted(rows: Iterator[Texts], width: int) -> Iterator[Texts]:
    for number, texts in rows:
        if len(texts) < width:
            texts = texts + [""] * (width - len(texts))
        yield number, texts


def _planned(
    sheet: Sheet, table: Table, *, is_locked: bool = False
) -> Iterator[list[Entry]]:
    while rows := list(islice(table.rows, CHUNK)):
        yield sheet.plan(rows, table.layout, is_locked=is_locked)


@dataclass
class Preview:
    """What a file would do, counted, with the first of each kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    first_new: list[Entry] = field(default_factory=list)
    first_changed: list[Entry] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    # For each row a number that stands for what it would do.
    prints: array = field(default_factory=lambda: array("L"))

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return self.new + self.changed + self.unchanged + self.refused

    @property
    def is_useful(self) -> bool:
        """Whether there is anything to take in, and nothing in the way."""
        return not self.refused and bool(self.new or self.changed)

    def count(self, entries: Sequence[Entry]) -> None:
        """Add some rows."""
        for entry in entries:
            if entry.errors:
                self.refused += 1
                self.errors += entry.errors[: SHOWN - len(self.errors)]
            elif entry.pk is None:
                self.new += 1
                if len(self.first_new) < SHOWN:
                    self.first_new.append(entry)
            elif entry.changes:
                self.changed += 1
                if len(self.first_changed) < SHOWN:
                    self.first_changed.append(entry)
            else:
                self.unchanged += 1


def preview(
    sheet: Sheet,
    table: Table,
    *,
    progress: Progress | None = None,
    keep_prints: bool = False,
) -> Preview:
    """Look a file through without changing anything.

    Raises:
        Unreadable: it breaks off.
    """
    found = Preview()
    for entries in _planned(sheet, table):
        found.count(entries)
        if keep_prints:
            found.prints.extend(entry.print_of for entry in entries)
        if progress:
            progress(found.rows)
    if not found.rows:
        raise Unreadable("Der er ingen rækker under overskrifterne i filen.")
    return found


class Changed(Refused):
    """Something is no longer as it was when the editor looked the file through."""


@transaction.atomic
def take_in(
    sheet: Sheet,
    table: Table,
    *,
    by: AbstractBaseUser | None,
    note: str,
    prints: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Write everything a file says, or nothing.

    Args:
        sheet: what its rows are.
        table: the file.
        by: who takes it in; the history says so.
        note: what the history says happened.
        prints: what each row did when the editor looked, where she did.
        progress: told how many rows are done.

    Raises:
        Changed: a row would do something else than the editor saw.
        Refused: a row cannot be taken in.
        Unreadable: the file breaks off.
    """
    done = Preview()
    try:
        with search.deferred():
            for entries in _planned(sheet, table, is_locked=True):
                if prints is not None:
                    _compare(entries, prints[done.rows : done.rows + len(entries)])
                wrong = next((entry for entry in entries if entry.errors), None)
                if wrong:
                    (error, *_) = wrong.errors
                    raise Refused(f"Række {error.number}: {error.sentence}")
                sheet.write(entries, by=by, note=note)
                done.count(entries)
                if progress:
                    progress(done.rows)
    except IntegrityError as error:
        # Somebody took the same number or address between the look and the writing.
        raise Changed(
            "Nogen rettede det samme lige nu. Intet er indlæst. Prøv igen."
        ) from error
    if prints is not None and len(prints) != done.rows:
        raise Changed("Filen er en anden. Intet er indlæst. Læs den ind igen.")
    return done


def _compare(entries: Sequence[Entry], prints: Sequence[int]) -> None:
    for entry, seen in zip(entries, prints, strict=False):
        if entry.print_of != seen:
            raise Changed(
                f"Række {entry.number} ({entry.label or 'uden navn'}) gør noget andet "
                "nu, end da du så på den: nogen har rettet imens. Intet er indlæst. "
                "Se det hele igennem igen."
            )
