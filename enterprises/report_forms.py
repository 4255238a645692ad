"""The forms of the enterprise's own pages; every sentence says what to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.http import QueryDict
from django.utils import timezone

from common.quantities import Qualifier, Quantity, Unit

from .models import (
    Enterprise,
    RecordProposal,
    SocialValueStatement,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
)
from .reporting import (
    CHANGEABLE,
    DECLARATION,
    LABELS,
    STATEMENT,
    Answer,
    Figures,
    differing,
)

# Says which return a page was made for.
PAGE_OF = "til"
NUMBERED = re.compile(r"(number|ca)_\d+")
GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
LARGEST = 1_000_000


class PersonsField(forms.IntegerField):
    """A number of people; empty is "ikke oplyst", which is not 0."""

    def __init__(self, **kwargs: Any) -> None:
        """Let anything be typed, so that the answer to a mistake is ours."""
        attrs = {"class": "input-char-8", "inputmode": "numeric"}
        super().__init__(
            required=False,
            min_value=0,
            max_value=LARGEST,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "invalid": "Skriv et helt tal, fx 12, eller lad feltet stå tomt.",
                "min_value": "Skriv 0 eller et større tal.",
                "max_value": "Tallet er for stort. Skriv antallet af personer.",
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> int | None:
        """Read 30.300 as Danes write it."""
        text = str(value if value is not None else "").strip()
        if GROUPED.fullmatch(text):
            text = text.replace(".", "")
        if text and not (text.lstrip("-").isascii() and text.lstrip("-").isdecimal()):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return super().to_python(text[:12])


class AnswerForm(forms.Form):
    """Is this still right? And if not, what is?"""

    # The page says it once.
    hide_optional = True

    answer = forms.ChoiceField(
        label="Er det stadig rigtigt?",
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, om det, der står om jer, stadig er rigtigt.",
            "invalid_choice": "Vælg et af de tre svar.",
        },
    )
    closed_date = forms.DateField(
        label="Hvilken dag lukkede I?",
        help_text="Kun hvis I er lukket.",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Skriv datoen som dag, måned og år, fx 31-08-2026."},
    )
    message = forms.CharField(
        label="Andet, der skal rettes",
        help_text="Fx adresse, åbningstider eller det, man kan få hos jer.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Skriv højst 2.000 tegn."},
    )

    def __init__(
        self,
        *args: Any,
        enterprise: Enterprise,
        proposal: RecordProposal,
        **kwargs: Any,
    ) -> None:
        """Show the record as it stands, with what was proposed so far laid over it."""
        self.enterprise = enterprise
        initial = {
            "answer": proposal.answer,
            "closed_date": proposal.closed_date,
            "message": proposal.message,
            **{
                name: proposal.changes.get(name, getattr(enterprise, name))
                for name in CHANGEABLE
            },
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        fields = fields_for_model(Enterprise, CHANGEABLE)
        for name, field in fields.items():
            field.required = False
            self.fields[name] = field
        self.fields["name"].label = "Navn"
        self.fields["social_purpose"].widget.attrs["rows"] = 4

    @property
    def corrections(self) -> Iterator[forms.BoundField]:
        """The fields of the record, then the message."""
        for name in (*CHANGEABLE, "message"):
            yield self[name]

    @property
    def wants_corrections(self) -> bool:
        """Whether the corrections should stand open."""
        return self["answer"].value() == Answer.CORRECT or bool(
            set(self.errors) - {"answer", "closed_date"}
        )

    def clean(self) -> dict[str, Any]:
        """Hold the answer and what came with it together."""
        cleaned = super().clean() or {}
        answer = cleaned.get("answer")
        if answer == Answer.CLOSED:
            self._forgive()
            self._check_closed_date(cleaned.get("closed_date"))
        elif answer == Answer.RIGHT:
            is_changed = differing(self.enterprise, cleaned) or cleaned.get("message")
            if is_changed or any(name in self.errors for name in CHANGEABLE):
                self._forgive()
                self.add_error(
                    "answer",
                    "Du har rettet noget. Vælg “Noget skal rettes”, eller sæt det "
                    "tilbage, som det var.",
                )
        elif answer == Answer.CORRECT:
            for name in ("name", "short_description"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, "Skriv noget her. Feltet kan ikke være tomt.")
            if not self.errors and not (
                differing(self.enterprise, cleaned) or cleaned.get("message")
            ):
                self.add_error(
                    "answer",
                    "Ret det, der er forkert, eller vælg “Det er stadig rigtigt”.",
                )
        return cleaned

    def _check_closed_date(self, day: Any) -> None:
        if "closed_date" in self.errors:
            return
        earliest = (
            self.enterprise.established_date or self.enterprise.followed_from_date
        )
        if day is None:
            self.add_error("closed_date", "Skriv, hvilken dag I lukkede.")
        elif day > timezone.localdate():
            self.add_error(
                "closed_date", "Dagen ligger i fremtiden. Skriv en tidligere."
            )
        elif day < earliest:
            self.add_error("closed_date", "Dagen ligger, før I begyndte.")

    def _forgive(self) -> None:
        for name in (*CHANGEABLE, "message"):
            self.errors.pop(name, None)

    @property
    def changes(self) -> dict[str, str]:
        """The words of the record's fields."""
        return {
            name: self.cleaned_data[name]
            for name in CHANGEABLE
            if name in self.cleaned_data
        }


Row = tuple[forms.BoundField, forms.BoundField]


class FiguresForm(forms.Form):
    """The year's figures by category, and what the enterprise says beside them."""

    # The page says it once.
    hide_optional = True

    total = PersonsField(
        label="Medarbejdere i alt",
        help_text="Uden frivillige. Skriv det tal, I selv regner med.",
    )
    total_ca = forms.BooleanField(label="Cirka", required=False)
    note = forms.CharField(
        label="Bemærkning til tallene",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Skriv højst 2.000 tegn."},
    )
    reserved_contracts = forms.ChoiceField(
        label="Kan I opfylde kravet i udbudslovens § 54?",
        help_text=(
            "Kravet er, at mindst 30 procent af medarbejderne har et handicap eller "
            "er dårligt stillede. Det er jeres egen oplysning og har intet med RSV "
            "at gøre."
        ),
        choices=[
            (Enterprise.ReservedContracts.YES, "Ja"),
            (Enterprise.ReservedContracts.NO, "Nej"),
            (Enterprise.ReservedContracts.UNKNOWN, "Vil ikke oplyse det"),
        ],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Vælg et af svarene."},
    )
    has_consent = forms.BooleanField(
        label="De omtalte har sagt ja til, at det må vises",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        staffing_return: StaffingReturn,
        categories: list[StaffingCategory],
        previous: StaffingReturn | None,
        proposal: RecordProposal,
        **kwargs: Any,
    ) -> None:
        """Make a number and a tick for each category, filled with what was saved."""
        self.categories = categories
        self.previous = previous
        counts = {c.category_id: c for c in staffing_return.counts.all()}
        before = {c.category_id: c for c in previous.counts.all()} if previous else {}
        initial: dict[str, Any] = {
            "total": _plain(staffing_return.reported_total),
            "total_ca": staffing_return.reported_total_qualifier != Qualifier.EXACT,
            "note": staffing_return.note,
            "reserved_contracts": proposal.changes.get(
                "reserved_contracts", staffing_return.enterprise.reserved_contracts
            ),
            "has_consent": bool(proposal.statement),
            **{name: proposal.statement.get(name, "") for name in STATEMENT},
        }
        for category in categories:
            if count := counts.get(category.pk):
                initial[f"number_{category.pk}"] = _plain(count.value)
                initial[f"ca_{category.pk}"] = count.qualifier != Qualifier.EXACT
        super().__init__(*args, **kwargs | {"initial": initial})
        for category in categories:
            self.fields[f"number_{category.pk}"] = PersonsField(
                label=category.name,
                help_text=_hint(category, before.get(category.pk), previous),
            )
            self.fields[f"ca_{category.pk}"] = forms.BooleanField(
                label="Cirka", required=False
            )
        for name, field in fields_for_model(SocialValueStatement, STATEMENT).items():
            field.required = False
            self.fields[name] = field
        self.fields["evidence"].widget.attrs["rows"] = 3

    @property
    def staff(self) -> Iterator[tuple[str, list[Row]]]:
        """Number and tick of each kind of staff, under the name of its group."""
        for group in StaffingCategory.Group:
            rows = self._rows_of(group)
            if rows and group != StaffingCategory.Group.VOLUNTEERS:
                yield group.label, rows

    @property
    def volunteers(self) -> list[Row]:
        """The same for the volunteers, who are in no total."""
        return self._rows_of(StaffingCategory.Group.VOLUNTEERS)

    def _rows_of(self, group: StaffingCategory.Group) -> list[Row]:
        return [
            (self[f"number_{category.pk}"], self[f"ca_{category.pk}"])
            for category in self.categories
            if category.group == group
        ]

    @property
    def total_row(self) -> Row:
        """The enterprise's own total and its tick."""
        return self["total"], self["total_ca"]

    @property
    def statement_fields(self) -> Iterator[forms.BoundField]:
        """The fields of the statement of social value."""
        for name in (*STATEMENT, "has_consent"):
            yield self[name]

    def clean(self) -> dict[str, Any]:
        """Take a tick only with a number, and a statement only whole."""
        cleaned = super().clean() or {}
        for number, tick in self._pairs():
            if (
                number not in self.errors
                and cleaned.get(tick)
                and cleaned.get(number) is None
            ):
                self.add_error(number, "Skriv et tal, eller fjern hakket ved “Cirka”.")
        words = {name: cleaned.get(name) for name in STATEMENT}
        if any(words.values()):
            for name, sentence in (
                ("claim", "Skriv, hvad I har opnået."),
                ("beneficiaries", "Skriv, hvem det er godt for."),
                ("evidence", "Skriv, hvordan I ved det."),
            ):
                if name not in self.errors and not words[name]:
                    self.add_error(name, sentence)
            if not cleaned.get("has_consent"):
                self.add_error(
                    "has_consent",
                    "Spørg dem, der er omtalt, og sæt hak, når de har sagt ja.",
                )
        return cleaned

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield "total", "total_ca"
        for category in self.categories:
            yield f"number_{category.pk}", f"ca_{category.pk}"

    @property
    def figures(self) -> Figures:
        """Everything as the services take it."""
        data = self.cleaned_data
        return Figures(
            counts={
                category.pk: _quantity(
                    data[f"number_{category.pk}"], data[f"ca_{category.pk}"]
                )
                for category in self.categories
            },
            reported_total=_quantity(data["total"], data["total_ca"]),
            note=data["note"],
            declaration=data["reserved_contracts"],
            statement={name: data[name] for name in STATEMENT},
        )


def _quantity(value: int | None, is_approximate: bool) -> Quantity:
    if value is None:
        return Quantity(None, unit=Unit.PERSONS)
    qualifier = Qualifier.APPROXIMATE if is_approximate else Qualifier.EXACT
    return Quantity(Decimal(value), qualifier, Unit.PERSONS)


def _plain(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _hint(
    category: StaffingCategory,
    count: StaffingCount | None,
    previous: StaffingReturn | None,
) -> str:
    told = f"{category.explanation}. " if category.explanation else ""
    if previous is None:
        return told.strip()
    return f"{told}I {previous.year}: {count.quantity if count else 'ikke oplyst'}."


class NewLinkForm(forms.Form):
    """Where a new link should go."""

    email = forms.EmailField(
        label="Virksomhedens mailadresse",
        help_text="Den adresse, vi skrev til sidst.",
        max_length=254,
        error_messages={
            "required": "Skriv virksomhedens mailadresse.",
            "invalid": "Skriv en mailadresse, fx kontakt@firma.dk.",
            "max_length": "Mailadressen er for lang.",
        },
    )


@dataclass(frozen=True)
class Typed:
    """One field that somebody filled in, as it was sent and as a reader knows it."""

    name: str
    value: str
    label: str
    words: str


def typed_in(data: QueryDict) -> list[Typed]:
    """Read what stands in the fields of the two steps, without knowing whose it is."""
    labels = {
        **LABELS,
        **{name: str(field.label) for name, field in AnswerForm.base_fields.items()},
        **{name: str(field.label) for name, field in FiguresForm.base_fields.items()},
        **{
            name: str(field.label)
            for name, field in fields_for_model(SocialValueStatement, STATEMENT).items()
        },
    }
    numbers = [name for name in data if NUMBERED.fullmatch(name)]
    if numbers:
        for category in StaffingCategory.objects.all():
            labels[f"number_{category.pk}"] = category.name
            labels[f"ca_{category.pk}"] = f"{category.name}, cirka"
    labels["total_ca"] = "Medarbejdere i alt, cirka"
    return [
        Typed(name, value, labels[name], _in_words(name, value))
        for name, values in data.lists()
        if name in labels and (value := str(values[-1])).strip()
    ]


def _in_words(name: str, value: str) -> str:
    choices: dict[str, str] = {}
    if name == "answer":
        choices = dict(Answer.choices)
    elif name == DECLARATION:
        choices = dict(Enterprise.ReservedContracts.choices)
    elif name == "has_consent" or "ca" in name.split("_"):
        return "ja"
    return str(choices.get(value, value))
