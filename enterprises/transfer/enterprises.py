"""Enterprises as rows."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.text import slugify

from common.publication import PublicationState, saved_in_bulk
from enterprises import search
from enterprises.importers.entries import FORMS, cvr_digits
from enterprises.models import Enterprise, RsvStatus

from . import bulk
from .base import Entry, Layout, Sheet
from .columns import (
    Choice,
    Column,
    CvrNumber,
    Day,
    DayOfMoment,
    FieldText,
    Names,
    RichText,
    YesNo,
)

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
PUBLIC = PublicationState.PUBLISHED
# The registry's own address for returns.
RESERVED = "indberet"


class EnterpriseSheet(Sheet):
    """The registry's records, without places, offers and pictures."""

    key = "virksomheder"
    title = "Virksomheder"
    noun = ("virksomhed", "virksomheder")
    model = Enterprise
    permissions = ("enterprises.add_enterprise", "enterprises.change_enterprise")
    keys = (("cvr_number", "slug", "name"),)
    # The search reads every public text anew.
    desk_rows = 1000

    def get_columns(self) -> list[Column]:
        """Describe the record as the desk's form does."""
        field: Any = Enterprise._meta.get_field

        def text(name: str, heading: str, explanation: str = "Tekst.") -> Column:
            return FieldText(field(name), heading, explanation)

        return [
            CvrNumber(
                field("cvr_number"),
                "CVR-nummer",
                "8 cifre. Rækken hører til virksomheden med dette nummer.",
            ),
            text(
                "slug",
                "Adresse på portalen",
                "Den sidste del af sidens adresse, fx kaedehjulet. Bruges til at "
                "finde virksomheden, når CVR-nummeret mangler. Kan ikke ændres her.",
            ),
            text("name", "Navn", "Højst 120 tegn."),
            text("short_description", "Kort beskrivelse", "Én linje, højst 160 tegn."),
            RichText(
                field("description"),
                "Beskrivelse",
                "Tekst med mærker for overskrifter, lister og links.",
            ),
            text("social_purpose", "Socialt formål"),
            Choice(
                field("publication_state"),
                "Offentlighed",
                "Kladde, Offentlig eller Trukket tilbage. En ny er kladde.",
            ),
            YesNo("is_example", "Eksempel", "Ja eller Nej."),
            Choice(
                field("legal_form"),
                "Virksomhedsform",
                "Navnet, fx Anpartsselskab, eller registrets kode, fx 80 eller ApS.",
                also=FORMS,
            ),
            Names(
                Enterprise.sectors,
                "Arbejdsfelter",
                "Navne fra listen, skilt med semikolon.",
            ),
            Names(
                Enterprise.target_groups,
                "Målgrupper",
                "Navne fra listen, skilt med semikolon.",
            ),
            Names(
                Enterprise.un_goals,
                "Verdensmål",
                "Numre fra 1 til 17, skilt med semikolon.",
                by="number",
            ),
            text("website", "Hjemmeside", "Adressen med https:// foran."),
            text("email", "Mailadresse", "Virksomhedens fælles postkasse."),
            text("phone", "Telefon", "Virksomhedens nummer."),
            text("capacity", "Kapacitet", "Højst 200 tegn."),
            text("delivery_area", "Leverer til", "Højst 200 tegn."),
            Choice(
                field("reserved_contracts"),
                "Kan opfylde § 54",
                "Ja, Nej eller Ikke oplyst: virksomhedens eget ord om udbudslovens "
                "§ 54.",
                empty=Enterprise.ReservedContracts.UNKNOWN,
            ),
            Day("reserved_contracts_date", "§ 54 oplyst den", "Dato."),
            Day(
                "followed_from_date",
                "Fulgt fra",
                "Dato. En ny følges fra i dag, hvis feltet er tomt.",
                is_required=True,
            ),
            Day("established_date", "Etableret", "Dato. Tom, så længe den er på vej."),
            Day("closed_date", "Lukket", "Dato. Tom, så længe den ikke er lukket."),
            DayOfMoment(
                "confirmed_at",
                "Sidst bekræftet",
                "Kun til oplysning. Bliver ikke læst.",
            ),
        ]

    def identify(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Take the CVR number, else the slug; a new one gets a slug of its name."""
        self.find_enterprises(entries, layout)
        fresh = []
        for entry in entries:
            if entry.enterprise is None:
                entry.label = layout.text(entry, "name")
                fresh.append(entry)
            else:
                entry.pk = entry.enterprise.pk
                self._once(entry, layout, ("pk", entry.pk))
        made = {slug_of(entry.label) for entry in fresh}
        taken = Enterprise.objects.filter(slug__in=made)
        self._name(fresh, layout, {RESERVED, *taken.values_list("slug", flat=True)})

    def _name(self, fresh: Sequence[Entry], layout: Layout, taken: set[str]) -> None:
        """Give each new enterprise an address that is its own."""
        for entry in fresh:
            cvr = layout.text(entry, "cvr_number")
            slug = layout.text(entry, "slug")
            if cvr:
                self._once(entry, layout, ("cvr", cvr))
            if slug:
                self._once(entry, layout, ("slug", slug))
                continue
            slug = slug_of(entry.label)
            is_taken = slug in taken or layout.first_seen(("slug", slug), entry.number)
            if is_taken and not cvr:
                entry.refuse(
                    f"Der er allerede en virksomhed med adressen “{slug}”. Skriv dens "
                    "CVR-nummer eller adresse, hvis det er den. Skriv ellers en anden "
                    "adresse.",
                    "Adresse på portalen",
                )
            entry.key = f"{slug}-{cvr_digits(cvr)}" if is_taken else slug

    def _once(self, entry: Entry, layout: Layout, key: object) -> None:
        first = layout.first_seen(key, entry.number)
        if first is not None:
            entry.refuse(
                f"Virksomheden står også i række {first}. Behold kun den ene række."
            )

    def has_usual(self, name: str) -> bool:
        """Know that a slug is made where none is given."""
        return name == "slug" or super().has_usual(name)

    def blank(self, entry: Entry) -> Enterprise:
        """Begin with the slug that was made of the name, if one was."""
        row: Enterprise = self.usual_row()
        row.slug = entry.key or ""
        return row

    def check(self, entries: Sequence[Entry], layout: Layout) -> None:
        """Keep forms out of RSV that the law keeps out, and numbers to one owner."""
        suspects = {
            entry.pk: entry
            for entry in entries
            if entry.pk
            and entry.changed("legal_form")
            and entry.row.legal_form in Enterprise.NOT_ELIGIBLE_FOR_RSV
        }
        registered = RsvStatus.objects.registered_rows().filter(enterprise__in=suspects)
        for pk in set(registered.values_list("enterprise_id", flat=True)):
            suspects[pk].refuse(
                "Virksomheden har været RSV-registreret. Det kan en personligt ejet "
                "virksomhed ikke være (RSV-loven § 4).",
                "Virksomhedsform",
            )
        for entry in entries:
            if (number := entry.changed("cvr_number")) and entry.pk and number.value:
                self._once(entry, layout, ("cvr", number.value))

    def write(
        self, entries: Sequence[Entry], *, by: AbstractBaseUser | None, note: str
    ) -> None:
        """Write records and their lists of names; the search follows."""
        new = [entry for entry in entries if entry.is_new]
        changed = [entry for entry in entries if entry.is_changed]
        was_public = set(
            Enterprise.objects.published()
            .filter(pk__in=[entry.pk for entry in changed])
            .values_list("pk", flat=True)
        )
        Enterprise.objects.bulk_create([entry.row for entry in new])
        bulk.update(Enterprise, changed)
        for column in self.columns:
            if isinstance(column, Names):
                self._write_names(column, [*new, *changed])
        rows = [(entry.row, entry.pk is None) for entry in (*new, *changed)]
        self.log(rows, by=by, note=note)
        saved_in_bulk.send(Enterprise, rows=[row for row, _ in rows])
        search.index(
            row.pk
            for row, _ in rows
            if row.pk in was_public or row.publication_state == PUBLIC
        )

    def _write_names(self, column: Names, entries: Sequence[Entry]) -> None:
        told = [
            (entry.row.pk, change.value)
            for entry in entries
            if (change := entry.changed(column.name))
        ]
        through = column.through
        old = [entry.pk for entry in entries if entry.pk and entry.changed(column.name)]
        if old:
            through.objects.filter(enterprise_id__in=old).delete()
        bulk.insert(
            through,
            ("enterprise_id", column.id_name),
            [(pk, value) for pk, values in told for value in values],
        )


def slug_of(name: str) -> str:
    """Make the end of an address out of a name."""
    return slugify(name.casefold().translate(LETTERS))[:100] or "virksomhed"
