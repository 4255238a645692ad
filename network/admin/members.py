"""Members on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common.admin import KeptApart

from ..members import consents, membership
from ..models import Member


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
        *("email", "name", "organisation", "interests_in_words"),
        *("state", "joined_at", "renewal_asked_at", "delete_on_date"),
        *("consented_at", "consent_in_words"),
    ]
    fieldsets = [
        (
            "Medlemmet",
            {
                "description": "Personen har selv skrevet det og kan melde sig ud.",
                "fields": ["email", "name", "organisation", "interests_in_words"],
            },
        ),
        (
            "Medlemskabet",
            {
                "description": (
                    "Portalen spørger 30 dage før og sletter medlemmet, hvis det ikke "
                    "fornyes."
                ),
                "fields": ["state", "joined_at", "renewal_asked_at", "delete_on_date"],
            },
        ),
        (
            "Samtykket",
            {
                "description": "Det, personen sagde ja til, ord for ord.",
                "fields": ["consented_at", "consent_in_words"],
            },
        ),
    ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change nothing: a membership is the member's own."""
        return False

    def delete_model(self, request: HttpRequest, obj: Member) -> None:
        """Delete as when the member leaves: with the mails on their way."""
        membership.leave(obj)

    @admin.display(description="vil høre om")
    def interests_in_words(self, obj: Member) -> str:
        """Name what the member wants to hear about."""
        return ", ".join(interest.label for interest in obj.interests)

    @admin.display(description="ordlyd")
    def consent_in_words(self, obj: Member) -> str:
        """Give the words of the consent, and their version."""
        text = consents.TEXTS.get(obj.consent_version, "Ordlyden er ikke gemt.")
        return f"{text} ({obj.consent_version})"
