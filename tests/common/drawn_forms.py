"""Forms of one field, drawn the house's way, and what to read them by."""

from html.parser import HTMLParser

from crispy_forms.utils import render_crispy_form
from django import forms
from django.test.html import parse_html

from common.forms import HouseFormHelper

TOWNS = [("", "Vælg by"), ("roskilde", "Roskilde"), ("viby", "Viby Sj.")]
HELP = [("law", "Jura"), ("money", "Økonomi")]


class Contents(HTMLParser):
    """Every element of a page with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def form_of(field: forms.Field, data: dict | None = None, files: dict | None = None):
    """Make a form with the one field `x` and draw it the house's way."""
    form_class = type("OneField", (forms.Form,), {"x": field})
    form = form_class(data, files)
    form.helper = HouseFormHelper(form, summary=False)
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    return form


def drawn(field: forms.Field, data: dict | None = None, files: dict | None = None):
    form = form_of(field, data, files)
    return parse_html(render_crispy_form(form))


def text() -> forms.Field:
    return forms.CharField(
        label="Navn",
        help_text="Som i CVR",
        error_messages={"required": "Skriv navnet"},
    )


def choice(widget: type[forms.Widget] = forms.Select) -> forms.Field:
    return forms.ChoiceField(
        label="By",
        choices=TOWNS,
        widget=widget,
        error_messages={"required": "Vælg en by"},
    )


def consent() -> forms.Field:
    return forms.BooleanField(
        label="Kontakt mig",
        help_text="Vi ringer aldrig",
        error_messages={"required": "Sæt kryds"},
    )


def several() -> forms.Field:
    return forms.MultipleChoiceField(
        label="Hjælp",
        help_text="Vælg gerne flere",
        choices=HELP,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én ting"},
    )


def radios() -> forms.Field:
    field = choice(forms.RadioSelect)
    field.choices = TOWNS[1:]
    return field
