"""How fields are drawn on the desk."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from common.quantities import QuantityColumns
from common.richtext import RichTextField

from .badges import capitalised

# Further out a slip of the finger is certain, and the years 1 and 9999 lie so far out
# that they have no time of day in every time zone.
FIRST_YEAR, LAST_YEAR = 1800, 2200


def validate_year(day: date) -> None:
    """Accept only days, and moments, that somebody can have meant.

    Raises:
        ValidationError: the year is out of reach.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            f"Skriv et årstal mellem {FIRST_YEAR} og {LAST_YEAR}.", code="year"
        )


class RichTextarea(AdminTextareaWidget):
    """A visual editor; where scripts are off, a text box with its marks listed."""

    template_name = "admin/widgets/rich_text.html"

    class Media:
        js = [forms.Script("build/editor.js", defer=True)]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make room for a page of text."""
        super().__init__(
            {"rows": 14, "class": "vLargeTextField rich-text"} | (attrs or {})
        )


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar: for pages without the admin's."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Write days as the browser reads them."""
        super().__init__(attrs, format="%Y-%m-%d")


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


#: A quantity's columns, and what stands in their place where they cannot be changed.
QUANTITY_SHOWN = {"value": "quantity_shown", "qualifier": "", "unit": ""}


class HouseForm(forms.ModelForm):
    """A form that holds the whole record against the database's rules.

    Django leaves out a rule that also concerns a field which is not in the form; the
    database does not, and would answer with an error instead of a sentence.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                if isinstance(constraint, models.CheckConstraint):
                    try:
                        constraint.validate(model, self.instance)
                    except ValidationError as error:
                        self.add_error(None, error)


class HouseForms(BaseModelAdmin):
    """How fields are drawn, in forms and in the rows below them.

    ``shown_when_fixed`` says what stands in a field's place where it cannot be changed,
    so that a figure reads as on the public page; an empty name leaves the field out.
    """

    form: Any = HouseForm
    formfield_overrides = FORM_FIELDS
    shown_when_fixed: ClassVar[Mapping[str, str]] = {}

    def is_fixed(self, request: HttpRequest, obj: Any) -> bool:
        """Say whether what is shown cannot be changed."""
        return obj is not None and not self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put what is shown in the place of what cannot be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self.shown_when_fixed or not self.is_fixed(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": self._shown(options["fields"])})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Know what is shown in the place of fields."""
        fixed = super().get_readonly_fields(request, obj)
        if not self.shown_when_fixed or not self.is_fixed(request, obj):
            return fixed
        return [*fixed, *filter(None, self.shown_when_fixed.values())]

    @admin.display(description="tal")
    def quantity_shown(self, obj: QuantityColumns) -> str:
        """Print a row's figure as on the public page."""
        return obj.quantity.with_unit()

    def _shown(self, names: Iterable[Any]) -> list[Any]:
        found = []
        for name in names:
            if isinstance(name, (tuple, list)):
                shown: Any = tuple(self._shown(name))
            else:
                shown = self.shown_when_fixed.get(name, name)
            if shown:
                found.append(shown)
        return found

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Keep one button beside a choice: adding what is missing.

        Changing or deleting another record from here is done by mistake only.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, models.DateField):
            field.validators.append(validate_year)
        if field is not None and isinstance(field.widget, forms.SplitDateTimeWidget):
            # Django writes "Dato" and "Tid" beside the boxes and binds them to neither.
            for box, part in zip(field.widget.widgets, ("dato", "tid"), strict=True):
                box.attrs["aria-label"] = f"{capitalised(field.label)}: {part}"
        if isinstance(
            wrapper := getattr(field, "widget", None), RelatedFieldWidgetWrapper
        ):
            is_searched = db_field.name in self.get_autocomplete_fields(request)
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
