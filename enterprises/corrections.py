"""Corrections from readers: received once, closed by the editor, answered by mail."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from common.mail import compose, queue

from . import figures
from .models import Correction, Enterprise, Offer
from .models.correction import KEPT_WHEN_CLOSED
from .services import Refused

Area = Correction.Area
State = Correction.State
Facts = list[tuple[str, str]]


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Correction.objects.filter(sending_key=sending_key).exists()


def receive(
    *,
    enterprise: Enterprise,
    sending_key: str,
    area: str,
    wrong: str,
    right: str,
    email: str,
) -> Correction:
    """Keep what a reader wrote; sent twice, it is kept once."""
    correction, _ = Correction.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "enterprise": enterprise,
            "area": area,
            "wrong": wrong,
            "right": right,
            "email": email,
        },
    )
    return correction


@transaction.atomic
def close(*, correction: Correction, state: State, note: str) -> Correction:
    """Say what came of it; from then on it is kept for a month.

    Raises:
        Refused: it is closed already, or declined without a reason.
    """
    locked = _locked(correction)
    if locked.state != State.NEW:
        raise Refused("Rettelsen er allerede lukket.")
    if state is State.DECLINED and not note:
        raise Refused("Skriv, hvorfor det ikke skal rettes.")
    locked.state = state
    locked.note = note
    locked.closed_at = timezone.now()
    in_a_month = timezone.localdate() + KEPT_WHEN_CLOSED
    locked.delete_on_date = min(locked.delete_on_date, in_a_month)
    locked.save()
    return locked


@transaction.atomic
def answer(*, correction: Correction, text: str) -> Correction:
    """Write to the reader, once.

    Raises:
        Refused: there is nobody to write to, or it was done.
    """
    locked = _locked(correction)
    if not locked.can_be_answered:
        raise Refused("Læseren har fået svar, eller bad ikke om det.")
    locked.answer = text
    locked.answered_at = timezone.now()
    locked.save()
    context = {"correction": locked, "enterprise": locked.enterprise}
    queue(compose("correction_answer", context, to=locked.email))
    return locked


def _locked(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",))
    return rows.select_related("enterprise").get(pk=correction.pk)


# What the record says now, beside what a reader wrote


def as_it_stands(correction: Correction) -> Facts:
    """Return what the record says about what the reader means: labels and words."""
    return _FACTS[Area(correction.area)](correction.enterprise)


def _name(enterprise: Enterprise) -> Facts:
    return [
        ("Navn", enterprise.name),
        ("Kort beskrivelse", enterprise.short_description),
        ("Beskrivelse", strip_tags(enterprise.description)),
        ("Socialt formål", enterprise.social_purpose),
    ]


def _place(enterprise: Enterprise) -> Facts:
    return [
        (
            place.name or "Sted",
            "\n".join(
                part
                for part in (
                    str(place),
                    place.opening_hours,
                    place.get_access_display(),
                    place.access_notes,
                )
                if part
            ),
        )
        for place in enterprise.locations.all()
    ]


def _contact(enterprise: Enterprise) -> Facts:
    return [
        ("Telefon", enterprise.phone),
        ("Mail", enterprise.email),
        ("Hjemmeside", enterprise.website),
    ]


def _offers(enterprise: Enterprise) -> Facts:
    today = timezone.localdate()
    return [
        (offer.get_kind_display(), f"{offer.title}\n{offer.text}".strip())
        for offer in Offer.objects.active(today).filter(enterprise=enterprise)
    ]


def _staff(enterprise: Enterprise) -> Facts:
    return [
        (f"I alt uden frivillige, {year.year}", str(year.total))
        for year in figures.staff_by_year(enterprise)[-3:]
    ]


def _rsv(enterprise: Enterprise) -> Facts:
    return [
        (step.get_status_display(), f"{_day(step.effective_date)}\n{step.source}")
        for step in enterprise.rsv_history.all()[:3]
    ]


def _facts(enterprise: Enterprise) -> Facts:
    return [
        ("Arbejdsfelt", ", ".join(map(str, enterprise.sectors.all()))),
        ("Målgruppe", ", ".join(map(str, enterprise.target_groups.all()))),
        ("Virksomhedsform", enterprise.get_legal_form_display()),
        ("CVR-nummer", enterprise.cvr_number or ""),
        ("Etableret", _day(enterprise.established_date)),
    ]


def _closed(enterprise: Enterprise) -> Facts:
    return [("Lukket", _day(enterprise.closed_date))]


def _other(enterprise: Enterprise) -> Facts:
    return []


def _day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""


_FACTS: dict[Area, Callable[[Enterprise], Facts]] = {
    Area.NAME: _name,
    Area.PLACE: _place,
    Area.CONTACT: _contact,
    Area.OFFERS: _offers,
    Area.STAFF: _staff,
    Area.RSV: _rsv,
    Area.FACTS: _facts,
    Area.CLOSED: _closed,
    Area.OTHER: _other,
}
