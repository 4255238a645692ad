"""Mails about one sign-up, each with its own link to the seat.

Nothing that somebody typed stands in them: until the address is proved, it may belong
to another, and the portal must not carry a stranger's words to them.
"""

from common.mail import compose_personal, queue

from ..models import Registration
from .seats import place_in_line

State = Registration.State

# What tells somebody where their sign-up stands.
STANDING = {
    State.PENDING: "signup_confirm",
    State.CONFIRMED: "signup_seat",
    State.WAITING: "signup_waiting",
    State.OFFERED: "signup_offer",
}


def tell_standing(row: Registration, *, last_in_line: int = 0) -> None:
    """Queue the mail that says where a sign-up stands.

    Args:
        row: the sign-up.
        last_in_line: its place if it waits and has just come, so that nobody need count
            the line again.
    """
    place = 0
    if row.state == State.WAITING:
        place = last_in_line or place_in_line(row)
    _tell(STANDING[State(row.state)], row, place=place)


def tell_lapsed(row: Registration, *, was_offered: bool) -> None:
    """Queue the mail that says that nobody answered in time."""
    _tell("signup_offer_lapsed" if was_offered else "signup_released", row)


def tell_cancelled(row: Registration, *, by_editor: bool) -> None:
    """Queue the receipt of a cancellation."""
    _tell("signup_cancelled", row, by_editor=by_editor)


def _tell(template: str, row: Registration, **more: object) -> None:
    context = {"event": row.event, "registration": row, **more}
    queue(compose_personal(template, context, to=row.email, row=row))
