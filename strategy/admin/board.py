"""The Advisory Board: its seats, its meetings and its advice."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    HouseAdmin,
    Step,
    badge,
    example_badge,
    publication_badge,
)
from strategy import invitations
from strategy.drafts import Refused
from strategy.models import Advice, BoardMeeting, BoardSeat, MeetingPaper


class InvitationForm(forms.Form):
    """Whom to write to."""

    email = forms.EmailField(
        label="Mailadresse",
        help_text="Den bliver også personens navn, når de logger ind.",
        max_length=150,
        error_messages={
            "required": "Skriv mailadressen.",
            "invalid": "Skriv en mailadresse, fx navn@firma.dk.",
        },
    )


def _invite(obj: BoardSeat, *, by: Any, email: str) -> str:
    invitations.invite(seat=obj, email=email)
    return "Mailen er på vej. Linket virker i tre dage."


def _withdraw(obj: BoardSeat, *, by: Any) -> str:
    invitations.withdraw(seat=obj)
    return "Adgangen er fjernet."


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
            "Adgang til “Til mødet”",
            {
                "description": (
                    "Knappen “Giv adgang” sender en mail med et link. Adgangen gælder, "
                    "så længe pladsen er besat, og hører op af sig selv."
                ),
                "fields": ["has_account"],
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

    readonly_fields = ["has_account"]
    refusals = (Refused,)
    steps = (
        Step(
            slug="giv-adgang",
            label="Giv adgang",
            question="Personen får en mail med et link til at vælge en adgangskode.",
            do=_invite,
            is_open=lambda obj: not obj.is_vacant,
            form=InvitationForm,
        ),
        Step(
            slug="fjern-adgang",
            label="Fjern adgang",
            question="Så kan personen ikke læse kladder og bilag mere.",
            do=_withdraw,
            is_open=lambda obj: obj.user_id is not None,
            is_grave=True,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the accounts in the same query."""
        return super().get_queryset(request).select_related("user")

    @admin.display(description="konto")
    def has_account(self, obj: BoardSeat) -> str:
        """Name the account."""
        return obj.user.get_username() if obj.user else "Ingen"

    @admin.display(description="plads", ordering="sector")
    def seat(self, obj: BoardSeat) -> str:
        """Name the sector."""
        return obj.get_sector_display()

    @admin.display(description="besat", ordering="is_vacant")
    def taken(self, obj: BoardSeat) -> SafeString:
        """Say whether somebody sits there; who is not for a list."""
        if obj.is_vacant:
            return badge("Ledig", "warning")
        if obj.end_date and obj.end_date < timezone.localdate():
            return badge("Udløbet")
        return badge("Besat", "success") if obj.is_told else badge("Ikke oplyst")


class PaperInline(BlockInline):
    """Papers to read before a meeting."""

    model = MeetingPaper
    fields = ["title", "file", "summary", ("is_for_board", "position")]


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
    inlines = [PaperInline, AdviceInline]
    fieldsets = [
        (
            "Mødet",
            {
                "description": (
                    "Boardet læser mødet på “Til mødet”, så snart det er gemt. Et "
                    "offentligt møde kan alle læse, også dagsordenen."
                ),
                "fields": [
                    "title",
                    ("date", "start_time"),
                    "place",
                    "publication_state",
                    "is_example",
                ],
            },
        ),
        (
            "Før og efter",
            {
                "description": "Dagsorden før, referat efter. Navne kun med samtykke.",
                "fields": ["agenda", "minutes"],
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
