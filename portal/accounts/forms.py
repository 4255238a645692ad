"""django-allauth's forms in our words."""

from datetime import timedelta
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError

from common import limits

from .codes import accept

QUARTER = timedelta(minutes=15)
NEW_PASSWORD = (
    "Mindst 15 tegn. Tre eller fire ord efter hinanden er gode, og de må gerne "
    "komme fra din kodehusker."
)


def reword(form: forms.Form, words: dict[str, tuple[str, str]]) -> None:
    """Give fields their label and hint; a placeholder would only repeat them."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = f"Skriv {label[0].lower()}{label[1:]}."


class SignInForm(account.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        reword(
            self,
            {
                "login": ("Brugernavn eller mailadresse", ""),
                "password": ("Adgangskode", ""),
            },
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].max_length = 254


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password for the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        reword(
            self,
            {
                "oldpassword": ("Din adgangskode nu", ""),
                "password1": ("Ny adgangskode", NEW_PASSWORD),
                "password2": ("Ny adgangskode en gang til", ""),
            },
        )

    def clean_oldpassword(self) -> str:
        """Let nobody guess at a desk that was left open."""
        refuse("password", user=self.user.pk)
        return super().clean_oldpassword()


class ResetPasswordForm(account.ResetPasswordForm):
    """The address that gets a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        reword(self, {"email": ("Mailadresse", "")})


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """A new password, by a link from a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        reword(
            self,
            {
                "password1": ("Ny adgangskode", NEW_PASSWORD),
                "password2": ("Ny adgangskode en gang til", ""),
            },
        )


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        reword(self, {"password": ("Adgangskode", "")})

    def clean_password(self) -> str:
        """Let nobody guess at a desk that was left open."""
        refuse("password", user=self.user.pk)
        return super().clean_password()


class Coded(forms.Form):
    """A code from an app, or one of the recovery codes, each used once."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        reword(self, {"code": ("Kode", "Seks cifre fra din app, eller en nødkode.")})
        code: Any = self.fields["code"]
        code.widget.attrs["inputmode"] = "numeric"
        code.max_length = 20

    def clean_code(self) -> str:
        """Take the code, if it opens and was not used before."""
        code: str = self.cleaned_data["code"]
        refuse("code", user=self.user.pk)
        authenticator = accept(self.user, code)
        if authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        limits.forgive("code", user=self.user.pk)
        authenticator.user = self.user
        self.authenticator = authenticator
        return code


class AuthenticateForm(Coded, mfa.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateCodeForm(Coded, mfa.ReauthenticateForm):
    """The code once more, before something that matters."""


class ActivateForm(totp.ActivateTOTPForm):
    """The first code shows that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        reword(self, {"code": ("Kode fra appen", "Seks cifre.")})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


def refuse(name: str, **who: Any) -> None:
    """Count one try of five in a quarter of an hour.

    Raises:
        ValidationError: there were five, with when to try again.
    """
    if refusal := limits.refuse(name, most=5, within=QUARTER, **who):
        raise ValidationError(too_often(refusal), code="too_often")


def too_often(refusal: limits.Refusal) -> str:
    """Say when to try again."""
    return f"Du har prøvet for mange gange. Prøv igen {refusal.when}."
