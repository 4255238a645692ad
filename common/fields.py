"""Fields that several public forms ask with the same words."""

from typing import Any

from django import forms


class OwnMailField(forms.EmailField):
    """The mail address of whoever fills in the form.

    Args:
        help_text: what it is used for; a form says that beside the field.
    """

    def __init__(self, *, help_text: str, **options: Any) -> None:
        """Ask for an address as long as one can be (RFC 5321, section 4.5.3.1.3)."""
        empty = "" if options.get("required", True) else ", eller lad feltet stå tomt"
        super().__init__(
            label="Din mailadresse",
            help_text=help_text,
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={
                "required": "Skriv din mailadresse.",
                "invalid": f"Skriv en mailadresse, fx navn@firma.dk{empty}.",
                "max_length": "Mailadressen er for lang.",
            },
            **options,
        )
