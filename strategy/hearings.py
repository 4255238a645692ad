"""Hearings: remarks received once, looked at, published or put aside."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common.mail import compose, queue

from .drafts import Refused
from .models import HearingRemark, Strategy, StrategySection
from .models.hearing import KEPT_WHEN_ASIDE

State = HearingRemark.State


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return HearingRemark.objects.filter(sending_key=sending_key).exists()


@transaction.atomic
def receive(
    *,
    strategy: Strategy,
    section: StrategySection | None,
    sending_key: str,
    text: str,
    name: str,
    show_name: bool,
) -> HearingRemark:
    """Keep what somebody writes, and tell the editor; sent twice, it is kept once."""
    kept, is_new = HearingRemark.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "strategy": strategy,
            "section": section,
            "text": text,
            "name": name,
            "show_name": show_name,
        },
    )
    if is_new:
        context = {"strategy": strategy}
        queue(compose("hearing_remark", context, to=settings.CONTACT_EMAIL))
    return kept


@transaction.atomic
def publish(*, remark: HearingRemark, answer: str) -> HearingRemark:
    """Make a remark public, with the municipality's answer where there is one.

    Raises:
        Refused: somebody has put it aside.
    """
    locked = _locked(remark)
    if locked.state == State.ASIDE:
        raise Refused("Høringssvaret er lagt væk.")
    locked.state = State.PUBLISHED
    locked.answer = answer
    locked.decided_at = locked.decided_at or timezone.now()
    locked.save()
    return locked


@transaction.atomic
def put_aside(*, remark: HearingRemark, note: str) -> HearingRemark:
    """Keep a remark from the public, also one that was public; it goes in a month."""
    locked = _locked(remark)
    locked.state = State.ASIDE
    locked.note = note
    locked.decided_at = timezone.now()
    in_a_month = timezone.localdate() + KEPT_WHEN_ASIDE
    locked.delete_on_date = min(locked.delete_on_date, in_a_month)
    locked.save()
    return locked


def _locked(remark: HearingRemark) -> HearingRemark:
    rows = HearingRemark.objects.select_for_update(of=("self",))
    return rows.get(pk=remark.pk)


@transaction.atomic
def delete_due(on: date) -> int:
    """Delete what was promised to be gone, and say how many remarks that was."""
    HearingRemark.objects.overdue_names(on).update(name="")
    return HearingRemark.objects.overdue(on).delete()[0]
