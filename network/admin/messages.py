"""Messages to members on the editor's desk: written, tried out, sent, followed."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import HouseAdmin, HouseForm, Step, badge, on_day, shown_letter

from ..members import messages
from ..models import Event, Interest, MemberMessage
from ..models.message import Progress

State = MemberMessage.State

KINDS = {State.DRAFT: "neutral", State.SENDING: "warning", State.SENT: "success"}


def _named_with_day(event: Event) -> str:
    day = on_day(timezone.localtime(event.starts_at))
    draft = " (kladde)" if event.state == Event.State.DRAFT else ""
    return f"{day}: {event.title}{draft}"


class MessageForm(HouseForm):
    """A message, with room to write it."""

    class Meta:
        model = MemberMessage
        fields = ["subject", "body", "audience", "event"]
        widgets = {"body": AdminTextareaWidget(attrs={"rows": 14})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what it means to choose nobody in particular."""
        super().__init__(*args, **kwargs)
        if audience := self.fields.get("audience"):
            choices = [("", "Alle medlemmer"), *Interest.choices]
            audience.widget = forms.Select(choices=choices)
        event: Any = self.fields.get("event")
        if event is not None:
            event.queryset = Event.objects.order_by("-starts_at", "pk")
            event.empty_label = "Intet møde"
            event.label_from_instance = _named_with_day


def _try_out(obj: MemberMessage, *, by: Any) -> str:
    messages.try_out(obj, by.email)
    return f"Prøvemailen er på vej til {by.email}."


def _send(obj: MemberMessage, *, by: Any) -> str:
    number = messages.send(obj)
    return f"Beskeden er på vej til {_members(number)}. Her kan du følge den."


def _members(number: int) -> str:
    return "1 medlem" if number == 1 else f"{number} medlemmer"


def in_words(progress: Progress) -> str:
    """Say how far a message is, in one line."""
    words = [f"{progress.sent} af {progress.total} sendt"]
    if progress.failed:
        words.append(f"{progress.failed} kom ikke sikkert frem")
    if progress.left:
        words.append(f"{progress.left} har meldt sig ud")
    return ", ".join(words)


@admin.register(MemberMessage)
class MemberMessageAdmin(HouseAdmin):
    """Messages to members. Nobody's address is shown: each member gets a mail alone."""

    purpose = (
        "Skriv til netværkets medlemmer. Se mailen, prøv den på dig selv, og send den "
        "så. Hvert medlem får sin egen mail, og ingen kan se de andre."
    )
    form = MessageForm
    empty_text = "Ingen beskeder endnu. Skriv den første; ingen får den, før du sender."
    list_display = ["subject", "audience_in_words", "state_badge", "started_at"]
    list_filter = ["state"]
    search_fields = ["subject", "body"]
    search_help_text = "Søg i emne og tekst."
    ordering = ["-created_at", "-pk"]
    change_form_template = "admin/network/membermessage/change_form.html"
    why_locked = "Beskeden er sendt af sted, og det, folk har fået, kan ikke laves om."
    refusals = (messages.MessageRefused,)
    steps = (
        Step(
            slug="proev",
            label="Send en prøve til mig selv",
            question="Mailen går til din egen adresse. Medlemmerne får ingenting.",
            do=_try_out,
            is_open=lambda obj: obj.state == State.DRAFT,
            is_grave=True,
        ),
        Step(
            slug="send",
            label="Send til medlemmerne",
            question=(
                "Hvert medlem får sin egen mail. Det kan ikke gøres om, når du har "
                "trykket."
            ),
            do=_send,
            is_open=lambda obj: obj.state == State.DRAFT,
        ),
    )
    fieldsets = [
        (
            "Beskeden",
            {
                "description": "Gem den, se mailen, og send den med knapperne øverst.",
                "fields": ["subject", "body", "audience", "event"],
            },
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what was sent, to whom and when, once it is."""
        if not self.is_locked(obj):
            return super().get_fieldsets(request, obj)
        sent = ["subject", "body", "audience_in_words", "event", "started", "finished"]
        return [("Beskeden", {"fields": sent})]

    def get_urls(self) -> list[URLPattern]:
        """Give the mail itself an address."""
        own = [
            path(
                f"<path:object_id>/{ending}/",
                self.admin_site.admin_view(view),
                name=f"network_membermessage_{name}",
            )
            for ending, view, name in (
                ("mail", self.show_mail, "mail"),
                ("mail/html", self.show_letter, "letter"),
            )
        ]
        return own + super().get_urls()

    def _seen(self, request: HttpRequest, object_id: str) -> MemberMessage:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if not isinstance(obj, MemberMessage):
            raise Http404
        return obj

    def show_letter(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the mail as most mail programs do."""
        mail = messages.specimen(self._seen(request, object_id), settings.CONTACT_EMAIL)
        [page] = [str(page) for page, kind in mail.alternatives if kind == "text/html"]
        return shown_letter(page)

    def show_mail(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the mail as a member gets it, as text, with the way to the other."""
        obj = self._seen(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": "Sådan ser mailen ud",
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "mail": messages.specimen(obj, settings.CONTACT_EMAIL),
            "recipients": self.recipients_in_words(obj),
        }
        return TemplateResponse(
            request, "admin/network/membermessage/mail.html", context
        )

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Lead to the mail, and show how far it has come."""
        if obj is not None:
            context["mail_url"] = reverse(
                f"{self.admin_site.name}:network_membermessage_mail", args=[obj.pk]
            )
            if obj.is_locked:
                context["progress"] = progress = obj.progress
                context["progress_in_words"] = in_words(progress)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_facts(self, obj: MemberMessage, step: Step) -> list[tuple[str, object]]:
        """Say who would get it, and what."""
        facts: list[tuple[str, object]] = [("Emne", obj.subject)]
        if step.slug == "send":
            number = messages.recipients(obj).count()
            facts.append(("Modtagere", self.recipients_in_words(obj)))
            facts.append(("Antal", _members(number)))
        return [*facts, ("Afsender", settings.MAIL_FROM)]

    def recipients_in_words(self, obj: MemberMessage) -> str:
        """Say whom it is for."""
        if not obj.audience:
            return "Alle medlemmer"
        return f"Dem, der vil høre om: {obj.get_audience_display()}"

    @admin.display(description="modtagere", ordering="audience")
    def audience_in_words(self, obj: MemberMessage) -> str:
        """Say whom it is for, with their number once it is sent."""
        words = obj.get_audience_display() if obj.audience else "Alle medlemmer"
        return f"{words} ({obj.recipient_count})" if obj.is_locked else words

    @admin.display(description="sendt af sted")
    def started(self, obj: MemberMessage) -> str:
        """Say when it was sent."""
        return on_day(obj.started_at and timezone.localtime(obj.started_at))

    @admin.display(description="færdig")
    def finished(self, obj: MemberMessage) -> str:
        """Say when the last mail had left."""
        return on_day(obj.finished_at and timezone.localtime(obj.finished_at))

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: MemberMessage) -> SafeString:
        """Draw how far it is."""
        state = State(obj.state)
        return badge(state.label, KINDS[state])
