"""Texts at fixed places, and documents to read further in."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common.admin import HouseAdmin, example_badge, publication_badge
from strategy.models import Document, ProgrammePage


@admin.register(ProgrammePage)
class ProgrammePageAdmin(HouseAdmin):
    """Texts that the editor writes for a place of the site."""

    purpose = "Tekster på faste steder på portalen, fx om indkøb og om RSV-ordningen."
    empty_text = "Vælg et sted, og skriv den første tekst."
    list_display = ["title", "place", publication_badge, "updated_at"]
    list_filter = ["publication_state"]
    search_fields = ["title"]
    ordering = ["place"]
    autocomplete_fields = ["source"]
    readonly_fields = ["updated_at"]
    fieldsets = [
        (
            "Siden",
            {
                "description": "Ét sted har én tekst. Begynd med det vigtigste.",
                "fields": ["place", "title", "lead", "body", "publication_state"],
            },
        ),
        (
            "Kilde",
            {
                "description": "Hvor oplysningerne kommer fra; læseren ser det.",
                "fields": ["source", "updated_at"],
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep a text where it is: others link to it."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "place"] if obj else fixed


@admin.register(Document)
class DocumentAdmin(HouseAdmin):
    """Documents."""

    purpose = "Notater, rapporter og nyhedsbreve. Fortæl altid, hvad der står i dem."
    empty_text = "Tilføj det første dokument som fil eller link."
    list_display = [
        "title",
        publication_badge,
        "kind",
        "date",
        "strategy",
        example_badge,
    ]
    list_filter = ["publication_state", "kind", "is_example"]
    list_select_related = ["strategy"]
    search_fields = ["title"]
    date_hierarchy = "date"
    ordering = ["-date", "pk"]
    autocomplete_fields = [
        *("strategy", "evaluation", "initiative", "award_year", "meeting"),
        "source",
    ]
    fieldsets = [
        (
            "Dokumentet",
            {
                "description": (
                    "Vælg enten en fil eller et link. Sammenfatningen er for dem, der "
                    "ikke kan læse en PDF."
                ),
                "fields": [
                    "title",
                    "kind",
                    "date",
                    "summary",
                    "file",
                    "url",
                    "publication_state",
                    "is_example",
                ],
            },
        ),
        (
            "Hører til",
            {
                "description": (
                    "Så det også står på siden ved siden af det, det handler om. Lad "
                    "resten stå tomt."
                ),
                "fields": [
                    *("strategy", "evaluation", "initiative", "award_year", "meeting"),
                    "source",
                ],
            },
        ),
    ]
