"""The figures that follow goals; of an adopted goal they are changed in the open."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

import enterprises.figures
import network.figures
from common.admin import BlockInline, DayInput, HouseAdmin, ReadOnlyInline, Step
from common.admin.fields import PlainDecimalField, validate_year
from strategy import services
from strategy.corrections import (
    FIELDS,
    correct_indicator,
    former_words,
    origin_words,
)
from strategy.drafts import Refused
from strategy.models import Indicator, IndicatorCorrection

from .measurement import NewMeasurementInline, NotedInline

Part = IndicatorCorrection.Part
AMOUNTS = ("baseline_value", "target_value")
DAYS = ("baseline_date", "target_date")


class ShownFigures:
    """Shows as readers see them the figures that cannot be changed here."""

    shown_when_fixed: ClassVar[Mapping[str, str]] = {
        **{"kind": "origin", "figure_key": ""},
        **{"baseline_value": "baseline_shown", "baseline_date": ""},
        **{"target_value": "target_shown", "target_qualifier": "", "target_date": ""},
    }

    @admin.display(description="hvor kommer tallet fra")
    def origin(self, obj: Indicator) -> str:
        """Name what is counted."""
        return origin_words(obj)

    @admin.display(description="udgangspunkt")
    def baseline_shown(self, obj: Indicator) -> str:
        """Print baseline and day in Danish."""
        return former_words(obj, Part.BASELINE)

    @admin.display(description="måltal")
    def target_shown(self, obj: Indicator) -> str:
        """Print target and day in Danish."""
        return former_words(obj, Part.TARGET)


def figure_choices() -> list[tuple[str, Any]]:
    """Return the figures an indicator can follow, by where they are counted."""
    return [
        ("", "Vælg et tal"),
        *(
            (where, [(named.key, named.label) for named in figures.values()])
            for where, figures in (
                ("Virksomhederne", enterprises.figures.NAMED_FIGURES),
                ("Netværket", network.figures.NAMED_FIGURES),
            )
        ),
    ]


class FigureChoice:
    """Lets an indicator's figure be chosen by its Danish name."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the named figures of the registry and the network."""
        if db_field.name == "figure_key":
            return forms.ChoiceField(
                label=str(db_field.verbose_name).capitalize(),
                required=False,
                choices=figure_choices,
                help_text="Portalen tæller selv. Vælg kun, når tallet hentes.",
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class IndicatorInline(ShownFigures, FigureChoice, BlockInline):
    """What follows one goal."""

    model = Indicator
    show_change_link = True
    fields = [
        "name",
        ("kind", "figure_key"),
        ("unit", "direction"),
        ("baseline_value", "baseline_date"),
        ("target_value", "target_qualifier", "target_date"),
        "method",
        "position",
    ]


class IndicatorForm(forms.ModelForm):
    """How an adopted goal should be measured, and why not as it was."""

    figure_key = forms.ChoiceField(
        label="Tal i registret",
        required=False,
        choices=figure_choices,
        help_text="Portalen tæller selv. Vælg kun, når tallet hentes.",
    )
    reason = forms.CharField(
        label="Hvorfor bliver det ændret?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Fx “Tastefejl”. Alle kan læse grunden, og hvad der stod før.",
        error_messages={"required": "Skriv, hvorfor indikatoren bliver ændret."},
    )

    class Meta:
        model = Indicator
        fields = FIELDS
        field_classes = dict.fromkeys(AMOUNTS, PlainDecimalField)
        localized_fields = AMOUNTS
        widgets = {
            **dict.fromkeys(DAYS, DayInput),
            "method": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take only days that somebody can have meant."""
        super().__init__(*args, **kwargs)
        for name in DAYS:
            self.fields[name].validators.append(validate_year)


def _correct(obj: Indicator, *, by: Any, reason: str, **values: Any) -> str:
    correct_indicator(obj, reason=reason, on=timezone.localdate(), **values)
    return "Indikatoren er rettet. Det, der stod før, kan læses ved målet med grunden."


class IndicatorCorrectionInline(ReadOnlyInline):
    """What was changed since the strategy was adopted, from what, and why."""

    model = IndicatorCorrection
    fields = ("date", "part", "former", "reason")
    readonly_fields = fields
    verbose_name_plural = "Rettelser: Alle kan læse dem ved målet"


@admin.register(Indicator)
class IndicatorAdmin(ShownFigures, FigureChoice, HouseAdmin):
    """Figures that follow goals."""

    purpose = "Det, der måles år for år. Tal fra registret tæller portalen selv."
    empty_text = "Indikatorerne bliver til på målets side."
    why_locked = (
        "Indikatoren hører til en vedtaget strategi, så den ligger fast. Er noget "
        "forkert, så tryk “Ret indikatoren”, og skriv hvorfor. Målinger kan du stadig "
        "tilføje."
    )
    open_when_locked = ("position",)
    list_display = ["name", "goal", "kind", "target_shown", "measured"]
    list_filter = ["kind", "goal__strategy"]
    list_select_related = ["goal__strategy"]
    search_fields = ["name", "goal__title"]
    ordering = ["goal__strategy_id", "goal__number", "position", "pk"]
    autocomplete_fields = ["goal"]
    inlines = [NotedInline, NewMeasurementInline, IndicatorCorrectionInline]
    actions = ["measure_today"]
    refusals = (Refused, services.UnknownFigure, ValidationError)
    steps = (
        Step(
            slug="ret",
            label="Ret indikatoren",
            question=(
                "Strategien er vedtaget. Alle kan læse, hvad du retter, hvad der stod "
                "før, og hvorfor. Offentlige evalueringer beholder det, de blev "
                "frosset med."
            ),
            do=_correct,
            is_open=lambda obj: obj.goal.strategy.is_locked,
            form=IndicatorForm,
        ),
    )
    fieldsets = [
        (
            "Hvad måles",
            {
                "description": (
                    "Enten skriver du målingerne ind, eller portalen henter et "
                    "tal, den selv kan tælle."
                ),
                "fields": ["goal", "name", "kind", "figure_key", "method"],
            },
        ),
        (
            "Fra hvor til hvor",
            {
                "description": "Både tal og dato, ellers siger tallet ikke noget.",
                "fields": [
                    ("unit", "direction"),
                    ("baseline_value", "baseline_date"),
                    ("target_value", "target_qualifier", "target_date"),
                    "position",
                ],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the measurements in the same query."""
        return (
            super()
            .get_queryset(request)
            .select_related("goal__strategy")
            .annotate(number=Count("measurements"))
        )

    def says_locked(self, obj: Any) -> bool:
        """Follow the strategy."""
        return obj.goal.strategy.is_locked

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Write the day on what comes to a goal that is adopted already."""
        if not self.is_locked(obj) and self.says_locked(obj):
            obj.added_date = timezone.localdate()
        super().save_model(request, obj, form, change)

    def step_initial(self, obj: Indicator, step: Step) -> dict[str, Any]:
        """Begin with what stands there."""
        return {name: getattr(obj, name) for name in FIELDS}

    def step_facts(self, obj: Indicator, step: Step) -> list[tuple[str, object]]:
        """Show what is about to be changed."""
        return [
            ("Mål", obj.goal),
            ("Hvor tallet kommer fra", origin_words(obj)),
            ("Udgangspunkt", former_words(obj, Part.BASELINE)),
            ("Måltal", former_words(obj, Part.TARGET)),
        ]

    @admin.action(
        description="Notér, hvad de valgte viser i dag", permissions=["change"]
    )
    def measure_today(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Count the chosen indicators that follow a figure; people count the rest."""
        today = timezone.localdate()
        lost = services.without_figure().filter(pk__in=queryset.values("pk"))
        for indicator in lost:
            text = f"“{indicator}” følger et tal, portalen ikke tæller mere."
            self.message_user(request, text, messages.WARNING)
        known = Indicator.objects.filter(pk__in=queryset.values("pk")).exclude(
            pk__in=lost.values("pk")
        )
        new = services.record_measurements(on=today, indicators=known)
        for measurement in new:
            self.log_change(request, measurement.indicator, "Noterede dagens tal")
        text = (
            f"{len(new)} {'måling' if len(new) == 1 else 'målinger'} er noteret."
            if new
            else "Intet at notere: Tallene er noteret i dag, eller de skrives ind."
        )
        self.message_user(request, text)

    @admin.display(description="målinger", ordering="number")
    def measured(self, obj: Any) -> int:
        """Say how often it was measured."""
        return obj.number
