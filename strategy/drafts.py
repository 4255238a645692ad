"""Drafts before a meeting: what is new in them, and what the board says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.conflicts import digest
from common.mail import compose, queue

from .access import may_answer
from .models import BoardSeat, DraftReading, Remark, Strategy, StrategySection
from .parts import (
    FRONT,
    SeenPart,
    front,
    goal_part,
    kept,
    parts_of,
    recalled,
    section_part,
    seen,
)

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
        "remarks",
        "sections__remarks",
        "goals__indicators",
        "goals__initiatives",
        "goals__un_goals",
    )


@dataclass
class SeenDraft:
    """A draft as one reader meets it, with what is new since they last read it."""

    strategy: Strategy
    read_at: datetime | None
    front: SeenPart
    sections: list[SeenPart]
    goals: list[SeenPart]
    gone: list[SeenPart]

    @property
    def news(self) -> list[SeenPart]:
        """The sections and goals that are new, changed or gone."""
        parts = [*self.sections, *self.goals, *self.gone]
        return [part for part in parts if part.is_changed]

    @property
    def news_in_words(self) -> str:
        """Say in short what is new: "2 afsnit og 1 mål er ændret"; "" is nothing."""
        goals = sum(part.part.is_goal for part in self.news)
        sections = len(self.news) - goals
        told = ["indledningen"] if self.front.is_changed else []
        told += [f"{sections} afsnit"] if sections else []
        told += [f"{goals} mål"] if goals else []
        if not told:
            return ""
        *first, last = told
        listed = f"{', '.join(first)} og {last}" if first else last
        return f"{listed[0].upper()}{listed[1:]} er ændret"

    @property
    def shown(self) -> str:
        """A digest of the text that the reader has before them."""
        return digest(kept(parts_of(self.strategy)))


def reading_of(user: Any, strategy: Strategy) -> DraftReading | None:
    """Return what somebody knows of a draft, if they have ever read it."""
    return DraftReading.objects.filter(user=user, strategy=strategy).first()


def draft_for(reading: DraftReading | None, strategy: Strategy) -> SeenDraft:
    """Set a draft beside what its reader knows of it.

    Whoever has not read the draft yet meets no changes: all of it is new.
    """
    known = recalled(reading.text) if reading else None
    sections = [
        seen(section_part(section), known, section)
        for section in strategy.sections.all()
    ]
    goals = [seen(goal_part(goal), known, goal) for goal in strategy.goals.all()]
    there = {FRONT, *(part.part.key for part in (*sections, *goals))}
    return SeenDraft(
        strategy=strategy,
        read_at=reading.read_at if reading else None,
        front=seen(front(strategy), known),
        sections=sections,
        goals=goals,
        gone=[
            SeenPart(part, is_gone=True)
            for part in (known or {}).values()
            if part.key not in there
        ],
    )


@transaction.atomic
def mark_read(user: Any, strategy: Strategy, shown: str) -> None:
    """Remember the text that somebody has read; twice changes nothing much.

    Raises:
        Refused: it is not the text any longer that they had before them.
    """
    text = kept(parts_of(strategy))
    if digest(text) != shown:
        raise Refused(
            "Kladden blev ændret, mens du læste. Se, hvad der er nyt, og tryk igen."
        )
    DraftReading.objects.update_or_create(
        user=user,
        strategy=strategy,
        defaults={"read_at": timezone.now(), "text": text},
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
    kept, is_new = Remark.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "author": author,
            "signed": signature(author),
            "strategy": strategy,
            "section": section,
            "about": section.heading if section else "",
            "text": text,
        },
    )
    if is_new:
        context = {"strategy": strategy, "section": section, "signed": kept.signed}
        queue(compose("board_remark", context, to=settings.CONTACT_EMAIL))
    return kept


@transaction.atomic
def withdraw(remark: Remark) -> None:
    """Take back a remark that nobody has answered.

    Raises:
        Refused: it has been answered or closed.
    """
    locked = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if not locked.is_withdrawable:
        raise Refused("Redaktøren har svaret, så bemærkningen bliver stående.")
    locked.delete()


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
