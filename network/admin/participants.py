"""Who comes to an event: a list for the door, and the door itself on a phone.

Names of participants stand here and nowhere else on the desk.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_POST

from common.downloads import display_name
from common.responses import form_methods
from common.tables.writing import csv_chunks
from network.events import attendance
from network.events.steps import Refused
from network.models import Event
from network.sign_up.registrations import deletion_date

HEADINGS = ("Navn", "Organisation", "Tilmeldt af", "Plads", "Mødte frem")


class ParticipantPages(admin.ModelAdmin):
    """The pages of an event's participants."""

    def get_urls(self) -> list[URLPattern]:
        """Put the pages below their event."""
        own = [
            path(
                f"<path:object_id>/{address}",
                self.admin_site.admin_view(view),
                name=f"network_event_{name}",
            )
            for address, name, view in (
                ("deltagere/", "participants", self.participants_view),
                ("deltagere.csv", "participants_csv", require_POST(self.csv_view)),
                (
                    "ved-doeren/",
                    "door",
                    form_methods(self.door_view),
                ),
            )
        ]
        return own + super().get_urls()

    def participants_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show who has a seat and who waits, fit to be printed."""
        event = self._event(request, object_id, "view")
        seated = attendance.seated(event)
        context = self._about(request, event, "Deltagere") | {
            "seated": seated,
            "came": sum(one.has_come for one in seated),
            "waiting": attendance.without_a_seat(event),
            "deletion_date": deletion_date(event),
        }
        return TemplateResponse(
            request, "admin/network/event/participants.html", context
        )

    def csv_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hand the list out as a table, and note that somebody took it along."""
        event = self._event(request, object_id, "view")
        people = [*attendance.seated(event), *attendance.without_a_seat(event)]
        rows = [
            (
                one.name,
                one.registration.organisation,
                one.signed_up_by,
                one.registration.get_state_display(),
                "ja" if one.has_come else "",
            )
            for one in people
        ]
        self.log_change(request, event, f"Hentede deltagerlisten ({len(rows)}).")
        name = display_name(f"Deltagere {event.title}", ".csv")
        return HttpResponse(
            b"".join(csv_chunks(HEADINGS, [rows])),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": content_disposition_header(True, name),
                "Cache-Control": "private, no-store",
            },
        )

    def door_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Tick people off as they come; each press touches one person only."""
        event = self._event(request, object_id, "change")
        if request.method == "POST":
            return self._at_the_door(request, event)
        asked = request.GET.get("navn", "")[:100]
        seated, waiting = attendance.seated(event), attendance.without_a_seat(event)
        context = self._about(request, event, "Ved døren") | {
            "asked": asked,
            "is_open": attendance.is_open(event),
            "came": sum(one.has_come for one in [*seated, *waiting]),
            "seats": len(seated),
            "seated": _named(seated, asked),
            "waiting": _named(waiting, asked),
        }
        return TemplateResponse(request, "admin/network/event/door.html", context)

    def _at_the_door(self, request: HttpRequest, event: Event) -> HttpResponse:
        place = "uden"
        try:
            if key := request.POST.get("kom") or request.POST.get("fortryd"):
                place = f"d-{key}"
                attendance.tick(event=event, key=key, came="kom" in request.POST)
            else:
                shown = request.POST.get("vist", "")
                attendance.count_unannounced(
                    event=event,
                    shown=int(shown) if shown.isdecimal() and len(shown) < 6 else -1,
                    more=request.POST.get("uden") == "mere",
                )
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            place = ""
        asked = request.POST.get("navn", "")[:100]
        query = f"?{urlencode({'navn': asked})}" if asked else ""
        here = reverse("admin:network_event_door", args=[event.pk])
        anchor = place if place.replace("-", "").isalnum() else ""
        return HttpResponseRedirect(f"{here}{query}#{anchor}")

    def _event(self, request: HttpRequest, object_id: str, do: str) -> Event:
        """Return the event, to those who may see who comes."""
        if not request.user.has_perm(f"network.{do}_registration"):
            raise PermissionDenied
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        return event

    def _about(self, request: HttpRequest, event: Event, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(event),
            "opts": self.opts,
            "event": event,
            "original": event,
        }


def _named(people: list[attendance.Person], asked: str) -> list[attendance.Person]:
    words = asked.casefold().split()
    return [
        one
        for one in people
        if all(
            word in f"{one.name} {one.registration.organisation}".casefold()
            for word in words
        )
    ]
