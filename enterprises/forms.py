"""What a reader may choose: filters of the registry, and the day of the figures.

Both are GET forms whose every state is an address. An address can hold anything, so
what makes no sense is left out and named to the reader; it is never an error page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from .registry.facets import Choice
from .registry.image import (
    BY_NAME,
    LATELY_CONFIRMED,
    NEWEST,
    RELEVANCE,
    Found,
    Registry,
)
from .search.reading import SearchResult, search

LONGEST_ECHO = 40
MOST_ECHOED = 3
LONGEST_QUERY = 200

SORTINGS = {
    RELEVANCE: "Bedste match",
    BY_NAME: "Navn",
    NEWEST: "Nyeste",
    LATELY_CONFIRMED: "Senest bekræftet",
}


def echo(text: str) -> str:
    """Quote what somebody sent: printable, and no longer than a line."""
    plain = "".join(c if c.isprintable() else " " for c in text[: LONGEST_ECHO + 1])
    if len(plain) > LONGEST_ECHO:
        plain = f"{plain[:LONGEST_ECHO].rstrip()}…"
    return f"“{plain.strip()}”"


def enterprises_in_words(number: int) -> str:
    """Write how many enterprises there are."""
    return "1 virksomhed" if number == 1 else f"{number} virksomheder"


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


class QueryField(forms.Field):
    """What somebody looks for, in her own words; nothing that one can type is wrong."""

    def clean(self, value: Any) -> str:
        """Keep what can be read, on one line and no longer than anybody needs."""
        text = "".join(c if c.isprintable() else " " for c in value or "")
        return " ".join(text.split())[:LONGEST_QUERY].rstrip()


class SortingField(forms.ChoiceField):
    """An order of the list, of which an unknown one counts as none."""

    def validate(self, value: str) -> None:
        """Refuse nothing: ``clean`` has left out what is unknown."""

    def clean(self, value: Any) -> str:
        """Keep what is known."""
        return value if value and self.valid_value(value) else ""


@dataclass(frozen=True)
class Option:
    """One check box: its value, its words, whether it is chosen and what it gives."""

    value: str
    label: str
    checked: bool
    count: int


@dataclass(frozen=True)
class FilterGroup:
    """One group of check boxes."""

    legend: str
    name: str
    options: list[Option]


@dataclass(frozen=True)
class Link:
    """An address of this list and the words for it; current if it leads here."""

    label: str
    url: str
    current: bool = False


class EnterpriseFilterForm(forms.Form):
    """Which enterprises to show, and in which order; in an address it is in Danish.

    Several choices in a group widen it, several groups narrow it. Where no stage is
    chosen, those that have closed are left out.
    """

    PARAMETERS = {
        "words": "q",
        "offer": "tilbud",
        "sector": "omraade",
        "target_group": "maalgruppe",
        "town": "by",
        "access": "adgang",
        "stage": "stadie",
        "rsv": "rsv",
        "sorting": "sortering",
    }

    words = QueryField(label="Søg i registret", required=False)
    offer = KnownChoicesField("Hvad leder du efter?")
    sector = KnownChoicesField("Arbejdsfelt")
    target_group = KnownChoicesField("Plads til")
    town = KnownChoicesField("By")
    access = KnownChoicesField("Adgang")
    stage = KnownChoicesField("Hvor langt er de?")
    rsv = KnownChoicesField("RSV-status")
    sorting = SortingField(
        label="Rækkefølge",
        choices=list(SORTINGS.items()),
        required=False,
    )

    def __init__(self, data: QueryDict, registry: Registry) -> None:
        """Offer what the registry holds."""
        super().__init__(data)
        self.registry = registry
        for name, labels in registry.facets.labels.items():
            self._facet(name).choices = list(labels.items())

    def add_prefix(self, field_name: str) -> str:
        """Give a field its name in the address."""
        return self.PARAMETERS.get(field_name, field_name)

    def _facet(self, name: str) -> KnownChoicesField:
        field = self.fields[name]
        assert isinstance(field, KnownChoicesField)
        return field

    @property
    def _facets(self) -> list[str]:
        """The facets in the order in which the form shows them."""
        return [name for name in self.fields if name in self.registry.facets.labels]

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """What is chosen in each group; nothing here is ever invalid."""
        self.full_clean()
        return {name: self.cleaned_data[name] for name in self._facets}

    @cached_property
    def query(self) -> str:
        """What is looked for, empty for nothing."""
        self.full_clean()
        return self.cleaned_data["words"]

    @property
    def usual_order(self) -> str:
        """The order of who asked for none."""
        return RELEVANCE if self.query else BY_NAME

    @cached_property
    def order(self) -> str:
        """The order asked for; the best match is one only of something looked for."""
        self.full_clean()
        order = self.cleaned_data["sorting"]
        if not order or (order == RELEVANCE and not self.query):
            return self.usual_order
        return order

    @cached_property
    def result(self) -> SearchResult | None:
        """What the search finds before anything is chosen; None without a search."""
        return search(self.query, self.registry) if self.query else None

    @cached_property
    def searched(self) -> int:
        """Those among whom the facets choose."""
        return self.result.found if self.result else self.registry.everybody

    @cached_property
    def found(self) -> Found:
        """The numbers of those that fit, in the order asked for."""
        fitting = self.registry.facets.matching(self.chosen, self.searched)
        if self.order == RELEVANCE and self.result:
            tiers = [tier & fitting for tier in self.result.tiers]
            return Found(self.registry.orders[BY_NAME], tiers)
        return Found(self.registry.orders[self.order], [fitting])

    @property
    def groups(self) -> list[FilterGroup]:
        """The groups of check boxes, those without choices left out."""
        counts = self.registry.facets.counts(self.chosen, self.searched)
        return [
            FilterGroup(
                legend=str(self.fields[name].label),
                name=self.add_prefix(name),
                options=[
                    Option(value, label, value in chosen, counts[name][value])
                    for value, label in self._facet(name).pairs
                ],
            )
            for name, chosen in self.chosen.items()
            if self._facet(name).pairs
        ]

    @property
    def sortings(self) -> list[Link]:
        """The orders there are, each with the address of the list in it."""
        return [
            Link(label, self._address(order=value), value == self.order)
            for value, label in SORTINGS.items()
            if value != RELEVANCE or self.query
        ]

    @property
    def choices_in_address(self) -> list[tuple[str, str]]:
        """All that is chosen besides the words, as an address has it."""
        chosen = [
            (self.add_prefix(name), value)
            for name, values in self.chosen.items()
            for value in values
        ]
        is_usual = self.order == self.usual_order
        return [
            *chosen,
            *([] if is_usual else [(self.add_prefix("sorting"), self.order)]),
        ]

    @property
    def ignored(self) -> list[str]:
        """Sentences about what the address asked for that does not exist."""
        sentences = []
        for name in self._facets:
            unknown = self._facet(name).unknown(self[name].data)
            if unknown:
                quoted = ", ".join(echo(value) for value in unknown[:MOST_ECHOED])
                more = " og flere" if len(unknown) > MOST_ECHOED else ""
                sentences.append(
                    f"Vi kender ikke {quoted}{more} "
                    f"under “{self.fields[name].label}”, så det er ikke brugt."
                )
        order = self["sorting"].data
        if order and not self.cleaned_data["sorting"]:
            sentences.append(
                f"Vi kender ikke rækkefølgen {echo(order)}, så den er ikke brugt."
            )
        if len(self["words"].data or "") > LONGEST_QUERY:
            sentences.append(
                f"Din søgning er lang. Vi har søgt på de første {LONGEST_QUERY} tegn."
            )
        return sentences

    def _address(
        self,
        chosen: Choice | None = None,
        query: str | None = None,
        order: str | None = None,
    ) -> str:
        """Return the first page of this list with something in it changed."""
        query = self.query if query is None else query
        order = self.order if order is None else order
        usual = RELEVANCE if query else BY_NAME
        address = QueryDict(mutable=True)
        if query:
            address[self.add_prefix("words")] = query
        for name, values in (self.chosen if chosen is None else chosen).items():
            address.setlist(self.add_prefix(name), list(values))
        if order not in (usual, self.usual_order):
            address[self.add_prefix("sorting")] = order
        return f"?{address.urlencode()}" if address else "?"

    @property
    def chips(self) -> list[Link]:
        """The choices made, each with the address of the list without it."""
        chosen = self.chosen
        looked_for = Link(f"“{self.query}”", self._address(query=""))
        return [looked_for] * bool(self.query) + [
            Link(
                label=f"RSV: {label}" if name == "rsv" else label,
                url=self._address(
                    {**chosen, name: [v for v in chosen[name] if v != value]}
                ),
            )
            for name in self._facets
            for value, label in self._facet(name).pairs
            if value in chosen[name]
        ]

    @property
    def suggestion(self) -> Link | None:
        """What may have been meant by what was looked for, with what is chosen kept."""
        if self.result is None or not self.result.suggestion:
            return None
        meant = self.result.suggestion
        return Link(meant, self._address(query=meant))

    @property
    def ways_out(self) -> list[Link]:
        """Say where nothing fits which choice to leave out, and what that gives.

        Where it takes more than one, say what each choice gives by itself.
        """
        chosen = [name for name, values in self.chosen.items() if values]
        nothing: dict[str, list[str]] = {name: [] for name in self.chosen}
        ways = [("Fjern søgeordene", "", self.chosen)] if self.query else []
        for name in chosen:
            label = f"Fjern valget under “{self.fields[name].label}”"
            ways.append((label, self.query, {**self.chosen, name: []}))
        links = self._links_with_hits(ways)
        if links:
            return links
        ways = [("Behold kun søgeordene", self.query, nothing)] if self.query else []
        for name in chosen:
            label = f"Behold kun valget under “{self.fields[name].label}”"
            ways.append((label, "", {**nothing, name: self.chosen[name]}))
        return self._links_with_hits(ways)

    def _links_with_hits(self, ways: Iterable[tuple[str, str, Choice]]) -> list[Link]:
        links = []
        for label, query, chosen in ways:
            within = self.searched if query else self.registry.everybody
            number = self.registry.facets.matching(chosen, within).bit_count()
            if number:
                label = f"{label}: {enterprises_in_words(number)}"
                links.append(Link(label, self._address(chosen, query)))
        return links


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
