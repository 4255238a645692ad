"""What readers say is wrong, beside what stands there now."""

from typing import Any

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import MovedBySteps, Step, badge
from enterprises import corrections
from enterprises.models import Correction
from enterprises.services import Refused

State = Correction.State

KINDS = {State.NEW: "warning", State.TAKEN: "success", State.DECLINED: "neutral"}


class NoteForm(forms.Form):
    """What was done."""

    note = forms.CharField(
        label="Bemærkning",
        help_text="Kun til jer selv. Fx hvem du har spurgt.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why nothing was done."""

    note = forms.CharField(
        label="Hvorfor skal det ikke rettes?",
        help_text="Kun til jer selv.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor det ikke skal rettes."},
    )


class AnswerForm(forms.Form):
    """What the reader is told."""

    text = forms.CharField(
        label="Svar",
        help_text="Mailen gengiver det, læseren skrev, og siger farvel for dig.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv svaret til læseren."},
    )


def _take(obj: Correction, *, by: Any, note: str) -> str:
    corrections.close(correction=obj, state=State.TAKEN, note=note)
    return "Rettelsen er lukket som rettet."


def _decline(obj: Correction, *, by: Any, note: str) -> str:
    corrections.close(correction=obj, state=State.DECLINED, note=note)
    return "Rettelsen er lukket, og siden står, som den gjorde."


def _answer(obj: Correction, *, by: Any, text: str) -> str:
    corrections.answer(correction=obj, text=text)
    return "Svaret er på vej til læseren."


@admin.register(Correction)
class CorrectionAdmin(MovedBySteps):
    """Corrections: read beside the record, closed by a step, answered by another."""

    purpose = (
        "Det, læsere skriver er forkert på en virksomheds side. Ret det hos "
        "virksomheden, og luk rettelsen her."
    )
    empty_text = "Ingen rettelser. De kommer fra “Foreslå en rettelse” på siderne."
    list_display = ["enterprise", "area", "state_badge", "wants_answer", "received_at"]
    list_filter = ["state", "area"]
    list_select_related = ["enterprise"]
    search_fields = ["=email", "enterprise__name"]
    search_help_text = "Søg efter virksomheden, eller skriv hele mailadressen."
    ordering = ["-received_at", "pk"]
    readonly_fields = [
        *("beside", "record", "email", "received_at"),
        *("state_badge", "note", "closed_at", "answer", "answered_at"),
        "delete_on_date",
    ]
    fieldsets = [
        (
            "Rettelsen",
            {
                "description": "Ret siden hos virksomheden. Herfra ændrer intet sig.",
                "fields": ["beside", "record", "received_at"],
            },
        ),
        (
            "Læseren",
            {
                "description": "Det er en persons oplysninger. Del dem ikke med andre.",
                "fields": ["email", "answer", "answered_at"],
            },
        ),
        (
            "Hvad der kom ud af det",
            {
                "description": "Luk rettelsen med en af knapperne øverst.",
                "fields": ["state_badge", "note", "closed_at", "delete_on_date"],
            },
        ),
    ]
    letter_title = "Rettelse fra en læser"
    refusals = (Refused,)
    steps = (
        Step(
            slug="rettet",
            label="Jeg har rettet det",
            question="Er siden rettet, så rettelsen kan lukkes?",
            do=_take,
            is_open=lambda obj: obj.state == State.NEW,
            form=NoteForm,
        ),
        Step(
            slug="ikke-rettet",
            label="Det skal ikke rettes",
            question="Skal siden stå, som den gør?",
            do=_decline,
            is_open=lambda obj: obj.state == State.NEW,
            form=ReasonForm,
            is_grave=True,
        ),
        Step(
            slug="svar",
            label="Svar læseren",
            question="Portalen sender svaret som mail.",
            do=_answer,
            is_open=lambda obj: obj.can_be_answered,
            form=AnswerForm,
        ),
    )

    def step_facts(self, obj: Correction, step: Step) -> list[tuple[str, object]]:
        """Show what it is about, once more."""
        facts: list[tuple[str, object]] = [
            ("Virksomhed", obj.enterprise),
            ("Læseren skriver", obj.wrong),
            ("Der skal stå", obj.right),
        ]
        if step.slug == "svar":
            facts.append(("Svaret går til", obj.email))
        return [(label, value) for label, value in facts if value]

    @admin.display(description="rettelsen")
    def beside(self, obj: Correction) -> SafeString:
        """Put what the reader wrote beside what stands there."""
        return render_to_string(
            "admin/enterprises/correction/beside.html",
            {"correction": obj, "now": corrections.as_it_stands(obj)},
        )

    @admin.display(description="virksomheden")
    def record(self, obj: Correction) -> SafeString:
        """Lead to where it is put right, and to what readers see."""
        change = reverse(
            f"{self.admin_site.name}:enterprises_enterprise_change",
            args=[obj.enterprise_id],
        )
        return format_html(
            '<a href="{}">Ret {}</a>{}',
            change,
            obj.enterprise,
            format_html(
                ' · <a href="{}">Se siden</a>', obj.enterprise.get_absolute_url()
            )
            if obj.enterprise.is_published
            else "",
        )

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Correction) -> SafeString:
        """Draw the state."""
        state = State(obj.state)
        return badge(state.label, KINDS[state])

    @admin.display(description="vil have svar", boolean=True)
    def wants_answer(self, obj: Correction) -> bool:
        """Say whether somebody waits for an answer."""
        return obj.can_be_answered
