"""The form in which anybody nominates somebody for the award."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm

TOO_LONG = "Navnet er for langt. Skriv højst 120 tegn."


class NominationForm(SentOnceForm):
    """Who, why, and whom to write to about it."""

    nominee_name = forms.CharField(
        label="Hvem vil du indstille?",
        help_text=(
            "Skriv navnet på virksomheden eller foreningen. Står den i registret, "
            "kommer navnet frem, mens du skriver."
        ),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "virksomheder", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv, hvem du vil indstille.",
            "max_length": TOO_LONG,
        },
    )
    why = forms.CharField(
        label="Hvorfor skal de have prisen?",
        help_text="Hvad har de gjort, og for hvem? Skriv ikke om andres helbred.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Skriv, hvorfor de skal have prisen.",
            "max_length": "Teksten er for lang. Skriv højst 2.000 tegn.",
        },
    )
    may_quote = forms.BooleanField(
        label="I må bruge min begrundelse på portalen, uden mit navn",
        required=False,
    )
    name = forms.CharField(
        label="Dit navn",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Skriv dit navn.", "max_length": TOO_LONG},
    )
    email = OwnMailField(help_text="Vi skriver kun, hvis juryen vil vide mere.")

    @property
    def nomination(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        names = ("nominee_name", "why", "may_quote", "name", "email")
        written = {name: self.cleaned_data[name] for name in names}
        return {**written, "sending_key": self.sending_key}
