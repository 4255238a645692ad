"""The lists that enterprises and figures are described by."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from common.admin import HouseAdmin
from enterprises.models import Sector, Source, StaffingCategory, TargetGroup, UNGoal


@admin.register(Source)
class SourceAdmin(HouseAdmin):
    """Where statements come from."""

    purpose = (
        "Det, som tal og oplysninger er hentet fra. Intet tal vises uden en kilde."
    )
    empty_text = "Tilføj den første kilde, så du kan henvise til den fra tallene."
    list_display = ["title", "publisher", "published_date"]
    list_filter = ["publisher"]
    search_fields = ["title", "publisher"]
    date_hierarchy = "published_date"
    ordering = ["-published_date", "title", "pk"]
    fieldsets = [
        (
            "Kilden",
            {
                "description": "Skriv det, en læser skal bruge for selv at finde den.",
                "fields": ["title", "publisher", "published_date", "url"],
            },
        ),
        (
            "Kun for redaktionen",
            {"description": "Vises aldrig offentligt.", "fields": ["note"]},
        ),
    ]


class UsedByEnterprises(HouseAdmin):
    """A list of words; each says how many enterprises use it."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count in the same query."""
        return super().get_queryset(request).annotate(used=Count("enterprises"))

    @admin.display(description="virksomheder", ordering="used")
    def used_by(self, obj: Any) -> int:
        """Say how many enterprises carry the word."""
        return obj.used


@admin.register(Sector)
class SectorAdmin(UsedByEnterprises):
    """Fields of work."""

    purpose = "Det, virksomhederne laver. Borgerne filtrerer listen efter det."
    empty_text = "Tilføj det første arbejdsfelt, fx “Café” eller “Grønne opgaver”."
    list_display = ["name", "motif", "position", "used_by"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name", "pk"]
    fieldsets = [
        (
            "Arbejdsfeltet",
            {
                "description": (
                    "Brug et ord, en borger ville søge på. Tegningen står på de "
                    "virksomheders kort, der ikke har et billede."
                ),
                "fields": ["name", "slug", "motif", "position"],
            },
        )
    ]


@admin.register(TargetGroup)
class TargetGroupAdmin(UsedByEnterprises):
    """People whom enterprises make room for."""

    purpose = "Dem, virksomhederne gør plads til. Jobkonsulenter filtrerer efter det."
    empty_text = "Tilføj den første målgruppe, fx “Unge uden uddannelse”."
    list_display = ["name", "used_by"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name", "pk"]
    fieldsets = [
        (
            "Målgruppen",
            {
                "description": "Skriv om mennesker, som du ville tale til dem.",
                "fields": ["name", "slug"],
            },
        )
    ]


@admin.register(UNGoal)
class UNGoalAdmin(HouseAdmin):
    """The seventeen goals; there will be no more of them."""

    purpose = "FN’s 17 verdensmål. De ligger fast; ret kun en stavefejl."
    list_display = ["number", "name"]
    list_display_links = ["name"]
    search_fields = ["name", "=number"]
    ordering = ["number"]
    fieldsets = [
        (
            "Verdensmålet",
            {
                "description": "Navnet, som det står i den danske udgave af målene.",
                "fields": ["number", "name"],
            },
        )
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the number: it is the goal's identity."""
        return ["number"] if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it at seventeen."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it at seventeen."""
        return False


@admin.register(StaffingCategory)
class StaffingCategoryAdmin(HouseAdmin):
    """Kinds of staff."""

    purpose = "De slags personale, virksomhederne tæller op. De skifter, når loven gør."
    list_display = [
        "name",
        "group",
        "is_sensitive",
        "active_from_date",
        "active_to_date",
    ]
    list_filter = ["group"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["position", "pk"]
    fieldsets = [
        (
            "Kategorien",
            {
                "description": (
                    "Virksomhederne ser navn og forklaring, når de indberetter. "
                    "Frivillige tælles aldrig med i et samlet tal."
                ),
                "fields": ["name", "slug", "explanation", "group", "position"],
            },
        ),
        (
            "Beskyttelse af mennesker",
            {
                "description": (
                    "Et tal fra 1 til 4 i én virksomhed kan røbe, hvilken ydelse et "
                    "menneske får. Sæt hak, så viser portalen “under 5”."
                ),
                "fields": ["is_sensitive"],
            },
        ),
        (
            "Hvornår den bruges",
            {
                "description": (
                    "Slet ikke en kategori, loven har afskaffet. Skriv en slutdato, "
                    "så de gamle tal stadig kan forstås."
                ),
                "fields": ["active_from_date", "active_to_date"],
            },
        ),
    ]
