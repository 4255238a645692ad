"""A sheet: its columns, how its rows leave, and how a row of a file finds its own.

A row that comes in is compared, as text, with what the same row would be if it left
now. Only cells that differ are read and checked, so a file that nobody changed changes
nothing, whatever stands in it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar, NamedTuple
from zlib import crc32

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models

from common.constraints import broken_rules, fields_of
from enterprises.importers.entries import cvr_digits
from enterprises.models import Enterprise

from . import bulk
from .columns import FORMULA, Column, messages_of, tidy
from .seen import FirstSeen

# Rows that are read, asked about and written at a time.
CHUNK = 500
# What finds a row stays, also where a file leaves it out.
KEPT = frozenset({"cvr_number", "slug"})


class Change(NamedTuple):
    """A cell that is not as it was."""

    column: Column
    before: str
    value: Any

    @property
    def after(self) -> str:
        """The new value, written as the portal writes it."""
        return self.column.text(self.value)

    @property
    def told_before(self) -> str:
        """The old value as the editor's page tells it."""
        return self.column.told(self.before)

    @property
    def told_after(self) -> str:
        """The new value as the editor's page tells it."""
        return self.column.told(self.after)


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with a row, under which heading, and what to do about it."""

    number: int
    heading: str
    sentence: str


class Known(NamedTuple):
    """An enterprise that a row may be about."""

    pk: int
    cvr_number: str | None
    slug: str
    name: str


@dataclass(slots=True)
class Entry:
    """A row of a file on its way in.

    ``pk`` is that of the row it changes, None for a new one; ``key`` what else its
    sheet found it by; ``row`` is what will be written, where anything will.
    """

    number: int
    texts: list[str]
    pk: int | None = None
    key: Any = None
    enterprise: Known | None = None
    label: str = ""
    row: Any = None
    changes: list[Change] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether it makes a row."""
        return self.pk is None and not self.errors

    @property
    def is_changed(self) -> bool:
        """Whether it changes a row that is there."""
        return self.pk is not None and bool(self.changes) and not self.errors

    @property
    def print_of(self) -> int:
        """A number that stands for exactly what the row would do."""
        done = [(c.column.name, c.before, c.value) for c in self.changes]
        wrong = [error.sentence for error in self.errors]
        return crc32(repr((self.pk, done, wrong)).encode("utf-8", "replace"))

    def changed(self, name: str) -> Change | None:
        """Return the change of one column, if there is one."""
        return next((c for c in self.changes if c.column.name == name), None)

    def refuse(self, sentence: str, heading: str = "") -> None:
        """Note what is wrong."""
        self.errors.append(CellError(self.number, heading, sentence))


@dataclass
class Layout:
    """Which columns a file has, and where; what was seen in it so far."""

    columns: Sequence[tuple[int, Column]]
    places: Mapping[str, int]
    seen: FirstSeen = field(default_factory=FirstSeen)

    def text(self, entry: Entry, name: str) -> str:
        """Return a cell by the name of its column; empty where there is no column."""
        place = self.places.get(name)
        return "" if place is None else entry.texts[place]

    def first_seen(self, key: object, number: int) -> int | None:
        """Remember a key, and return the other row that had it before."""
        return self.seen.add(key, number)


class Sheet(ABC):
    """One kind of record as rows of a table."""

    key: ClassVar[str]
    title: ClassVar[str]
    # What one row is, and several are, in a sentence.
    noun: ClassVar[tuple[str, str]]
    model: ClassVar[type[models.Model]]
    # Of the models that an import writes to.
    permissions: ClassVar[Sequence[str]]
    # Names of columns a file must have, each group by at least one of its columns.
    keys: ClassVar[Sequence[Sequence[str]]]
    # How many rows a page takes in while the editor waits; measured, docs/adr says how.
    desk_rows: ClassVar[int] = 5000

    @cached_property
    def columns(self) -> list[Column]:
        """The columns, in the order they leave in."""
        return self.get_columns()

    @abstractmethod
    def get_columns(self) -> list[Column]:
        """Make the columns; what they choose from is read now."""

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [column.heading for column in self.columns]

    @property
    def as_excel(self) -> dict[str, Any]:
        """What `write_excel` asks about the columns."""
        return {
            "headings": self.headings,
            "cells": [column.cell for column in self.columns],
            "explained": [(c.heading, c.explanation) for c in self.columns],
            "title": self.title,
        }

    def queryset(self) -> models.QuerySet:
        """Return every row, in the order they leave in."""
        return self.model._default_manager.order_by("pk")

    # Out

    def chunks(
        self, rows: models.QuerySet, size: int = 1000
    ) -> Iterator[list[tuple[int, tuple[str, ...]]]]:
        """Yield the rows as texts with their keys, some at a time."""
        sources: dict[str, Any] = {}
        asked = ["pk"]
        places = []
        for number, column in enumerate(self.columns):
            name = column.source
            if not isinstance(name, str):
                name = f"column_{number}"
                sources[name] = column.source
            # Several columns may be told by the key alone.
            places.append(asked.index(name) if name in asked else len(asked))
            if name not in asked:
                asked.append(name)
        found = rows.annotate(**sources).values_list(*asked)
        some = found.iterator(chunk_size=size)
        while chunk := list(islice(some, size)):
            values = list(zip(*chunk, strict=True))
            texts = [
                column.texts(values[place])
                for column, place in zip(self.columns, places, strict=True)
            ]
            yield list(zip(values[0], zip(*texts, strict=True), strict=True))

    def texts(self, rows: models.QuerySet) -> Iterator[list[tuple[str, ...]]]:
        """Yield the rows as texts, some at a time."""
        for chunk in self.chunks(rows):
            yield [texts for _, texts in chunk]

    # In

    def plan(
        self,
        rows: Sequence[tuple[int, list[str]]],
        layout: Layout,
        *,
        is_locked: bool = False,
    ) -> list[Entry]:
        """Find out what some rows of a file would do.

        Args:
            rows: of the file, with their numbers.
            layout: of the file.
            is_locked: lock what they change until the transaction ends.
        """
        entries = [Entry(number, texts) for number, texts in rows]
        self.identify(entries, layout)
        fit = [entry for entry in entries if not entry.errors]
        stored = [entry.pk for entry in fit if entry.pk is not None]
        if is_locked:
            self.lock(fit)
        before: dict[int, tuple[str, ...]] = {}
        for chunk in self.chunks(self.queryset().filter(pk__in=stored), CHUNK):
            before.update(chunk)
        for entry in fit:
            if entry.pk is None:
                self._fill(entry, layout)
            elif entry.pk in before:
                self._compare(entry, layout, before[entry.pk])
        changed = [entry.pk for entry in fit if entry.pk is not None and entry.changes]
        objects = self.model._default_manager.in_bulk(changed)
        for entry in fit:
            if entry.pk is not None and (
                entry.pk not in before or (entry.changes and entry.pk not in objects)
            ):
                entry.refuse("Nogen slettede den lige nu. Prøv igen.")
            if entry.errors or not (entry.pk is None or entry.changes):
                continue
            entry.row = self.blank(entry) if entry.pk is None else objects[entry.pk]
            for change in entry.changes:
                change.column.put(entry.row, change.value)
        doing = [entry for entry in fit if entry.row is not None]
        self.check(doing, layout)
        for entry in doing:
            if not entry.errors:
                for rule in broken_rules(entry.row):
                    self.refuse_rule(entry, rule)
        return entries

    def lock(self, entries: Sequence[Entry]) -> None:
        """Let nobody else change rows until the transaction ends.

        Their enterprises are locked: everything that decides on them hangs there.
        """
        owners = [entry.enterprise.pk for entry in entries if entry.enterprise]
        rows = Enterprise.objects.filter(pk__in=owners).order_by("pk")
        list(rows.select_for_update().values_list("pk"))

    def refuse_rule(self, entry: Entry, rule: models.CheckConstraint) -> None:
        """Tell that a row breaks one of the database's rules."""
        names = fields_of(rule)
        told = [c.heading for c in self.columns if c.name in names]
        entry.refuse(str(rule.violation_error_message), ", ".join(told))

    def _fill(self, entry: Entry, layout: Layout) -> None:
        """Read the cells of a new row; an empty one leaves what is usual."""
        for place, column in layout.columns:
            text = entry.texts[place]
            if text in column.known:
                entry.changes.append(Change(column, "", column.known[text]))
            elif text:
                self._read(entry, column, "", text)
        told = {change.column.name for change in entry.changes}
        wrong = {error.heading for error in entry.errors}
        for column in self._asked_of_new:
            if column.name not in told and column.heading not in wrong:
                entry.refuse("Skriv noget her: rækken er ny.", column.heading)

    @cached_property
    def _asked_of_new(self) -> list[Column]:
        return [
            column
            for column in self.columns
            if column.is_read and column.is_required and not self.has_usual(column.name)
        ]

    def has_usual(self, name: str) -> bool:
        """Say whether a new row has a value of its own in a field."""
        field: Any = self.model._meta.get_field(name)
        return bool(field.has_default())

    def _compare(self, entry: Entry, layout: Layout, before: Sequence[str]) -> None:
        places = self.places
        for place, column in layout.columns:
            text = entry.texts[place]
            old = before[places[column.name]]
            if not text and column.name in KEPT:
                continue
            if text != old and text != tidy(old):
                self._read(entry, column, old, text)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands among all."""
        return {column.name: place for place, column in enumerate(self.columns)}

    def _read(self, entry: Entry, column: Column, before: str, text: str) -> None:
        if text.startswith(FORMULA):
            entry.refuse(
                "Her står en formel. Sæt dens resultat ind som værdi i stedet.",
                column.heading,
            )
            return
        try:
            value = column.value(text)
        except (ValueError, ValidationError) as error:
            entry.refuse(messages_of(error), column.heading)
            return
        if before and column.is_same(tidy(before), value):
            return
        entry.changes.append(Change(column, before, value))

    @abstractmethod
    def identify(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Find the row that each entry is about, or refuse it."""

    @abstractmethod
    def blank(self, entry: Entry) -> Any:
        """Return a new row with what its key says."""

    def usual_row(self) -> Any:
        """Return a new row with the usual values, which are worked out only once."""
        return self.model(*self._usual_values)

    @cached_property
    def _usual_values(self) -> list[Any]:
        return [field.get_default() for field in self.model._meta.concrete_fields]

    @abstractmethod
    def check(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Refuse what rules beyond the database's own forbid."""

    @abstractmethod
    def write(
        self, entries: Sequence[Entry], *, by: AbstractBaseUser | None, note: str
    ) -> None:
        """Write what some rows do; nobody else can change the same meanwhile."""

    # Shared by the sheets

    def find_enterprises(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Find the enterprise that each entry names by CVR number, else by slug."""
        named = [
            (
                entry,
                cvr_digits(layout.text(entry, "cvr_number")),
                layout.text(entry, "slug"),
            )
            for entry in entries
        ]
        by_cvr: dict[str, Known] = {}
        by_slug: dict[str, Known] = {}
        for name, found, wanted in (
            ("cvr_number", by_cvr, {cvr for _, cvr, _ in named if cvr}),
            ("slug", by_slug, {slug for _, _, slug in named if slug}),
        ):
            rows = Enterprise.objects.filter(**{f"{name}__in": wanted})
            for known in map(
                Known._make, rows.values_list("pk", "cvr_number", "slug", "name")
            ):
                found[getattr(known, name)] = known
        for entry, cvr, slug in named:
            one, other = by_cvr.get(cvr), by_slug.get(slug)
            if one and slug and one.slug != slug:
                where = f"“{other.name}”" if other else "ingen virksomhed"
                entry.refuse(
                    f"CVR-nummeret er “{one.name}”, men adressen er {where}. Ret det "
                    "ene. En adresse kan kun ændres på virksomhedens egen side.",
                    "Adresse på portalen",
                )
            entry.enterprise = one or other
            entry.label = entry.enterprise.name if entry.enterprise else ""

    def log(
        self,
        rows: Iterable[tuple[models.Model, bool]],
        *,
        by: AbstractBaseUser | None,
        note: str,
    ) -> None:
        """Write the history of many records: which, and whether it is new."""
        if by is not None:
            bulk.log(rows, by=by, note=note)
