"""The yearly evaluation: prepared here, published by a button, then frozen."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    HouseAdmin,
    ReadOnlyInline,
    Step,
    badge,
    on_day,
)
from strategy import services
from strategy.models import (
    Erratum,
    Evaluation,
    EvaluationFigure,
    Goal,
    GoalAssessment,
)
from strategy.upkeep import due_soon


class DeadlineFilter(SimpleListFilter):
    """How close the deadline is."""

    title = "frist"
    parameter_name = "frist"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer what presses."""
        return [("snart", "Inden for 60 dage"), ("over", "Over fristen")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep what presses."""
        if self.value() == "snart":
            return due_soon(queryset)
        if self.value() == "over":
            return queryset.overdue(timezone.localdate())
        return queryset


class AssessmentInline(BlockInline):
    """How each goal is judged."""

    model = GoalAssessment
    fields = ["goal", "standing", "reason"]

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer only goals of the strategy that is evaluated."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        match = getattr(request, "resolver_match", None)
        object_id = match.kwargs.get("object_id") if match else None
        if db_field.name == "goal" and field is not None and object_id:
            field.queryset = Goal.objects.filter(
                strategy__evaluations__pk=object_id
            ).order_by("number")
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the goals along."""
        return super().get_queryset(request).select_related("goal")


class FigureInline(ReadOnlyInline):
    """The frozen figures."""

    model = EvaluationFigure
    fields = ("label", "shown", "target", "as_of_date", "source", "copied_at")
    readonly_fields = ("label", "shown", "target", "as_of_date", "source", "copied_at")
    verbose_name_plural = (
        "Fastfrosne tal: Portalen kopierer dem ind ved offentliggørelsen"
    )

    @admin.display(description="tal")
    def shown(self, obj: EvaluationFigure) -> str:
        """Print the figure in Danish."""
        return obj.quantity.with_unit()


class EvaluationErratumInline(BlockInline):
    """Corrections beside the published text."""

    model = Erratum
    fk_name = "evaluation"
    fields = ["date", "text", "reason"]
    open_when_locked = True
    can_delete = False


def _publish(obj: Evaluation, by: Any) -> str:
    services.publish_evaluation(obj, at=timezone.now())
    return "Evalueringen er offentlig, og tallene er frosset."


@admin.register(Evaluation)
class EvaluationAdmin(HouseAdmin):
    """Evaluations."""

    purpose = (
        "Den årlige evaluering til udvalget. Portalen fryser tallene, når du "
        "offentliggør, så de altid er dem, udvalget så."
    )
    empty_text = "Tilføj årets evaluering, og skriv, hvornår den skal være klar."
    why_locked = (
        "Evalueringen er offentlig, så tal og ord ligger fast. Er noget forkert, så "
        "tilføj en rettelse nederst. Den står ved siden af, aldrig i stedet for."
    )
    list_display = ["__str__", "state_badge", "due", "committee", "assessed"]
    list_filter = [DeadlineFilter, "state", "strategy", "year"]
    list_select_related = ["strategy"]
    search_fields = ["strategy__title", "=year", "committee"]
    ordering = ["-year", "strategy_id", "pk"]
    autocomplete_fields = ["strategy", "source"]
    readonly_fields = ["state_badge", "published_at", "fingerprint"]
    inlines = [AssessmentInline, FigureInline, EvaluationErratumInline]
    refusals = (services.EvaluationNotReady, services.UnknownFigure, ValidationError)
    steps = [
        Step(
            slug="offentliggoer",
            label="Offentliggør evalueringen",
            question=(
                "Portalen kopierer tallene ind, som de var den dag, du har skrevet, og "
                "låser evalueringen. Det kan ikke gøres om; senere viden bliver en "
                "synlig rettelse."
            ),
            do=_publish,
            is_open=lambda obj: not obj.is_locked,
        )
    ]
    fieldsets = [
        (
            "Evalueringen",
            {
                "description": (
                    "Skriv fristen, så portalen kan minde dig om den. “Tallene gælder "
                    "pr.” er den dag, registret tælles op for."
                ),
                "fields": [
                    ("strategy", "year"),
                    "state_badge",
                    ("due_date", "cut_off_date"),
                    "summary",
                ],
            },
        ),
        (
            "Udvalgets behandling",
            {
                "description": "Hvem behandlede den, hvornår, og hvad blev besluttet.",
                "fields": [
                    "committee",
                    ("meeting_date", "when_text"),
                    "case_url",
                    "decision",
                ],
            },
        ),
        (
            "Anbefalinger og kilde",
            {
                "description": "Hvad evalueringen anbefaler til næste år.",
                "fields": ["recommendations", "source"],
            },
        ),
        (
            "Offentliggørelse",
            {
                "description": "Sættes af knappen “Offentliggør evalueringen” øverst.",
                "classes": ["collapse"],
                "fields": ["published_at", "fingerprint"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the assessments in the same query."""
        return (
            super()
            .get_queryset(request)
            .select_related("strategy")
            .annotate(
                assessment_count=Count("assessments", distinct=True),
                goal_count=Count("strategy__goals", distinct=True),
            )
        )

    def is_public(self, obj: Any) -> bool:
        """Say whether the evaluation has a page anyone may open."""
        return obj.is_locked

    def step_facts(self, obj: Evaluation, step: Step) -> list[tuple[str, object]]:
        """Show what the publication is about to freeze."""
        assessed = {one.goal_id: one for one in obj.assessments.all()}
        return [
            ("Tallene gælder pr.", on_day(obj.cut_off_date) or "ikke skrevet endnu"),
            ("Udvalg", obj.committee),
            *(
                (
                    f"Mål {goal.number}: {goal.title}",
                    assessed[goal.pk].get_standing_display()
                    if goal.pk in assessed
                    else "ikke vurderet endnu",
                )
                for goal in obj.strategy.goals.all()
            ),
        ]

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Evaluation) -> SafeString:
        """Draw the state."""
        if obj.is_locked:
            return badge("Offentlig", "success")
        return badge("Kladde", "warning")

    @admin.display(description="skal være klar", ordering="due_date")
    def due(self, obj: Evaluation) -> SafeString | str:
        """Write the deadline; one that has passed stands out."""
        is_late = obj.due_date and obj.due_date < timezone.localdate()
        if is_late and not obj.is_locked:
            return badge(f"Over fristen: {on_day(obj.due_date)}", "error")
        return on_day(obj.due_date)

    @admin.display(description="mål vurderet")
    def assessed(self, obj: Any) -> str:
        """Say how many goals are judged."""
        return f"{obj.assessment_count} af {obj.goal_count}"
