"""The yearly evaluation: prepared here, published by a button, then frozen."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import (
    DayInput,
    HouseAdmin,
    ReadOnlyInline,
    Step,
    badge,
    on_day,
)
from common.admin.fields import HouseForm, validate_year
from strategy import frozen, services, writing
from strategy.models import (
    Evaluation,
    EvaluationFigure,
    GoalAssessment,
)
from strategy.upkeep import due_soon, tampered

from .errata import ErratumInline
from .writing import WrittenBesideFigures

#: Of a missing evaluation readers are told these.
PROMISED = ("strategy", "year", "due_date")


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


class FaultFilter(SimpleListFilter):
    """Whether what was frozen is still what was published."""

    title = "fingeraftryk"
    parameter_name = "fingeraftryk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer those that were changed."""
        return [("brudt", "Ændret efter offentliggørelsen")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those that were changed."""
        return tampered(queryset) if self.value() == "brudt" else queryset


class AssessmentInline(ReadOnlyInline):
    """How each goal was judged."""

    model = GoalAssessment
    fields = ("goal", "standing", "reason")
    readonly_fields = ("goal", "standing", "reason")
    verbose_name_plural = "Vurderinger: Skrives på siden “Skriv evalueringen”"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the goals along."""
        return super().get_queryset(request).select_related("goal")


class FigureInline(ReadOnlyInline):
    """The frozen figures."""

    model = EvaluationFigure
    fields = (
        *("label", "quantity_shown", "target"),
        *("as_of_date", "source", "copied_at"),
    )
    readonly_fields = fields
    verbose_name_plural = (
        "Fastfrosne tal: Portalen kopierer dem ind ved offentliggørelsen"
    )


class EvaluationErratumInline(ErratumInline):
    """Corrections beside the published text."""

    fk_name = "evaluation"


class EvaluationForm(HouseForm):
    """An evaluation that is still to be written."""

    def clean_due_date(self) -> Any:
        """Promise no day that is over."""
        return writing.deadline_ahead(self)


class DecisionForm(forms.Form):
    """What the committee decided."""

    meeting_date = forms.DateField(
        label="Behandlet den", widget=DayInput, validators=[validate_year]
    )
    decision = forms.CharField(
        label="Hvad besluttede udvalget?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Kort og med udvalgets egne ord.",
    )
    case_url = forms.URLField(
        label="Link til sagen", required=False, assume_scheme="https"
    )

    def clean_meeting_date(self) -> Any:
        """Take no decision that is still to come."""
        day = self.cleaned_data["meeting_date"]
        if day > timezone.localdate():
            raise ValidationError("Skriv den dag, udvalget besluttede det.")
        return day


def announced(prepared: Evaluation | None) -> list[str]:
    """Return the sentence about an evaluation that was prepared, if one was."""
    if prepared is None or prepared.due_date is None:
        return []
    return [
        f"Evalueringen for {prepared.year} er oprettet. Den skal være færdig "
        f"{on_day(prepared.due_date)}."
    ]


def _publish(obj: Evaluation, by: Any) -> str:
    services.publish_evaluation(obj, at=timezone.now(), by=by)
    following = services.see_to_next(obj.strategy, today=timezone.localdate())
    return " ".join(
        ["Evalueringen er offentlig, og tallene er frosset.", *announced(following)]
    )


def _decide(
    obj: Evaluation, by: Any, meeting_date: Any, decision: str, case_url: str
) -> str:
    services.record_decision(
        obj,
        meeting_date=meeting_date,
        decision=decision,
        case_url=case_url,
        at=timezone.now(),
    )
    return "Beslutningen står på siden. Tal og tekst er ikke rørt."


def _prepare_next(obj: Evaluation, by: Any) -> str:
    prepared = services.prepare_next(obj.strategy, today=timezone.localdate())
    return (
        f"Evalueringen for {prepared.year} er klar til at blive skrevet. Den skal være "
        f"færdig {on_day(prepared.due_date)}."
    )


def _is_the_latest(obj: Evaluation) -> bool:
    later = obj.strategy.evaluations.filter(year__gt=obj.year)
    return obj.is_locked and not later.exists()


@admin.register(Evaluation)
class EvaluationAdmin(WrittenBesideFigures, HouseAdmin):
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
    list_display = ["__str__", "write_link", "state_badge", "due", "assessed"]
    list_filter = [DeadlineFilter, FaultFilter, "state", "strategy", "year"]
    list_select_related = ["strategy"]
    search_fields = ["strategy__title", "=year", "committee"]
    ordering = ["-year", "strategy_id", "pk"]
    autocomplete_fields = ["strategy", "source"]
    readonly_fields = [
        *("state_badge", "summary", "recommendations", "faults"),
        *("decision", "case_url", "decision_noted_at", "published_at", "fingerprint"),
    ]
    form = EvaluationForm
    change_form_template = "admin/strategy/evaluation/change_form.html"
    inlines = [AssessmentInline, FigureInline, EvaluationErratumInline]
    refusals = (services.EvaluationNotReady, services.UnknownFigure, ValidationError)
    steps = [
        Step(
            slug="offentliggoer",
            label="Offentliggør evalueringen",
            question=(
                "Portalen kopierer tallene ind, som de var den dag, du har skrevet, og "
                "låser tal og tekst. Dine vurderinger kommer også på strategiens side. "
                "Det kan ikke gøres om; senere viden bliver en synlig rettelse."
            ),
            do=_publish,
            is_open=lambda obj: not obj.is_locked,
        ),
        Step(
            slug="beslutning",
            label="Skriv udvalgets beslutning",
            question=(
                "Beslutningen kommer øverst på siden med dato og link. Tal og tekst "
                "bliver ikke rørt. Bliver noget forkert, så skriv en rettelse."
            ),
            do=_decide,
            is_open=lambda obj: obj.is_locked and not obj.decision,
            form=DecisionForm,
        ),
        Step(
            slug="naeste-aar",
            label="Forbered næste års evaluering",
            question=(
                "Portalen opretter den næste evaluering med frist og skæringsdag et år "
                "senere end i år. Du kan rette dagene bagefter."
            ),
            do=_prepare_next,
            is_open=_is_the_latest,
        ),
    ]
    fieldsets = [
        (
            "Evalueringen",
            {
                "description": (
                    "Skriv fristen, så portalen kan minde dig om den. Er den gået, "
                    "ligger den fast, for så kan alle se, at evalueringen mangler. "
                    "“Tallene gælder pr.” er den dag, registret tælles op for."
                ),
                "fields": [
                    ("strategy", "year"),
                    "state_badge",
                    ("due_date", "cut_off_date"),
                    "committee",
                    ("meeting_date", "when_text"),
                ],
            },
        ),
        (
            "Det, du har skrevet",
            {
                "description": "Skrives på siden “Skriv evalueringen”.",
                "fields": ["summary", "recommendations", "source"],
            },
        ),
        (
            "Udvalgets beslutning",
            {
                "description": (
                    "Skrives med knappen “Skriv udvalgets beslutning”, når "
                    "evalueringen er offentlig, og udvalget har behandlet den."
                ),
                "fields": ["decision", "case_url", "decision_noted_at"],
            },
        ),
        (
            "Offentliggørelse",
            {
                "description": "Sættes af knappen “Offentliggør evalueringen” øverst.",
                "classes": ["collapse"],
                "fields": ["published_at", "fingerprint", "faults"],
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

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the deadline that readers are told of."""
        fixed = super().get_readonly_fields(request, obj)
        if obj is None or not obj.is_overdue:
            return fixed
        return [*fixed, *(name for name in PROMISED if name not in fixed)]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete nothing that readers are told is missing."""
        if obj is not None and obj.is_overdue:
            return False
        return super().has_delete_permission(request, obj)

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

    @admin.display(description="skriv")
    def write_link(self, obj: Evaluation) -> SafeString | str:
        """Lead to the page where it is written."""
        if obj.is_locked:
            return ""
        url = reverse("admin:strategy_evaluation_write", args=[obj.pk])
        return format_html('<a href="{}">Skriv {}</a>', url, obj.year)

    @admin.display(description="er den, som den var")
    def faults(self, obj: Evaluation) -> SafeString | str:
        """Say whether anything that was frozen has been changed."""
        if not obj.is_locked:
            return ""
        found = frozen.faults(obj)
        if not found:
            return badge("Ja, intet er ændret", "success")
        return badge(" ".join(found), "error")

    @admin.display(description="skal være klar", ordering="due_date")
    def due(self, obj: Evaluation) -> SafeString | str:
        """Write the deadline; one that has passed stands out."""
        if obj.is_overdue:
            return badge(f"Over fristen: {on_day(obj.due_date)}", "error")
        return on_day(obj.due_date)

    @admin.display(description="mål vurderet")
    def assessed(self, obj: Any) -> str:
        """Say how many goals are judged."""
        return f"{obj.assessment_count} af {obj.goal_count}"
