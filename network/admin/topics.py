"""Topics and clusters on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from common.admin import (
    HouseAdmin,
    example_badge,
    publication_badge,
)

from ..models import (
    Cluster,
    Topic,
)


@admin.register(Topic)
class TopicAdmin(HouseAdmin):
    """What members have on their mind."""

    purpose = "Det, medlemmerne har på hjertet, og hvad der er blevet af det."
    empty_text = "Ingen emner endnu. Tilføj det første, fx et ønske fra et møde."
    list_display = ["title", publication_badge, "stage", "supporters", example_badge]
    list_filter = ["publication_state", "stage", "is_example"]
    search_fields = ["title"]
    ordering = ["-created_at", "pk"]
    autocomplete_fields = ["event", "source"]
    readonly_fields = ["created_at"]
    fieldsets = [
        (
            "Emnet",
            {
                "description": "Kort og konkret. Nævn ingen personer.",
                "fields": ["title", "description", "publication_state", "is_example"],
            },
        ),
        (
            "Hvad sker der",
            {
                "description": "Svaret står ved emnet, så alle kan se, at I lytter.",
                "fields": ["stage", "answer", "event", "source", "created_at"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count supporters in the same query."""
        return super().get_queryset(request).annotate(number=Count("support"))

    @admin.display(description="støtter", ordering="number")
    def supporters(self, obj: Any) -> int:
        """Say how many support the topic; who they are is not known."""
        return obj.number


@admin.register(Cluster)
class ClusterAdmin(HouseAdmin):
    """Groups of enterprises."""

    purpose = "Virksomheder, der hjælper hinanden, og hvad de er gået sammen om."
    empty_text = "Ingen klynger endnu. Tilføj den første, når virksomheder går sammen."
    list_display = ["name", publication_badge, "size", example_badge]
    list_filter = ["publication_state", "is_example"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["enterprises"]
    fieldsets = [
        (
            "Klyngen",
            {
                "description": "Hvad de er sammen om, og hvordan man kan være med.",
                "fields": [
                    "name",
                    "slug",
                    "purpose",
                    "enterprises",
                    "contact_email",
                    "publication_state",
                    "is_example",
                ],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count enterprises in the same query."""
        return super().get_queryset(request).annotate(number=Count("enterprises"))

    @admin.display(description="virksomheder", ordering="number")
    def size(self, obj: Any) -> int:
        """Say how many enterprises belong."""
        return obj.number
