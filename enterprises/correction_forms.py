"""The form in which a reader says what is wrong."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm

from .models import Correction

TOO_LONG = "Teksten er for lang. Skriv højst 2.000 tegn."


class CorrectionForm(SentOnceForm):
    """What is wrong, what should stand there, and where an answer may go."""

    area = forms.ChoiceField(
        label="Hvad handler det om?",
        choices=Correction.Area,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, hvad det handler om.",
            "invalid_choice": "Vælg en af mulighederne.",
        },
    )
    wrong = forms.CharField(
        label="Hvad er forkert?",
        help_text="Fx “Telefonnummeret virker ikke”.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Skriv, hvad der er forkert.",
            "max_length": TOO_LONG,
        },
    )
    right = forms.CharField(
        label="Hvad skal der stå?",
        help_text="Ved du det ikke, så lad feltet stå tomt.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )
    email = OwnMailField(help_text="Kun hvis du vil have svar.", required=False)

    @property
    def correction(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        names = ("area", "wrong", "right", "email")
        written = {name: self.cleaned_data[name] for name in names}
        return {**written, "sending_key": self.sending_key}
