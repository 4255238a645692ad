"""Buttons that move a record on, and the same for many at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import router, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from common.conflicts import Version

from .guard import VERSION_FIELD, ConflictGuard

SEEN_FIELD = "_seen"


@dataclass(frozen=True)
class Letter:
    """A mail that a step sends, as those who get it will read it.

    Attributes:
        receivers: who gets it and how many, as "34 får en mail".
        subject: of the mail.
        body: its text.
        button: what the button that sends it says.
    """

    receivers: str
    subject: str
    body: str
    button: str

    @property
    def mark(self) -> str:
        """Tell this letter from one with other words."""
        return sha256(f"{self.subject}\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True)
class Step:
    """A button on a record's form: its own page asks once more, then ``do`` does it.

    ``do`` gets the record, locked, the user and what was filled in as keywords, and
    returns the sentence that tells what happened. What it raises of ``refusals`` is a
    sentence for the editor; nothing has changed then.

    With ``letter``, which gets the record and what was filled in, the page shows the
    mail first. Only the mail that was shown is sent: other words are shown anew.
    """

    slug: str
    label: str
    question: str
    do: Callable[..., str]
    is_open: Callable[[Any], bool]
    form: type[forms.BaseForm] = forms.Form
    is_grave: bool = False
    template: str = "admin/step.html"
    letter: Callable[..., Letter] | None = None

    @property
    def shows_letter(self) -> bool:
        """Whether its page shows a mail before anything happens."""
        return self.letter is not None


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
        # Also of a record that is locked: whether a step is open, it says itself.
        if obj is None or not self.has_change_permission(request):
            return []
        meta = self.model._meta
        name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}"
        return [
            {"step": step, "url": reverse(f"{name}_{step.slug}", args=[obj.pk])}
            for step in self.steps
            if step.is_open(obj)
        ]

    def _step_view(self, step: Step) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            with transaction.atomic(using=router.db_for_write(self.model)):
                return self._take(step, request, object_id)

        return view

    def _take(self, step: Step, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method == "POST":
            self._lock(object_id)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        # Somebody else may have taken the step: that is an answer, not an error.
        if not self.has_change_permission(request):
            raise PermissionDenied
        change_url = self._change_url(obj)
        if not step.is_open(obj):
            text = f"Det kan ikke lade sig gøre nu: “{obj}” har skiftet status."
            self.message_user(request, text, messages.WARNING)
            return HttpResponseRedirect(change_url)
        now = self._version_now(request, obj)
        form = step.form(
            request.POST if request.method == "POST" else None,
            initial=self.step_initial(obj, step),
            label_suffix="",
        )
        if request.method == "POST":
            shown = Version.loads(request.POST.get(VERSION_FIELD, ""))
            if shown is None or shown.rows != now.rows:
                return self._look_again(request, obj, shown, now)
            if form.is_valid():
                try:
                    if letter := self._unseen(step, obj, request, form.cleaned_data):
                        return self._ask(step, request, obj, form, now, letter)
                    with transaction.atomic():
                        told = step.do(obj, by=request.user, **form.cleaned_data)
                except self.refusals as refusal:
                    form.add_error(None, sentence(refusal))
                else:
                    self.log_change(request, obj, step.label)
                    self.message_user(request, told, messages.SUCCESS)
                    return HttpResponseRedirect(change_url)
        return self._ask(step, request, obj, form, now)

    def _unseen(
        self, step: Step, obj: Any, request: HttpRequest, typed: dict[str, Any]
    ) -> Letter | None:
        """Return the mail of a step where these words of it were not shown before."""
        if step.letter is None:
            return None
        letter = step.letter(obj, **typed)
        return None if request.POST.get(SEEN_FIELD) == letter.mark else letter

    def _ask(
        self,
        step: Step,
        request: HttpRequest,
        obj: Any,
        form: forms.BaseForm,
        now: Version,
        letter: Letter | None = None,
    ) -> HttpResponse:
        """Show what a step means, and the mail it sends once that can be written."""
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(obj),
            "step": step,
            "form": form,
            "letter": letter,
            "opts": obj._meta,
            "original": obj,
            "facts": self.step_facts(obj, step),
            "version": now.dumps(),
            "change_url": self._change_url(obj),
            **self.step_context(obj, step),
        }
        return TemplateResponse(request, step.template, context)

    def _change_url(self, obj: Any) -> str:
        meta = obj._meta
        name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_change"
        return reverse(name, args=[obj.pk])

    def step_initial(self, obj: Any, step: Step) -> dict[str, Any]:
        """Return what stands in the step's form from the beginning."""
        return {}

    def step_facts(self, obj: Any, step: Step) -> list[tuple[str, object]]:
        """Return what the editor should see before deciding: labels and values."""
        return []

    def step_context(self, obj: Any, step: Step) -> dict[str, Any]:
        """Return what a step's own template needs besides."""
        return {}

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
