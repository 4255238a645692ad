"""What the portal itself owns, on the editor's desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, badge, in_one_line, on_day
from common.admin.badges import capitalised
from strategy.models import StrategySection

from . import links, outbox
from .mail_text_admin import MailTextAdmin
from .models import ContactPoint, FormerAddress, LinkCheck, MailDelivery

# Registered where they are written.
__all__ = ["MailTextAdmin"]


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


class StandingFilter(admin.SimpleListFilter):
    """Dead, set aside, failed once, or answering."""

    title = "svar"
    parameter_name = "svar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the four."""
        return [
            ("doed", "Død: svarede ikke to forskellige dage"),
            ("lagt-til-side", "Lagt til side"),
            ("fejl", "Svarede ikke sidst"),
            ("svarer", "Svarer"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of the four."""
        if self.value() == "doed":
            return queryset.waiting()
        if self.value() == "lagt-til-side":
            return queryset.exclude(set_aside_date=None)
        if self.value() == "fejl":
            return queryset.exclude(fault="")
        return queryset.filter(fault="") if self.value() == "svarer" else queryset


@admin.register(LinkCheck)
class LinkCheckAdmin(HouseAdmin):
    """Links that the portal has followed."""

    purpose = (
        "Links fra portalens sider. Portalen prøver dem selv og siger til, når et ikke "
        "svarer to forskellige dage."
    )
    empty_text = "Portalen har ikke prøvet nogen links endnu."
    list_display = ["url", "standing", "fault", "first_failed_date", "checked_at"]
    list_filter = [StandingFilter]
    search_fields = ["url"]
    ordering = ["-last_failed_date", "url"]
    actions = ["set_aside"]
    refusals = (links.Refused,)
    fieldsets = [
        (
            "Linket",
            {
                "description": (
                    "Ret det der, hvor det står. Så prøver portalen igen. Står det i "
                    "en vedtaget strategi eller en offentlig evaluering, så skriv en "
                    "rettelse dér, og læg linket til side fra listen."
                ),
                "fields": ["link", "stands_at"],
            },
        ),
        (
            "Svaret",
            {
                "description": "Portalen skriver det selv, hver gang den prøver.",
                "fields": [
                    *("standing", "fault", "first_failed_date", "last_failed_date"),
                    *("answered_at", "checked_at", "set_aside_date"),
                ],
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let the portal write them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the portal write them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the row stand as long as the link does."""
        return False

    def has_set_aside_permission(self, request: HttpRequest) -> bool:
        """Let whoever may change links, had they been written by hand."""
        return request.user.has_perm("portal.change_linkcheck")

    @admin.action(
        description="Læg til side: det kan ikke rettes", permissions=["set_aside"]
    )
    def set_aside(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Take the chosen links off the desk."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: links.set_aside(obj),
            "{} lagt til side. Portalen prøver stadig, om linket svarer.",
            "Lagde til side",
        )

    @admin.display(description="svar", ordering="first_failed_date")
    def standing(self, obj: LinkCheck) -> SafeString:
        """Draw whether it answers."""
        if obj.set_aside_date:
            return badge("Lagt til side")
        if obj.is_dead:
            return badge("Dødt", "error")
        return (
            badge("Svarede ikke", "warning")
            if obj.fault
            else badge("Svarer", "success")
        )

    @admin.display(description="link")
    def link(self, obj: LinkCheck) -> SafeString:
        """Lead to where it leads."""
        return format_html('<a href="{}" rel="noreferrer">{}</a>', obj.url, obj.url)

    @admin.display(description="står ved")
    def stands_at(self, obj: LinkCheck) -> SafeString | str:
        """Lead to the records that it stands in."""
        rows = [
            (self._change_url(row), row._meta.verbose_name, row)
            for row in links.places_of(obj.url)
        ]
        return (
            format_html_join(
                "",
                '<a href="{}">{}: {}</a><br>',
                ((url, capitalised(name), row) for url, name, row in rows),
            )
            or "Linket står ingen steder mere."
        )

    def _change_url(self, row: Any) -> str:
        # What belongs to an enterprise is put right on its page, and a section on that
        # of its strategy.
        row = getattr(row, "enterprise", row)
        row = row.strategy if isinstance(row, StrategySection) else row
        meta = row._meta
        name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_change"
        return reverse(name, args=[row.pk])


class OutcomeFilter(admin.SimpleListFilter):
    """Certainly not delivered, or perhaps."""

    title = "udfald"
    parameter_name = "udfald"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the two."""
        return [("ikke", "Kom ikke frem"), ("uvist", "Måske kommet frem")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of the two."""
        if self.value() == "ikke":
            return queryset & outbox.undelivered()
        return queryset & outbox.unsure() if self.value() == "uvist" else queryset


@admin.register(MailDelivery)
class MailDeliveryAdmin(HouseAdmin):
    """Mails that were tried and given up, or of which nobody knows."""

    purpose = (
        "Mails, portalen har prøvet at sende i over et døgn, eller som modtagerens "
        "postkasse har afvist. Er adressen forkert, så ret den der, hvor den står, og "
        "skriv derfra: “Send igen” bruger den gamle. Står der “Måske kommet frem”, fik "
        "mailserveren mailen uden at sige, om den tog den. Så sender portalen den ikke "
        "igen af sig selv; du kan sende den igen, eller slette den, når du er færdig."
    )
    empty_text = "Alle mails er kommet frem."
    list_display = ["letter", "outcome", "reason"]
    list_display_links = None
    list_filter = [OutcomeFilter]
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

    @admin.display(description="mail")
    def letter(self, obj: MailDelivery) -> SafeString:
        """Say what it was about and whom it was for."""
        to = in_one_line(obj.mail.recipients() if obj.mail else [])
        return format_html('{}<br><span class="quiet">{}</span>', obj, to)

    @admin.display(description="udfald", ordering="failed_at")
    def outcome(self, obj: MailDelivery) -> SafeString:
        """Draw whether it may have arrived, and say since when nobody tries."""
        drawn = badge("Kom ikke frem", "error")
        if obj.doubts:
            drawn = badge("Måske kommet frem", "warning")
        return format_html(
            '{}<br><span class="quiet">{}</span>', drawn, on_day(obj.failed_at)
        )

    @admin.display(description="grund", ordering="fault")
    def reason(self, obj: MailDelivery) -> str:
        """Say what the server said, and what that leaves open."""
        if not obj.doubts:
            return obj.fault
        copies = ", måske mere end én gang" if obj.doubts > 1 else ""
        return f"{obj.fault} Mailen kan være kommet frem{copies}."

    @admin.action(description="Send igen", permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Put the chosen mails back into the queue."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: outbox.try_again(obj),
            "{} mails bliver sendt igen.",
            "Sendte igen",
        )

    @admin.action(description="Færdig: slet mailen", permissions=["change"])
    def give_up(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the chosen mails for good."""
        self.take_for_all(
            request,
            queryset,
            lambda obj, by: obj.message.delete(),
            "{} mails er slettet.",
            "Færdig med mailen",
        )
