"""The desk's page for one kind of record."""

from typing import Any, ClassVar

from django.forms.models import BaseModelForm
from django.http import HttpRequest, HttpResponse

from common.richtext import RichTextField, safe_html

from .badges import capitalised
from .fields import HouseForms, PlainlyWorded
from .locks import LockedWhenDecided
from .steps import StepsOnRecords


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

    class Media:
        # After Django's own, whose addresses it corrects.
        js = ["admin/js/urlify.js", "js/addresses.js"]

    def is_fixed(self, request: HttpRequest, obj: Any) -> bool:
        """Count what is decided on, although its notes can be changed."""
        return self.is_locked(obj) or super().is_fixed(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting many at once: nobody reads a hundred records first."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list what it is for."""
        context = {
            "title": capitalised(self.opts.verbose_name_plural),
            "purpose": self.purpose,
            "how_it_stands": self.how_it_stands(),
            "empty_text": self.empty_text,
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def how_it_stands(self) -> str:
        """Say how things stand, where there is more to say than the list shows."""
        return ""

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


class MovedBySteps(KeptApart):
    """What others wrote: read here and moved on by the buttons, never rewritten.

    Attributes:
        letter_title: what stands over it; its name where empty.
    """

    letter_title = ""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Leave out the buttons that save: only the steps change anything."""
        context = {
            "title": self.letter_title or capitalised(self.opts.verbose_name),
            "show_save": False,
            "show_save_and_continue": False,
        }
        return super().change_view(
            request, object_id, form_url, context | (extra_context or {})
        )
