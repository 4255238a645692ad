"""Figures for the whole programme, as somebody published them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from common.admin import QUANTITY_SHOWN, BlockInline, HouseAdmin, publication_badge
from enterprises.models import ReportedFigure, StatusReport


class ReportedFigureInline(BlockInline):
    """The figures of one report, in its own words."""

    model = ReportedFigure
    prepopulated_fields = {"key": ["label"]}
    shown_when_fixed = QUANTITY_SHOWN
    fields = [
        ("label", "key"),
        ("subject", "role"),
        ("value", "qualifier", "unit"),
        "as_published",
        "note",
        "position",
    ]


@admin.register(StatusReport)
class StatusReportAdmin(HouseAdmin):
    """Published accounts."""

    purpose = (
        "Tal for hele programmet, præcis som de er offentliggjort et sted. Portalen "
        "viser, hvor delene ikke giver det samlede tal, og retter aldrig noget."
    )
    empty_text = "Tilføj den første statusrapport, når kommunen har offentliggjort tal."
    list_display = ["title", publication_badge, "as_of_date", "source", "figure_count"]
    list_filter = ["publication_state"]
    list_select_related = ["source"]
    search_fields = ["title"]
    date_hierarchy = "as_of_date"
    ordering = ["-as_of_date", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["source"]
    inlines = [ReportedFigureInline]
    fieldsets = [
        (
            "Rapporten",
            {
                "description": "Hvad den hedder, hvor den står, og hvad den beskriver.",
                "fields": ["title", "slug", "source", "as_of_date", "as_of_text"],
            },
        ),
        (
            "Til læseren",
            {
                "description": "Sig, hvad tallene dækker, og hvad de ikke dækker.",
                "fields": ["summary", "scope", "publication_state"],
            },
        ),
        (
            "Kun for redaktionen",
            {"description": "Vises aldrig offentligt.", "fields": ["editor_note"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the figures in the same query."""
        return super().get_queryset(request).annotate(number=Count("figures"))

    @admin.display(description="tal")
    def figure_count(self, obj: Any) -> int:
        """Say how many figures the report has."""
        return obj.number
