"""The yearly round: asked for, reminded of, and how it stands."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, Step, badge, on_day
from enterprises import rounds, services
from enterprises.models import ReturnRound

STATE_KINDS = {
    rounds.State.UNREACHED: "error",
    rounds.State.INVITED: "neutral",
    rounds.State.OPENED: "info",
    rounds.State.RETURNED: "error",
    rounds.State.SENT: "warning",
    rounds.State.CLOSED: "warning",
    rounds.State.APPROVED: "success",
}
# What there is to do about those in a state.
HINTS = {
    rounds.State.SENT: "Åbn dem, og godkend, eller send retur med en begrundelse.",
    rounds.State.CLOSED: "Se forslaget, og skriv, hvornår virksomheden lukkede.",
    rounds.State.UNREACHED: "Skriv en mailadresse på virksomheden, og send et link.",
    rounds.State.RETURNED: "De har fået din begrundelse og retter.",
    rounds.State.OPENED: "De er i gang. Mind dem om det, hvis fristen nærmer sig.",
    rounds.State.INVITED: "De har fået deres link og har ikke åbnet det.",
    rounds.State.APPROVED: "De tæller med i portalens tal.",
}


def _open(obj: ReturnRound, by: Any) -> str:
    number = rounds.open_round(return_round=obj)
    return f"Runden er åbnet. {number} virksomheder får en mail med deres link."


def _remind(obj: ReturnRound, by: Any) -> str:
    number = rounds.remind(return_round=obj)
    return f"{number} virksomheder får en påmindelse med et nyt link."


@admin.register(ReturnRound)
class ReturnRoundAdmin(HouseAdmin):
    """A year's round, from its preparation to the last approval."""

    purpose = (
        "Bed alle etablerede virksomheder om årets tal, og følg, hvem der har svaret."
    )
    empty_text = "Forbered den første runde. Ingen får mail, før du åbner den."
    list_display = ["__str__", "as_of_date", "deadline_date", "is_open_badge"]
    ordering = ["-year"]
    readonly_fields = ["opened_on", "reminded_on"]
    change_form_template = "admin/enterprises/returnround/change_form.html"
    refusals = (services.Refused,)
    steps = [
        Step(
            slug="aabn",
            label="Åbn runden",
            question=(
                "Alle offentlige, etablerede virksomheder får en mail med et link til "
                "deres egen indberetning. Det kan ikke gøres om."
            ),
            do=_open,
            is_open=lambda obj: not obj.is_open,
        ),
        Step(
            slug="paamind",
            label="Send påmindelse",
            question=(
                "De, der ikke har svaret, får en mail med et nyt link. Det gamle "
                "holder op med at virke."
            ),
            do=_remind,
            is_open=lambda obj: obj.is_open,
        ),
    ]
    fieldsets = [
        (
            "Runden",
            {
                "description": "Én runde om året. Gem den, og åbn den, når du er klar.",
                "fields": ["year", "as_of_date", "deadline_date", "text"],
            },
        ),
        (
            "Sendt",
            {
                "description": "Skifter med knapperne øverst på siden.",
                "fields": [("opened_on", "reminded_on")],
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep what the enterprises were asked for as it was."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "year", "as_of_date"] if obj and obj.is_open else fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep a round that was opened."""
        if obj is not None and obj.is_open:
            return False
        return super().has_delete_permission(request, obj)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Show how the round stands above its form."""
        if obj is not None and obj.is_open:
            standing = rounds.standing(obj, timezone.localdate())
            context |= {
                "standing": standing,
                "counts": [
                    (badge(state.label, STATE_KINDS[state]), state, number)
                    for state, number in standing.counts
                ],
                "groups": [
                    (badge(state.label, STATE_KINDS[state]), HINTS[state], state, rows)
                    for state, rows in standing.groups
                ],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_facts(self, obj: ReturnRound, step: Step) -> list[tuple[str, object]]:
        """Say when and by when, and how many will be written to."""
        return [
            ("Tallene gælder pr.", on_day(obj.as_of_date)),
            ("Svarfrist", on_day(obj.deadline_date)),
            ("Får mail", rounds.number_to_write_to(obj)),
            ("Har ingen mailadresse", rounds.number_without_address(obj)),
        ]

    @admin.display(description="åbnet", ordering="opened_at")
    def is_open_badge(self, obj: ReturnRound) -> SafeString:
        """Draw whether the enterprises have been asked."""
        if obj.opened_at is None:
            return badge("Ikke åbnet", "neutral")
        return badge(f"Åbnet {on_day(timezone.localtime(obj.opened_at))}", "success")

    @admin.display(description="åbnet")
    def opened_on(self, obj: ReturnRound) -> str:
        """Say when the enterprises were asked."""
        return on_day(obj.opened_at and timezone.localtime(obj.opened_at))

    @admin.display(description="sidst påmindet")
    def reminded_on(self, obj: ReturnRound) -> str:
        """Say when they were last reminded."""
        return on_day(obj.reminded_at and timezone.localtime(obj.reminded_at))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Show the newest first."""
        return super().get_queryset(request).order_by("-year")
