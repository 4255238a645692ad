"""The network's meetings on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import (
    HouseAdmin,
    TableInline,
    badge,
    example_badge,
)

from ..models import (
    Event,
    EventMaterial,
    ProgrammeItem,
)
from ..upkeep import without_minutes

EVENT_KINDS = {
    Event.State.DRAFT: "warning",
    Event.State.PUBLISHED: "success",
    Event.State.CANCELLED: "error",
}


class WhenFilter(SimpleListFilter):
    """Before or after, and what is missing after."""

    title = "hvornår"
    parameter_name = "tid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer what is to come, what has been, and what lacks minutes."""
        return [
            ("kommende", "Kommende"),
            ("holdt", "Har været"),
            ("referat", "Har været, men mangler referat"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of the three."""
        now = timezone.now()
        match self.value():
            case "kommende":
                return queryset.filter(ends_at__gt=now)
            case "holdt":
                return queryset.filter(ends_at__lte=now)
            case "referat":
                return without_minutes(queryset)
        return queryset


class ProgrammeInline(TableInline):
    """The programme of one event."""

    model = ProgrammeItem
    fields = ["starts_at", "title", "speaker"]
    verbose_name_plural = (
        "Program: Portalen sætter punkterne i rækkefølge efter klokken"
    )


class MaterialInline(TableInline):
    """The papers of one event."""

    model = EventMaterial
    fields = ["title", "file"]
    verbose_name_plural = "Materialer bagefter: kun PDF, højst 15 MB"


@admin.register(Event)
class EventAdmin(HouseAdmin):
    """The network's meetings."""

    purpose = (
        "Netværkets møder, fra invitation til referat. Netværket lover 3 til 4 om året."
    )
    empty_text = (
        "Tilføj det første arrangement. Det er en kladde, til du gør det offentligt."
    )
    list_display = [
        "title",
        "state_badge",
        "starts_at",
        "venue",
        "signed_up",
        example_badge,
    ]
    list_filter = [WhenFilter, "state", "is_example"]
    search_fields = ["title", "theme", "venue"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["host"]
    readonly_fields = ["updated_at"]
    inlines = [ProgrammeInline, MaterialInline]
    fieldsets = [
        (
            "Invitationen",
            {
                "description": (
                    "Titel og kort beskrivelse står i listen; resten på arrangementets "
                    "egen side. Aflys i stedet for at slette: Så kan alle se, at det "
                    "er aflyst."
                ),
                "fields": [
                    "title",
                    "slug",
                    "state",
                    "theme",
                    "summary",
                    "description",
                    "is_example",
                ],
            },
        ),
        (
            "Tid og sted",
            {
                "description": (
                    "Dansk tid. Skriv et sted eller et link. Retter du tid eller sted, "
                    "opdaterer deltagernes kalendere sig."
                ),
                "fields": [
                    "starts_at",
                    "ends_at",
                    "venue",
                    "address",
                    "access_notes",
                    "online_url",
                    "host",
                ],
            },
        ),
        (
            "Tilmelding",
            {
                "description": (
                    "Står “pladser” tomt, er der plads til alle. Ellers holder "
                    "portalen selv venteliste."
                ),
                "fields": [
                    "capacity",
                    "signup_opens_at",
                    "signup_closes_at",
                    "price",
                ],
            },
        ),
        (
            "Bagefter",
            {
                "description": (
                    "Referatet kommer på arrangementets side. Antallet af fremmødte "
                    "bliver stående, når tilmeldingerne er slettet."
                ),
                "fields": ["minutes", "attendance_count", "updated_at"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count sign-ups in the same query."""
        return super().get_queryset(request).annotate(number=Count("registrations"))

    def is_public(self, obj: Any) -> bool:
        """Drafts have no page; a cancelled event keeps its own."""
        return obj.state != Event.State.DRAFT

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Event) -> SafeString:
        """Draw the state."""
        state = Event.State(obj.state)
        return badge(state.label, EVENT_KINDS[state])

    @admin.display(description="tilmeldte")
    def signed_up(self, obj: Any) -> str:
        """Say how many signed up, and for how many seats."""
        return f"{obj.number} af {obj.capacity}" if obj.capacity else str(obj.number)
