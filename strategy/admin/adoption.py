"""The step that adopts a strategy."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from common.admin import DayInput, Step
from common.admin.fields import validate_year
from strategy import adoption, services
from strategy.models import Strategy

from .evaluation import announced


class AdoptionForm(forms.Form):
    """Who decided, when, and where one can read about it."""

    deciding_body = forms.CharField(
        label="Hvem vedtog den?",
        help_text="Fx “Byrådet”.",
        max_length=120,
        error_messages={"required": "Skriv, hvem der vedtog strategien."},
    )
    adopted_date = forms.DateField(
        label="Hvilken dag?",
        required=False,
        widget=DayInput,
        validators=[validate_year],
        error_messages={"invalid": "Skriv en dag, fx 31.08.2026."},
    )
    decision_text = forms.CharField(
        label="Hvis dagen ikke er kendt: hvornår?",
        help_text="Sådan, som kilden skriver det, fx “2014”.",
        required=False,
        max_length=120,
    )
    case_url = forms.URLField(label="Link til sagen", required=False)
    is_sure = forms.BooleanField(
        label="Ja, teksten, målene og afsnittene ligger fast fra nu af",
        error_messages={"required": "Sæt kryds, når du er sikker."},
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for a day, or for words."""
        cleaned = super().clean()
        data = self.cleaned_data
        if "adopted_date" in data and not (
            data["adopted_date"] or data.get("decision_text")
        ):
            self.add_error("adopted_date", "Skriv dagen, eller hvornår det var.")
        return cleaned


def _adopt(
    obj: Strategy,
    *,
    by: Any,
    is_sure: bool,
    deciding_body: str,
    adopted_date: date | None,
    decision_text: str,
    case_url: str,
) -> str:
    adopted = adoption.adopt(
        strategy=obj,
        deciding_body=deciding_body,
        adopted_date=adopted_date,
        decision_text=decision_text,
        case_url=case_url,
    )
    first = services.see_to_next(adopted, today=timezone.localdate())
    told = "Strategien er vedtaget. Alle kan læse den, og teksten ligger fast."
    if adopted.predecessor:
        told = f"Strategien er vedtaget og afløser “{adopted.predecessor}”."
    return " ".join([told, *announced(first)])


ADOPT = Step(
    slug="vedtag",
    label="Vedtag strategien",
    question=(
        "Så bliver den offentlig, og tekst, mål og afsnit ligger fast. Fejl retter du "
        "bagefter med en rettelse, der står ved siden af."
    ),
    do=_adopt,
    is_open=lambda obj: not obj.is_locked,
    form=AdoptionForm,
    is_grave=True,
)
