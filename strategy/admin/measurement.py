"""Measurements: noted once, and corrected in the open."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import MovedBySteps, ReadOnlyInline, Step, TableInline
from common.admin.fields import PlainDecimalField
from common.admin.locks import RowFormSet
from common.quantities import Qualifier, Quantity, Unit
from strategy.corrections import correct_measurement
from strategy.drafts import Refused
from strategy.models import Measurement, MeasurementCorrection

TAKEN = "Der er allerede en måling den dag. Ret den i stedet."


class NotedInline(ReadOnlyInline):
    """What an indicator showed, day by day. A wrong one is corrected with a reason."""

    model = Measurement
    fields = ("date", "quantity_shown", "source", "method", "correct_link")
    readonly_fields = fields
    verbose_name_plural = "Målinger: Er en forkert, så ret den med en grund"

    @admin.display(description="ret")
    def correct_link(self, obj: Measurement) -> SafeString | str:
        """Lead to the page where it is corrected; a row that is not kept has none."""
        if obj._state.adding:
            return "–"
        url = reverse("admin:strategy_measurement_ret", args=[obj.pk])
        return format_html('<a href="{}">Ret {}</a>', url, f"{obj.date:%d.%m.%Y}")


class NewDays(RowFormSet):
    """Measurements of days that have none yet."""

    def clean(self) -> None:
        """Point to the measurement that is there: Django compares shown rows only."""
        super().clean()
        noted = set[date]()
        if self.instance.pk:
            noted = set(self.instance.measurements.values_list("date", flat=True))
        for form in self.forms:
            day = form.cleaned_data.get("date")
            if day in noted:
                form.add_error("date", TAKEN)
            elif day and day > timezone.localdate():
                form.add_error("date", "Skriv en dag, der har været.")

    def save_new(self, form: Any, commit: bool = True) -> Measurement:
        """Count in the indicator's unit: one line holds one."""
        form.instance.unit = self.instance.unit
        measurement: Measurement = super().save_new(form, commit)
        return measurement


class NewMeasurementInline(TableInline):
    """Rows for what has been measured since."""

    model = Measurement
    formset = NewDays
    open_when_locked = True
    fields = ["date", "value", "qualifier", "as_published", "source", "method"]
    verbose_name_plural = "Nye målinger"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Hold none of those that are noted already."""
        return super().get_queryset(request).none()


class CorrectionForm(forms.Form):
    """What a measurement should have said, and why it did not."""

    value = PlainDecimalField(
        label="Det rigtige tal",
        required=False,
        localize=True,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text="Lad feltet stå tomt, hvis tallet ikke er oplyst.",
    )
    qualifier = forms.ChoiceField(label="Hvor præcist", choices=Qualifier.choices)
    as_published = forms.CharField(
        label="Som det blev skrevet",
        required=False,
        max_length=200,
        help_text="Kildens egne ord, hvis de siger mere end tallet.",
    )
    source = forms.CharField(
        label="Kilde",
        max_length=200,
        error_messages={"required": "Skriv, hvor tallet kommer fra."},
    )
    reason = forms.CharField(
        label="Hvorfor bliver målingen rettet?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Fx “Tastefejl”. Alle kan læse grunden, og hvad der stod før.",
        error_messages={"required": "Skriv, hvorfor målingen bliver rettet."},
    )


def _correct(
    obj: Measurement,
    *,
    by: Any,
    value: Decimal | None,
    qualifier: str,
    as_published: str,
    source: str,
    reason: str,
) -> str:
    correct_measurement(
        obj,
        quantity=Quantity(value, Qualifier(qualifier), Unit(obj.unit), as_published),
        source=source,
        reason=reason,
        on=timezone.localdate(),
    )
    return "Målingen er rettet. Det, der stod før, kan læses ved tallet med grunden."


class CorrectionInline(ReadOnlyInline):
    """What was corrected, from what, and why."""

    model = MeasurementCorrection
    fields = ("date", "former", "reason")
    readonly_fields = ("date", "former", "reason")
    verbose_name_plural = "Rettelser: Alle kan læse dem ved tallet"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what is shown."""
        return MeasurementCorrection.objects.order_by("date", "pk")


@admin.register(Measurement)
class MeasurementAdmin(MovedBySteps):
    """Measurements of all indicators."""

    purpose = (
        "Det, indikatorerne viste dag for dag. Et forkert tal retter du med en grund, "
        "som alle kan læse."
    )
    empty_text = "Ingen målinger. De bliver til under indikatorerne."
    letter_title = "Måling"
    list_display = ["date", "indicator", "quantity_shown", "source"]
    list_filter = ["indicator__goal__strategy"]
    list_select_related = ["indicator__goal"]
    search_fields = ["indicator__name", "source"]
    date_hierarchy = "date"
    ordering = ["-date", "indicator_id"]
    inlines = [CorrectionInline]
    refusals = (Refused, ValidationError)
    readonly_fields = [
        *("indicator", "date", "quantity_shown", "as_published", "source", "method"),
        *("includes_examples", "recorded_at"),
    ]
    fieldsets = [
        (
            "Målingen",
            {
                "description": "Sådan, som den står ved målet.",
                "fields": [
                    *("indicator", "date", "quantity_shown", "as_published"),
                    *("source", "method", "includes_examples", "recorded_at"),
                ],
            },
        )
    ]
    steps = (
        Step(
            slug="ret",
            label="Ret målingen",
            question=(
                "Alle kan læse, at målingen er rettet, hvad der stod før, og hvorfor. "
                "Offentlige evalueringer beholder det tal, de blev frosset med."
            ),
            do=_correct,
            is_open=lambda obj: True,
            form=CorrectionForm,
        ),
    )

    def has_delete_permission(
        self, request: HttpRequest, obj: Measurement | None = None
    ) -> bool:
        """Delete only what no adopted strategy is followed by."""
        if obj is None or obj.indicator.goal.strategy.is_locked:
            return False
        return super().has_delete_permission(request, obj)

    def step_initial(self, obj: Measurement, step: Step) -> dict[str, Any]:
        """Begin with what stands there."""
        names = ("value", "qualifier", "as_published", "source")
        return {name: getattr(obj, name) for name in names}

    def step_facts(self, obj: Measurement, step: Step) -> list[tuple[str, object]]:
        """Show what is about to be corrected."""
        return [
            ("Mål", obj.indicator.goal),
            ("Hvad der måles", obj.indicator),
            ("Dag", f"{obj.date:%d.%m.%Y}"),
            ("Det står der nu", f"{obj.quantity.with_unit()} (kilde: {obj.source})"),
        ]
