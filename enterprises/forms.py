"""What a reader may choose: filters of the registry, and the day of the figures.

Both are GET forms whose every state is an address. An address can hold anything, so
what makes no sense is left out and named to the reader; it is never an error page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from .models import Enterprise, Location, Offer, RsvStatus, Sector
from .models.enterprise import EnterpriseQuerySet

LONGEST_ECHO = 40
MOST_ECHOED = 3


def echo(text: str) -> str:
    """Quote what somebody sent: printable, and no longer than a line."""
    plain = "".join(c if c.isprintable() else " " for c in text[: LONGEST_ECHO + 1])
    if len(plain) > LONGEST_ECHO:
        plain = f"{plain[:LONGEST_ECHO].rstrip()}…"
    return f"“{plain.strip()}”"


class KnownChoicesField(forms.MultipleChoiceField):
    """Several choices, of which the unknown are left out instead of refused."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        """Everything may be left open."""
        super().__init__(
            label=label,
            choices=list(choices),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value: Sequence[str]) -> None:
        """Refuse nothing: ``clean`` has left out what is unknown."""

    def clean(self, value: Any) -> list[str]:
        """Keep what is known, once each, in the order of the choices."""
        sent = set(self.to_python(value))
        return [key for key, _label in self.pairs if key in sent]

    def unknown(self, value: Any) -> list[str]:
        """Return what was sent that is no choice; empty values mean nothing."""
        known = {key for key, _label in self.pairs}
        return [key for key in self.to_python(value) if key and key not in known]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices as pairs of value and label."""
        choices = cast(Iterable[tuple[Any, Any]], self.choices)
        return [(str(key), str(label)) for key, label in choices]


@dataclass(frozen=True)
class Option:
    """One check box, or one chip: its value, its words and whether it is chosen."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class FilterGroup:
    """One group of check boxes."""

    legend: str
    name: str
    options: list[Option]


@dataclass(frozen=True)
class Link:
    """An address of this list and the words for it."""

    label: str
    url: str


class EnterpriseFilterForm(forms.Form):
    """Which enterprises to show; in an address the fields have Danish names.

    Several choices in a group widen it, several groups narrow it. Where no stage is
    chosen, those that have closed are left out.
    """

    PARAMETERS = {
        "offer": "tilbud",
        "stage": "stadie",
        "rsv": "rsv",
        "sector": "omraade",
        "town": "by",
    }
    WITHOUT_RSV = "ingen"

    offer = KnownChoicesField(
        "Hvad leder du efter?",
        [(kind.value, str(kind.label)) for kind in Offer.Kind],
    )
    stage = KnownChoicesField(
        "Hvor langt er de?",
        [
            (Enterprise.Stage.ESTABLISHED.value, "I drift"),
            (Enterprise.Stage.ON_THE_WAY.value, "På vej"),
            (Enterprise.Stage.CLOSED.value, "Lukket"),
        ],
    )
    rsv = KnownChoicesField(
        "RSV-status",
        [
            (RsvStatus.Status.REGISTERED.value, "Registreret"),
            (RsvStatus.Status.APPLIED.value, "Anmeldt"),
            (RsvStatus.Status.CONSIDERING.value, "Overvejer"),
            (RsvStatus.Status.DEREGISTERED.value, "Afregistreret"),
            (RsvStatus.Status.REFUSED.value, "Nægtet"),
            (WITHOUT_RSV, "Ingen status"),
        ],
    )
    sector = KnownChoicesField("Arbejdsfelt")
    town = KnownChoicesField("By")

    def __init__(self, data: QueryDict) -> None:
        """Offer the fields of work and towns that public enterprises have."""
        super().__init__(data)
        public = Enterprise.objects.published()
        sectors = Sector.objects.filter(enterprises__in=public).distinct()
        self._field("sector").choices = list(
            sectors.order_by("name").values_list("slug", "name")
        )
        towns = Location.objects.published().order_by("town")
        self._field("town").choices = [
            (town, town) for town in towns.values_list("town", flat=True).distinct()
        ]

    def add_prefix(self, field_name: str) -> str:
        """Give a field its name in the address."""
        return self.PARAMETERS.get(field_name, field_name)

    def _field(self, name: str) -> KnownChoicesField:
        field = self.fields[name]
        assert isinstance(field, KnownChoicesField)
        return field

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """What is chosen in each group; nothing here is ever invalid."""
        self.full_clean()
        return {name: self.cleaned_data[name] for name in self.fields}

    @property
    def groups(self) -> list[FilterGroup]:
        """The groups of check boxes, those without choices left out."""
        return [
            FilterGroup(
                legend=str(self.fields[name].label),
                name=self.add_prefix(name),
                options=[
                    Option(value, label, value in chosen)
                    for value, label in self._field(name).pairs
                ],
            )
            for name, chosen in self.chosen.items()
            if self._field(name).pairs
        ]

    @property
    def ignored(self) -> list[str]:
        """Sentences about what the address asked for that does not exist."""
        sentences = []
        for name in self.fields:
            unknown = self._field(name).unknown(self[name].data)
            if unknown:
                quoted = ", ".join(echo(value) for value in unknown[:MOST_ECHOED])
                more = " og flere" if len(unknown) > MOST_ECHOED else ""
                sentences.append(
                    f"Vi kender ikke {quoted}{more} "
                    f"under “{self.fields[name].label}”, så det er ikke brugt."
                )
        return sentences

    def filtered(
        self, on: date, chosen: Mapping[str, Sequence[str]] | None = None
    ) -> EnterpriseQuerySet:
        """Return the public enterprises that fit, as they are on a day.

        Args:
            on: the day.
            chosen: another choice than the reader's, e.g. with a group left out.
        """
        chosen = self.chosen if chosen is None else chosen
        public = Enterprise.objects.published()
        stages = [Enterprise.Stage(value) for value in chosen["stage"]] or [
            Enterprise.Stage.ESTABLISHED,
            Enterprise.Stage.ON_THE_WAY,
        ]
        found = reduce(or_, (public.in_stage(stage, on) for stage in stages))
        if chosen["offer"]:
            offers_it = Offer.objects.active(on).filter(
                enterprise=OuterRef("pk"), kind__in=chosen["offer"]
            )
            found = found.filter(Exists(offers_it))
        if chosen["rsv"]:
            has_status = Q(rsv_status__in=chosen["rsv"])
            if self.WITHOUT_RSV in chosen["rsv"]:
                has_status |= Q(rsv_status__isnull=True)
            found = found.with_rsv_status(on).filter(has_status)
        if chosen["sector"]:
            works_in = Enterprise.sectors.through.objects.filter(
                enterprise=OuterRef("pk"), sector__slug__in=chosen["sector"]
            )
            found = found.filter(Exists(works_in))
        if chosen["town"]:
            lies_in = Location.objects.filter(
                enterprise=OuterRef("pk"), town__in=chosen["town"]
            )
            found = found.filter(Exists(lies_in))
        return found

    def _address(self, chosen: Mapping[str, Sequence[str]]) -> str:
        query = QueryDict(mutable=True)
        for name, values in chosen.items():
            query.setlist(self.add_prefix(name), list(values))
        return f"?{query.urlencode()}" if query else "?"

    @property
    def chips(self) -> list[Link]:
        """The choices made, each with the address of the list without it."""
        chosen = self.chosen
        return [
            Link(
                label=f"RSV: {label}" if name == "rsv" else label,
                url=self._address(
                    {**chosen, name: [v for v in chosen[name] if v != value]}
                ),
            )
            for name in self.fields
            for value, label in self._field(name).pairs
            if value in chosen[name]
        ]

    def ways_out(self, on: date) -> list[Link]:
        """Say which group to leave out where nothing fits, and what that gives."""
        chosen = self.chosen
        ways = []
        for name in self.fields:
            if not chosen[name]:
                continue
            without = {**chosen, name: []}
            number = self.filtered(on, without).count()
            if number:
                what = "1 virksomhed" if number == 1 else f"{number} virksomheder"
                ways.append(
                    Link(
                        f"Fjern valget under “{self.fields[name].label}”: {what}",
                        self._address(without),
                    )
                )
        return ways


# Before this day there is nothing to ask about, and few systems agree on the calendar.
FIRST_DAY = date(1900, 1, 1)


class DayForm(forms.Form):
    """The day that figures are counted as of; in an address it is ``dato``."""

    day = forms.DateField(
        label="Vis tallene for en anden dag",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"],
    )

    def __init__(self, data: QueryDict, today: date) -> None:
        """Remember which day it is; no later one can be counted."""
        super().__init__(data if "dato" in data else None)
        self.today = today
        self.fields["day"].error_messages["invalid"] = (
            f"Vi kan ikke læse {echo(data.get('dato', ''))} som en dato. "
            "Skriv den som år-måned-dag, fx 2018-08-31."
        )

    def add_prefix(self, field_name: str) -> str:
        """Give the field its name in the address."""
        return {"day": "dato"}.get(field_name, field_name)

    def clean_day(self) -> date:
        """Accept only days that can be counted.

        Raises:
            ValidationError: empty, before 1900 or in the future.
        """
        day: date | None = self.cleaned_data["day"]
        if day is None:
            raise ValidationError("Vælg en dato, eller brug et af linkene.")
        if day < FIRST_DAY:
            raise ValidationError("Vælg en dato efter den 1. januar 1900.")
        if day > self.today:
            raise ValidationError(
                "Den dag er ikke kommet endnu. Vælg i dag eller en tidligere dato."
            )
        return day

    @property
    def as_of(self) -> date:
        """The chosen day, or today where none, or none that can be counted, is."""
        return self.cleaned_data["day"] if self.is_valid() else self.today
