"""Yearly returns: read, approved or sent back, never changed afterwards."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.admin import (
    QUANTITY_SHOWN,
    HouseForm,
    ReadOnlyInline,
    Step,
    TableInline,
    badge,
)
from common.quantities import Unit, total
from enterprises import reporting, rounds, services
from enterprises.models import (
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
    StaffingReturnStep,
)
from enterprises.transfer import ReturnSheet

from .transfer import Transferable

Status = StaffingReturn.Status
STATUS_KINDS = {
    Status.DRAFT: "neutral",
    Status.PENDING: "warning",
    Status.RETURNED: "error",
    Status.APPROVED: "success",
    Status.SUPERSEDED: "neutral",
}


class CountForm(HouseForm):
    """One category's number; staff is always counted in persons."""

    class Meta:
        model = StaffingCount
        fields = ["category", "value", "qualifier", "as_published"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set the unit, so that nobody has to choose it."""
        super().__init__(*args, **kwargs)
        self.instance.unit = Unit.PERSONS


class CountInline(TableInline):
    """The numbers of one return."""

    model = StaffingCount
    form = CountForm
    fields = ("category", "value", "qualifier", "as_published")
    shown_when_fixed = QUANTITY_SHOWN
    verbose_name_plural = "Tal: ét pr. kategori, i personer"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the categories along."""
        return super().get_queryset(request).select_related("category")


class StepInline(ReadOnlyInline):
    """The steps of one return, as they happened."""

    model = StaffingReturnStep
    fields = ("at", "status", "actor", "user", "reason")
    readonly_fields = ("at", "status", "actor", "user", "reason")
    verbose_name_plural = "Forløb: Portalen skriver det selv"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the users along."""
        return super().get_queryset(request).select_related("user")


class ReasonForm(forms.Form):
    """Why a return goes back."""

    reason = forms.CharField(
        label="Begrundelse",
        help_text="Virksomheden læser den. Skriv, hvad der skal rettes, og hvordan.",
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        error_messages={"required": "Skriv, hvad virksomheden skal rette."},
    )


class ReopenForm(forms.Form):
    """Why an approved return is corrected."""

    reason = forms.CharField(
        label="Begrundelse",
        help_text="Hvad er forkert, og hvem har opdaget det? Den bliver i forløbet.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        error_messages={"required": "Skriv, hvorfor indberetningen genåbnes."},
    )


def _submit(obj: StaffingReturn, by: Any) -> str:
    services.submit_return(staffing_return=obj, by=by)
    return "Indberetningen venter nu på godkendelse."


def _approve(obj: StaffingReturn, by: Any) -> str:
    reporting.approve(staffing_return=obj, by=by)
    return "Indberetningen er godkendt og låst. Tallene tæller med fra nu af."


def _send_back(obj: StaffingReturn, by: Any, reason: str) -> str:
    reporting.send_back(staffing_return=obj, by=by, reason=reason)
    if obj.enterprise.email:
        return (
            "Indberetningen er sendt retur. Din begrundelse og et nyt link er på vej."
        )
    return "Indberetningen er sendt retur. Ring: virksomheden har ingen mailadresse."


def _reopen(obj: StaffingReturn, by: Any, reason: str) -> SafeString:
    draft = services.reopen_return(staffing_return=obj, by=by, reason=reason)
    place = reverse("admin:enterprises_staffingreturn_change", args=[draft.pk])
    return format_html(
        "De godkendte tal står, til du har godkendt nye. "
        '<a href="{}">Ret tallene i kladden</a>.',
        place,
    )


def _invite(obj: StaffingReturn, by: Any) -> str:
    rounds.invite(staffing_return=obj, template="return_link")
    return f"Et nyt link er på vej til {obj.enterprise.email}."


def _revoke(obj: StaffingReturn, by: Any) -> str:
    rounds.revoke(staffing_return=obj)
    return "Linket er trukket tilbage og virker ikke mere."


@admin.register(StaffingReturn)
class StaffingReturnAdmin(Transferable):
    """Returns on their way to approval."""

    sheet = ReturnSheet
    purpose = (
        "Virksomhedernes årlige tal. Godkend dem, eller send dem retur med en "
        "begrundelse. Først når de er godkendt, tæller de med på portalen."
    )
    empty_text = (
        "Ingen indberetninger endnu. De kommer fra virksomhederne, eller du taster dem."
    )
    why_locked = (
        "Indberetningen er godkendt og derfor låst, så de tal, byrådet og borgerne har "
        "set, ikke ændrer sig ubemærket. Er der en fejl, så genåbn den."
    )
    list_display = [
        "enterprise",
        "year",
        "status_badge",
        "as_of_date",
        "numbers",
        "example",
    ]
    list_display_links = ["enterprise"]
    list_select_related = ["enterprise"]
    list_filter = ["status", "year", "enterprise__is_example"]
    search_fields = ["enterprise__name", "=year"]
    ordering = ["-year", "enterprise__name", "pk"]
    autocomplete_fields = ["enterprise"]
    readonly_fields = [
        "status_badge",
        "reason",
        "approved_at",
        "sum_of_counts",
        "remarks",
    ]
    inlines = [CountInline, StepInline]
    shown_when_fixed: ClassVar = {
        "reported_total": "total_shown",
        "reported_total_qualifier": "",
    }
    actions = ["approve"]
    refusals = (services.Refused,)
    steps = [
        Step(
            slug="send",
            label="Send til godkendelse",
            question="Er alle tal med? Du kan stadig sende den retur bagefter.",
            do=_submit,
            is_open=lambda obj: services.can_become(obj, Status.PENDING),
        ),
        Step(
            slug="godkend",
            label="Godkend",
            question=(
                "Når du godkender, bliver tallene en del af portalens samlede tal, og "
                "indberetningen bliver låst. Er det en rettelse, afløser den de tal, "
                "der står nu."
            ),
            do=_approve,
            is_open=lambda obj: services.can_become(obj, Status.APPROVED),
        ),
        Step(
            slug="retur",
            label="Send retur",
            question="Virksomheden får din begrundelse og kan rette og sende igen.",
            do=_send_back,
            is_open=lambda obj: services.can_become(obj, Status.RETURNED),
            form=ReasonForm,
            is_grave=True,
        ),
        Step(
            slug="genaabn",
            label="Genåbn",
            question=(
                "Du får en kladde med de samme tal at rette i. De godkendte tal bliver "
                "stående på portalen, til du har godkendt de nye. Evalueringer, der er "
                "offentliggjort, ændrer sig ikke."
            ),
            do=_reopen,
            is_open=services.can_reopen,
            form=ReopenForm,
            is_grave=True,
        ),
        Step(
            slug="link",
            label="Send nyt link",
            question=(
                "Virksomheden får en mail med et link til sin indberetning. Et ældre "
                "link holder op med at virke."
            ),
            do=_invite,
            is_open=lambda obj: obj.status in rounds.WITH_THE_ENTERPRISE,
            is_grave=True,
        ),
        Step(
            slug="traek-link",
            label="Træk linket tilbage",
            question="Linket holder op med at virke med det samme.",
            do=_revoke,
            is_open=rounds.has_open_link,
            is_grave=True,
        ),
    ]
    fieldsets = [
        (
            "Hvem og hvornår",
            {
                "description": "Én indberetning pr. virksomhed og år.",
                "fields": ["enterprise", "year", "as_of_date", "note"],
            },
        ),
        (
            "Oplyst i alt",
            {
                "description": (
                    "Virksomhedens eget samlede tal. Stemmer det ikke med summen, så "
                    "ret det ikke. Spørg virksomheden."
                ),
                "fields": [
                    ("reported_total", "reported_total_qualifier"),
                    "sum_of_counts",
                    "remarks",
                ],
            },
        ),
        (
            "Status",
            {
                "description": "Skifter med knapperne øverst på siden.",
                "fields": ["status_badge", "reason", "approved_at"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the numbers in the same query."""
        queryset = super().get_queryset(request).select_related("enterprise")
        return queryset.annotate(count_rows=Count("counts"))

    @admin.display(description="status", ordering="status")
    def status_badge(self, obj: StaffingReturn) -> SafeString:
        """Draw the status."""
        status = Status(obj.status)
        return badge(status.label, STATUS_KINDS[status])

    @admin.display(description="tal")
    def numbers(self, obj: Any) -> str:
        """Say how many categories have a number."""
        return f"{obj.count_rows} kategorier"

    @admin.display(description="eksempel", boolean=False)
    def example(self, obj: StaffingReturn) -> SafeString | str:
        """Draw the badge of what is made up."""
        return badge("Eksempel", "info") if obj.enterprise.is_example else ""

    @admin.display(description="oplyst i alt")
    def total_shown(self, obj: StaffingReturn) -> str:
        """Print the enterprise's own total as on the public page."""
        return str(obj.total_as_reported)

    @admin.display(description="sum uden frivillige")
    def sum_of_counts(self, obj: StaffingReturn) -> str:
        """Add up the numbers as they stand; volunteers are in no total."""
        if not obj.pk:
            return ""
        counts = obj.counts.exclude(category__group=StaffingCategory.Group.VOLUNTEERS)
        return str(total((count.quantity for count in counts), Unit.PERSONS))

    @admin.display(description="se efter")
    def remarks(self, obj: StaffingReturn) -> SafeString | str:
        """Point out what does not add up, and what leapt since the year before."""
        if not obj.pk:
            return ""
        found = reporting.remarks(obj, reporting.previous_of(obj))
        told = ((remark,) for remark in found)
        return format_html_join(SafeString("<br>"), "{}", told) or "Alt stemmer."

    def step_facts(self, obj: StaffingReturn, step: Step) -> list[tuple[str, object]]:
        """Show every number before it is approved."""
        counts = obj.counts.select_related("category").order_by("category__position")
        facts: list[tuple[str, object]] = [
            (count.category.name, count.quantity) for count in counts
        ]
        return [
            *facts,
            ("Sum uden frivillige", self.sum_of_counts(obj)),
            ("Oplyst i alt", obj.total_as_reported),
            *(
                ("Se efter", remark)
                for remark in reporting.remarks(obj, reporting.previous_of(obj))
            ),
        ]

    @admin.action(description="Godkend", permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Approve the chosen returns that await it."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: reporting.approve(staffing_return=obj, by=by),
            "{} indberetninger er godkendt og låst.",
            "Godkend",
        )
