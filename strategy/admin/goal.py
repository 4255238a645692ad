"""Goals, and how somebody says they are going."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import DayInput, HouseAdmin, ReadOnlyInline, Step, badge
from common.admin.fields import HouseForm, validate_year
from strategy import services
from strategy.charts import charts_of
from strategy.models import SAID, Goal, GoalStanding, Standing, Strategy

from .indicator import IndicatorInline

STANDING_KINDS = {
    Standing.NOT_ASSESSED: "neutral",
    Standing.NOT_STARTED: "neutral",
    Standing.ON_THE_WAY: "info",
    Standing.BEHIND: "warning",
    Standing.REACHED: "success",
}


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


class GoalForm(HouseForm):
    """A goal of a strategy that is not adopted yet."""

    def clean_strategy(self) -> Strategy:
        """Add nothing to what is decided."""
        strategy: Strategy = self.cleaned_data["strategy"]
        if strategy.is_locked:
            raise ValidationError(
                "Strategien er vedtaget, så den får ikke flere mål. Er noget forkert, "
                "så skriv en rettelse på strategien."
            )
        return strategy


def _set_standing(obj: Goal, by: Any, standing: str, reason: str, date: Any) -> str:
    services.set_standing(obj, standing=standing, reason=reason, on=date, by=by)
    return "Vurderingen er gemt. De tidligere står der stadig."


@admin.register(Goal)
class GoalAdmin(HouseAdmin):
    """Goals: how it goes is said by a person, with a reason."""

    form = GoalForm
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

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep what a goal goes on from, once readers have been told."""
        fixed = super().get_readonly_fields(request, obj)
        if not self.is_locked(obj) or obj.predecessor_id is None:
            return fixed
        return [*fixed, "predecessor"]

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
