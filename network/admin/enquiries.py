"""Enquiries on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import (
    HouseForm,
    KeptApart,
    badge,
)

from ..models import (
    Enquiry,
)

ENQUIRY_KINDS = {
    Enquiry.State.NEW: "warning",
    Enquiry.State.WAITING: "info",
    Enquiry.State.ANSWERED: "success",
    Enquiry.State.CLOSED: "neutral",
}


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
