"""Sign-ups on the editor's desk."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from common.admin import MovedBySteps, Step, badge

from ..models import Event, Registration
from ..sign_up import mails, registrations
from ..sign_up.forms import ByTelephoneForm, PeopleForm
from ..sign_up.registrations import Gone, Refused
from ..sign_up.seats import seats

State = Registration.State

STATE_KINDS = {
    State.PENDING: "warning",
    State.CONFIRMED: "success",
    State.WAITING: "info",
    State.OFFERED: "warning",
    State.CANCELLED: "neutral",
    State.LAPSED: "neutral",
}


def _is_coming(event: Event) -> bool:
    return registrations.is_coming(event, timezone.now())


def _is_active(row: Registration) -> bool:
    return row.state not in Registration.OVER and _is_coming(row.event)


def _cancel(obj: Registration, by: Any) -> str:
    registrations.cancel(obj, by_editor=True)
    return "Personen er meldt fra og får en mail. Den næste i køen får pladsen tilbudt."


def _change(obj: Registration, by: Any, **people: str) -> str:
    registrations.change(obj, **people)
    return "Tilmeldingen er rettet."


def _send_again(obj: Registration, by: Any) -> str:
    mails.tell_standing(obj)
    return "Mailen med linket er på vej igen."


def _add(obj: Event, by: Any, **person: str) -> str:
    row = registrations.add(obj, **person)
    if row.state == State.CONFIRMED:
        return "Personen har en plads og får en mail med sit link."
    return "Alle pladser er taget. Personen står på ventelisten og får en mail med det."


# Stands among the buttons of an event.
BY_TELEPHONE = Step(
    slug="tilmeld",
    label="Tilmeld en, der har ringet",
    question=(
        "Er der plads, har personen den med det samme; ellers kommer personen på "
        "ventelisten. Mailen med linket til pladsen kommer af sig selv. Skriv ikke om "
        "helbred."
    ),
    do=_add,
    is_open=_is_coming,
    form=ByTelephoneForm,
)


@admin.register(Registration)
class RegistrationAdmin(MovedBySteps):
    """Sign-ups. The list shows no names; the portal deletes the rows by itself."""

    letter_title = "Tilmeldingen"
    purpose = (
        "Tilmeldinger til arrangementer, i den rækkefølge de kom. De er "
        "personoplysninger: portalen sletter dem den dag, der står i listen. Åbn en "
        "tilmelding for at se, hvem det er."
    )
    empty_text = "Ingen tilmeldinger lige nu."
    list_display = [
        "__str__",
        "event",
        "state_badge",
        "people",
        "place",
        "created_at",
        "confirm_by",
        "delete_on_date",
    ]
    list_filter = ["state", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    # A whole address only: to find the person who asks what you know about them.
    search_fields = ["=email_key"]
    search_help_text = "Skriv hele mailadressen på den, der spørger."
    date_hierarchy = "created_at"
    ordering = ["-event__starts_at", "event", "number"]
    refusals = (Refused, Gone)
    steps = (
        Step(
            slug="ret",
            label="Ret tilmeldingen",
            question=(
                "Ret navn, organisation eller kolleger. Flere kolleger kommer kun med, "
                "hvis der er plads."
            ),
            do=_change,
            is_open=_is_active,
            form=PeopleForm,
        ),
        Step(
            slug="send-igen",
            label="Send mailen igen",
            question="Personen får mailen med linket til sin plads én gang til.",
            do=_send_again,
            is_open=_is_active,
        ),
        Step(
            slug="afmeld",
            label="Meld fra",
            question=(
                "Personen mister sin plads og får en mail om det. Den næste på "
                "ventelisten får pladsen tilbudt."
            ),
            do=_cancel,
            is_open=_is_active,
            is_grave=True,
        ),
    )
    readonly_fields = [
        *("event", "name", "email", "organisation", "colleagues", "people"),
        *("state", "place", "created_at", "confirm_by", "delete_on_date"),
    ]
    fieldsets = [
        (
            "Tilmeldingen",
            {
                "description": "Personen har selv skrevet det. Del det ikke med andre.",
                "fields": [
                    *("event", "name", "email", "organisation"),
                    *("colleagues", "people", "state", "place"),
                ],
            },
        ),
        (
            "Frister",
            {
                "description": (
                    "Svarer personen ikke i tide, går pladsen videre. Portalen sletter "
                    "tilmeldingen af sig selv på dagen."
                ),
                "fields": ["created_at", "confirm_by", "delete_on_date"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count who waits before each, in the same query."""
        ahead = (
            Registration.objects.waiting()
            .filter(event=OuterRef("event"), number__lt=OuterRef("number"))
            .order_by()
            .values("event")
            .annotate(number_ahead=Count("pk"))
            .values("number_ahead")
        )
        ahead_or_none = Coalesce(Subquery(ahead, output_field=IntegerField()), 0)
        return super().get_queryset(request).annotate(in_line=ahead_or_none + 1)

    @admin.display(description="status", ordering="state")
    def state_badge(self, obj: Registration) -> SafeString:
        """Draw the state."""
        state = State(obj.state)
        return badge(state.label, STATE_KINDS[state])

    @admin.display(description="nummer på ventelisten")
    def place(self, obj: Any) -> int | None:
        """Say which place in the waiting list it has."""
        return obj.in_line if obj.state == State.WAITING else None

    def step_initial(self, obj: Registration, step: Step) -> dict[str, Any]:
        """Begin with what stands there."""
        return {name: getattr(obj, name) for name in PeopleForm.base_fields}

    def _lock(self, object_id: str) -> None:
        """Take the event's lock before the row's, as everybody else does."""
        if object_id.isdecimal():
            events = Event.objects.select_for_update(of=("self",))
            events.filter(registrations=int(object_id[:18])).first()
        super()._lock(object_id)

    def delete_model(self, request: HttpRequest, obj: Registration) -> None:
        """Let the next in line have the seat of somebody who wants to be forgotten."""
        with registrations.locked(obj.event_id) as event:
            super().delete_model(request, obj)
            registrations.settle(event, timezone.now())


class TellsOfSeats(admin.ModelAdmin):
    """Says so where more people have a seat than an event has seats."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        """Count once everything is saved."""
        super().save_related(request, form, formsets, change)
        event = form.instance
        numbers = seats(event)
        if numbers.over and _is_coming(event):
            text = (
                f"{numbers.taken} har eller får holdt en plads, men der er nu kun "
                f"{event.capacity}. Ingen mister sin plads, og portalen giver ingen "
                "videre, før der er plads igen."
            )
            self.message_user(request, text, messages.WARNING)
        groups = _larger_than_all(event)
        if groups and _is_coming(event):
            who = (
                "1 tilmelding på ventelisten er for flere, end"
                if groups == 1
                else f"{groups} tilmeldinger på ventelisten er for flere, end"
            )
            text = f"{who} der er pladser i alt. På deres egen side står, hvad de gør."
            self.message_user(request, text, messages.WARNING)


def _larger_than_all(event: Event) -> int:
    """Count groups that wait for more seats than there are in all."""
    if event.capacity is None:
        return 0
    waiting = Registration.objects.waiting().filter(event=event)
    return waiting.filter(people__gt=event.capacity).count()
