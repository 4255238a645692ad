"""What the board and the public say about drafts, and what the editor answers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime

from common.admin import MovedBySteps, Step, badge
from common.conflicts import Version, version_of_row
from strategy import drafts, hearings
from strategy.drafts import Refused
from strategy.models import HearingRemark, Remark

State = HearingRemark.State
STATE_KINDS = {
    State.NEW: "warning",
    State.PUBLISHED: "success",
    State.ASIDE: "neutral",
}


def long_text(label: str, missing: str, help_text: str = "", **kwargs: Any) -> Any:
    """Return a box for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": missing},
        **kwargs,
    )


class AnswerForm(forms.Form):
    """What the board is told."""

    text = long_text("Svar", "Skriv svaret.", "Hele boardet kan læse det.")


class CloseForm(forms.Form):
    """What became of a remark."""

    note = forms.CharField(
        label="Hvad kom der ud af den?",
        help_text="Fx “Afsnittet er skrevet om”. Hele boardet kan læse det.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad der kom ud af bemærkningen."},
    )


class PublishForm(forms.Form):
    """The municipality's answer, if there is one."""

    answer = long_text(
        "Kommunens svar", "", "Står under høringssvaret. Må være tomt.", required=False
    )


class AsideForm(forms.Form):
    """Why a remark is not made public."""

    note = forms.CharField(
        label="Hvorfor bliver det ikke offentligt?",
        help_text="Kun til jer selv.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor det ikke bliver offentligt."},
    )


def _answer(obj: Remark, *, by: Any, text: str) -> str:
    drafts.answer(remark=obj, text=text)
    return "Svaret står nu ved bemærkningen."


def _close(obj: Remark, *, by: Any, note: str) -> str:
    drafts.close(remark=obj, note=note)
    return "Bemærkningen er lukket."


def _publish(obj: HearingRemark, *, by: Any, answer: str) -> str:
    hearings.publish(remark=obj, answer=answer)
    return "Høringssvaret er offentligt."


def _put_aside(obj: HearingRemark, *, by: Any, note: str) -> str:
    hearings.put_aside(remark=obj, note=note)
    return "Høringssvaret er lagt væk og bliver slettet om 30 dage."


class ReadThenStep(MovedBySteps):
    """What others wrote about a draft."""

    refusals = (Refused,)

    def _version_now(self, request: HttpRequest, obj: models.Model) -> Version:
        """Compare the whole row: nothing of it is in a form of its own."""
        fields = forms.fields_for_model(type(obj))
        return Version(localtime(), {"": version_of_row(obj, fields)})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let retention delete, and the strategy that it belongs to."""
        return False


class ClosedFilter(admin.SimpleListFilter):
    """Whether a remark still waits to be used."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer both."""
        return [("aaben", "Åben"), ("lukket", "Lukket")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of the two."""
        if self.value() == "aaben":
            return queryset.waiting()
        if self.value() == "lukket":
            return queryset.exclude(closed_at=None)
        return queryset


@admin.register(Remark)
class RemarkAdmin(ReadThenStep):
    """Remarks of the board."""

    purpose = "Det, boardet skriver til kladderne. Svar, og luk, når det er brugt."
    empty_text = "Ingen bemærkninger. Boardet skriver dem på “Til mødet”."
    list_display = ["__str__", "strategy", "section", "signed", "standing"]
    list_filter = [ClosedFilter, "strategy"]
    list_select_related = ["strategy", "section"]
    search_fields = ["text"]
    ordering = ["-written_at", "pk"]
    readonly_fields = [
        *("strategy", "section", "signed", "written_at", "text"),
        *("answer", "answered_at", "closing_note", "closed_at"),
    ]
    fieldsets = [
        (
            "Bemærkningen",
            {
                "description": "Sådan, som boardet skrev den.",
                "fields": ["strategy", "section", "signed", "written_at", "text"],
            },
        ),
        (
            "Svaret",
            {
                "description": "Svar og luk med knapperne øverst. Boardet ser det.",
                "fields": ["answer", "answered_at", "closing_note", "closed_at"],
            },
        ),
    ]
    steps = (
        Step(
            slug="svar",
            label="Svar",
            question="Svaret står under bemærkningen, hvor boardet læser kladden.",
            do=_answer,
            is_open=lambda obj: obj.closed_at is None,
            form=AnswerForm,
        ),
        Step(
            slug="luk",
            label="Luk bemærkningen",
            question="Er bemærkningen brugt, så den kan lukkes?",
            do=_close,
            is_open=lambda obj: obj.closed_at is None,
            form=CloseForm,
        ),
    )

    def step_initial(self, obj: Remark, step: Step) -> dict[str, Any]:
        """Begin with the answer that is there."""
        return {"text": obj.answer}

    def step_facts(self, obj: Remark, step: Step) -> list[tuple[str, object]]:
        """Show what it is about, once more."""
        facts: list[tuple[str, object]] = [
            ("Til", obj.section or obj.strategy),
            (obj.signed, obj.text),
        ]
        return [(label, value) for label, value in facts if value]

    @admin.display(description="status", ordering="closed_at")
    def standing(self, obj: Remark) -> SafeString:
        """Draw where it stands."""
        if obj.closed_at:
            return badge("Lukket", "neutral")
        return badge("Besvaret", "info") if obj.answered_at else badge("Ny", "warning")


@admin.register(HearingRemark)
class HearingRemarkAdmin(ReadThenStep):
    """Remarks of the public."""

    purpose = "Høringssvar. Ingen andre ser dem, før du har gjort dem offentlige."
    empty_text = "Ingen høringssvar. De kommer, når en strategi er i høring."
    list_display = [
        *("__str__", "beginning", "strategy", "section", "state_badge", "received_at"),
    ]
    list_filter = ["state", "strategy"]
    list_select_related = ["strategy", "section"]
    ordering = ["-received_at", "pk"]
    readonly_fields = [
        *("strategy", "section", "text", "received_at", "name", "show_name"),
        *("state_badge", "answer", "note", "decided_at", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Høringssvaret",
            {
                "description": "Se efter, om der står noget privat om andre.",
                "fields": ["strategy", "section", "text", "received_at"],
            },
        ),
        (
            "Hvem skrev det",
            {
                "description": "Navnet vises kun, når personen har sagt ja.",
                "fields": ["name", "show_name"],
            },
        ),
        (
            "Hvad der skete",
            {
                "description": "Gør det offentligt, eller læg det væk, øverst.",
                "fields": [
                    "state_badge",
                    "answer",
                    "note",
                    "decided_at",
                    "delete_on_date",
                ],
            },
        ),
    ]
    steps = (
        Step(
            slug="offentlig",
            label="Gør offentligt",
            question="Alle kan læse det bagefter. Står der noget privat om andre?",
            do=_publish,
            is_open=lambda obj: obj.state == State.NEW,
            form=PublishForm,
        ),
        Step(
            slug="svar",
            label="Skriv kommunens svar",
            question="Svaret står under høringssvaret og træder i stedet for et ældre.",
            do=_publish,
            is_open=lambda obj: obj.state == State.PUBLISHED,
            form=PublishForm,
        ),
        Step(
            slug="laeg-vaek",
            label="Læg væk",
            question="Så ser ingen det, og det bliver slettet om 30 dage.",
            do=_put_aside,
            is_open=lambda obj: obj.state != State.ASIDE,
            form=AsideForm,
            is_grave=True,
        ),
    )

    @admin.display(description="begynder")
    def beginning(self, obj: HearingRemark) -> str:
        """Show the first words: the name alone tells nobody which one it is."""
        return Truncator(obj.text).words(12)

    def step_initial(self, obj: HearingRemark, step: Step) -> dict[str, Any]:
        """Begin with the answer that is there."""
        return {"answer": obj.answer}

    def step_facts(self, obj: HearingRemark, step: Step) -> list[tuple[str, object]]:
        """Show what it is about, once more."""
        facts: list[tuple[str, object]] = [
            ("Til", obj.section or obj.strategy),
            ("Svaret", obj.text),
            ("Navnet, som bliver vist", obj.public_name),
        ]
        return [(label, value) for label, value in facts if value]

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: HearingRemark) -> SafeString:
        """Draw the state."""
        state = State(obj.state)
        return badge(state.label, STATE_KINDS[state])
