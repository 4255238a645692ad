"""Lists out as files, and files in: looked through first, then taken in whole.

Nothing on these pages changes the registry before the last button.
"""

import tempfile
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, HouseForm, badge, on_day
from common.tables import Unreadable, csv_chunks, write_excel
from enterprises.models import RsvStatus, TableImport
from enterprises.services import Refused
from enterprises.transfer import SHEETS, Sheet, uploads
from enterprises.transfer.intake import SHOWN

from .looked_through import LookedThrough

State = TableImport.State
# Excel is slow to write; a CSV of any length opens in Excel, too.
EXCEL_ROWS = 10_000
TOO_LONG_FOR_EXCEL = (
    "Listen har {} rækker, og det er for mange til Excel herfra. Hent den som CSV: den "
    "kan Excel også åbne. Eller vælg noget i filtrene først."
)
MOST = ", ".join(
    f"{sheet.desk_rows:,}".replace(",", ".") + f" {sheet.noun[1]}"
    for sheet in SHEETS.values()
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Transferable(HouseAdmin):
    """A list that can be taken out as a file, as it is filtered, and come back."""

    sheet: type[Sheet]

    def get_urls(self) -> list[URLPattern]:
        """Give the files their addresses."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def at(ending: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            return path(f"hent.{ending}", wrapped, name=f"{name}_{ending}")

        return [
            at("csv", self.csv_view),
            at("xlsx", self.excel_view),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer the files above the list."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        chosen = request.META.get("QUERY_STRING", "")
        question = f"?{chosen}" if chosen else ""
        add = reverse(f"{self.admin_site.name}:enterprises_tableimport_add")
        context = {
            "transfer": {
                "excel": reverse(f"{name}_xlsx") + question,
                "csv": reverse(f"{name}_csv") + question,
                "take_in": f"{add}?kind={self.sheet.key}"
                if may_take_in(request, self.sheet)
                else "",
                "is_chosen": bool(chosen),
            }
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        """Hand out the list as CSV."""
        rows = self._rows(request)
        if rows is None:
            return self._back()
        sheet = self.sheet()
        # Through a file on the disk: a slow reader must not hold the database.
        file = tempfile.TemporaryFile()  # noqa: SIM115, closed with the answer
        for piece in csv_chunks(sheet.headings, sheet.texts(rows)):
            file.write(piece)
        return self._answer(file, "csv", "text/csv; charset=utf-8")

    def excel_view(self, request: HttpRequest) -> HttpResponseBase:
        """Hand out the list as Excel."""
        rows = self._rows(request)
        if rows is None:
            return self._back()
        number = rows.count()
        if number > EXCEL_ROWS:
            text = TOO_LONG_FOR_EXCEL.format(f"{number:,}".replace(",", "."))
            self.message_user(request, text, messages.WARNING)
            return self._back(request.META.get("QUERY_STRING", ""))
        file = tempfile.TemporaryFile()  # noqa: SIM115, closed with the answer
        sheet = self.sheet()
        write_excel(file, chunks=sheet.texts(rows), **sheet.as_excel)
        return self._answer(file, "xlsx", EXCEL)

    def _rows(self, request: HttpRequest) -> QuerySet | None:
        """Return the rows that the list shows, on all its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.sheet().queryset()
        if not request.GET:
            return rows
        try:
            shown = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return None
        return rows.filter(pk__in=shown.order_by().values("pk"))

    def _back(self, question: str = "") -> HttpResponseRedirect:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        url = reverse(f"{name}_changelist")
        return HttpResponseRedirect(f"{url}?{question}" if question else url)

    def _answer(self, file: Any, ending: str, content_type: str) -> FileResponse:
        file.seek(0)
        name = f"{self.sheet.key}-{timezone.localdate().isoformat()}.{ending}"
        return FileResponse(
            file, as_attachment=True, filename=name, content_type=content_type
        )


def may_take_in(request: HttpRequest, sheet: type[Sheet]) -> bool:
    """Say whether a user may write what a file of this kind writes."""
    user: Any = request.user
    return user.has_perms([*sheet.permissions, "enterprises.add_tableimport"])


class UploadForm(HouseForm):
    """A file of the editor's own, and what is in it."""

    file = forms.FileField(
        label="Fil",
        help_text=(
            "Excel (.xlsx) eller CSV med de overskrifter, portalen selv bruger. "
            "Kolonnerne må stå i enhver rækkefølge, og du kan udelade dem, der ikke "
            f"skal ændres. Højst 10 MB og {MOST}. Er der flere, kan IT indlæse filen."
        ),
        error_messages={
            "required": "Vælg en fil.",
            "empty": "Filen er tom.",
        },
    )

    class Meta:
        model = TableImport
        fields = ["kind"]

    def clean(self) -> dict[str, Any]:
        """Read the file at once, so that what is wrong stands beside the field."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind, file = cleaned.get("kind"), cleaned.get("file")
        if not kind or not file:
            return cleaned
        try:
            self.kept = uploads.keep(
                TableImport(kind=kind), file=file.file, file_name=file.name
            )
        except Unreadable as reason:
            self.add_error("file", ValidationError(str(reason)))
        return cleaned


@admin.register(TableImport)
class TableImportAdmin(LookedThrough):
    """Files on their way in."""

    purpose = (
        "Ret mange rækker på én gang: Hent en liste som Excel, ret i den, og læg filen "
        "op her. Du ser, hvad der vil ske, før noget bliver ændret."
    )
    empty_text = (
        "Hent først en liste: “Hent som Excel” står over virksomheder, RSV-historik "
        "og indberetninger."
    )
    add_title = "Indlæs fra fil"
    form = UploadForm
    list_display = [
        "file_name",
        "kind",
        "state_badge",
        "new_rows",
        "changed_rows",
        "uploaded",
    ]
    list_filter = ["kind", "state"]
    search_fields = ["file_name"]
    fieldsets = [
        (
            "Filen",
            {
                "description": (
                    "Først ser du, hvad filen vil ændre. Intet ændrer sig, før du har "
                    "trykket “Indlæs”. Filen bliver slettet, når den er indlæst, eller "
                    "efter 30 dage."
                ),
                "fields": ["kind", "file"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the files themselves where they are."""
        return super().get_queryset(request).defer("content", "prints")

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: TableImport) -> SafeString:
        """Draw how far it is."""
        state = State(obj.state)
        kind = "success" if state == State.TAKEN_IN else "warning"
        return badge(state.label, kind)

    @admin.display(description="lagt op", ordering="uploaded_at")
    def uploaded(self, obj: TableImport) -> str:
        """Say when it came."""
        return on_day(obj.uploaded_at)

    def get_urls(self) -> list[URLPattern]:
        """Give the step between file and registry its address."""
        view = self.admin_site.admin_view(self.look_view)
        return [
            path(
                "<path:object_id>/gennemse/",
                view,
                name="enterprises_tableimport_gennemse",
            ),
            *super().get_urls(),
        ]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Offer only kinds that the user may write."""
        form = super().get_form(request, *args, **kwargs)
        field: Any = form.base_fields.get("kind")
        if field is not None:
            field.choices = [
                (key, sheet.title)
                for key, sheet in SHEETS.items()
                if may_take_in(request, sheet)
            ]
        return form

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Point at what was kept while the form was read."""
        obj.__dict__.update(form.kept.__dict__)

    def next_page(self, obj: TableImport) -> str:
        """Look a file through on the one page there is."""
        return "gennemse"

    def asked_for(self, request: HttpRequest, object_id: str) -> TableImport:
        """Return the file to those who may write what it writes."""
        obj: TableImport = super().asked_for(request, object_id)
        if not may_take_in(request, SHEETS[obj.kind]):
            raise PermissionDenied
        return obj

    def look_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what a file would do, and take it in when the editor says so."""
        obj = self.asked_for(request, object_id)
        if request.method == "POST":
            return self._take_in(request, obj)
        sheet = SHEETS[obj.kind]
        context = {
            **self.admin_site.each_context(request),
            "title": "Se filen igennem"
            if obj.state == State.WAITING
            else "Filen er indlæst",
            "subtitle": str(obj),
            "opts": self.opts,
            "upload": obj,
            "sheet": sheet,
            "list_url": reverse(
                f"{self.admin_site.name}:"
                f"{sheet.model._meta.app_label}_{sheet.model._meta.model_name}"
                "_changelist"
            ),
        }
        if obj.state == State.WAITING:
            try:
                table, found, is_other = uploads.look(obj)
            except Unreadable as reason:
                # A category or a heading went since it was read.
                context["unreadable"] = str(reason)
            else:
                context |= {
                    "table": table,
                    "found": found,
                    "is_other": is_other,
                    "seen": uploads.seal(found.prints),
                    "shown": SHOWN,
                }
        return TemplateResponse(request, "admin/enterprises/table_import.html", context)

    def _take_in(self, request: HttpRequest, obj: TableImport) -> HttpResponse:
        user: Any = request.user
        try:
            done = uploads.approve(obj, seen=request.POST.get("seen", ""), by=user)
        except (Refused, Unreadable) as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return HttpResponseRedirect(request.path)
        self.log_change(request, done, "Indlæst")
        text = (
            f"Filen er indlæst. Nye: {done.new_rows}. Ændrede: {done.changed_rows}. "
            f"Uændrede: {done.unchanged_rows}."
        )
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(request.path)


@admin.register(RsvStatus)
class RsvStatusAdmin(Transferable):
    """Every step of every history in one list, to look in and to take out."""

    sheet = SHEETS["rsv"]
    purpose = (
        "Alle RSV-statusser på én liste. Ret dem på virksomhedens egen side, eller "
        "hent listen, og indlæs den igen."
    )
    empty_text = "Ingen virksomhed har en RSV-status endnu."
    list_display = ["enterprise", "status", "effective_date", "source", "checked_date"]
    list_select_related = ["enterprise"]
    list_filter = ["status"]
    search_fields = ["enterprise__name", "=enterprise__cvr_number", "source"]
    ordering = ["enterprise__name", "-effective_date", "pk"]
    fieldsets = [
        (
            "RSV-status",
            {
                "description": "Bliver rettet på virksomhedens egen side.",
                "fields": [
                    *("enterprise", "status", "effective_date", "source"),
                    *("source_url", "checked_date"),
                ],
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let steps be added where the enterprise is seen, too."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let steps be put right where the enterprise is seen, too."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never delete history from a list."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the enterprise, where its whole history stands."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        name = f"{self.admin_site.name}:enterprises_enterprise_change"
        return HttpResponseRedirect(reverse(name, args=[obj.enterprise_id]))
