"""What anybody writes to the business developer."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm

LONGEST = 4000
TOO_LONG = "Teksten er for lang. Skriv højst 4.000 tegn."


class WritingForm(SentOnceForm):
    """A message, and who gets the answer."""

    body = forms.CharField(
        label="Din besked",
        help_text="Skriv ikke CPR-nummer eller noget om helbred.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv din besked.", "max_length": TOO_LONG},
    )
    name = forms.CharField(
        label="Dit navn",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Skriv dit navn.",
            "max_length": "Navnet er for langt. Skriv højst 120 tegn.",
        },
    )
    email = OwnMailField(
        help_text="Så vi kan svare dig. Du får en kvittering med det samme."
    )

    def clean_name(self) -> str:
        """Keep the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    @property
    def enquiry(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        written = {name: self.cleaned_data[name] for name in ("body", "name", "email")}
        return {**written, "sending_key": self.sending_key}


class TakingPartForm(WritingForm):
    """Who wants to take part in something, and what they would like from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for what matters here."""
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.label = "Fortæl kort, hvem du er, og hvad du gerne vil"
        body.help_text = "Et par linjer er nok. Skriv ikke om helbred."
        body.error_messages["required"] = "Skriv et par linjer om, hvad du gerne vil."


class EnquiryForm(WritingForm):
    """A question of any kind."""

    subject = forms.CharField(
        label="Hvad handler det om?",
        help_text="Med få ord, fx “Hjælp til en idé”.",
        max_length=100,
        error_messages={
            "required": "Skriv med få ord, hvad det handler om.",
            "max_length": "Det er for langt. Skriv højst 100 tegn.",
        },
    )
    field_order = ["subject", "body", "name", "email"]

    def clean_subject(self) -> str:
        """Keep it on one line, as it stands in lists and in the subject of a mail."""
        return " ".join(self.cleaned_data["subject"].split())

    @property
    def enquiry(self) -> dict[str, Any]:
        """With what it is about."""
        return {**super().enquiry, "subject": self.cleaned_data["subject"]}


class FurtherForm(SentOnceForm):
    """One more message in a thread."""

    body = forms.CharField(
        label="Skriv mere",
        help_text="Skriv ikke CPR-nummer eller noget om helbred.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv din besked.", "max_length": TOO_LONG},
    )
