"""The editor's desk: what the admin of every app is built from."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models, router, transaction
from django.db.models import Q, QuerySet
from django.forms.models import BaseModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from .conflicts import (
    Conflict,
    Version,
    in_words,
    revive_missing_rows,
    version_of_row,
)
from .publication import PublicationState
from .richtext import RichTextField, safe_html

VERSION_FIELD = "_version"
BADGE_KINDS = {
    PublicationState.PUBLISHED: "success",
    PublicationState.DRAFT: "warning",
    PublicationState.WITHDRAWN: "neutral",
}


def badge(text: object, kind: str = "neutral") -> SafeString:
    """Draw a status; kinds: success, warning, error, info, neutral."""
    return format_html('<span class="desk-badge desk-badge--{}">{}</span>', kind, text)


class RichTextarea(AdminTextareaWidget):
    """A large text box with the marks that may be used listed below it."""

    template_name = "admin/widgets/rich_text.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make room for a page of text."""
        super().__init__(
            {"rows": 14, "class": "vLargeTextField rich-text"} | (attrs or {})
        )


class PlainDecimalField(forms.DecimalField):
    """A number as one writes it: 7, not 7.00, and with a comma."""

    def prepare_value(self, value: Any) -> Any:
        """Leave out zeros that say nothing."""
        if isinstance(value, Decimal):
            return Decimal(f"{value.normalize():f}")
        return super().prepare_value(value)


FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    RichTextField: {"widget": RichTextarea},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    models.DecimalField: {"form_class": PlainDecimalField, "localize": True},
}


class HouseForms(BaseModelAdmin):
    """How fields are drawn, in forms and in the rows below them."""

    formfield_overrides = FORM_FIELDS

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest | None, **kwargs: Any
    ) -> Any:
        """Keep one button beside a choice: adding what is missing.

        Changing or deleting another record from here is done by mistake only.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(
            wrapper := getattr(field, "widget", None), RelatedFieldWidgetWrapper
        ):
            is_searched = db_field.name in self.get_autocomplete_fields(request)  # type: ignore[arg-type]
            wrapper.can_add_related = wrapper.can_add_related and is_searched
            wrapper.can_change_related = False
            wrapper.can_delete_related = False
            wrapper.can_view_related = False
        return field


class PlainlyWorded(helpers.InlineAdminFormSet):
    """Rows below a record; the button that adds one is worded as a Dane would."""

    def inline_formset_data(self) -> str:
        """Replace Django's words, which do not bend to the noun's gender."""
        data = json.loads(super().inline_formset_data())
        data["options"]["addText"] = "Tilføj en række"
        return json.dumps(data)


class RefuseToSave:
    """A form that is never valid: somebody else was here first."""

    def clean(self) -> Any:
        """Check everything else too, so that nothing typed is lost."""
        cleaned = super().clean()
        self.add_error(None, "conflict")
        return cleaned


@dataclass(frozen=True)
class Step:
    """A button on a record's form: its own page asks once more, then ``do`` does it.

    ``do`` gets the record, locked, the user and what was filled in as keywords, and
    returns the sentence that tells what happened. What it raises of ``refusals`` is a
    sentence for the editor; nothing has changed then.
    """

    slug: str
    label: str
    question: str
    do: Callable[..., str]
    is_open: Callable[[Any], bool]
    form: type[forms.Form] = forms.Form
    is_grave: bool = False


class LockedWhenDecided(admin.ModelAdmin):
    """Keeps what has been approved, adopted or published as it was.

    The model says so by ``is_locked``. Fields in ``open_when_locked`` and inlines with
    the same attribute stay open, such as notes and errata.
    """

    open_when_locked: ClassVar[Sequence[str]] = ()
    why_locked: ClassVar[str] = ""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Remember whether the record was locked before the form touched it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            obj.was_locked = self.says_locked(obj)
        return obj

    def says_locked(self, obj: Any) -> bool:
        """Ask the record whether it is decided on."""
        return getattr(obj, "is_locked", False)

    def is_locked(self, obj: Any) -> bool:
        """Say whether the record stood locked when it was read."""
        if obj is None or obj.pk is None:
            return False
        return getattr(obj, "was_locked", None) or (
            not hasattr(obj, "was_locked") and self.says_locked(obj)
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Close the whole form where nothing stays open."""
        if self.is_locked(obj) and not self._anything_open():
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never delete what has been decided on."""
        if self.is_locked(obj):
            return False
        return super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Close every field that does not stay open."""
        fixed = super().get_readonly_fields(request, obj)
        if not self.is_locked(obj):
            return fixed
        every = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [
            name for name in every if name in fixed or name not in self.open_when_locked
        ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest an address only while a record is new: a changed one breaks links."""
        if obj is not None and obj.pk:
            return {}
        return super().get_prepopulated_fields(request, obj)

    def _anything_open(self) -> bool:
        return bool(self.open_when_locked) or any(
            getattr(inline, "open_when_locked", False) for inline in self.inlines
        )


class HouseInline(HouseForms, InlineModelAdmin):
    """What every inline shares: no empty rows, locked with its parent."""

    extra = 0
    open_when_locked: ClassVar[bool] = False

    def _is_closed(self, parent: Any) -> bool:
        if parent is None or self.open_when_locked:
            return False
        owner = self.admin_site._registry.get(type(parent))
        return owner is not None and owner.is_locked(parent)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Add nothing to what is locked."""
        if self._is_closed(obj):
            return False
        return super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change nothing in what is locked."""
        if self._is_closed(obj):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete nothing from what is locked."""
        if self._is_closed(obj):
            return False
        return super().has_delete_permission(request, obj)


class TableInline(HouseInline, admin.TabularInline):
    """Rows with few and short fields."""


class BlockInline(HouseInline, admin.StackedInline):
    """Rows with text."""


class ReadOnlyInline(TableInline):
    """Rows that the portal writes and nobody changes."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody delete."""
        return False


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
    ) -> HttpResponseBase:
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
        request.desk_version = now
        if shown.rows != now.rows:
            request.desk_conflict = self._conflict(request, obj, shown, now)
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
    ) -> type[BaseModelForm]:
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
    ) -> HttpResponseBase:
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


def _filled_in(form: BaseModelForm) -> list[tuple[str, str]]:
    found = []
    for name, form_field in form.base_fields.items():
        if name not in form.cleaned_data:
            continue
        if words := in_words(form, name, form.cleaned_data[name]):
            found.append((str(form_field.label or name), words))
    return found


class StepsOnRecords(ConflictGuard):
    """Buttons that move a record on, each with a page that asks once more."""

    steps: ClassVar[Sequence[Step]] = ()
    refusals: ClassVar[tuple[type[Exception], ...]] = ()

    def get_urls(self) -> list[URLPattern]:
        """Give each step an address below its record."""
        meta = self.model._meta
        own = [
            path(
                f"<path:object_id>/trin/{step.slug}/",
                self.admin_site.admin_view(self._step_view(step)),
                name=f"{meta.app_label}_{meta.model_name}_{step.slug}",
            )
            for step in self.steps
        ]
        return own + super().get_urls()

    def open_steps(self, request: HttpRequest, obj: Any) -> list[dict[str, Any]]:
        """Return the steps that this user can take now, with their addresses."""
        if obj is None or not self.has_change_permission(request, obj):
            return []
        meta = self.model._meta
        name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}"
        return [
            {"step": step, "url": reverse(f"{name}_{step.slug}", args=[obj.pk])}
            for step in self.steps
            if step.is_open(obj)
        ]

    def _step_view(self, step: Step) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, object_id: str) -> HttpResponseBase:
            with transaction.atomic(using=router.db_for_write(self.model)):
                return self._take(step, request, object_id)

        return view

    def _take(
        self, step: Step, request: HttpRequest, object_id: str
    ) -> HttpResponseBase:
        if request.method == "POST":
            self._lock(object_id)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        # Somebody else may have taken the step: that is an answer, not an error.
        if not self.has_change_permission(request):
            raise PermissionDenied
        change_url = reverse(
            f"{self.admin_site.name}:"
            f"{obj._meta.app_label}_{obj._meta.model_name}_change",
            args=[obj.pk],
        )
        if not step.is_open(obj):
            text = f"Det kan ikke lade sig gøre nu: “{obj}” har skiftet status."
            self.message_user(request, text, messages.WARNING)
            return HttpResponseRedirect(change_url)
        now = self._version_now(request, obj)
        form = step.form(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            shown = Version.loads(request.POST.get(VERSION_FIELD, ""))
            if shown is None or shown.rows != now.rows:
                return self._look_again(request, obj, shown, now)
            if form.is_valid():
                try:
                    with transaction.atomic():
                        told = step.do(obj, by=request.user, **form.cleaned_data)
                except self.refusals as refusal:
                    form.add_error(None, sentence(refusal))
                else:
                    self.log_change(request, obj, step.label)
                    self.message_user(request, told, messages.SUCCESS)
                    return HttpResponseRedirect(change_url)
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(obj),
            "step": step,
            "form": form,
            "opts": obj._meta,
            "original": obj,
            "facts": self.step_facts(obj, step),
            "version": now.dumps(),
            "change_url": change_url,
        }
        return TemplateResponse(request, "admin/step.html", context)

    def step_facts(self, obj: Any, step: Step) -> list[tuple[str, object]]:
        """Return what the editor should see before deciding: labels and values."""
        return []

    def take_for_all(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        do: Callable[..., object],
        done: str,
        label: str,
    ) -> None:
        """Do the same to each chosen record, each by itself, and tell how it went.

        ``done`` is a sentence with the number in it; refusals are told one by one.
        """
        number = 0
        for obj in queryset.order_by("pk"):
            try:
                with transaction.atomic():
                    do(obj, by=request.user)
                    self.log_change(request, obj, label)
                number += 1
            except self.refusals as refusal:
                self.message_user(
                    request, f"{obj}: {sentence(refusal)}", messages.WARNING
                )
        if number:
            self.message_user(request, done.format(number), messages.SUCCESS)


def sentence(refusal: Exception) -> str:
    """Return the words of a refusal, whichever kind it is."""
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    return str(refusal)


class HouseAdmin(LockedWhenDecided, StepsOnRecords, HouseForms):
    """The desk's page for one kind of record.

    ``purpose`` says in one sentence what the editor does here; it stands above the list
    and on the front page. ``empty_text`` is for a list with nothing in it yet.
    """

    purpose: ClassVar[str] = ""
    empty_text: ClassVar[str] = ""
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    actions: Any = []
    empty_value_display = "–"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: nobody reads a hundred records first."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Say above the list what it is for."""
        context = {
            "title": capitalised(self.opts.verbose_name_plural),
            "purpose": self.purpose,
            "empty_text": self.empty_text,
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Add the buttons, and why the record is locked where it is."""
        if change:
            context["open_steps"] = self.open_steps(request, obj)
            context["why_locked"] = self.why_locked if self.is_locked(obj) else ""
            self._show_formatted(context)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Word the buttons of the rows."""
        formsets = super().get_inline_formsets(*args, **kwargs)
        for formset in formsets:
            formset.__class__ = PlainlyWorded
        return formsets

    def _show_formatted(self, context: dict[str, Any]) -> None:
        """Show text that cannot be changed as readers see it, without its marks."""
        _format(context["adminform"].form)
        for inline in context["inline_admin_formsets"]:
            if not inline.has_change_permission:
                for form in inline.formset.initial_forms:
                    _format(form, even_open=True)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Lead to the public page, where there is one to be seen."""
        if obj is not None and not self.is_public(obj):
            return None
        return super().get_view_on_site_url(obj)

    def is_public(self, obj: Any) -> bool:
        """Say whether anyone can see the record's own page."""
        return getattr(obj, "is_published", True)


def _format(form: BaseModelForm, even_open: bool = False) -> None:
    for field in form.instance._meta.get_fields():
        if isinstance(field, RichTextField) and (
            even_open or field.name not in form.fields
        ):
            text = getattr(form.instance, field.name)
            setattr(form.instance, field.name, safe_html(text))


class KeptApart(HouseAdmin):
    """Personal data: shown where needed, deleted on a day that is always shown.

    Nobody adds such rows here; people do it themselves.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let people sign up themselves."""
        return False


@admin.display(description="offentlighed", ordering="publication_state")
def publication_badge(obj: Any) -> SafeString:
    """Draw a record's publication state."""
    state = PublicationState(obj.publication_state)
    return badge(state.label, BADGE_KINDS[state])


@admin.display(description="eksempel", ordering="is_example")
def example_badge(obj: Any) -> SafeString | str:
    """Draw the badge of what is made up."""
    return badge("Eksempel", "info") if obj.is_example else ""


def capitalised(words: object) -> str:
    """Begin with a capital, and leave the others as they are."""
    text = str(words)
    return text[:1].upper() + text[1:]


def in_one_line(values: Iterable[object]) -> str:
    """Join values for a list; nothing gives an empty text."""
    return ", ".join(str(value) for value in values)


def on_day(value: Any) -> str:
    """Write a day or a moment as Danes do, short."""
    return date_format(value, "j. b Y") if value else ""


__all__ = [
    "BlockInline",
    "ConflictGuard",
    "HouseAdmin",
    "KeptApart",
    "ReadOnlyInline",
    "RichTextarea",
    "Step",
    "TableInline",
    "badge",
    "example_badge",
    "in_one_line",
    "on_day",
    "publication_badge",
    "sentence",
]
