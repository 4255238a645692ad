"""Sign-ups on the editor's desk."""

from django.contrib import admin

from common.admin import (
    KeptApart,
)

from ..models import (
    Registration,
)


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
            "Frister",
            {
                "description": "Portalen sletter tilmeldingen af sig selv på dagen.",
                "fields": ["created_at", "confirm_by", "delete_on_date"],
            },
        ),
    ]
