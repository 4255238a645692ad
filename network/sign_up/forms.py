"""The forms of a sign-up; every sentence says what to do."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm

from ..models.registration import MOST_COLLEAGUES

LONGEST_NAME = 120


class PeopleForm(forms.Form):
    """Who comes: the one who signs up, and colleagues."""

    name = forms.CharField(
        label="Dit navn",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Skriv dit navn.",
            "max_length": f"Navnet er for langt. Skriv højst {LONGEST_NAME} tegn.",
        },
    )
    organisation = forms.CharField(
        label="Virksomhed, forening eller arbejdsplads",
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={
            "max_length": f"Navnet er for langt. Skriv højst {LONGEST_NAME} tegn."
        },
    )
    colleagues = forms.CharField(
        label="Kolleger, du også tilmelder",
        help_text=(
            f"Skriv ét navn på hver linje, højst {MOST_COLLEAGUES}. I får plads "
            "sammen eller venter sammen. Spørg dem først."
        ),
        required=False,
        max_length=(LONGEST_NAME + 2) * MOST_COLLEAGUES,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"max_length": "Teksten er for lang. Skriv kun navne."},
    )

    def clean_name(self) -> str:
        """Keep the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_organisation(self) -> str:
        """Keep the organisation on one line."""
        return " ".join(self.cleaned_data["organisation"].split())

    def clean_colleagues(self) -> str:
        """Take as many names as may come along."""
        text: str = self.cleaned_data["colleagues"]
        names = [line for line in text.splitlines() if line.strip()]
        if len(names) > MOST_COLLEAGUES:
            raise forms.ValidationError(
                f"Skriv højst {MOST_COLLEAGUES} kolleger, ét navn på hver linje. Er I "
                "flere, så lad en anden tilmelde resten."
            )
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(
                f"Et af navnene er for langt. Skriv højst {LONGEST_NAME} tegn på hver "
                "linje."
            )
        return "\n".join(names)

    @property
    def people(self) -> dict[str, Any]:
        """What was written about those who come."""
        names = ("name", "organisation", "colleagues")
        return {name: self.cleaned_data[name] for name in names}


class AddressForm(forms.Form):
    """Where mails about a sign-up go."""

    email = OwnMailField(help_text="Vi sender dig et link, som du skal bekræfte med.")


class SignUpForm(PeopleForm, AddressForm, SentOnceForm):
    """Signing up for an event, without an account."""

    field_order = ("name", "email", "organisation", "colleagues")

    @property
    def sign_up(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        written = {**self.people, "email": self.cleaned_data["email"]}
        return {**written, "sending_key": self.sending_key}


class ByTelephoneForm(PeopleForm, AddressForm):
    """What the editor writes for somebody who rang."""

    field_order = ("name", "email", "organisation", "colleagues")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields for whoever writes about somebody else."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Navn"
        self.fields["email"].label = "Mailadresse"
        self.fields["email"].help_text = "Portalen sender linket til pladsen dertil."
        self.fields["colleagues"].label = "Kolleger, der kommer med"
