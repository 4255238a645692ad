"""The forms of a membership: joining, and changing what one hears about."""

from typing import Any

from django import forms

from common.fields import OwnMailField
from common.sendings import SentOnceForm

from ..models import Interest, Member


class _Name(forms.CharField):
    def __init__(self, label: str, autocomplete: str, what: str) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "max_length": f"{what} er for langt. Skriv højst 120 tegn."
            },
        )


class _Interests(forms.MultipleChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label="Hvad vil du høre om?",
            help_text="Vælg mindst én ting. Du kan altid lave det om.",
            choices=Interest,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Vælg mindst én ting, du vil høre om.",
                "invalid_choice": "Vælg blandt mulighederne.",
            },
        )


class JoinForm(SentOnceForm):
    """Who wants to be a member, and what they want to hear about."""

    email = OwnMailField(
        help_text="Du får en mail med et link og er først med, når du siger ja."
    )
    interests = _Interests()
    name = _Name("Dit navn", "name", "Navnet")
    organisation = _Name("Virksomhed eller forening", "organization", "Det")

    @property
    def written(self) -> dict[str, Any]:
        """What was written, and the key of the form it was written in."""
        names = ("email", "name", "organisation", "interests")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "sending_key": self.sending_key,
        }


class MemberForm(forms.Form):
    """What a member may change; the address only by leaving and joining."""

    interests = _Interests()
    name = _Name("Dit navn", "name", "Navnet")
    organisation = _Name("Virksomhed eller forening", "organization", "Det")

    @classmethod
    def of(cls, member: Member, data: Any = None) -> "MemberForm":
        """Fill the form with what is kept."""
        return cls(
            data,
            initial={
                "interests": member.interests,
                "name": member.name,
                "organisation": member.organisation,
            },
        )
