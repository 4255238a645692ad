"""Social Vision Roskilde on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import (
    HouseAdmin,
    HouseForm,
    KeptApart,
    TableInline,
    badge,
    example_badge,
    publication_badge,
)

from .models import (
    Cluster,
    Enquiry,
    Event,
    EventMaterial,
    Member,
    ProgrammeItem,
    Registration,
    Topic,
)
from .upkeep import without_minutes

EVENT_KINDS = {
    Event.State.DRAFT: "warning",
    Event.State.PUBLISHED: "success",
    Event.State.CANCELLED: "error",
}
ENQUIRY_KINDS = {
    Enquiry.State.NEW: "warning",
    Enquiry.State.WAITING: "info",
    Enquiry.State.ANSWERED: "success",
    Enquiry.State.CLOSED: "neutral",
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


@admin.register(Registration)
class RegistrationAdmin(KeptApart):
    """Sign-ups. The list shows no names; the portal deletes the rows by itself."""

    purpose = (
        "Tilmeldinger til arrangementer. De er personoplysninger: portalen sletter dem "
        "den dag, der står i listen. Åbn en tilmelding for at se, hvem det er."
    )
    empty_text = "Ingen tilmeldinger lige nu."
    list_display = [
        "__str__",
        "event",
        "state",
        "created_at",
        "delete_on_date",
        "attended",
    ]
    list_filter = ["state"]
    list_select_related = ["event"]
    # A whole address only: to find the person who asks what you know about them.
    search_fields = ["=email_key"]
    search_help_text = "Skriv hele mailadressen på den, der spørger."
    date_hierarchy = "created_at"
    ordering = ["-created_at", "pk"]
    readonly_fields = [
        *("event", "name", "email", "organisation", "state"),
        *("created_at", "confirm_by", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Tilmeldingen",
            {
                "description": "Personen har selv skrevet det. Del det ikke med andre.",
                "fields": ["event", "name", "email", "organisation", "state"],
            },
        ),
        (
            "Fremmøde",
            {
                "description": "Tæl op bagefter, og skriv antallet på arrangementet.",
                "fields": ["attended"],
            },
        ),
        (
            "Frister",
            {
                "description": "Portalen sletter tilmeldingen af sig selv på dagen.",
                "fields": ["created_at", "confirm_by", "delete_on_date"],
            },
        ),
    ]


@admin.register(Member)
class MemberAdmin(KeptApart):
    """Members. The list shows no addresses."""

    purpose = (
        "Medlemmer af netværket. De melder sig selv ind og ud; herfra kan du slette "
        "den, der beder om det."
    )
    empty_text = "Ingen medlemmer endnu. De melder sig ind på netværkets side."
    list_display = ["__str__", "state", "joined_at", "delete_on_date"]
    list_filter = ["state"]
    search_fields = ["=email"]
    search_help_text = "Skriv hele mailadressen på den, der spørger."
    ordering = ["-joined_at", "pk"]
    readonly_fields = [
        *("email", "name", "organisation", "state", "joined_at", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Medlemmet",
            {
                "description": "Personen har selv skrevet det og kan melde sig ud.",
                "fields": ["email", "name", "organisation"],
            },
        ),
        (
            "Medlemskabet",
            {
                "description": "Portalen sletter medlemmet, hvis det ikke fornyes.",
                "fields": ["state", "joined_at", "delete_on_date"],
            },
        ),
    ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change nothing: a membership is the member's own."""
        return False


class EnquiryForm(HouseForm):
    """An answer and where the enquiry stands."""

    class Meta:
        model = Enquiry
        fields = ["answer", "state"]

    def clean(self) -> dict[str, Any]:
        """Date the answer when there first is one."""
        cleaned = super().clean() or self.cleaned_data
        is_answered = cleaned.get("state") == Enquiry.State.ANSWERED
        if is_answered and self.instance.answered_at is None:
            self.instance.answered_at = timezone.now()
        return cleaned


@admin.register(Enquiry)
class EnquiryAdmin(KeptApart):
    """Questions to the business developer."""

    purpose = "Spørgsmål fra borgere, virksomheder og indkøbere. De nye venter på svar."
    empty_text = "Ingen henvendelser. De kommer fra kontaktsiden."
    form = EnquiryForm
    list_display = ["subject", "state_badge", "created_at", "delete_on_date"]
    list_filter = ["state"]
    search_fields = ["=email", "subject"]
    search_help_text = "Søg i emnet, eller skriv hele mailadressen."
    date_hierarchy = "created_at"
    ordering = ["-created_at", "pk"]
    readonly_fields = [
        *("name", "email", "subject", "body"),
        *("created_at", "answered_at", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Spørgsmålet",
            {
                "description": "Det er en persons oplysninger. Del det ikke med andre.",
                "fields": ["subject", "body", "name", "email", "created_at"],
            },
        ),
        (
            "Dit svar",
            {
                "description": "Gem svaret her, så I kan se, hvad der er svaret.",
                "fields": ["answer", "state", "answered_at"],
            },
        ),
        (
            "Sletning",
            {
                "description": "Portalen sletter henvendelsen af sig selv på dagen.",
                "fields": ["delete_on_date"],
            },
        ),
    ]

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Enquiry) -> SafeString:
        """Draw the state."""
        state = Enquiry.State(obj.state)
        return badge(state.label, ENQUIRY_KINDS[state])
