"""What has been decided on stays as it was; rows below a record follow it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.forms import CheckboxInput
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from .badges import capitalised
from .fields import HouseForms


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
        return isinstance(owner, LockedWhenDecided) and owner.is_locked(parent)

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


class RowFormSet(BaseInlineFormSet):
    """Rows of a table; a box without a label of its own says what it does."""

    # Django takes a widget as well as its class; its published types do not.
    def get_deletion_widget(self) -> CheckboxInput:  # type: ignore[override]
        """Name the box that deletes a row."""
        return CheckboxInput(attrs={"aria-label": "Slet rækken"})


class TableInline(HouseInline, admin.TabularInline):
    """Rows with few and short fields, named by the heads of their columns."""

    formset = RowFormSet

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Say the column's name to a screen reader, too."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", capitalised(db_field.verbose_name))
        return field


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
