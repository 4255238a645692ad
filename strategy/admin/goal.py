"""Goals, the figures that follow them, and how somebody says they are going."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

import enterprises.figures
import network.figures
from common.admin import (
    BlockInline,
    DayInput,
    HouseAdmin,
    ReadOnlyInline,
    Step,
    badge,
)
from common.admin.fields import validate_year
from strategy import services
from strategy.charts import charts_of
from strategy.models import SAID, Goal, GoalStanding, Indicator, Standing

from .measurement import NewMeasurementInline, NotedInline

STANDING_KINDS = {
    Standing.NOT_ASSESSED: "neutral",
    Standing.NOT_STARTED: "neutral",
    Standing.ON_THE_WAY: "info",
    Standing.BEHIND: "warning",
    Standing.REACHED: "success",
}


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


class IndicatorInline(FigureChoice, BlockInline):
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


class StandingInline(ReadOnlyInline):
    """What was said of a goal, the latest first."""

    model = GoalStanding
    fields = ("date", "standing", "reason", "recorded_by")
    readonly_fields = ("date", "standing", "reason", "recorded_by")
    verbose_name_plural = "Sådan er det gået: Ingen ser, hvem der skrev hvad"


class StandingForm(forms.Form):
    """How a goal is going, and why."""

    standing = forms.ChoiceField(
        label="Hvordan går det?",
        choices=SAID,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Hvorfor?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Alle kan læse din begrundelse på strategiens side.",
    )
    date = forms.DateField(
        label="Vurderet den",
        initial=timezone.localdate,
        widget=DayInput,
        validators=[validate_year],
    )

    def clean_date(self) -> Any:
        """Judge no day that has not come."""
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError("Skriv en dag, der har været.")
        return day


def _set_standing(obj: Goal, by: Any, standing: str, reason: str, date: Any) -> str:
    services.set_standing(obj, standing=standing, reason=reason, on=date, by=by)
    return "Vurderingen er gemt. De tidligere står der stadig."


@admin.register(Goal)
class GoalAdmin(HouseAdmin):
    """Goals: how it goes is said by a person, with a reason."""

    purpose = "Strategiernes mål, hvordan det går med dem, og hvad der måles."
    empty_text = "Målene bliver til på strategiens side."
    why_locked = (
        "Målet hører til en vedtaget strategi, så ordene ligger fast. Hvordan det går, "
        "kan du stadig skrive."
    )
    open_when_locked = ("initiatives", "un_goals", "predecessor")
    readonly_fields = ["standing", "standing_reason", "standing_date"]
    list_display = [
        "title",
        "strategy",
        "number",
        "standing_badge",
        "standing_date",
        "measured",
    ]
    list_filter = ["strategy", "standing"]
    list_select_related = ["strategy"]
    search_fields = ["title", "strategy__title"]
    ordering = ["-strategy__period_start_year", "strategy_id", "number", "pk"]
    autocomplete_fields = ["strategy", "un_goals", "initiatives"]
    inlines = [IndicatorInline, StandingInline]
    refusals = (ValidationError,)
    steps = [
        Step(
            slug="vurder",
            label="Skriv, hvordan det går",
            question=(
                "Se på tallene, og sig så med dine egne ord, hvordan det går. Portalen "
                "regner det aldrig ud. Det, der er skrevet før, bliver stående."
            ),
            do=_set_standing,
            is_open=lambda obj: True,
            form=StandingForm,
            template="admin/strategy/goal/standing.html",
        )
    ]
    fieldsets = [
        (
            "Målet",
            {
                "description": "Sådan, som det står i strategien.",
                "fields": ["strategy", "number", "title", "description"],
            },
        ),
        (
            "Hvordan går det",
            {
                "description": (
                    "Et menneske vurderer det, aldrig et tal. Brug knappen “Skriv, "
                    "hvordan det går” øverst; så har du tallene foran dig."
                ),
                "fields": ["standing", "standing_reason", "standing_date"],
            },
        ),
        (
            "Hænger sammen med",
            {
                "description": (
                    "Indsatser, der skal føre til målet, verdensmål, og hvad målet "
                    "hed i den forrige strategi."
                ),
                "fields": ["initiatives", "un_goals", "predecessor"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the list shows, at a cost that never grows."""
        return (
            super()
            .get_queryset(request)
            .select_related("strategy")
            .annotate(indicator_count=Count("indicators"))
        )

    def says_locked(self, obj: Any) -> bool:
        """Follow the strategy."""
        return obj.strategy.is_locked

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer as earlier goals those of strategies that another one follows."""
        if db_field.name == "predecessor":
            kwargs["queryset"] = Goal.objects.filter(
                strategy__successor__isnull=False
            ).select_related("strategy")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def step_context(self, obj: Goal, step: Step) -> dict[str, Any]:
        """Lay the figures beside the fields."""
        return {
            "goal": obj,
            "indicators": obj.indicators.prefetch_related("measurements"),
            "charts": charts_of(obj),
        }

    @admin.display(description="hvordan går det", ordering="standing")
    def standing_badge(self, obj: Goal) -> SafeString:
        """Draw the standing."""
        standing = Standing(obj.standing)
        return badge(standing.label, STANDING_KINDS[standing])

    @admin.display(description="indikatorer", ordering="indicator_count")
    def measured(self, obj: Any) -> int:
        """Say how many figures follow the goal."""
        return obj.indicator_count


@admin.register(Indicator)
class IndicatorAdmin(FigureChoice, HouseAdmin):
    """Figures that follow goals."""

    purpose = "Det, der måles år for år. Tal fra registret tæller portalen selv."
    empty_text = "Indikatorerne bliver til på målets side."
    why_locked = (
        "Indikatoren hører til en vedtaget strategi, så udgangspunkt og måltal ligger "
        "fast. Målinger kan du stadig tilføje."
    )
    open_when_locked = ("kind", "figure_key", "method", "position")
    list_display = ["name", "goal", "kind", "target_value", "target_date", "measured"]
    list_filter = ["kind", "goal__strategy"]
    list_select_related = ["goal__strategy"]
    search_fields = ["name", "goal__title"]
    ordering = ["goal__strategy_id", "goal__number", "position", "pk"]
    autocomplete_fields = ["goal"]
    inlines = [NotedInline, NewMeasurementInline]
    actions = ["measure_today"]
    refusals = (services.UnknownFigure, ValidationError)
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
