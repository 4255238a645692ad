"""Drafts before a meeting: what is new in them, and what the board says."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.differences import Paragraph, differences
from common.mail import compose, queue

from .access import may_answer
from .models import BoardSeat, DraftReading, Remark, Strategy, StrategySection

EDITOR = "Redaktøren"


class Refused(Exception):
    """Something that cannot be done, with a sentence in Danish."""


def drafts() -> QuerySet[Strategy]:
    """Return strategies that are on their way: neither adopted nor superseded."""
    return Strategy.objects.exclude(
        status__in=[Strategy.Status.ADOPTED, Strategy.Status.SUPERSEDED]
    ).order_by("-period_start_year", "pk")


def with_texts(strategies: QuerySet[Strategy]) -> QuerySet[Strategy]:
    """Fetch all that readers meet, at a cost that never grows."""
    return strategies.prefetch_related(
        "remarks", "goals", "sections__revisions", "sections__remarks"
    )


@dataclass
class DraftSection:
    """A section as one reader meets it: what is new since, and what was said."""

    section: StrategySection
    is_new: bool = False
    former_heading: str = ""
    changes: list[Paragraph] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether the text is another one than the reader knows."""
        return self.is_new or bool(self.changes) or bool(self.former_heading)


def read_at(user: Any, strategy: Strategy) -> datetime | None:
    """Return when somebody last said that they had read a draft."""
    reading = DraftReading.objects.filter(user=user, strategy=strategy).first()
    return reading.read_at if reading else None


def sections_for(strategy: Strategy, since: datetime | None) -> list[DraftSection]:
    """Return a draft's sections with what changed since a moment, and the remarks.

    Whoever has not read the draft yet meets no changes: all of it is new.
    """
    return [_seen(section, since) for section in strategy.sections.all()]


def _seen(section: StrategySection, since: datetime | None) -> DraftSection:
    seen = DraftSection(section, remarks=list(section.remarks.all()))
    if since is None:
        return seen
    known = [r for r in section.revisions.all() if r.saved_at <= since]
    if not known:
        seen.is_new = True
        return seen
    former = known[-1]
    if former.body != section.body:
        changes = differences(former.body, section.body)
        seen.changes = changes if any(p.is_changed for p in changes) else []
    if former.heading != section.heading:
        seen.former_heading = former.heading
    return seen


def mark_read(user: Any, strategy: Strategy) -> None:
    """Note that somebody has read a draft to its end; twice changes nothing much."""
    DraftReading.objects.update_or_create(
        user=user, strategy=strategy, defaults={"read_at": timezone.now()}
    )


@transaction.atomic
def remark(
    *,
    author: Any,
    strategy: Strategy,
    section: StrategySection | None,
    text: str,
    sending_key: str,
) -> Remark:
    """Keep what a member says, and tell the editor; sent twice, it is kept once."""
    revision = section.revisions.last() if section else None
    kept, is_new = Remark.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "author": author,
            "signed": signature(author),
            "strategy": strategy,
            "section": section,
            "revision": revision,
            "text": text,
        },
    )
    if is_new:
        context = {"strategy": strategy, "section": section, "signed": kept.signed}
        queue(compose("board_remark", context, to=settings.CONTACT_EMAIL))
    return kept


def signature(user: Any) -> str:
    """Say for whom somebody speaks: the sector of their seat, never their name."""
    today = timezone.localdate()
    seat = BoardSeat.objects.filled(today).filter(user=user.pk).first()
    if seat is not None:
        return seat.get_sector_display()
    return EDITOR if may_answer(user) else "Advisory Board"


@transaction.atomic
def answer(*, remark: Remark, text: str) -> Remark:
    """Answer a remark, or answer it anew, as long as it is open.

    Raises:
        Refused: it is closed.
    """
    locked = _locked(remark)
    locked.answer = text
    locked.answered_at = timezone.now()
    locked.save()
    return locked


@transaction.atomic
def close(*, remark: Remark, note: str) -> Remark:
    """Say what became of a remark, and close it.

    Raises:
        Refused: it is closed already.
    """
    locked = _locked(remark)
    locked.closing_note = note
    locked.closed_at = timezone.now()
    locked.save()
    return locked


def _locked(remark: Remark) -> Remark:
    locked = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if locked.closed_at is not None:
        raise Refused("Bemærkningen er allerede lukket.")
    return locked
