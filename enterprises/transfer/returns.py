"""Yearly returns as rows: one for each enterprise and year, a column for each category.

A file can begin a return, correct one that is not approved, and send it to approval.
Approving is done on the desk, where the numbers are looked at.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from common.quantities import Qualifier, Quantity, Unit
from enterprises.importers.columns import plain
from enterprises.models import (
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)
from enterprises.services import can_become

from . import bulk
from .base import Entry, Layout, Sheet
from .columns import (
    Choice,
    Column,
    Day,
    FieldText,
    Number,
    quantity_cell,
    quantity_text,
    read_quantity,
)
from .rsv import find, who_columns

Status = StaffingReturn.Status
OPEN = (Status.DRAFT, Status.PENDING, Status.RETURNED)
HOW = (
    "12, ca. 12, mere end 50, mindst 3 eller under 5. Skriv 0, når det er nul, og "
    "“ikke oplyst”, når det ikke er oplyst."
)


class Total(Column):
    """What an enterprise itself wrote as its total."""

    empty = Quantity(None, unit=Unit.PERSONS)
    cell = staticmethod(quantity_cell)

    def __init__(self, *args: Any) -> None:
        """Ask for number and qualifier together."""
        both = Concat(
            Cast("reported_total", models.TextField()),
            Value("|"),
            "reported_total_qualifier",
            output_field=models.TextField(),
        )
        super().__init__("reported_total", *args, source=both)
        self.fields = ("reported_total", "reported_total_qualifier")

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Print the totals; one that is not stated leaves the cell empty."""
        return [self._told(value) for value in values]

    def _told(self, both: str) -> str:
        number, qualifier = both.split("|")
        if not number:
            return ""
        return self.text(Quantity(Decimal(number), Qualifier(qualifier)))

    def text(self, value: Quantity) -> str:
        """Print one."""
        return quantity_text(value) if value.is_stated else ""

    def read(self, text: str) -> Quantity:
        """Read one; the total keeps no words."""
        found = read_quantity(text)
        if found.as_published:
            raise ValueError("Her kan kun stå et tal, ingen ord i klammer.")
        return found

    def put(self, row: Any, value: Quantity) -> None:
        """Set number and qualifier."""
        row.reported_total = value.value
        row.reported_total_qualifier = value.qualifier


class Counts:
    """The numbers of many returns, asked for once and told by every column."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.ids: tuple[int, ...] = ()
        self.told: dict[tuple[int, int], str] = {}
        self.printed: dict[tuple[Any, ...], str] = {}

    def of(self, ids: Iterable[int]) -> dict[tuple[int, int], str]:
        """Return the texts by return and category."""
        wanted = tuple(ids)
        self.ids, self.told = wanted, {}
        rows = StaffingCount.objects.filter(staffing_return__in=wanted)
        for owner, category, *quantity in rows.values_list(
            "staffing_return_id", "category_id", "value", "qualifier", "as_published"
        ):
            self.told[owner, category] = self._print(tuple(quantity))
        return self.told

    def _print(self, quantity: tuple[Any, ...]) -> str:
        if quantity not in self.printed:
            if len(self.printed) > 1000:
                self.printed.clear()
            value, qualifier, words = quantity
            self.printed[quantity] = quantity_text(
                Quantity(value, qualifier, Unit.PERSONS, words)
            )
        return self.printed[quantity]


class Count(Column):
    """One category's number; an empty cell is no row at all."""

    empty = None
    cell = staticmethod(quantity_cell)

    def __init__(
        self, category: StaffingCategory, heading: str, counts: Counts
    ) -> None:
        """Stand for one category."""
        self.category = category
        self.counts = counts
        super().__init__(f"category_{category.pk}", heading, HOW, source="pk")
        self.fields = ()

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Print the numbers of this category."""
        ids = tuple(values)
        told = self.counts.told if ids == self.counts.ids else self.counts.of(ids)
        return [told.get((pk, self.category.pk), "") for pk in ids]

    def text(self, value: Quantity | None) -> str:
        """Print one."""
        return "" if value is None else quantity_text(value)

    def read(self, text: str) -> Quantity:
        """Read one."""
        return read_quantity(text)

    def put(self, row: Any, value: Any) -> None:
        """Leave it to the sheet: the return may not be there yet."""


class StatusColumn(Choice):
    """How far a return is; sending it to approval takes its old reason away."""

    def __init__(self) -> None:
        """Describe what a file may do."""
        super().__init__(
            StaffingReturn._meta.get_field("status"),
            "Status",
            "Kladde eller Afventer godkendelse. En fil kan sende en kladde til "
            "godkendelse, men ikke godkende.",
            empty=Status.DRAFT,
        )
        self.fields = ("status", "reason")

    def put(self, row: Any, value: Any) -> None:
        """Set both."""
        row.status = value
        row.reason = ""


class ReturnSheet(Sheet):
    """Each return of each year."""

    key = "indberetninger"
    title = "Indberetninger"
    noun = ("indberetning", "indberetninger")
    # Each has a dozen numbers to write.
    desk_rows = 2000
    model = StaffingReturn
    permissions = (
        *("enterprises.add_staffingreturn", "enterprises.change_staffingreturn"),
        *("enterprises.add_staffingcount", "enterprises.change_staffingcount"),
    )
    keys = (("cvr_number", "slug"), ("year",))

    def get_columns(self) -> list[Column]:
        """Describe a return; the categories are those of the register today."""
        counts = Counts()
        columns = [
            *who_columns(),
            Number(
                "year",
                "År",
                "Fire cifre. Én række pr. virksomhed og år.",
                is_read=False,
            ),
            Day("as_of_date", "Opgjort pr.", "Dato.", is_required=True),
            StatusColumn(),
            FieldText(
                StaffingReturn._meta.get_field("note"),
                "Bemærkning",
                "Virksomhedens egen bemærkning.",
            ),
            Total("Oplyst i alt", f"Virksomhedens eget samlede tal: {HOW}"),
        ]
        taken = {plain(column.heading) for column in columns}
        for category in StaffingCategory.objects.order_by("position", "pk"):
            name = category.name
            heading = f"{name} (antal)" if plain(name) in taken else name
            columns.append(Count(category, heading, counts))
        return columns

    def queryset(self) -> models.QuerySet:
        """Let one return stand for each year: the one that is open, else the approved.

        An approved one that is being corrected has an open one beside it, and those
        that were corrected before are history.
        """
        open_beside = StaffingReturn.objects.filter(
            enterprise=OuterRef("enterprise"), year=OuterRef("year"), status__in=OPEN
        )
        return StaffingReturn.objects.filter(
            Q(status__in=OPEN) | (Q(status=Status.APPROVED) & ~Exists(open_beside))
        ).order_by("enterprise_id", "year", "pk")

    def identify(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Take the enterprise and the year."""
        find(entries, self, layout)
        years: dict[int, int] = {}
        for entry in entries:
            text = layout.text(entry, "year")
            if len(text) == 4 and text.isascii() and text.isdigit():
                years[entry.number] = int(text)
            else:
                entry.refuse("Skriv årstallet med fire cifre.", "År")
        fit = [e for e in entries if not e.errors and e.enterprise]
        known = self.queryset().filter(
            enterprise_id__in={e.enterprise.pk for e in fit if e.enterprise},
            year__in=set(years.values()),
        )
        found = {
            (owner, year): (pk, status)
            for owner, year, pk, status in known.values_list(
                "enterprise_id", "year", "pk", "status"
            )
        }
        for entry in fit:
            assert entry.enterprise
            year = years[entry.number]
            entry.pk, status = found.get((entry.enterprise.pk, year), (None, ""))
            entry.key = (entry.enterprise.pk, year, status)
            entry.label = f"{entry.enterprise.name}, {year}"
            first = layout.first_seen(entry.key[:2], entry.number)
            if first is not None:
                entry.refuse(
                    "Virksomheden har kun én indberetning pr. år. Den står også i "
                    f"række {first}. Behold den ene."
                )

    def blank(self, entry: Entry) -> StaffingReturn:
        """Begin with enterprise and year."""
        row: StaffingReturn = self.usual_row()
        row.enterprise_id, row.year, _ = entry.key
        return row

    def check(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Change nothing that is approved, and take no step that a file cannot."""
        sending = []
        for entry in entries:
            status = entry.key[2]
            if status == Status.APPROVED:
                entry.refuse(
                    "Indberetningen er godkendt og låst. Den kan ikke ændres mere. "
                    "Fjern rækken fra filen."
                )
            elif change := entry.changed("status"):
                was = StaffingReturn(status=status or Status.DRAFT)
                if change.value == Status.PENDING and can_become(was, Status.PENDING):
                    sending.append(entry)
                elif change.value != Status.DRAFT or status:
                    entry.refuse(
                        f"En fil kan ikke ændre status til “{change.after}”. Den kan "
                        "kun sende en kladde til godkendelse. Godkend og send retur "
                        "på indberetningens egen side.",
                        "Status",
                    )
        self._check_figures(sending)

    def _check_figures(self, entries: Sequence[Entry]) -> None:
        stated = StaffingCount.objects.filter(
            staffing_return__in=[entry.pk for entry in entries if entry.pk],
            value__isnull=False,
        )
        before: dict[int, set[int]] = {}
        for owner, category in stated.values_list("staffing_return_id", "category_id"):
            before.setdefault(owner, set()).add(category)
        for entry in entries:
            kept = set(before.get(entry.pk or 0, ()))
            for column, value in counts_in(entry):
                kept.discard(column.category.pk)
                if value is not None and value.is_stated:
                    kept.add(column.category.pk)
            if not kept:
                entry.refuse(
                    "Der er ingen tal i indberetningen endnu. Skriv mindst ét; 0 "
                    "tæller også.",
                    "Status",
                )

    def write(
        self, entries: Sequence[Entry], *, by: AbstractBaseUser | None, note: str
    ) -> None:
        """Write returns, their numbers and the steps they take."""
        new = [entry for entry in entries if entry.is_new]
        changed = [entry for entry in entries if entry.is_changed]
        StaffingReturn.objects.bulk_create([entry.row for entry in new])
        bulk.update(StaffingReturn, changed)
        self._write_counts([*new, *changed])
        StaffingReturnStep.objects.bulk_create(
            StaffingReturnStep(
                staffing_return=entry.row,
                status=Status.PENDING,
                actor=StaffingReturnStep.Actor.EDITOR,
                user_id=by.pk if by else None,
            )
            for entry in (*new, *changed)
            if entry.changed("status") and entry.row.status == Status.PENDING
        )
        named = []
        for entry in (*new, *changed):
            # So that the history names it without asking for each enterprise.
            entry.row.enterprise = self._owner(entry)
            named.append((entry.row, entry.pk is None))
        self.log(named, by=by, note=note)

    def _owner(self, entry: Entry) -> Any:
        owner = StaffingReturn._meta.get_field("enterprise").related_model
        assert entry.enterprise
        return owner(pk=entry.enterprise.pk, name=entry.enterprise.name)

    def _write_counts(self, entries: Sequence[Entry]) -> None:
        removed: dict[int, list[int]] = {}
        rows = []
        for entry in entries:
            for column, quantity in counts_in(entry):
                if quantity is None:
                    removed.setdefault(column.category.pk, []).append(entry.row.pk)
                    continue
                row = StaffingCount(
                    staffing_return=entry.row, category_id=column.category.pk
                )
                row.quantity = quantity
                rows.append(row)
        for category, owners in removed.items():
            StaffingCount.objects.filter(
                category_id=category, staffing_return__in=owners
            ).delete()
        StaffingCount.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["staffing_return", "category"],
            update_fields=["value", "qualifier", "unit", "as_published"],
        )


def counts_in(entry: Entry) -> Iterable[tuple[Count, Quantity | None]]:
    """Yield the numbers that a row changes."""
    for change in entry.changes:
        if isinstance(change.column, Count):
            yield change.column, change.value
