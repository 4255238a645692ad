"""Forms of the programme: remarks of the board and of the public."""

from typing import Any

from django import forms

from common.sendings import SentOnceForm

from .models import Strategy, StrategySection

TOO_LONG = "Teksten er for lang. Skriv højst 4.000 tegn."


class RemarkForm(SentOnceForm):
    """What a member of the board says."""

    text = forms.CharField(
        label="Din bemærkning",
        help_text="Boardet og redaktøren kan læse den. Den står ved din plads.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv din bemærkning.", "max_length": TOO_LONG},
    )


class HearingForm(SentOnceForm):
    """What anybody says, about a section or the whole."""

    section = forms.ModelChoiceField(
        label="Hvad handler det om?",
        queryset=StrategySection.objects.none(),
        required=False,
        to_field_name="anchor",
        empty_label="Hele strategien",
        error_messages={"invalid_choice": "Vælg et afsnit fra listen."},
    )
    text = forms.CharField(
        label="Dit høringssvar",
        help_text="Skriv ikke noget om andres helbred eller private forhold.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv dit høringssvar.", "max_length": TOO_LONG},
    )
    name = forms.CharField(
        label="Navn eller organisation",
        help_text="Du behøver ikke at skrive det.",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "Navnet er for langt. Skriv højst 120 tegn."},
    )
    show_name = forms.BooleanField(
        label="Vis mit navn ved svaret på portalen", required=False
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        """Offer the strategy's sections."""
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = strategy.sections.all()

    def clean(self) -> dict[str, Any] | None:
        """Show only a name that is there."""
        cleaned = super().clean()
        if self.cleaned_data.get("show_name") and not self.cleaned_data.get("name"):
            self.add_error("name", "Skriv navnet, eller lad være med at vise det.")
        return cleaned

    @property
    def remark(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        names = ("section", "text", "name", "show_name")
        written = {name: self.cleaned_data[name] for name in names}
        return {**written, "sending_key": self.sending_key}
