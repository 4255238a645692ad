"""The network's meetings on the editor's desk."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.admin import (
    BlockInline,
    HouseAdmin,
    HouseForm,
    Step,
    TableInline,
    badge,
    example_badge,
    on_day,
)

from ..events.cadence import cadence
from ..models import (
    Event,
    EventMaterial,
    EventPicture,
    Interest,
    MemberMessage,
    ProgrammeItem,
    Registration,
)
from ..sign_up.registrations import Refused as NoSeat
from ..sign_up.seats import with_sign_up
from ..topics.suggestions import tell_announced
from ..upkeep import lacking_something, not_thanked, without_attendance, without_minutes
from . import event_steps
from .participants import ParticipantPages
from .registrations import BY_TELEPHONE, TellsOfSeats

EVENT_KINDS = {
    Event.State.DRAFT: "warning",
    Event.State.PUBLISHED: "success",
    Event.State.CANCELLED: "error",
}


# How many people have a seat; a group is signed up as one.
PEOPLE = Coalesce(
    Sum(
        "registrations__people",
        filter=Q(registrations__state=Registration.State.CONFIRMED),
    ),
    0,
)


class WhenFilter(SimpleListFilter):
    """Before or after, and what is missing after."""

    title = "hvornår"
    parameter_name = "tid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer what is to come, what has been, and what lacks something."""
        return [
            ("kommende", "Kommende"),
            ("holdt", "Har været"),
            ("mangler", "Snart, men mangler noget"),
            ("referat", "Har været, men mangler referat"),
            ("fremmoede", "Har været, men fremmødet er ikke talt op"),
            ("tak", "Har referat, men takken er ikke sendt"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep one of these."""
        now = timezone.now()
        match self.value():
            case "kommende":
                return queryset.filter(ends_at__gt=now)
            case "holdt":
                return queryset.filter(ends_at__lte=now)
            case "mangler":
                return lacking_something(queryset)
            case "referat":
                return without_minutes(queryset)
            case "fremmoede":
                return without_attendance(queryset)
            case "tak":
                return not_thanked(queryset)
        return queryset


class ProgrammeInline(TableInline):
    """The programme of one event."""

    model = ProgrammeItem
    fields = ["starts_at", "title", "speaker", "speaker_name", "name_consented"]
    verbose_name_plural = (
        "Program: Portalen sætter punkterne i rækkefølge efter klokken"
    )


class MaterialInline(TableInline):
    """The papers of one event."""

    model = EventMaterial
    fields = ["title", "file"]
    verbose_name_plural = "Materialer bagefter: kun PDF, højst 15 MB"


class PictureInline(BlockInline):
    """The pictures of one event."""

    model = EventPicture
    fields = ["picture", "text", "is_consented"]
    verbose_name_plural = "Billeder bagefter: kun med samtykke fra dem, der kan kendes"


class EventForm(HouseForm):
    """An event; what people plan after is not moved by a mere save."""

    class Meta:
        model = Event
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave calling off to its own page, which tells those who are signed up."""
        super().__init__(*args, **kwargs)
        self.was_held = bool(
            self.instance.pk
            and is_announced(self.instance)
            and self.instance.ends_at <= timezone.now()
        )
        state_field = self.fields.get("state")
        if isinstance(state_field, forms.ChoiceField):
            state_field.choices = [
                (state.value, state.label)
                for state in Event.State
                if state != Event.State.CANCELLED
            ]

    def clean(self) -> dict[str, Any] | None:
        """Refuse to hold a past event once more: a copy has sign-ups of its own."""
        cleaned = super().clean()
        ends_at = self.cleaned_data.get("ends_at")
        if self.was_held and ends_at and ends_at > timezone.now():
            self.add_error(
                "ends_at",
                "Mødet har været. Vil I holde det igen, så brug “Kopiér til et nyt "
                "møde” øverst.",
            )
        return cleaned


def is_announced(event: Event) -> bool:
    """Say whether anybody may have planned after the event."""
    return event.state != Event.State.DRAFT


def is_to_come(event: Event) -> bool:
    """Say whether anybody may still plan after it."""
    return is_announced(event) and event.ends_at > timezone.now()


def _offer_to_write(event: Event) -> SafeString:
    """Lead to a message to members about an event that has just been announced."""
    day = date_format(timezone.localtime(event.starts_at), "j. F")
    longest = MemberMessage._meta.get_field("subject").max_length
    begun = {
        "subject": f"Nyt møde {day}: {event.title}"[:longest],
        "body": event.summary,
        "audience": Interest.MEETINGS,
        "event": event.pk,
    }
    return format_html(
        'Mødet kan nu ses af alle. Vil du <a href="{}?{}">skrive til de medlemmer, der '
        "vil høre om nye møder</a>?",
        reverse("admin:network_membermessage_add"),
        urlencode(begun),
    )


@admin.register(Event)
class EventAdmin(ParticipantPages, TellsOfSeats, HouseAdmin):
    """The network's meetings."""

    form = EventForm
    change_form_template = "admin/network/event/change_form.html"
    steps = [BY_TELEPHONE, *event_steps.STEPS]
    refusals = (*event_steps.REFUSALS, NoSeat)

    purpose = (
        "Netværkets møder, fra invitation til referat. Netværket lover 3 til 4 om året."
    )
    empty_text = (
        "Tilføj det første arrangement. Det er en kladde, til du gør det offentligt."
    )
    list_display = [
        "title",
        "state_badge",
        "starts_at",
        "venue",
        "signed_up",
        example_badge,
    ]
    list_filter = [WhenFilter, "state", "is_example"]
    search_fields = ["title", "theme", "venue"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["host"]
    readonly_fields = ["updated_at", "change", "thanked_on"]
    inlines = [ProgrammeInline, MaterialInline, PictureInline]
    fieldsets = [
        (
            "Invitationen",
            {
                "description": (
                    "Titel og kort beskrivelse står i listen; resten på arrangementets "
                    "egen side. Et offentligt møde aflyser du med knappen øverst; så "
                    "får de tilmeldte besked."
                ),
                "fields": [
                    "title",
                    "slug",
                    "state",
                    "theme",
                    "summary",
                    "description",
                    "is_example",
                ],
            },
        ),
        (
            "Tid og sted",
            {
                "description": (
                    "Dansk tid. Skriv et sted eller et link. Når mødet er offentligt, "
                    "retter du tid og sted med knappen “Flyt mødet” øverst, så de "
                    "tilmeldte får besked."
                ),
                "fields": [
                    "starts_at",
                    "ends_at",
                    "venue",
                    "address",
                    "access_notes",
                    "map_url",
                    "online_url",
                    "host",
                    "change",
                ],
            },
        ),
        (
            "Tilmelding",
            {
                "description": (
                    "Står “pladser” tomt, er der plads til alle. Ellers holder "
                    "portalen selv venteliste."
                ),
                "fields": [
                    "capacity",
                    "signup_opens_at",
                    "signup_closes_at",
                    "price",
                    "remind_two_weeks",
                    "remind_two_days",
                ],
            },
        ),
        (
            "Bagefter",
            {
                "description": (
                    "Referatet kommer på arrangementets side. Antallet af fremmødte "
                    "bliver stående, når tilmeldingerne er slettet."
                ),
                "fields": ["minutes", "attendance_count", "thanked_on", "updated_at"],
            },
        ),
    ]

    def how_it_stands(self) -> str:
        """Say how the year stands against the promise."""
        this_year = cadence(timezone.localdate())
        made_up = " Eksempler er talt med." if this_year.includes_examples else ""
        return f"{this_year.sentence} {this_year.verdict}{made_up}"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count sign-ups in the same query."""
        return super().get_queryset(request).annotate(number=PEOPLE)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Remember how the event stood before the form touched it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            obj.was_to_come = is_to_come(obj)
            obj.was_cancelled = obj.is_cancelled
            obj.has_sign_ups = is_announced(obj) and obj.registrations.exists()
        return obj

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep what people plan after out of reach of a mere save."""
        fixed = list(super().get_readonly_fields(request, obj))
        if getattr(obj, "was_to_come", False):
            fixed += ["starts_at", "ends_at", "venue", "address"]
        if getattr(obj, "was_cancelled", False) or getattr(obj, "has_sign_ups", False):
            fixed.append("state")
        return fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Call off instead of deleting what somebody is signed up for."""
        if getattr(obj, "has_sign_ups", False):
            return False
        return super().has_delete_permission(request, obj)

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        """Tell who suggested its topics when the meeting is announced, and offer more.

        Members hear of it by a message that the editor writes: the way to it, begun.
        """
        super().save_related(request, form, formsets, change)
        event = form.instance
        if "state" not in form.changed_data:
            return
        may_write = request.user.has_perm("network.add_membermessage")
        if may_write and is_to_come(event) and not event.is_example:
            self.message_user(request, _offer_to_write(event))
        if heard := tell_announced(event):
            who = "Den, der" if heard == 1 else "De, der"
            self.message_user(
                request, f"{who} foreslog mødets emner, får en mail om det."
            )

    def step_initial(self, obj: Event, step: Step) -> dict[str, Any]:
        """Begin with how the event is."""
        return event_steps.initial(obj, step)

    def step_facts(self, obj: Event, step: Step) -> list[tuple[str, object]]:
        """Say what it is about, and how many are signed up."""
        if step.slug == "kopier":
            return []
        if step is BY_TELEPHONE:
            return [("Pladser", with_sign_up([obj])[0].sign_up.words)]
        return [
            ("Hvornår", f"{on_day(timezone.localtime(obj.starts_at))} {obj.hours}"),
            ("Hvor", obj.whole_place),
        ]

    def is_public(self, obj: Any) -> bool:
        """Drafts have no page; a cancelled event keeps its own."""
        return is_announced(obj)

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Event) -> SafeString:
        """Draw the state."""
        state = Event.State(obj.state)
        return badge(state.label, EVENT_KINDS[state])

    @admin.display(description="tilmeldte")
    def signed_up(self, obj: Any) -> str:
        """Say how many have or had a seat, and for how many seats."""
        number = obj.number + (obj.signed_up_count or 0)
        return f"{number} af {obj.capacity}" if obj.capacity else str(number)

    @admin.display(description="ændret undervejs")
    def change(self, obj: Event) -> str:
        """Say what those who were signed up were told last."""
        if not obj.change_reason:
            return "–"
        was = ""
        if obj.is_moved and obj.previous_starts_at:
            was = f"Før: {on_day(timezone.localtime(obj.previous_starts_at))}, "
            was += f"{obj.previous_place}. "
        return f"{was}{obj.change_reason}"

    @admin.display(description="tak sendt")
    def thanked_on(self, obj: Event) -> str:
        """Say when those who came were thanked."""
        return on_day(obj.thanked_at and timezone.localtime(obj.thanked_at)) or "–"
