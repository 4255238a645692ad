"""What the portal itself owns, on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from common.admin import HouseAdmin, in_one_line

from . import outbox
from .models import ContactPoint, FormerAddress, MailDelivery


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


@admin.register(MailDelivery)
class MailDeliveryAdmin(HouseAdmin):
    """Mails that were tried and given up."""

    purpose = (
        "Mails, portalen har prøvet at sende i over et døgn, eller som modtagerens "
        "postkasse har afvist. Ret adressen der, hvor den står, og send på ny."
    )
    empty_text = "Alle mails er kommet frem."
    list_display = ["__str__", "recipients", "failed_at", "fault"]
    list_display_links = None
    list_select_related = ["message"]
    ordering = ["-failed_at", "pk"]
    actions = ["try_again", "give_up"]
    fieldsets = [
        (
            "Mailen",
            {
                "description": "Portalen skriver det selv.",
                "fields": ["failed_at", "fault"],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out what is still being tried."""
        return super().get_queryset(request) & outbox.failed()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let the portal write them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the row stand: without it the mail would be sent."""
        return False

    @admin.display(description="til")
    def recipients(self, obj: MailDelivery) -> str:
        """Say whom it was for."""
        return in_one_line(obj.mail.recipients() if obj.mail else [])

    @admin.action(description="Prøv at sende igen", permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Put the chosen mails back into the queue."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: outbox.try_again(obj),
            "{} mails bliver forsøgt sendt igen.",
            "Forsøgte igen",
        )

    @admin.action(description="Opgiv, og slet mailen", permissions=["change"])
    def give_up(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the chosen mails for good."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: obj.message.delete(),
            "{} mails er slettet.",
            "Opgav mailen",
        )
