"""Who may read what is not public yet. Asked here and nowhere else."""

from typing import Any

from django.utils import timezone

from .models import BoardSeat

EDITS = "strategy.change_strategy"


def may_prepare(user: Any) -> bool:
    """Say whether a user may read drafts and papers before a meeting.

    Whoever sits on the board today may, until the last day of the term; and the
    editor may, who looks after the drafts.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    return may_answer(user) or sits_on_board(user)


def may_answer(user: Any) -> bool:
    """Say whether a user is the editor, who answers the board."""
    return bool(user.is_active and user.is_staff and user.has_perm(EDITS))


def sits_on_board(user: Any) -> bool:
    """Say whether a user has a seat that is filled today."""
    today = timezone.localdate()
    return BoardSeat.objects.filled(today).filter(user=user.pk).exists()
