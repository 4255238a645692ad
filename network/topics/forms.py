"""The forms in which anybody suggests a topic or is for one."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm


class SuggestionForm(SentOnceForm):
    """What the network should talk about, and whom to answer."""

    title = forms.CharField(
        label="Hvad skal vi tale om?",
        help_text="Kort, fx “Fælles lager og varebil”.",
        max_length=120,
        error_messages={
            "required": "Skriv, hvad emnet er.",
            "max_length": "Emnet er for langt. Skriv højst 120 tegn.",
        },
    )
    description = forms.CharField(
        label="Fortæl lidt mere",
        help_text=(
            "Hvad mangler I, eller hvad vil du gerne vide? Skriv ikke navne eller om "
            "helbred: alle kan læse det, når det er på portalen."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "Teksten er for lang. Skriv højst 2.000 tegn."},
    )
    email = OwnMailField(help_text="Så vi kan svare dig. Den bliver aldrig vist.")

    def clean_title(self) -> str:
        """Keep it on one line, as it stands in lists and in the subject of a mail."""
        return " ".join(self.cleaned_data["title"].split())

    @property
    def suggestion(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        names = ("title", "description", "email")
        written = {name: self.cleaned_data[name] for name in names}
        return {**written, "sending_key": self.sending_key}


class SupportForm(SentOnceForm):
    """Whom to send the link to that makes the support count."""

    email = OwnMailField(
        help_text="Vi sender dig et link, du skal trykke på, før din støtte tæller."
    )

    @property
    def support(self) -> dict[str, Any]:
        """Who is for it, and the key of the form it was written in."""
        return {
            "email": self.cleaned_data["email"],
            "sending_key": self.sending_key,
        }
