"""Nominations from the public: read, and turned into nominees by a step."""

from typing import Any

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import MovedBySteps, Step, badge
from strategy import nominations
from strategy.models import Nomination

State = Nomination.State

KINDS = {State.NEW: "warning", State.TAKEN: "success", State.DECLINED: "neutral"}


class ReasonForm(forms.Form):
    """Why it is laid aside."""

    note = forms.CharField(
        label="Hvorfor bliver den ikke nomineret?",
        help_text="Kun til jer selv.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor den ikke bliver nomineret."},
    )


def _nominate(obj: Nomination, *, by: Any) -> str:
    nominee = nominations.nominate(obj)
    if nominee.motivation:
        return f"{nominee} er nomineret."
    return f"{nominee} er nomineret. Skriv selv begrundelsen under prisåret."


def _decline(obj: Nomination, *, by: Any, note: str) -> str:
    nominations.decline(obj, note)
    return "Indstillingen er lagt til side."


@admin.register(Nomination)
class NominationAdmin(MovedBySteps):
    """Nominations: read here, never shown by themselves."""

    purpose = (
        "Det, folk skriver, når de indstiller til prisen. Intet af det kan ses på "
        "portalen, før du gør nogen til nomineret."
    )
    empty_text = "Ingen indstillinger. De kommer fra formularen på siden om prisen."
    list_display = ["nominee_name", "award_year", "state_badge", "received_at"]
    list_filter = ["state", "award_year"]
    list_select_related = ["award_year"]
    search_fields = ["=email", "nominee_name"]
    search_help_text = "Søg efter den indstillede, eller skriv hele mailadressen."
    ordering = ["-received_at", "pk"]
    readonly_fields = [
        *("award_year", "nominee_name", "in_registry", "why", "may_quote"),
        *("name", "email", "received_at", "state_badge", "nominee", "note"),
        *("closed_at", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Indstillingen",
            {
                "description": "Begrundelsen må kun vises, hvis afsenderen siger ja.",
                "fields": [
                    *("award_year", "nominee_name", "in_registry", "why", "may_quote"),
                    "received_at",
                ],
            },
        ),
        (
            "Afsenderen",
            {
                "description": "Brug det kun til at spørge. Del det ikke med andre.",
                "fields": ["name", "email"],
            },
        ),
        (
            "Hvad der kom ud af det",
            {
                "description": "Afgør indstillingen med en af knapperne øverst.",
                "fields": [
                    *("state_badge", "nominee", "note", "closed_at", "delete_on_date"),
                ],
            },
        ),
    ]
    letter_title = "Indstilling til prisen"
    refusals = (nominations.NominationRefused,)
    steps = (
        Step(
            slug="nominer",
            label="Gør til nomineret",
            question=(
                "Den nomineredes navn kan ses på siden om prisen med det samme, hvis "
                "prisåret er offentligt. Afsenderen bliver ikke vist."
            ),
            do=_nominate,
            is_open=lambda obj: obj.state == State.NEW,
        ),
        Step(
            slug="laeg-til-side",
            label="Læg til side",
            question="Skal den ikke nomineres?",
            do=_decline,
            is_open=lambda obj: obj.state == State.NEW,
            form=ReasonForm,
            is_grave=True,
        ),
    )

    def step_facts(self, obj: Nomination, step: Step) -> list[tuple[str, object]]:
        """Show what it is about, and whether the words go along."""
        facts: list[tuple[str, object]] = [
            ("Prisår", obj.award_year),
            ("Indstiller", obj.enterprise or obj.nominee_name),
            ("Fordi", obj.why),
        ]
        if step.slug == "nominer":
            quoted = "Følger med" if obj.may_quote else "Må ikke vises; skriv din egen"
            facts.append(("Begrundelsen", quoted))
        return facts

    @admin.display(description="virksomhed i registret")
    def in_registry(self, obj: Nomination) -> SafeString | str:
        """Lead to the enterprise, where the name is one's."""
        if obj.enterprise is None:
            return "Navnet står ikke i registret"
        change = reverse(
            f"{self.admin_site.name}:enterprises_enterprise_change",
            args=[obj.enterprise.pk],
        )
        return format_html('<a href="{}">{}</a>', change, obj.enterprise)

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Nomination) -> SafeString:
        """Draw the state."""
        state = State(obj.state)
        return badge(state.label, KINDS[state])
