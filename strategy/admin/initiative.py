"""What the municipality does: initiatives, screenings, the award."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    HouseAdmin,
    TableInline,
    badge,
    example_badge,
    publication_badge,
)
from strategy.models import (
    AwardYear,
    Initiative,
    InitiativePeriod,
    Juror,
    Nominee,
    Screening,
    ScreeningStep,
)

STAGE_KINDS = {
    Initiative.Stage.PLANNED: "info",
    Initiative.Stage.RUNNING: "success",
    Initiative.Stage.DONE: "neutral",
}


class PeriodInline(BlockInline):
    """The runs of one initiative, the newest first."""

    model = InitiativePeriod
    fields = [
        ("start_date", "end_date", "when_text"),
        "participants",
        "outcome",
        "source",
    ]
    autocomplete_fields = ["source"]
    verbose_name_plural = "Perioder: Tilføj en række, hver gang den begynder på ny"


@admin.register(Initiative)
class InitiativeAdmin(HouseAdmin):
    """Activities that further social enterprises."""

    purpose = "Mentorforløb, iværksætterforløb, rådgivning og andet, kommunen gør."
    empty_text = "Tilføj den første indsats, og sig, hvem den er for."
    list_display = [
        "title",
        publication_badge,
        "kind",
        "stage_badge",
        "start_date",
        example_badge,
    ]
    list_filter = ["publication_state", "kind", "stage", "is_example"]
    search_fields = ["title"]
    ordering = ["position", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["join_page"]
    autocomplete_fields = ["source"]
    inlines = [PeriodInline]
    fieldsets = [
        (
            "Indsatsen",
            {
                "description": (
                    "Hvad det er, i ord en borger bruger. Ankeret er slutningen af "
                    "linket hertil; portalen laver det af titlen."
                ),
                "fields": [
                    "title",
                    "slug",
                    "kind",
                    "summary",
                    "body",
                    "publication_state",
                    "is_example",
                ],
            },
        ),
        (
            "Hvem og hvordan",
            {
                "description": "Sig, hvem det er for, og hvad man gør for at være med.",
                "fields": ["audience", "how_to_join", "join_page"],
            },
        ),
        (
            "Hvornår",
            {
                "description": (
                    "Kender du ikke dagen, så skriv det, som kilden gør, fx “foråret "
                    "2018”. Deltagere og resultater står ved hver periode nedenfor."
                ),
                "fields": [
                    "stage",
                    ("start_date", "end_date", "when_text"),
                    "source",
                    "position",
                ],
            },
        ),
    ]

    @admin.display(description="formular")
    def join_page(self, obj: Initiative) -> SafeString | str:
        """Lead to the form that readers write in, while there is one."""
        if not obj.is_joinable:
            return "Kommer frem, når indsatsen er offentlig og ikke gennemført."
        address = reverse("taking-part", args=[obj.slug])
        return format_html('<a href="{}">Vil du være med?</a>', address)

    @admin.display(description="hvor langt", ordering="stage")
    def stage_badge(self, obj: Initiative) -> SafeString:
        """Draw the stage."""
        stage = Initiative.Stage(obj.stage)
        return badge(stage.label, STAGE_KINDS[stage])


class ScreeningStepInline(TableInline):
    """The dated stages of one screening."""

    model = ScreeningStep
    fields = ["stage", "date"]
    verbose_name_plural = "Trin: Tilføj et nyt, når screeningen kommer videre"


@admin.register(Screening)
class ScreeningAdmin(HouseAdmin):
    """Screenings for spin-offs."""

    purpose = (
        "Screeninger for afknopning. De er fortrolige: Offentligheden ser kun, hvor "
        "mange der er, til du åbner en."
    )
    empty_text = "Ingen screeninger endnu."
    list_display = ["title", "openness", "stage_now", "initiative"]
    list_filter = ["is_open", "is_example"]
    list_select_related = ["initiative"]
    search_fields = ["title"]
    ordering = ["title", "pk"]
    autocomplete_fields = ["initiative"]
    inlines = [ScreeningStepInline]
    fieldsets = [
        (
            "Screeningen",
            {
                "description": "Vis den først, når alle involverede har sagt ja.",
                "fields": ["title", "is_example", "is_open", "initiative"],
            },
        ),
        (
            "Kun for redaktionen",
            {"description": "Vises aldrig offentligt.", "fields": ["notes"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the latest step in the same query."""
        steps = ScreeningStep.objects.filter(screening=OuterRef("pk"))
        latest = steps.order_by("-date", "-pk").values("stage")[:1]
        return super().get_queryset(request).annotate(latest=Subquery(latest))

    @admin.display(description="offentlighed", ordering="is_open")
    def openness(self, obj: Screening) -> SafeString:
        """Say whether it may be shown."""
        return (
            badge("Åben", "success") if obj.is_open else badge("Fortrolig", "neutral")
        )

    @admin.display(description="trin nu")
    def stage_now(self, obj: Any) -> str:
        """Name the stage that holds."""
        return str(ScreeningStep.Stage(obj.latest).label) if obj.latest else ""


class JurorInline(TableInline):
    """Who chooses: roles, and names only of those who have said yes."""

    model = Juror
    fields = ["role", "sector", "name", "consent_date", "position"]


class NomineeInline(BlockInline):
    """Who was put forward."""

    model = Nominee
    fields = ["name", "enterprise", "motivation", "is_winner"]
    autocomplete_fields = ["enterprise"]


@admin.register(AwardYear)
class AwardYearAdmin(HouseAdmin):
    """The award, year by year."""

    purpose = "Den Socialøkonomiske Pris: opslag, kriterier, nominerede og vinder."
    empty_text = "Tilføj årets pris med opslag og kriterier."
    list_display = [
        "year",
        publication_badge,
        "deadline_date",
        "ceremony_date",
        "nominated",
        example_badge,
    ]
    list_filter = ["publication_state", "is_example"]
    search_fields = ["=year"]
    ordering = ["-year"]
    inlines = [JurorInline, NomineeInline]
    fieldsets = [
        (
            "Året",
            {
                "description": "Opslaget kan ses, så snart året er offentligt.",
                "fields": [
                    "year",
                    "call",
                    "criteria",
                    "deadline_date",
                    "publication_state",
                    "is_example",
                ],
            },
        ),
        (
            "Overrækkelsen",
            {
                "description": "Sæt hak ved vinderen nedenfor, og skriv hvorfor.",
                "fields": ["ceremony_date", "picture", "picture_text"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the nominees in the same query."""
        return super().get_queryset(request).annotate(number=Count("nominees"))

    @admin.display(description="nominerede", ordering="number")
    def nominated(self, obj: Any) -> int:
        """Say how many were put forward."""
        return obj.number
