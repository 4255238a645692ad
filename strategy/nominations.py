"""Nominations for the award: received once, decided on by the editor."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import AwardYear, Nomination, Nominee
from .models.nomination import KEPT_WHEN_CLOSED

State = Nomination.State


class NominationRefused(Exception):
    """What was asked for cannot be done; the sentence says why."""


def enterprises_to_choose() -> QuerySet[Any]:
    """Return the enterprises that one may nominate: public and not closed."""
    registry: Any = Nomination._meta.get_field("enterprise").related_model
    today = timezone.localdate()
    return registry._default_manager.published().filter(
        Q(closed_date__isnull=True) | Q(closed_date__gt=today)
    )


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Nomination.objects.filter(sending_key=sending_key).exists()


def receive(
    *,
    award_year: AwardYear,
    sending_key: str,
    nominee_name: str,
    why: str,
    may_quote: bool,
    name: str,
    email: str,
) -> Nomination:
    """Keep what somebody wrote; sent twice, it is kept once.

    A name that is an enterprise's in the registry leads to it.
    """
    enterprise = enterprises_to_choose().filter(name__iexact=nominee_name).first()
    nomination, _ = Nomination.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "award_year": award_year,
            "nominee_name": nominee_name,
            "enterprise": enterprise,
            "why": why,
            "may_quote": may_quote,
            "name": name,
            "email": email,
        },
    )
    return nomination


@transaction.atomic
def nominate(nomination: Nomination) -> Nominee:
    """Make whom it is about a nominee, or join those who nominated the same.

    The words go along only where the sender said that they may.

    Raises:
        NominationRefused: it is decided on already.
    """
    locked = _still_open(nomination)
    same = (
        Q(enterprise=locked.enterprise)
        if locked.enterprise
        else Q(name__iexact=locked.nominee_name)
    )
    nominee = locked.award_year.nominees.filter(same).first()
    if nominee is None:
        nominee = Nominee(
            award_year=locked.award_year,
            enterprise=locked.enterprise,
            name=str(locked.enterprise or locked.nominee_name),
            motivation=locked.why if locked.may_quote else "",
        )
        nominee.full_clean()
        nominee.save()
    locked.nominee = nominee
    _close(locked, State.TAKEN)
    return nominee


@transaction.atomic
def decline(nomination: Nomination, note: str) -> None:
    """Lay it aside, with the reason.

    Raises:
        NominationRefused: it is decided on already, or there is no reason.
    """
    locked = _still_open(nomination)
    if not note:
        raise NominationRefused("Skriv, hvorfor den ikke bliver nomineret.")
    locked.note = note
    _close(locked, State.DECLINED)


def _still_open(nomination: Nomination) -> Nomination:
    rows = Nomination.objects.select_for_update(of=("self",))
    locked = rows.select_related("award_year", "enterprise").get(pk=nomination.pk)
    if locked.state != State.NEW:
        raise NominationRefused("Indstillingen er allerede afgjort.")
    return locked


def _close(nomination: Nomination, state: State) -> None:
    nomination.state = state
    nomination.closed_at = timezone.now()
    kept_to = timezone.localdate() + KEPT_WHEN_CLOSED
    nomination.delete_on_date = min(nomination.delete_on_date, kept_to)
    nomination.save()
