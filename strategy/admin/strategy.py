"""Strategies, their goals, and the figures that follow the goals."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

import enterprises.figures
import network.figures
from common.admin import BlockInline, HouseAdmin, TableInline, badge, example_badge
from strategy.drafts import Refused
from strategy.models import (
    Erratum,
    Goal,
    Indicator,
    Measurement,
    OriginStep,
    Standing,
    Strategy,
    StrategySection,
)
from strategy.whole_document import NoChapters

from .adoption import ADOPT
from .whole_document import TAKE_IN_DOCUMENT

ADOPTED = (
    "Strategien er vedtaget, så teksten ligger fast. Er noget forkert, så tilføj en "
    "rettelse. Den står ved siden af, aldrig i stedet for."
)
DECIDED = (Strategy.Status.ADOPTED, Strategy.Status.SUPERSEDED)
STATUS_KINDS = {
    Strategy.Status.DRAFT: "warning",
    Strategy.Status.HEARING: "info",
    Strategy.Status.PROPOSED: "info",
    Strategy.Status.ADOPTED: "success",
    Strategy.Status.SUPERSEDED: "neutral",
}
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


class StrategyErratumInline(BlockInline):
    """Corrections beside the adopted text."""

    model = Erratum
    fk_name = "strategy"
    fields = ["date", "text", "reason"]
    open_when_locked = True
    can_delete = False


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
    list_filter = ["status", "visibility", "is_example"]
    search_fields = ["title"]
    ordering = ["-period_start_year", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["source", "predecessor"]
    inlines = [SectionInline, GoalInline, OriginInline, StrategyErratumInline]
    steps = (TAKE_IN_DOCUMENT, ADOPT)
    refusals = (Refused, NoChapters)
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
        if "status" in form.base_fields:
            form.base_fields["status"].choices = [  # type: ignore[attr-defined]
                (status.value, status.label)
                for status in Strategy.Status
                if (status in DECIDED) is self.is_locked(obj)
            ]
        return form

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


@admin.register(Goal)
class GoalAdmin(HouseAdmin):
    """Goals: how it goes is said by a person, with a reason."""

    purpose = "Strategiernes mål, hvordan det går med dem, og hvad der måles."
    empty_text = "Målene bliver til på strategiens side."
    why_locked = (
        "Målet hører til en vedtaget strategi, så ordene ligger fast. Hvordan det går, "
        "kan du stadig skrive."
    )
    open_when_locked = (
        *("standing", "standing_reason", "standing_date"),
        *("initiatives", "un_goals", "predecessor"),
    )
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
    inlines = [IndicatorInline]
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
                    "Et menneske vurderer det, aldrig et tal. Skriv altid hvorfor, og "
                    "hvornår du vurderede det."
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

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer as earlier goals those of strategies that another one follows."""
        if db_field.name == "predecessor":
            kwargs["queryset"] = Goal.objects.filter(
                strategy__successor__isnull=False
            ).select_related("strategy")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def says_locked(self, obj: Any) -> bool:
        """Follow the strategy."""
        return obj.strategy.is_locked

    @admin.display(description="hvordan går det", ordering="standing")
    def standing_badge(self, obj: Goal) -> SafeString:
        """Draw the standing."""
        standing = Standing(obj.standing)
        return badge(standing.label, STANDING_KINDS[standing])

    @admin.display(description="indikatorer", ordering="indicator_count")
    def measured(self, obj: Any) -> int:
        """Say how many figures follow the goal."""
        return obj.indicator_count


class MeasurementInline(TableInline):
    """What an indicator showed, day by day."""

    model = Measurement
    open_when_locked = True
    fields = ["date", "value", "qualifier", "unit", "as_published", "source"]
    verbose_name_plural = "Målinger: Tilføj en ny; ret kun en tastefejl"


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
    inlines = [MeasurementInline]
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

    @admin.display(description="målinger", ordering="number")
    def measured(self, obj: Any) -> int:
        """Say how often it was measured."""
        return obj.number
