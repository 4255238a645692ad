"""RSV histories as rows: one for each enterprise and day."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from common.publication import saved_in_bulk
from enterprises.models import Enterprise, RsvStatus

from . import bulk
from .base import Entry, Layout, Sheet
from .columns import Choice, Column, CvrNumber, Day, FieldText


def who_columns() -> list[Column]:
    """Return the columns that say which enterprise a row is about."""
    field: Any = Enterprise._meta.get_field
    return [
        CvrNumber(
            field("cvr_number"),
            "CVR-nummer",
            "Finder virksomheden.",
            source="enterprise__cvr_number",
            is_read=False,
        ),
        FieldText(
            field("slug"),
            "Adresse på portalen",
            "Finder virksomheden, når CVR-nummeret mangler.",
            source="enterprise__slug",
            is_read=False,
        ),
        Column(
            "enterprise",
            "Virksomhed",
            "Navnet, kun til oplysning. Bliver ikke læst.",
            source="enterprise__name",
            is_read=False,
        ),
    ]


def find(entries: Sequence[Entry], sheet: Sheet, layout: Layout) -> None:
    """Refuse rows about nobody."""
    sheet.find_enterprises(entries, layout)
    for entry in entries:
        cvr, slug = layout.text(entry, "cvr_number"), layout.text(entry, "slug")
        found = entry.enterprise
        if not cvr and not slug:
            entry.refuse("Skriv virksomhedens CVR-nummer eller adresse.", "CVR-nummer")
        elif found is None or (cvr and not found.cvr_number):
            told = f"CVR-nummeret “{cvr}”" if cvr else f"adressen “{slug}”"
            entry.refuse(
                f"Ingen virksomhed har {told}. Ret det, eller tilføj virksomheden "
                "først.",
                "CVR-nummer" if cvr else "Adresse på portalen",
            )


class RsvSheet(Sheet):
    """Each step of each history."""

    key = "rsv"
    title = "RSV-historik"
    noun = ("RSV-status", "RSV-statusser")
    model = RsvStatus
    permissions = ("enterprises.add_rsvstatus", "enterprises.change_rsvstatus")
    keys = (("cvr_number", "slug"), ("effective_date",))

    def get_columns(self) -> list[Column]:
        """Describe a step."""
        field: Any = RsvStatus._meta.get_field
        return [
            *who_columns(),
            Day(
                "effective_date",
                "Gælder fra",
                "Dato. Én række for hver virksomhed og dag.",
                is_read=False,
            ),
            Choice(
                field("status"),
                "Status",
                "Overvejer, Anmeldt, Registreret, Afregistreret eller Nægtet.",
            ),
            FieldText(field("source"), "Kilde", "Hvor du har det fra."),
            FieldText(field("source_url"), "Link til kilden", "Med https:// foran."),
            Day(
                "checked_date",
                "Sidst kontrolleret",
                "Dato. Skal udfyldes, når status er Registreret.",
            ),
        ]

    def queryset(self) -> models.QuerySet:
        """Keep histories together."""
        return RsvStatus.objects.order_by("enterprise_id", "effective_date", "pk")

    def identify(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Take the enterprise and the day."""
        find(entries, self, layout)
        column = self.columns[self.places["effective_date"]]
        days: dict[int, Any] = {}
        for entry in entries:
            text = layout.text(entry, "effective_date")
            try:
                if not text:
                    raise ValueError("Skriv den dag, status gælder fra.")
                days[entry.number] = column.read(text)
            except ValueError as error:
                entry.refuse(str(error), column.heading)
        fit = [e for e in entries if not e.errors and e.enterprise]
        known = RsvStatus.objects.filter(
            enterprise_id__in={e.enterprise.pk for e in fit if e.enterprise},
            effective_date__in=set(days.values()),
        )
        found = {
            (owner, day): pk
            for owner, day, pk in known.values_list(
                "enterprise_id", "effective_date", "pk"
            )
        }
        for entry in fit:
            assert entry.enterprise
            day = days[entry.number]
            key = entry.enterprise.pk, day
            entry.pk = found.get(key)
            entry.key = key
            entry.label = f"{entry.enterprise.name}, {day:%d.%m.%Y}"
            if (first := layout.first_seen(key, entry.number)) is not None:
                entry.refuse(
                    "Virksomheden kan kun have én RSV-status pr. dag. Den står også i "
                    f"række {first}. Behold den ene."
                )

    def blank(self, entry: Entry) -> RsvStatus:
        """Begin with enterprise and day."""
        row: RsvStatus = self.usual_row()
        row.enterprise_id, row.effective_date = entry.key
        return row

    def check(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Register nobody whom the law keeps out."""
        registering = [
            entry
            for entry in entries
            if entry.row.status == RsvStatus.Status.REGISTERED
            and entry.changed("status")
        ]
        barred = set(
            Enterprise.objects.filter(
                pk__in={entry.row.enterprise_id for entry in registering},
                legal_form__in=Enterprise.NOT_ELIGIBLE_FOR_RSV,
            ).values_list("pk", flat=True)
        )
        for entry in registering:
            if entry.row.enterprise_id in barred:
                entry.refuse(
                    "En personligt ejet virksomhed kan ikke være RSV-registreret "
                    "(RSV-loven § 4).",
                    "Status",
                )

    def write(
        self, entries: Sequence[Entry], *, by: AbstractBaseUser | None, note: str
    ) -> None:
        """Write steps; the history of the enterprise tells it."""
        RsvStatus.objects.bulk_create([e.row for e in entries if e.is_new])
        bulk.update(RsvStatus, [entry for entry in entries if entry.is_changed])
        owners = {
            entry.enterprise.pk: entry.enterprise
            for entry in entries
            if entry.enterprise and (entry.is_new or entry.is_changed)
        }
        rows = [
            (Enterprise(pk=owner.pk, name=owner.name), False)
            for owner in owners.values()
        ]
        self.log(rows, by=by, note=f"RSV-historik: {note}")
        saved_in_bulk.send(
            RsvStatus, rows=[e.row for e in entries if e.is_new or e.is_changed]
        )
