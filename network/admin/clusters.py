"""Groups of enterprises on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from common.admin import HouseAdmin, TableInline, example_badge, publication_badge

from ..models import Cluster, ClusterMeeting


class ClusterMeetingInline(TableInline):
    """When a cluster met or is to meet."""

    model = ClusterMeeting
    fields = ["date", "subject", "place", "outcome"]
    verbose_name_plural = "Møder: både dem, der har været, og dem, der kommer"


@admin.register(Cluster)
class ClusterAdmin(HouseAdmin):
    """Groups of enterprises."""

    purpose = "Virksomheder, der hjælper hinanden, og hvad de er gået sammen om."
    empty_text = "Ingen klynger endnu. Tilføj den første, når virksomheder går sammen."
    list_display = [
        "name",
        publication_badge,
        "size",
        "since_date",
        "ended_date",
        example_badge,
    ]
    list_filter = ["publication_state", "is_example"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["enterprises"]
    readonly_fields = ["updated_at"]
    inlines = [ClusterMeetingInline]
    fieldsets = [
        (
            "Klyngen",
            {
                "description": (
                    "Hvad de er sammen om, og hvordan man kan være med. En virksomhed "
                    "står på klyngens side, når virksomheden selv er offentlig."
                ),
                "fields": [
                    *("name", "slug", "purpose", "enterprises", "contact_email"),
                    *("publication_state", "is_example"),
                ],
            },
        ),
        (
            "Hvad der er blevet til",
            {
                "description": (
                    "Hvornår de begyndte, og hvad der er kommet ud af det. Slutter "
                    "klyngen, så skriv datoen: Siden bliver stående som historie."
                ),
                "fields": [*("since_date", "ended_date", "outcome", "updated_at")],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count enterprises in the same query."""
        return super().get_queryset(request).annotate(number=Count("enterprises"))

    @admin.display(description="virksomheder", ordering="number")
    def size(self, obj: Any) -> int:
        """Say how many enterprises belong."""
        return obj.number
