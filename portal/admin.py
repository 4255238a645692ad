"""What the portal itself owns, on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from mailer.models import DontSendEntry, Message, MessageLog

from common.admin import HouseAdmin

from .models import ContactPoint, FormerAddress

# The mail queue empties itself; what it holds is letters to others.
admin.site.unregister([DontSendEntry, Message, MessageLog])


@admin.register(ContactPoint)
class ContactPointAdmin(HouseAdmin):
    """Roles that can be reached."""

    purpose = "Roller, man kan skrive eller ringe til. Aldrig en persons egen adresse."
    empty_text = "Tilføj den første kontakt, fx forretningsudvikleren."
    list_display = ["role", "email", "phone", "position"]
    search_fields = ["role"]
    ordering = ["position", "pk"]
    fieldsets = [
        (
            "Kontakten",
            {
                "description": "Står på kontaktsiden, den øverste først.",
                "fields": ["role", "helps_with", "email", "phone", "position"],
            },
        )
    ]


@admin.register(FormerAddress)
class FormerAddressAdmin(HouseAdmin):
    """Addresses that lead on to where a page is now."""

    purpose = (
        "Adresser, en side havde engang. Portalen skriver dem selv og fører videre."
    )
    empty_text = "Ingen sider har skiftet adresse."
    list_display = ["path", "content_type", "changed_at"]
    list_select_related = ["content_type"]
    search_fields = ["path"]
    ordering = ["path"]
    fieldsets = [
        (
            "Adressen",
            {
                "description": "Slet den kun, hvis adressen skal bruges på ny.",
                "fields": ["path", "content_type", "object_id", "changed_at"],
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let the portal write them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the portal write them."""
        return False
