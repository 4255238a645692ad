"""The buttons on an event: call it off, move it, copy it, thank those who came."""

from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from common.admin import Letter, Step, validate_year
from network.events import steps
from network.models import Event
from network.sign_up.seats import everyone_signed_up

Clean = dict[str, Any]


class MomentField(forms.DateTimeField):
    """A day and a time, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        """Write moments as the browser reads them."""
        widget = forms.DateTimeInput(
            {"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        )
        super().__init__(widget=widget, validators=[validate_year], **kwargs)


class ReasonForm(forms.Form):
    """A word to those who are signed up."""

    reason = forms.CharField(
        label="Hvorfor?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=(
            "Én eller to sætninger. De står i mailen og på arrangementets side, så "
            "skriv intet om enkeltpersoner."
        ),
    )


class TimesForm(forms.Form):
    """From when to when."""

    starts_at = MomentField(label="Begynder")
    ends_at = MomentField(label="Slutter")

    def clean(self) -> Clean | None:
        """Hold the two against each other."""
        cleaned = super().clean()
        start, end = (self.cleaned_data.get(n) for n in ("starts_at", "ends_at"))
        if start and start <= timezone.now():
            self.add_error("starts_at", "Skriv en tid, der ikke har været.")
        if start and end and end <= start:
            self.add_error("ends_at", "Slutningen skal ligge efter begyndelsen.")
        return cleaned


class MoveForm(TimesForm, ReasonForm):
    """Another time or place."""

    venue = forms.CharField(label="Sted", max_length=120, required=False)
    address = forms.CharField(label="Adresse", max_length=200, required=False)
    access_notes = forms.CharField(
        label="Om adgangen",
        help_text="Ret det, hvis stedet er nyt.",
        max_length=200,
        required=False,
    )
    map_url = forms.URLField(
        label="Link til kort",
        help_text="Ret det, hvis stedet er nyt. Står det tomt, viser kortet adressen.",
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    field_order = [
        *("starts_at", "ends_at", "venue", "address", "access_notes", "map_url"),
        "reason",
    ]


class CopyForm(TimesForm):
    """A new event like this one."""

    title = forms.CharField(label="Titel", max_length=120)
    field_order = ["title", "starts_at", "ends_at"]


class ThanksForm(forms.Form):
    """A greeting above the minutes."""

    greeting = forms.CharField(
        label="En hilsen (må stå tom)",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Den står før referatet i mailen.",
    )


def _is_to_come(event: Event) -> bool:
    return event.state == Event.State.PUBLISHED and event.ends_at > timezone.now()


def _receivers(number: int, what: str = "") -> str:
    match number:
        case 0:
            return "Ingen er tilmeldt, så ingen får mail."
        case 1:
            return f"1 får denne mail{what}."
    return f"{number} får hver deres mail{what}. Ingen ser de andres adresser."


def _button(number: int, do: str) -> str:
    match number:
        case 0:
            return do
        case 1:
            return f"{do}, og send 1 mail"
    return f"{do}, og send {number} mails"


def _told(number: int, what: str) -> str:
    if not number:
        return f"{what} Ingen var tilmeldt, så ingen får mail."
    return f"{what} {number} får en mail."


def _cancel_letter(obj: Event, reason: str) -> Letter:
    event = copy(obj)
    event.change_reason = reason
    number = everyone_signed_up(obj).count()
    return _letter("event_cancelled", event, number, "Aflys mødet")


def _move_letter(obj: Event, reason: str, **changed: Any) -> Letter:
    number = everyone_signed_up(obj).count()
    event = steps.moved(copy(obj), reason, **changed)
    return _letter("event_moved", event, number, "Flyt mødet")


def _thanks_letter(obj: Event, greeting: str) -> Letter:
    more = steps.minutes_of(obj) | {"greeting": greeting}
    number = steps.to_thank(obj).count()
    return _letter("event_thanks", obj, number, "Send tak", **more)


def _letter(template: str, event: Event, number: int, do: str, **more: Any) -> Letter:
    mail = steps.letter(template, event, **more)
    return Letter(
        receivers=_receivers(number),
        subject=mail.subject,
        body=mail.body,
        button=_button(number, do),
    )


def _cancel(obj: Event, by: Any, reason: str) -> str:
    return _told(steps.cancel(event=obj, reason=reason), "Mødet er aflyst.")


def _move(obj: Event, by: Any, reason: str, **changed: Any) -> str:
    number = steps.move(event=obj, reason=reason, **changed)
    told = _told(number, "Mødet er flyttet.")
    return " ".join([told, *_to_look_through(obj, changed["starts_at"])])


def _to_look_through(obj: Event, starts_at: datetime) -> list[str]:
    """Name what depends on the time of the event and may not fit the new one."""
    found = []
    later = steps.later_in_the_day(obj.starts_at, starts_at)
    if later and obj.programme.exists():
        found.append("Programmets klokkeslæt er rykket med; se dem igennem.")
    if obj.signup_closes_at and obj.starts_at != starts_at:
        closes = timezone.localtime(obj.signup_closes_at)
        found.append(
            f"Tilmeldingen lukker stadig {date_format(closes, 'j. F Y')} kl. "
            f"{closes:%H.%M}. Passer det ikke mere, så ret det under Tilmelding."
        )
    return found


def _thank(obj: Event, by: Any, greeting: str) -> str:
    return _told(steps.thank(event=obj, greeting=greeting), "Takken er på vej.")


def _copy(
    obj: Event, by: Any, title: str, starts_at: datetime, ends_at: datetime
) -> str:
    twin = steps.copy(event=obj, title=title, starts_at=starts_at, ends_at=ends_at)
    return format_html(
        'Kladden “{}” {} er klar. <a href="{}">Åbn den, og se den igennem</a>.',
        twin,
        date_format(timezone.localtime(twin.starts_at), "j. F Y"),
        reverse("admin:network_event_change", args=[twin.pk]),
    )


STEPS: list[Step] = [
    Step(
        slug="flyt",
        label="Flyt mødet",
        question=(
            "Skriv den nye tid eller det nye sted, og hvorfor. Alle tilmeldte får en "
            "mail, og kalendere, der følger netværket, retter sig. Du ser mailen, før "
            "den bliver sendt."
        ),
        do=_move,
        is_open=_is_to_come,
        form=MoveForm,
        letter=_move_letter,
    ),
    Step(
        slug="aflys",
        label="Aflys mødet",
        question=(
            "Alle tilmeldte får en mail, og siden og kalenderne siger, at mødet er "
            "aflyst. Det kan ikke gøres om. Du ser mailen, før den bliver sendt."
        ),
        do=_cancel,
        is_open=_is_to_come,
        form=ReasonForm,
        letter=_cancel_letter,
        is_grave=True,
    ),
    Step(
        slug="tak",
        label="Send tak og referat",
        question=(
            "De, der er krydset af som mødt frem, får tak og referat på mail. Er ingen "
            "krydset af, får alle med en plads den. Det sker kun én gang, og du ser "
            "mailen, før den bliver sendt."
        ),
        do=_thank,
        is_open=steps.can_thank,
        form=ThanksForm,
        letter=_thanks_letter,
    ),
    Step(
        slug="kopier",
        label="Kopiér til et nyt møde",
        question=(
            "Det nye møde bliver en kladde med samme tekst, program og sted. Datoer, "
            "deltagere, navne og referat kommer ikke med."
        ),
        do=_copy,
        is_open=lambda obj: True,
        form=CopyForm,
        is_grave=True,
    ),
]
REFUSALS: tuple[type[Exception], ...] = (steps.Refused, ValidationError)


def initial(event: Event, step: Step) -> Clean:
    """Return what stands in a step's form from the beginning."""
    made: dict[str, Callable[[], Clean]] = {
        "flyt": lambda: {
            name: getattr(event, name)
            for name in MoveForm.field_order
            if name != "reason"
        },
        "kopier": lambda: {"title": event.title},
    }
    return made[step.slug]() if step.slug in made else {}
