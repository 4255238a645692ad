"""Two editors cannot overwrite each other unseen."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, router, transaction
from django.db.models import Q
from django.forms import ModelForm
from django.forms.models import BaseModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime

from common.conflicts import (
    Conflict,
    Version,
    in_words,
    revive_missing_rows,
    version_of_row,
)

from .badges import capitalised

VERSION_FIELD = "_version"


class GuardedRequest(HttpRequest):
    """A request that brings a form back, with what the comparison found."""

    desk_version: Version
    desk_conflict: Conflict


class RefuseToSave(BaseModelForm):
    """A form that is never valid: somebody else was here first."""

    def clean(self) -> Any:
        """Check everything else too, so that nothing typed is lost."""
        cleaned = super().clean()
        self.add_error(None, "conflict")
        return cleaned


class ConflictGuard(admin.ModelAdmin):
    """Stops two editors from overwriting each other unseen.

    Every form that changes or deletes a record carries the version it shows. When it
    comes back, the record and its rows are locked and compared with that. If they
    differ nothing is saved: the form comes back with everything typed, with what only
    the other editor changed taken in, and with a list of what both changed.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lock and compare before a changed record is saved."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            if too_late := self._compare(request, object_id):
                return too_late
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _compare(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Note a conflict on the request; return a page where saving makes no sense."""
        self._lock(object_id)
        shown = Version.loads(request.POST.get(VERSION_FIELD, ""))
        obj = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request):
            return None
        if obj is None:
            return self._too_late(request, object_id) if shown else None
        if not self.has_change_permission(request, obj):
            return self._too_late(request, object_id, obj) if shown else None
        now = self._version_now(request, obj)
        shown = shown or Version(now.read_at, {})
        cast(GuardedRequest, request).desk_version = now
        if shown.rows != now.rows:
            cast(GuardedRequest, request).desk_conflict = self._conflict(
                request, obj, shown, now
            )
        return None

    def _lock(self, object_id: str) -> None:
        """Take the row's lock; SQLite took its own when the transaction began."""
        rows = self.model._base_manager.select_for_update()
        try:
            rows.filter(pk=unquote(object_id)).values_list("pk").first()
        except (ValueError, ValidationError):
            return

    def _version_now(self, request: HttpRequest, obj: models.Model) -> Version:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)
        rows = {"": version_of_row(obj, form.base_fields)}
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            below = inline.get_queryset(request).filter(**{formset.fk.name: obj})
            prefix = formset.get_default_prefix()
            for row in below.order_by("pk").select_for_update(of=("self",)):
                names = formset.form.base_fields
                rows[f"{prefix}-{row.pk}"] = version_of_row(row, names)
        # The form's own clock: nothing can have changed since, the rows are locked.
        return Version(localtime(), rows)

    def _conflict(
        self, request: HttpRequest, obj: models.Model, shown: Version, now: Version
    ) -> Conflict:
        conflict = Conflict(shown, now)
        entry = self._last_entry(obj, conflict, request)
        if entry is not None:
            conflict.who = entry.user.get_full_name() or entry.user.get_username()
            conflict.when = entry.action_time
            conflict.is_own = entry.user_id == request.user.pk
        return conflict

    def _last_entry(
        self, obj: models.Model, conflict: Conflict, request: HttpRequest
    ) -> LogEntry | None:
        touched = Q(
            content_type=ContentType.objects.get_for_model(type(obj)),
            object_id=str(obj.pk),
        )
        changed = conflict.changed_keys()
        for formset, _ in self.get_formsets_with_inlines(request, obj):
            start = f"{formset.get_default_prefix()}-"
            keys = [key.removeprefix(start) for key in changed if key.startswith(start)]
            if keys:
                row_type = ContentType.objects.get_for_model(formset.model)
                touched |= Q(content_type=row_type, object_id__in=keys)
        return (
            LogEntry.objects.filter(
                touched, action_time__gte=conflict.shown.read_at.replace(microsecond=0)
            )
            .select_related("user")
            .order_by("-action_time", "-pk")
            .first()
        )

    def _too_late(
        self, request: HttpRequest, object_id: str, obj: models.Model | None = None
    ) -> HttpResponse:
        """Answer that the record is gone or locked, and hand back what was typed."""
        meta = self.model._meta
        entry = (
            LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(self.model),
                object_id=unquote(object_id),
                action_flag=CHANGE if obj else DELETION,
            )
            .select_related("user")
            .order_by("-action_time")
            .first()
        )
        context = {
            **self.admin_site.each_context(request),
            "title": "Det nåede at blive låst" if obj else "Det er blevet slettet",
            "opts": meta,
            "object": obj,
            "entry": entry,
            "why_locked": getattr(self, "why_locked", ""),
            "typed": self._typed(request),
            "list_url": reverse(
                f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_changelist"
            ),
        }
        return TemplateResponse(request, "admin/too_late.html", context, status=409)

    def _typed(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return labels and values of everything that was filled in."""
        form = self.get_form(request, None)(request.POST, request.FILES)
        form.full_clean()
        typed = _filled_in(form)
        blank = self.model()
        for formset, inline in self.get_formsets_with_inlines(request, None):
            rows = formset(request.POST, request.FILES, instance=blank)
            if not rows.management_form.is_valid():
                continue
            for row in rows.forms:
                row.full_clean()
                typed += [
                    (f"{inline.verbose_name}: {label}", value)
                    for label, value in _filled_in(row)
                ]
        return typed

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[ModelForm]:
        """Return a form that refuses to save where there is a conflict."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "desk_conflict", None) is None:
            return form
        return type(form.__name__, (RefuseToSave, form), {})

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Put back rows that the other editor deleted while this one wrote in them."""
        arguments = super().get_formset_kwargs(request, obj, inline, prefix)
        conflict = getattr(request, "desk_conflict", None)
        if conflict is not None:
            data, files, revived = revive_missing_rows(
                arguments["data"],
                arguments["files"],
                prefix=prefix,
                key_name=inline.model._meta.pk.name,
                existing={
                    key.removeprefix(f"{prefix}-")
                    for key in conflict.now.rows
                    if key.startswith(f"{prefix}-")
                },
            )
            arguments |= {"data": data, "files": files}
            conflict.revived |= {(prefix, i): key for i, key in revived.items()}
        return arguments

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Send the version along with the form, and the conflict where there is one."""
        form = context["adminform"].form
        inlines = context["inline_admin_formsets"]
        conflict = getattr(request, "desk_conflict", None)
        if change:
            version = getattr(request, "desk_version", None) or Version.shown_by(
                form, [inline.formset for inline in inlines]
            )
            context["version"] = version.dumps()
        if conflict is not None:
            self._settle(conflict, form, inlines)
            context["conflict"] = conflict
            context["errors"] = helpers.AdminErrorList(
                form, [inline.formset for inline in inlines]
            )
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def _settle(self, conflict: Conflict, form: Any, inlines: list[Any]) -> None:
        """Say in the panel what the form's own error only stood for."""
        sentences = form.errors.get(NON_FIELD_ERRORS)
        if sentences is not None:
            sentences.data = [
                error for error in sentences.data if error.message != "conflict"
            ]
            if not sentences.data:
                del form.errors[NON_FIELD_ERRORS]
        conflict.settle_form(form, "")
        for inline in inlines:
            title = capitalised(inline.opts.verbose_name)
            if inline.has_change_permission:
                conflict.settle_formset(inline.formset, title)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Delete only what still is as it was when the editor was asked."""
        with transaction.atomic(using=router.db_for_write(self.model)):
            if request.method == "POST":
                self._lock(object_id)
            obj = self.get_object(request, unquote(object_id))
            context = dict(extra_context or {})
            if obj is not None and self.has_delete_permission(request, obj):
                now = self._version_now(request, obj)
                context["version"] = now.dumps()
                if request.method == "POST":
                    shown = Version.loads(request.POST.get(VERSION_FIELD, ""))
                    if shown is None or shown.rows != now.rows:
                        return self._look_again(request, obj, shown, now)
            return super().delete_view(request, object_id, context)

    def _look_again(
        self,
        request: HttpRequest,
        obj: models.Model,
        shown: Version | None,
        now: Version,
    ) -> HttpResponse:
        """Show the question once more, and say who changed the record meanwhile."""
        conflict = self._conflict(request, obj, shown or Version(now.read_at, {}), now)
        who = conflict.who or "Nogen"
        self.message_user(
            request,
            f"{who} har ændret “{obj}”, mens du så på siden. Intet er sket. "
            "Se den igennem igen, før du fortsætter.",
            messages.WARNING,
        )
        return HttpResponseRedirect(request.get_full_path())


def _filled_in(form: Any) -> list[tuple[str, str]]:
    found = []
    for name, form_field in form.base_fields.items():
        if name not in form.cleaned_data:
            continue
        if words := in_words(form, name, form.cleaned_data[name]):
            found.append((str(form_field.label or name), words))
    return found
