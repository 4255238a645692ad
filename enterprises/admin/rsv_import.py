"""Lists from the national register: taken in, mapped once, approved difference by one.

Nothing on these pages changes the registry before the last button.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import HouseForm, badge
from enterprises.importers import approval
from enterprises.importers.columns import Column
from enterprises.importers.differences import Kind, compare
from enterprises.importers.files import MAX_BYTES, TOO_LARGE, Unreadable, read
from enterprises.models import RsvImport
from enterprises.services import Refused

from .looked_through import LookedThrough

State = RsvImport.State
STATE_KINDS = {
    State.UPLOADED: "warning",
    State.MAPPED: "warning",
    State.APPROVED: "success",
}
# A page, and a form that comes back, must stay within what one can look through.
SHOWN = 500
SHOWN_ERRORS = 100
SAMPLES = 3


class UploadForm(HouseForm):
    """A file from the register, and what it is."""

    file = forms.FileField(
        label="Fil",
        help_text=(
            "CSV, Excel (.xlsx) eller JSON fra CVR. Kolonnerne må stå i enhver "
            "rækkefølge. Højst 10 MB og 100.000 rækker."
        ),
        error_messages={
            "required": "Vælg den fil, du har hentet fra registret.",
            "empty": "Filen er tom.",
        },
    )

    class Meta:
        model = RsvImport
        fields = ["list_date", "register", "is_complete"]

    def clean_file(self) -> Any:
        """Read the file at once, so that what is wrong stands beside the field."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        try:
            self.table = read(file.read())
        except Unreadable as reason:
            raise ValidationError(str(reason)) from reason
        return file

    def clean_list_date(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["list_date"]
        if day > timezone.localdate():
            raise ValidationError(
                "Listen kan ikke være fra en dag, der ikke er kommet."
            )
        return day


class ColumnsForm(forms.Form):
    """Which of the file's columns is what."""

    def __init__(self, *args: Any, headers: list[str], **kwargs: Any) -> None:
        """Offer the file's own headings for each thing we can use."""
        super().__init__(*args, **kwargs)
        choices = [("", "Står ikke i filen"), *((name, name) for name in headers)]
        for column in Column:
            self.fields[column.value] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column is Column.CVR,
                error_messages={
                    "required": "Vælg den kolonne, CVR-numrene står i.",
                    "invalid_choice": "Vælg en kolonne fra filen.",
                },
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two things."""
        chosen = {key: name for key, name in self.cleaned_data.items() if name}
        seen: dict[str, str] = {}
        for key, name in chosen.items():
            if name in seen:
                other = Column(seen[name]).label
                self.add_error(key, f"“{name}” er allerede valgt til {other}.")
            seen.setdefault(name, key)
        return chosen


@admin.register(RsvImport)
class RsvImportAdmin(LookedThrough):
    """Lists from the national register."""

    purpose = (
        "Hent en liste fra registret, se, hvad der er anderledes hos os, og godkend "
        "det, der skal med. Intet ændrer sig, før du godkender."
    )
    empty_text = (
        "Hent listen over registrerede socialøkonomiske virksomheder, og læg filen op "
        "her."
    )
    form = UploadForm
    list_display = ["file_name", "list_date", "state_badge", "changes", "confirmed"]
    list_filter = ["state"]
    search_fields = ["file_name"]
    fieldsets = [
        (
            "Listen",
            {
                "description": (
                    "Portalen sammenligner listen med vores virksomheder ud fra "
                    "CVR-nummer og viser forskellene. Den gemmer kun de kolonner, du "
                    "vælger, og sletter rækkerne, når du har godkendt, eller efter 30 "
                    "dage."
                ),
                "fields": ["file", "list_date", "register", "is_complete"],
            },
        ),
    ]

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: RsvImport) -> SafeString:
        """Draw how far it is."""
        state = State(obj.state)
        return badge(state.label, STATE_KINDS[state])

    def get_urls(self) -> list[URLPattern]:
        """Give the two steps of a list their addresses."""

        def at(address: str, view: Callable[..., HttpResponse]) -> URLPattern:
            return path(
                f"<path:object_id>/{address}/",
                self.admin_site.admin_view(view),
                name=f"enterprises_rsvimport_{address}",
            )

        return [
            at("kolonner", self.columns_view),
            at("forskelle", self.differences_view),
            *super().get_urls(),
        ]

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Keep what was read, and skip the columns where they are known."""
        file = form.cleaned_data["file"]
        kept = approval.keep(obj, table=form.table, file_name=file.name)
        obj.state = kept.state

    def next_page(self, obj: RsvImport) -> str:
        """Ask for the columns first, then show the differences."""
        return "kolonner" if obj.state == State.UPLOADED else "forskelle"

    def columns_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what the columns are; the answer is remembered for the next list."""
        obj = self.asked_for(request, object_id)
        if obj.state != State.UPLOADED:
            return self.onwards(obj)
        form = ColumnsForm(
            request.POST if request.method == "POST" else None,
            headers=obj.headers,
            initial=approval.suggested_mapping(obj.headers),
        )
        if request.method == "POST" and form.is_valid():
            try:
                return self.onwards(approval.map_columns(obj, mapping=form.clean()))
            except Refused as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
                return HttpResponseRedirect(request.path)
        context = self._context(request, obj, "Hvad er hvad i filen?") | {
            "form": form,
            "samples": [number for number, _ in obj.rows[:SAMPLES]],
            "samples_by_header": [
                (header, [cells[place] for _, cells in obj.rows[:SAMPLES]])
                for place, header in enumerate(obj.headers)
            ],
        }
        return TemplateResponse(
            request, "admin/enterprises/rsv_import_columns.html", context
        )

    def differences_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what is different, and take in what the editor approves."""
        obj = self.asked_for(request, object_id)
        if obj.state == State.UPLOADED:
            return self.onwards(obj)
        if request.method == "POST":
            return self._approve(request, obj)
        context = self._context(request, obj, "Forskelle fra registret")
        if obj.state == State.MAPPED:
            context |= self._comparison(obj)
        return TemplateResponse(
            request, "admin/enterprises/rsv_import_differences.html", context
        )

    def _comparison(self, obj: RsvImport) -> dict[str, Any]:
        found = compare(obj)
        shown = found.differences[:SHOWN]
        return {
            "groups": [
                (Kind(kind), list(some))
                for kind, some in groupby(shown, key=lambda d: d.kind)
            ],
            "comparison": found,
            "shown": SHOWN,
            "hidden": len(found.differences) - len(shown),
            "errors": found.errors[:SHOWN_ERRORS],
            "hidden_errors": len(found.errors[SHOWN_ERRORS:]),
        }

    def _approve(self, request: HttpRequest, obj: RsvImport) -> HttpResponse:
        keys = set(request.POST.getlist("difference"))
        try:
            done = approval.approve(obj, keys=keys)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return HttpResponseRedirect(request.path)
        except IntegrityError:
            # Somebody gave another enterprise the same CVR number or address just now.
            text = "Nogen rettede det samme lige nu. Intet er ændret. Prøv igen."
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(request.path)
        if done.enterprises and request.user.pk:
            LogEntry.objects.log_actions(
                request.user.pk, done.enterprises, CHANGE, f"Godkendt fra {obj}"
            )
        self.log_change(request, obj, "Godkendt")
        text = f"{done.changes} ændringer er gemt, {done.confirmed} er bekræftet."
        self.message_user(request, text, messages.SUCCESS)
        if done.gone:
            text = (
                f"{done.gone} af dem, du valgte, var ændret imens og er ikke med. "
                "Hent listen igen for at se dem."
            )
            self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(request.path)

    def _context(
        self, request: HttpRequest, obj: RsvImport, title: str
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(obj),
            "opts": self.opts,
            "listed": obj,
        }
