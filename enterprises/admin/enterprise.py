"""Enterprises with their places, offers, RSV history and social value."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    TableInline,
    badge,
    example_badge,
    in_one_line,
    on_day,
    publication_badge,
)
from enterprises import rsv, services
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    SocialValueStatement,
)
from enterprises.transfer import EnterpriseSheet
from enterprises.upkeep import (
    YEAR,
    with_rsv_findings,
    without_confirmation,
    without_return,
)

from .transfer import Transferable

STAGE_KINDS = {
    Enterprise.Stage.ESTABLISHED: "success",
    Enterprise.Stage.ON_THE_WAY: "info",
    Enterprise.Stage.CLOSED: "neutral",
}
RSV_KINDS = {RsvStatus.Status.REGISTERED: "success", RsvStatus.Status.REFUSED: "error"}


class StageFilter(SimpleListFilter):
    """The stage an enterprise is in today."""

    title = "stadie i dag"
    parameter_name = "stadie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the three stages."""
        return Enterprise.Stage.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one stage."""
        stage = self.value()
        if stage not in Enterprise.Stage.values:
            return queryset
        return queryset.in_stage(Enterprise.Stage(str(stage)), timezone.localdate())


class RsvFilter(SimpleListFilter):
    """The RSV status that holds today."""

    title = "RSV-status nu"
    parameter_name = "rsv"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer every status, and none."""
        return [*RsvStatus.Status.choices, ("ingen", "Ingen status")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one status; the list has it annotated."""
        if self.value() == "ingen":
            return queryset.filter(rsv_status__isnull=True)
        return queryset.filter(rsv_status=self.value()) if self.value() else queryset


class AttentionFilter(SimpleListFilter):
    """What the editor should look after."""

    title = "hvad der mangler"
    parameter_name = "mangler"
    found = {
        "bekraeftelse": ("Ikke bekræftet i 12 måneder", without_confirmation),
        "rsv": ("RSV-status skal ses efter", with_rsv_findings),
        "indberetning": ("Mangler indberetning for sidste år", without_return),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the three kinds of neglect."""
        return [(key, label) for key, (label, _) in self.found.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep what needs a look."""
        _, keep = self.found.get(self.value() or "", ("", None))
        return keep(queryset) if keep else queryset


class RsvInline(TableInline):
    """The dated history of one enterprise."""

    model = RsvStatus
    fields = ["status", "effective_date", "source", "source_url", "checked_date"]
    verbose_name = "RSV-status"
    verbose_name_plural = (
        "RSV-historik: Tilføj en ny række, når status skifter; ret aldrig en gammel"
    )


class LocationInline(BlockInline):
    """Places of one enterprise."""

    model = Location
    fields = [
        "name",
        ("street", "postal_code", "postal_district"),
        ("town", "municipality_code"),
        ("access", "access_notes"),
        "opening_hours",
        "p_number",
        ("latitude", "longitude"),
        "position",
    ]


class OfferInline(TableInline):
    """What one can get at an enterprise."""

    model = Offer
    fields = [
        "kind",
        "title",
        "text",
        "places",
        "active_from_date",
        "active_to_date",
        "position",
    ]


class SocialValueInline(BlockInline):
    """What an enterprise says it is worth."""

    model = SocialValueStatement
    fields = [
        ("claim", "year"),
        "beneficiaries",
        "evidence",
        "evidence_url",
        ("consent_date", "publication_state"),
    ]


@admin.register(Enterprise)
class EnterpriseAdmin(Transferable):
    """The registry."""

    sheet = EnterpriseSheet
    purpose = (
        "Registret over de virksomheder, programmet følger. Det, der er offentligt "
        "her, er det, borgerne ser."
    )
    empty_text = (
        "Tilføj den første virksomhed. Den er en kladde, til du gør den offentlig."
    )
    list_display = [
        "name",
        publication_badge,
        "stage_today",
        "rsv_today",
        "towns",
        "confirmed",
        example_badge,
    ]
    list_filter = [
        AttentionFilter,
        "publication_state",
        StageFilter,
        RsvFilter,
        ("sectors", admin.RelatedOnlyFieldListFilter),
        "is_example",
    ]
    search_fields = ["name", "=cvr_number", "short_description", "locations__town"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["sectors", "target_groups", "un_goals", "source"]
    readonly_fields = ["confirmed_at"]
    actions = ["confirm_today", "rsv_checked_today", "publish", "withdraw"]
    refusals = (services.Refused,)
    inlines = [RsvInline, LocationInline, OfferInline, SocialValueInline]
    fieldsets = [
        (
            "Navn og kort fortalt",
            {
                "description": (
                    "Det, der står på kortet i listen. Skriv, som du ville fortælle "
                    "det til en nabo."
                ),
                "fields": [
                    "name",
                    "slug",
                    "short_description",
                    "publication_state",
                    "is_example",
                ],
            },
        ),
        (
            "Om virksomheden",
            {
                "description": (
                    "Teksten på virksomhedens egen side, og de ord, man finder den på."
                ),
                "fields": [
                    "social_purpose",
                    "description",
                    "sectors",
                    "target_groups",
                    "un_goals",
                ],
            },
        ),
        (
            "Sådan får man fat i den",
            {
                "description": "Fælles postkasser og numre, aldrig en persons egne.",
                "fields": ["website", "email", "phone"],
            },
        ),
        (
            "Hvor langt den er",
            {
                "description": (
                    "Datoerne afgør, om den tæller som på vej, etableret eller lukket, "
                    "i dag og på enhver dag før. Slet ikke en lukket virksomhed: "
                    "skriv, hvornår den lukkede."
                ),
                "fields": ["followed_from_date", "established_date", "closed_date"],
            },
        ),
        (
            "CVR og virksomhedsform",
            {
                "description": (
                    "En personligt ejet virksomhed kan ikke være RSV-registreret "
                    "(RSV-loven § 4)."
                ),
                "fields": ["cvr_number", "legal_form"],
            },
        ),
        (
            "Til indkøbere",
            {
                "description": (
                    "Oplysningen om udbudslovens § 54 er virksomhedens egen og har "
                    "intet med RSV at gøre."
                ),
                "classes": ["collapse"],
                "fields": [
                    "capacity",
                    "delivery_area",
                    ("reserved_contracts", "reserved_contracts_date"),
                ],
            },
        ),
        (
            "Billeder",
            {
                "description": (
                    "Brug billeder, I må bruge, og som de viste har sagt ja til. "
                    "Oplysninger om sted og kamera bliver fjernet."
                ),
                "classes": ["collapse"],
                "fields": ["logo", "photo", "photo_text"],
            },
        ),
        (
            "Hvor oplysningerne kommer fra",
            {
                "description": (
                    "“Sidst bekræftet” sættes, når du vælger virksomheden i listen og "
                    "trykker “Bekræft oplysningerne i dag”."
                ),
                "fields": ["source", "confirmed_at"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the list shows, at a cost that never grows."""
        return (
            super()
            .get_queryset(request)
            .with_rsv_status(timezone.localdate())  # type: ignore[attr-defined]
            .prefetch_related("locations")
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        """Say what is wrong where the list shows what is wrong."""
        columns = super().get_list_display(request)
        if request.GET.get(AttentionFilter.parameter_name) != "rsv":
            return columns
        return ["name", "rsv_findings", *columns[1:]]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Say above the form what cannot be right in the RSV history."""
        if obj is not None:
            context["attention"] = rsv.findings(obj, timezone.localdate())
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="det skal ses efter")
    def rsv_findings(self, obj: Enterprise) -> SafeString:
        """Tell each thing in a sentence."""
        told = ((sentence,) for _, sentence in rsv.sentences(obj))
        return format_html_join(SafeString("<br>"), "{}", told)

    @admin.display(description="stadie i dag")
    def stage_today(self, obj: Enterprise) -> SafeString | str:
        """Draw the stage."""
        stage = obj.stage(timezone.localdate())
        return badge(stage.label, STAGE_KINDS[stage]) if stage else ""

    @admin.display(description="RSV nu")
    def rsv_today(self, obj: Any) -> SafeString | str:
        """Draw the RSV status."""
        if not obj.rsv_status:
            return ""
        status = RsvStatus.Status(obj.rsv_status)
        return badge(status.label, RSV_KINDS.get(status, "neutral"))

    @admin.display(description="by")
    def towns(self, obj: Enterprise) -> str:
        """Name the towns."""
        return in_one_line(
            dict.fromkeys(location.town for location in obj.locations.all())
        )

    @admin.display(description="bekræftet", ordering="confirmed_at")
    def confirmed(self, obj: Enterprise) -> SafeString | str:
        """Say when somebody last vouched for the record; old news stands out."""
        if obj.confirmed_at is None:
            return badge("Aldrig", "warning")
        if obj.confirmed_at < timezone.now() - YEAR:
            return badge(on_day(obj.confirmed_at), "warning")
        return format_html("{}", on_day(obj.confirmed_at))

    @admin.action(description="Bekræft oplysningerne i dag", permissions=["change"])
    def confirm_today(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Vouch for the chosen records."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: services.confirm_enterprise(
                enterprise=obj, at=timezone.now()
            ),
            "Oplysningerne er bekræftet i dag for {} virksomheder.",
            "Bekræftede oplysningerne",
        )

    @admin.action(
        description="RSV-status er kontrolleret i registret i dag",
        permissions=["change"],
    )
    def rsv_checked_today(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Note that the register still says the same."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: services.record_rsv_check(
                enterprise=obj, on=timezone.localdate()
            ),
            "RSV-status er noteret som kontrolleret i dag for {} virksomheder.",
            "Kontrollerede RSV-status",
        )

    @admin.action(description="Gør offentlig", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Show the chosen enterprises to everybody."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: services.publish_enterprise(enterprise=obj),
            "{} virksomheder er nu offentlige.",
            "Gjorde offentlig",
        )

    @admin.action(description="Træk tilbage", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Take the chosen enterprises off the site."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: services.withdraw_enterprise(enterprise=obj),
            "{} virksomheder er trukket tilbage og kan kun ses her.",
            "Trak tilbage",
        )
