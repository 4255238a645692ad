"""Strategies, their goals, and the figures that follow the goals."""

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
    Step,
    TableInline,
    badge,
    example_badge,
    on_day,
)
from strategy import services
from strategy.drafts import Refused
from strategy.models import (
    Evaluation,
    Goal,
    OriginStep,
    Strategy,
    StrategySection,
)
from strategy.upkeep import without_evaluation
from strategy.whole_document import NoChapters

from .adoption import ADOPT
from .errata import ErratumInline
from .whole_document import TAKE_IN_DOCUMENT

ADOPTED = (
    "Strategien er vedtaget, så teksten ligger fast, og alle kan læse den. Er noget "
    "forkert, så tilføj en rettelse. Den står ved siden af, aldrig i stedet for. "
    "Sætter du status til “Afløst”, kan det ikke gøres om."
)
DECIDED = (Strategy.Status.ADOPTED, Strategy.Status.SUPERSEDED)
STATUS_KINDS = {
    Strategy.Status.DRAFT: "warning",
    Strategy.Status.HEARING: "info",
    Strategy.Status.PROPOSED: "info",
    Strategy.Status.ADOPTED: "success",
    Strategy.Status.SUPERSEDED: "neutral",
}


class SectionInline(BlockInline):
    """The text of a strategy."""

    model = StrategySection
    fields = [("heading", "anchor"), "body", "position"]
    prepopulated_fields = {"anchor": ["heading"]}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest nothing where nothing can be written."""
        return {} if self._is_closed(obj) else self.prepopulated_fields


class GoalInline(TableInline):
    """The goals of a strategy; their figures have a page of their own."""

    model = Goal
    fields = ["number", "title"]
    show_change_link = True
    verbose_name_plural = "Mål: Gem, og åbn et mål for at beskrive og måle det"


class OriginInline(TableInline):
    """Who was involved; open also afterwards, as it is no part of what was decided."""

    model = OriginStep
    fields = ["kind", "who", "start_date", "end_date", "times", "people", "changed"]
    open_when_locked = True


class StrategyErratumInline(ErratumInline):
    """Corrections beside the adopted text."""

    fk_name = "strategy"


class EvaluationFilter(SimpleListFilter):
    """Whether the next evaluation is prepared."""

    title = "evaluering"
    parameter_name = "evaluering"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer those without."""
        return [("mangler", "Ingen på vej")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those without."""
        return without_evaluation(queryset) if self.value() else queryset


def _prepare_evaluation(obj: Strategy, by: Any) -> str:
    evaluation = services.prepare_next(obj, today=timezone.localdate())
    return (
        f"Evalueringen for {evaluation.year} er klar til at blive skrevet. Den skal "
        f"være færdig {on_day(evaluation.due_date)}."
    )


PREPARE_EVALUATION = Step(
    slug="forbered-evaluering",
    label="Forbered næste evaluering",
    question=(
        "Portalen opretter den næste evaluering med frist og skæringsdag, så den kan "
        "minde dig om den i god tid. Du kan rette dagene bagefter."
    ),
    do=_prepare_evaluation,
    is_open=lambda obj: obj.status == Strategy.Status.ADOPTED,
)


@admin.register(Strategy)
class StrategyAdmin(HouseAdmin):
    """Strategies, from draft to superseded."""

    purpose = "Strategierne, fra kladde til vedtagelse, med afsnit, mål og rettelser."
    empty_text = (
        "Tilføj den første strategi. Kun Advisory Board ser den, til du vil andet."
    )
    why_locked = ADOPTED
    open_when_locked = ("status", "visibility", "case_url", "working_notes")
    list_display = [
        "title",
        "status_badge",
        "visibility",
        "period",
        "goals_set",
        example_badge,
    ]
    list_filter = ["status", EvaluationFilter, "visibility", "is_example"]
    search_fields = ["title"]
    ordering = ["-period_start_year", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["source", "predecessor"]
    inlines = [SectionInline, GoalInline, OriginInline, StrategyErratumInline]
    steps = (TAKE_IN_DOCUMENT, ADOPT, PREPARE_EVALUATION)
    refusals = (Refused, NoChapters, services.EvaluationNotReady, ValidationError)
    fieldsets = [
        (
            "Strategien",
            {
                "description": (
                    "“Kun Advisory Board” holder teksten for boardet, som læser den på "
                    "“Til mødet”. Knappen “Vedtag strategien” låser teksten."
                ),
                "fields": [
                    "title",
                    "slug",
                    ("status", "visibility"),
                    ("period_start_year", "period_end_year"),
                    "predecessor",
                    "summary",
                    "is_example",
                ],
            },
        ),
        (
            "Høringen",
            {
                "description": (
                    "Sæt status til “I høring” og læsere til “Alle”. Så kan alle "
                    "skrive høringssvar i de dage."
                ),
                "fields": [("hearing_start_date", "hearing_end_date")],
            },
        ),
        (
            "Beslutningen",
            {
                "description": "Hvem vedtog den, hvornår, og hvor kan man læse sagen.",
                "fields": [
                    "deciding_body",
                    ("adopted_date", "decision_text"),
                    "case_url",
                ],
            },
        ),
        (
            "Evalueringen",
            {
                "description": "Hvem ser efter, om det går, som man ville.",
                "fields": ["evaluated_by", "evaluation_rhythm"],
            },
        ),
        (
            "Baggrund og dokument",
            {
                "description": (
                    "En PDF kan ikke læses af alle. Lægger du en op, så fortæl kort, "
                    "hvad der står i den."
                ),
                "classes": ["collapse"],
                "fields": ["origin", "document", "document_summary", "source"],
            },
        ),
        (
            "Kun for redaktionen",
            {"description": "Vises aldrig offentligt.", "fields": ["working_notes"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the goals in the same query."""
        return super().get_queryset(request).annotate(number=Count("goals"))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Offer an adopted strategy no way back, and a draft no way past the step."""
        form = super().get_form(request, obj, change=change, **kwargs)
        statuses = [s for s in Strategy.Status if (s in DECIDED) is self.is_locked(obj)]
        readers = list(Strategy.Visibility)
        # What was adopted or evaluated is not hidden again, nor taken back into force.
        if self.is_locked(obj) and obj.status == Strategy.Status.SUPERSEDED:
            statuses = [Strategy.Status.SUPERSEDED]
        if obj is not None and self._stays_public(obj):
            readers = [Strategy.Visibility.PUBLIC]
            statuses = [s for s in statuses if s != Strategy.Status.DRAFT]
        for name, offered in (("status", statuses), ("visibility", readers)):
            if name in form.base_fields:
                form.base_fields[name].choices = [  # type: ignore[attr-defined]
                    (choice.value, choice.label) for choice in offered
                ]
        return form

    def _stays_public(self, obj: Strategy) -> bool:
        """Say whether readers have been told what they must find again."""
        return self.is_public(obj) and (
            self.is_locked(obj)
            or obj.evaluations.filter(state=Evaluation.State.PUBLISHED).exists()
        )

    def is_public(self, obj: Any) -> bool:
        """Say whether the strategy has a page anyone may open."""
        return (
            obj.visibility == Strategy.Visibility.PUBLIC
            and obj.status != Strategy.Status.DRAFT
        )

    @admin.display(description="status", ordering="status")
    def status_badge(self, obj: Strategy) -> SafeString:
        """Draw the status."""
        status = Strategy.Status(obj.status)
        return badge(status.label, STATUS_KINDS[status])

    @admin.display(description="periode", ordering="period_start_year")
    def period(self, obj: Strategy) -> str:
        """Write the years."""
        return obj.period

    @admin.display(description="mål", ordering="number")
    def goals_set(self, obj: Any) -> int:
        """Say how many goals it sets."""
        return obj.number
