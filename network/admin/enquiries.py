"""Enquiries on the editor's desk: the thread above, the answer below."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from common.admin import KeptApart, MovedBySteps, Step, badge, on_day

from ..enquiries import threads
from ..models import Enquiry

State = Enquiry.State
KINDS = {
    State.NEW: "warning",
    State.WAITING: "info",
    State.ANSWERED: "success",
    State.CLOSED: "neutral",
}
ANSWER_PAGE = "admin/network/enquiry/answer.html"


class AnswerForm(forms.Form):
    """An answer, and where the thread stands afterwards."""

    text = forms.CharField(
        label="Dit svar",
        help_text=(
            "Mailen siger “Hej” og “Venlig hilsen” for dig og gengiver det, du svarer "
            "på. Skriv ikke noget, der er fortroligt."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": "Skriv et svar.",
            "max_length": "Svaret er for langt. Skriv højst 10.000 tegn.",
        },
    )
    then = forms.ChoiceField(
        label="Bagefter er henvendelsen",
        choices=[
            (State.ANSWERED, "Besvaret"),
            (State.WAITING, "Afventer: Jeg venter på noget, før jeg kan svare helt"),
            (State.CLOSED, "Lukket: Der kommer ikke mere"),
        ],
        initial=State.ANSWERED,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, hvor henvendelsen står bagefter.",
            "invalid_choice": "Vælg, hvor henvendelsen står bagefter.",
        },
    )
    # What the editor has read: a message that came since must be read first.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def show_again(self, seen: str) -> None:
        """Come back with everything typed, beside the message that is new."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = seen
        self.add_error(
            None,
            "Der er kommet en ny besked, eller en anden har svaret, mens du skrev. "
            "Intet er sendt. Læs samtalen igennem, ret dit svar, og send.",
        )


class DueFilter(admin.SimpleListFilter):
    """Those that have waited too long."""

    title = "frist"
    parameter_name = "frist"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the one that matters."""
        return [("over", "Over fristen")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those that are overdue."""
        return queryset.overdue() if self.value() == "over" else queryset


def _mover(state: str, told: str) -> Any:
    def move(enquiry: Enquiry, *, by: Any) -> str:
        threads.move(enquiry=enquiry, state=state)
        return told

    return move


@admin.register(Enquiry)
class EnquiryAdmin(MovedBySteps, KeptApart):
    """Questions to the business developer."""

    purpose = (
        "Spørgsmål fra borgere, virksomheder og indkøbere. Du svarer her, og svaret "
        "går ud som mail fra jeres fælles postkasse. De nye venter på dig."
    )
    empty_text = "Ingen henvendelser. De kommer fra kontaktsiden."
    save_on_top = False
    change_form_template = "admin/network/enquiry/change_form.html"
    list_display = [
        "subject",
        "state_badge",
        "due",
        "received",
        "delete_on_date",
    ]
    list_filter = ["state", DueFilter]
    search_fields = ["=email", "subject"]
    search_help_text = "Søg i emnet, eller skriv hele mailadressen."
    date_hierarchy = "created_at"
    ordering = ["-latest_at", "pk"]
    readonly_fields = ["subject", "name", "email", "state_badge", "due"]
    readonly_fields += ["created_at", "answered_at", "delete_on_date"]
    fieldsets = [
        (
            "Om henvendelsen",
            {
                "description": (
                    "Det er en persons oplysninger. Del dem ikke med andre. Portalen "
                    "sletter hele samtalen af sig selv på dagen."
                ),
                "fields": [
                    *("name", "email", "state_badge", "due"),
                    *("created_at", "answered_at", "delete_on_date"),
                ],
            },
        ),
    ]
    steps = [
        Step(
            "afventer",
            "Sæt til afventer",
            "Brug det, når du venter på noget. Skriver personen igen, bliver den ny.",
            _mover(State.WAITING, "Henvendelsen afventer."),
            lambda enquiry: enquiry.state in (State.NEW, State.ANSWERED),
        ),
        Step(
            "luk",
            "Luk uden at svare",
            "Ingen får mail. Brug det til det, der ikke skal have svar.",
            _mover(State.CLOSED, "Henvendelsen er lukket."),
            lambda enquiry: enquiry.state != State.CLOSED,
            is_grave=True,
        ),
        Step(
            "aabn",
            "Gør til ny igen",
            "Så venter den på svar igen, med en ny frist.",
            _mover(State.NEW, "Henvendelsen venter på svar igen."),
            lambda enquiry: enquiry.state != State.NEW,
            is_grave=True,
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add the place that an answer is sent to."""
        return [
            path(
                "<path:object_id>/svar/",
                self.admin_site.admin_view(self.answer),
                name="network_enquiry_answer",
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the thread and the box to answer in."""
        enquiry = context.get("original")
        if enquiry is not None:
            context |= self._about(enquiry)
            context |= {"title": enquiry.subject, "subtitle": str(enquiry)}
            context["answer_form"] = self._fresh_form(enquiry)
        return super().render_change_form(request, context, *args, **kwargs)

    def answer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send an answer, unless something came that its writer has not read."""
        enquiry = self.get_object(request, object_id)
        if enquiry is None:
            raise Http404
        if not self.has_change_permission(request, enquiry):
            raise PermissionDenied
        back = reverse(
            f"{self.admin_site.name}:network_enquiry_change", args=[enquiry.pk]
        )
        if request.method != "POST":
            return HttpResponseRedirect(f"{back}#svar")
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                threads.answer(enquiry=enquiry, **form.cleaned_data)
            except threads.NewMessage:
                enquiry.refresh_from_db()
                form.show_again(threads.seen_until(enquiry))
            else:
                self.log_change(request, enquiry, "Svarede")
                self.message_user(
                    request, "Svaret er på vej som mail.", messages.SUCCESS
                )
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": enquiry.subject,
            "subtitle": str(enquiry),
            "opts": self.opts,
            "original": enquiry,
            "answer_form": form,
            **self._about(enquiry),
        }
        return TemplateResponse(request, ANSWER_PAGE, context)

    def _about(self, enquiry: Enquiry) -> dict[str, Any]:
        return {
            "enquiry": enquiry,
            "messages_of_thread": enquiry.messages.all(),
            "standing": self.state_badge(enquiry),
            "due": self.due(enquiry),
        }

    def _fresh_form(self, enquiry: Enquiry) -> AnswerForm:
        return AnswerForm(initial={"seen": threads.seen_until(enquiry)})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Find an address however it is written."""
        return super().get_search_results(request, queryset, search_term.strip())

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Enquiry) -> SafeString:
        """Draw the state."""
        state = Enquiry.State(obj.state)
        return badge(state.label, KINDS[state])

    @admin.display(description="modtaget", ordering="created_at")
    def received(self, obj: Enquiry) -> str:
        """Say when it came, short."""
        return on_day(obj.created_at)

    @admin.display(description="svares senest", ordering="due_date")
    def due(self, obj: Enquiry) -> SafeString | str:
        """Say by when, as long as it waits for us."""
        if obj.state != State.NEW:
            return "–"
        day = on_day(obj.due_date)
        return badge(f"Over fristen: {day}", "error") if obj.is_overdue else day
