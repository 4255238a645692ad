"""What enterprises want changed in their records, beside what stands there now."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, badge, on_day
from enterprises import reporting, services
from enterprises.models import RecordProposal

SALT = "enterprises.proposal"


class StandingFilter(SimpleListFilter):
    """Those that wait, or those that are decided on."""

    title = "tilstand"
    parameter_name = "tilstand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("venter", "Venter"), ("behandlet", "Behandlet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the chosen."""
        if self.value() == "venter":
            return queryset.filter(pk__in=reporting.undecided())
        if self.value() == "behandlet":
            return queryset.filter(decided_at__isnull=False)
        return queryset


@admin.register(RecordProposal)
class RecordProposalAdmin(HouseAdmin):
    """Proposals: seen side by side, taken in field by field."""

    purpose = (
        "Det, virksomhederne vil have rettet om sig selv. Intet ændrer sig, før du har "
        "valgt, hvad der skal med."
    )
    empty_text = "Forslagene kommer sammen med virksomhedernes indberetninger."
    list_display = ["who", "answer", "sent_on", "state"]
    list_filter = [StandingFilter]
    list_select_related = ["staffing_return__enterprise"]
    ordering = ["-sent_at", "pk"]
    fieldsets = [
        (
            "Forslaget",
            {
                "description": "Står på sin egen side, ved siden af virksomheden.",
                "fields": ["answer"],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out what an enterprise is still writing."""
        found = super().get_queryset(request).filter(sent_at__isnull=False)
        return found.select_related("staffing_return__enterprise")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let enterprises propose themselves."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what was said."""
        return False

    @admin.display(
        description="virksomhed", ordering="staffing_return__enterprise__name"
    )
    def who(self, obj: RecordProposal) -> str:
        """Name enterprise and year."""
        return str(obj.staffing_return)

    @admin.display(description="sendt", ordering="sent_at")
    def sent_on(self, obj: RecordProposal) -> str:
        """Say when it was sent."""
        return on_day(obj.sent_at and timezone.localtime(obj.sent_at))

    @admin.display(description="tilstand")
    def state(self, obj: RecordProposal) -> SafeString:
        """Draw whether it waits."""
        if obj.is_locked:
            return badge("Behandlet", "success")
        if obj.asks_for_something:
            return badge("Venter", "warning")
        return badge("Intet at rette", "neutral")

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Tell strangers nothing, not even that a proposal is not sent yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the proposal beside the record, and take in what is ticked."""
        obj = self.get_object(request, unquote(object_id or ""))
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        if obj is None:
            raise Http404
        told = ""
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise PermissionDenied
            told = self._decide(request, obj)
            if not told:
                here = f"{self.admin_site.name}:enterprises_recordproposal_changelist"
                return HttpResponseRedirect(reverse(here))
            obj = self.get_object(request, str(obj.pk))
        return self._beside_the_record(request, obj, told)

    def _beside_the_record(
        self, request: HttpRequest, obj: RecordProposal, told: str
    ) -> HttpResponse:
        """Draw the page, with why the last try could not be done."""
        now = reporting.record_now(obj.enterprise, obj)
        context = {
            **self.admin_site.each_context(request),
            "title": "Forslag fra virksomhed",
            "subtitle": str(obj.staffing_return),
            "opts": self.opts,
            "proposal": obj,
            "parts": _parts(obj),
            "told": told,
            "can_decide": not obj.is_locked and self.has_change_permission(request),
            "version": signing.dumps(now, salt=SALT),
            "enterprise_url": reverse(
                f"{self.admin_site.name}:enterprises_enterprise_change",
                args=[obj.enterprise.pk],
            ),
            "return_url": reverse(
                f"{self.admin_site.name}:enterprises_staffingreturn_change",
                args=[obj.staffing_return_id],
            ),
        }
        return TemplateResponse(
            request, "admin/enterprises/recordproposal/decide.html", context
        )

    def _decide(self, request: HttpRequest, obj: RecordProposal) -> str:
        """Return why it could not be done; nothing where it was."""
        try:
            shown = signing.loads(request.POST.get("version", ""), salt=SALT)
            with transaction.atomic():
                reporting.decide(
                    proposal=obj,
                    accepted=set(request.POST.getlist("tag_med")),
                    by=request.user,
                    shown=shown,
                )
                self.log_change(request, obj, "Behandlet")
        except services.Refused as refusal:
            return str(refusal)
        except ValidationError as error:
            return " ".join(error.messages)
        except signing.BadSignature:
            return "Siden var for gammel. Se forslaget igennem, og prøv igen."
        self.message_user(request, "Forslaget er behandlet.", messages.SUCCESS)
        return ""


def _parts(proposal: RecordProposal) -> list[reporting.Difference]:
    """Return everything that can be taken in by itself."""
    parts = reporting.side_by_side(proposal)
    if proposal.closed_date:
        now = proposal.enterprise.closed_date
        parts.append(
            reporting.Difference(
                "closed_date",
                "Lukket",
                date_format(now, "j. F Y") if now else "",
                date_format(proposal.closed_date, "j. F Y"),
            )
        )
    if proposal.statement:
        words = [proposal.statement.get(name, "") for name in reporting.STATEMENT]
        parts.append(
            reporting.Difference(
                "statement",
                "Merværdi (bliver en kladde)",
                "",
                "\n".join(word for word in words if word),
            )
        )
    return parts
