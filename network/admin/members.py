"""Members on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common.admin import (
    KeptApart,
)

from ..models import (
    Member,
)


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
