"""Forms in the manner of Det Fælles Designsystem, on top of crispy-forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.forms import BaseForm, MultiWidget, RadioSelect
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet


class HouseFormHelper(FormHelper):
    """Render a form as the house does: our pack, our summary, no browser bubbles.

    The browser's own checks are off (`novalidate`), so that every reader gets the
    same sentences, beside the field and in the summary.
    """

    template_pack = "dkfds"

    def __init__(
        self,
        form: BaseForm | None = None,
        *,
        submit: str = "",
        method: str = "post",
        action: str = "",
        summary: bool = True,
    ) -> None:
        """Prepare the form's frame.

        Args:
            form: lays out all its fields; leave it out for a layout of your own.
            submit: words on the button.
            method: "post" or "get".
            action: address or name of the view that receives the form.
            summary: False where the page shows {% error_summary form %} itself,
                above its heading.
        """
        super().__init__(form)
        self.form_method = method
        self.form_action = action
        self.disable_csrf = method == "get"
        self.attrs = {"novalidate": True}
        self.summary_elsewhere = not summary
        # In a search everything is optional, so saying so is noise.
        self.hide_optional = method == "get"
        if submit:
            self.add_input(Submit("submit", submit))


def first_control(bound_field: BoundField) -> str:
    """Find the id of the control that a link to this field should reach."""
    widget = bound_field.field.widget
    if isinstance(widget, RadioSelect):
        options = bound_field.subwidgets
        return options[0].id_for_label if options else bound_field.auto_id
    if isinstance(widget, MultiWidget):
        first, *_ = bound_field.subwidgets[0].data["subwidgets"]
        return str(first["attrs"]["id"])
    return bound_field.id_for_label or bound_field.auto_id


@dataclass(frozen=True)
class Problem:
    """One thing to put right, and the id of the control where it is done, if any."""

    message: str
    target: str = ""


@dataclass(frozen=True)
class ErrorSummary:
    """Everything wrong in a form or formset, in the order of its fields."""

    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether there is anything to put right."""
        return bool(self.problems)

    @classmethod
    def of(cls, form: BaseForm | BaseFormSet[Any] | None) -> Self:
        """Collect the problems; an unbound form has none."""
        if form is None or not form.is_bound:
            return cls()
        if isinstance(form, BaseFormSet):
            problems = [Problem(str(text)) for text in form.non_form_errors()]
            for part in form.forms:
                problems += cls.of(part).problems
            return cls(problems)
        problems = [Problem(str(text)) for text in form.non_field_errors()]
        for hidden in form.hidden_fields():
            problems += [Problem(str(text)) for text in hidden.errors]
        for visible in form.visible_fields():
            target = first_control(visible)
            problems += [Problem(str(text), target) for text in visible.errors]
        return cls(problems)
