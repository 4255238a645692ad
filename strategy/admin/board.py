"""The Advisory Board: its seats, its meetings and its advice."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    HouseAdmin,
    badge,
    example_badge,
    publication_badge,
)
from strategy.models import Advice, BoardMeeting, BoardSeat


@admin.register(BoardSeat)
class BoardSeatAdmin(HouseAdmin):
    """Seats for the seven sectors."""

    purpose = "Pladserne i Advisory Board: hvem de taler for, og om de er besat."
    empty_text = "Tilføj en plads for hvert af de syv områder."
    list_display = [
        "seat",
        "organisation",
        "taken",
        "start_date",
        "end_date",
        example_badge,
    ]
    list_filter = ["sector", "is_vacant", "is_example"]
    search_fields = ["organisation"]
    ordering = ["position", "pk"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (
            "Pladsen",
            {
                "description": "Området er det, boardet er sat sammen af.",
                "fields": ["sector", "organisation", "is_vacant", "position"],
            },
        ),
        (
            "Hvem sidder der",
            {
                "description": (
                    "Navnet bliver først vist, når du har skrevet, hvilken dag "
                    "personen sagde ja til det."
                ),
                "fields": [("holder_name", "consent_date"), ("start_date", "end_date")],
            },
        ),
        (
            "Kilde",
            {
                "description": "Hvor det står, at pladsen findes.",
                "fields": ["source", "is_example"],
            },
        ),
    ]

    @admin.display(description="plads", ordering="sector")
    def seat(self, obj: BoardSeat) -> str:
        """Name the sector."""
        return obj.get_sector_display()

    @admin.display(description="besat", ordering="is_vacant")
    def taken(self, obj: BoardSeat) -> SafeString:
        """Say whether somebody sits there; who is not for a list."""
        return badge("Ledig", "warning") if obj.is_vacant else badge("Besat", "success")


class AdviceInline(BlockInline):
    """What the board advised at one meeting."""

    model = Advice
    fields = ["text", "goal", "outcome"]
    autocomplete_fields = ["goal"]


@admin.register(BoardMeeting)
class BoardMeetingAdmin(HouseAdmin):
    """Meetings of the board."""

    purpose = "Boardets møder med dagsorden, referat og de råd, der kom ud af dem."
    empty_text = "Tilføj det næste møde, og læg dagsordenen op."
    list_display = ["title", publication_badge, "date", "advice_given", example_badge]
    list_filter = ["publication_state", "is_example"]
    search_fields = ["title"]
    date_hierarchy = "date"
    ordering = ["-date", "pk"]
    inlines = [AdviceInline]
    fieldsets = [
        (
            "Mødet",
            {
                "description": "Et offentligt møde kan alle læse, også dagsordenen.",
                "fields": ["title", "date", "publication_state", "is_example"],
            },
        ),
        (
            "Før og efter",
            {
                "description": "Dagsorden før, referat efter. Navne kun med samtykke.",
                "fields": ["agenda", "minutes", "attachment"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the advice in the same query."""
        return super().get_queryset(request).annotate(number=Count("advice"))

    @admin.display(description="råd", ordering="number")
    def advice_given(self, obj: Any) -> int:
        """Say how much advice came of it."""
        return obj.number
