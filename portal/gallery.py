"""The component gallery: every component in every state, for those who build pages.

Mounted at /komponenter/ in development only. All contents are made up.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.charts import BarChart, Point, Series, TrendChart
from common.forms import HouseFormHelper
from common.maps import Pin
from common.sendings import SentOnceForm
from common.templatetags.components import MOTIFS

STAFFING = BarChart(
    key="staffing",
    title="Medarbejdere pr. år",
    categories=["2020", "2021", "2022", "2023", "2024", "2025"],
    series=[
        Series("ordinært ansatte", [3, 3, 4, 4, 5, 5]),
        Series("på særlige vilkår", [5, 6, 6, 7, 7, 8]),
        Series("i forløb", [2, 4, 4, 5, 6, None]),
        Series("i praktik", [1, 2, 2, 3, 3, 4]),
        Series("elever", [1, 1, 1, 2, 2, 2]),
    ],
)

INDICATOR = TrendChart(
    key="indicator",
    title="Personer i job på særlige vilkår",
    points=[
        Point("2020", 41),
        Point("2021", 47),
        Point("2022", None),
        Point("2023", 52, "ca. 52"),
        Point("2024", 58, "ca. 58"),
        Point("2025", 62),
    ],
    target=60,
    target_text="Mål 2027: ca. 60",
    unit="personer",
)


class DemoForm(forms.Form):
    """One field of each kind that the template pack knows."""

    name = forms.CharField(
        label="Virksomhedens navn",
        error_messages={"required": "Skriv virksomhedens navn"},
    )
    cvr = forms.RegexField(
        r"^\d{8}$",
        label="CVR-nummer",
        help_text="8 cifre. Du finder det på virk.dk.",
        required=False,
        error_messages={"invalid": "Skriv CVR-nummeret som 8 cifre"},
        widget=forms.TextInput(attrs={"class": "input-char-8", "inputmode": "numeric"}),
    )
    email = forms.EmailField(
        label="E-mail",
        error_messages={
            "required": "Skriv din e-mail",
            "invalid": "Skriv en e-mail med @, fx navn@eksempel.dk",
        },
    )
    purpose = forms.CharField(
        label="Hvad vil I opnå?",
        help_text="Et par linjer er nok.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv, hvad I vil opnå"},
    )
    town = forms.ChoiceField(
        label="By",
        choices=[("", "Vælg by"), ("roskilde", "Roskilde"), ("viby", "Viby Sj")],
        error_messages={"required": "Vælg en by"},
    )
    opening = forms.DateField(
        label="Hvornår åbner I?",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Skriv en dato, fx 31-08-2018"},
    )
    stage = forms.ChoiceField(
        label="Hvor langt er I?",
        help_text="Vælg det, der passer bedst.",
        choices=[("idea", "Vi har en idé"), ("way", "Vi er på vej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvor langt I er"},
    )
    help_with = forms.MultipleChoiceField(
        label="Hvad vil I have hjælp til?",
        choices=[("money", "Økonomi"), ("law", "Jura og RSV"), ("sale", "Salg")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én ting"},
    )
    plan = forms.FileField(
        label="Forretningsplan",
        help_text="PDF, højst 10 MB.",
        required=False,
    )
    consent = forms.BooleanField(
        label="I må gerne kontakte mig",
        error_messages={"required": "Sæt kryds, så vi må svare dig"},
    )

    @property
    def helper(self) -> HouseFormHelper:
        """Lay the form out as the house does."""
        return HouseFormHelper(self, submit="Send", action="#forms")


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    wrong = DemoForm(
        {"e-cvr": "12", "e-email": "navn", "e-opening": "i morgen"}, prefix="e"
    )
    filled = DemoForm(
        {
            "f-name": "Værkstedet",
            "f-email": "navn@eksempel.dk",
            "f-purpose": "Flere i arbejde.",
            "f-town": "viby",
            "f-stage": "way",
            "f-help_with": ["law", "sale"],
            "f-consent": "on",
        },
        prefix="f",
    )
    pages = Paginator(range(240), 24)
    context: dict[str, Any] = {
        "day": date(2027, 1, 14),
        "past_day": date(2018, 8, 31),
        "motifs": sorted(MOTIFS),
        "offers": ["Reparation", "Fleksjob", "Praktik"],
        "facts": ["kl. 15.00–17.30", "Byens Hus, Roskilde", "12 ledige pladser"],
        "history": [
            {
                "title": "Registreret",
                "when": "1. marts 2016",
                "note": "Kilde: Det Centrale Virksomhedsregister",
                "current": True,
            },
            {"title": "Anmeldt", "when": "12. januar 2016"},
            {"title": "Overvejede registrering", "when": "fra 2015"},
        ],
        "contents": [
            {"id": "badges", "title": "Mærkater"},
            {"id": "alerts", "title": "Beskeder"},
            {"id": "figures", "title": "Nøgletal"},
            {"id": "cards", "title": "Virksomhedskort"},
            {"id": "events", "title": "Arrangementer"},
            {"id": "charts", "title": "Diagrammer"},
            {"id": "map", "title": "Kort"},
            {"id": "tables", "title": "Tabeller"},
            {"id": "lists", "title": "Lister"},
            {"id": "navigation", "title": "Navigation og filtre"},
            {"id": "forms", "title": "Formularer"},
        ],
        "facts_list": [
            ("Periode", "2014–2017"),
            ("Vedtaget af", "Byrådet"),
            ("Uden værdi", ""),
        ],
        "steps": [
            {"title": "Fortæl om din idé", "text": "En samtale på en time."},
            {"title": "Lav en plan", "text": "Vi hjælper.", "current": True},
            {"title": "Kom i gang"},
        ],
        "chips": [
            {"label": "Fleksjob", "url": "?"},
            {"label": "Roskilde", "url": "?"},
        ],
        "options": [
            {"value": "roskilde", "label": "Roskilde", "count": 6, "checked": True},
            {"value": "jyllinge", "label": "Jyllinge", "count": 1, "checked": False},
            {"value": "viby", "label": "Viby Sj", "count": 0, "checked": False},
        ],
        "first_page": pages.page(1),
        "middle_page": pages.page(5),
        "last_page": pages.page(10),
        "pins": [
            Pin("Kædehjulet", 55.6415, 12.0803, url="#map", place="Roskilde"),
            Pin("Kaffe ved Fjorden", 55.6535, 12.0810, url="#map", place="Roskilde"),
            Pin("Pakkeriet", 55.6420, 12.0870, url="#map", place="Roskilde"),
            Pin("Grønne Hænder", 55.5480, 12.0220, url="#map", place="Viby Sj"),
            Pin("Sejlmageren", 55.7520, 12.1060, place="Jyllinge"),
        ],
        "staffing": STAFFING,
        "indicator": INDICATOR,
        "open_form": SentOnceForm(),
        "empty_form": DemoForm(prefix="n"),
        "filled_form": filled,
        "wrong_form": wrong,
    }
    return render(request, "components/index.html", context)
