"""What `bench/signup.py` asks of the database, from a process of its own.

Run as `python -m bench.seating NAME`, with a question as JSON on standard input; the
answer is JSON on standard output. DATABASE_URL says which database it is about.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402
from mailer.models import Message  # noqa: E402

from network.models import Event, Registration  # noqa: E402
from network.sign_up.registrations import deletion_date  # noqa: E402
from network.sign_up.seats import seats  # noqa: E402

State = Registration.State
OFFER = "Der er en plads"


def make_event(slug: str, capacity: int, confirmed: int, waiting: int) -> list[str]:
    """Make a public event; return the tokens of those who have a seat."""
    starts_at = timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        title=f"Møde {slug}",
        slug=slug,
        summary="Mange vil med.",
        state=Event.State.PUBLISHED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        venue="Byens Hus",
        capacity=capacity,
    )
    rows = [
        Registration.objects.create(
            event=event,
            number=number,
            name=f"Før {number}",
            email=f"foer{number}@example.org",
            state=State.CONFIRMED if number <= confirmed else State.WAITING,
            delete_on_date=deletion_date(event),
        )
        for number in range(1, confirmed + waiting + 1)
    ]
    Message.objects.all().delete()
    return [row.token for row in rows[:confirmed]]


def tokens_held(slug: str) -> list[str]:
    """Return the tokens of those who have not confirmed or accepted yet."""
    rows = Registration.objects.filter(
        event__slug=slug, state__in=Registration.ANSWERED_BY
    )
    return [row.token for row in rows]


def resize(slug: str, capacities: list[int], pause: float) -> None:
    """Raise and lower the number of seats, as an editor does who cannot decide."""
    for capacity in capacities:
        event = Event.objects.get(slug=slug)
        event.capacity = capacity
        event.save()
        time.sleep(pause)


def outcome(slug: str) -> dict[str, Any]:
    """Say who has a seat, who waits, whether in order, and what mails there are."""
    event = Event.objects.get(slug=slug)
    rows = list(Registration.objects.filter(event=event).order_by("number"))
    numbers = seats(event)
    states = Counter(str(row.state) for row in rows)
    seated = [row.number for row in rows if row.state in SEATED]
    waiting = [row.number for row in rows if row.state == State.WAITING]
    mails = [
        (one.email.to[0], one.email.subject) for one in Message.objects.order_by("pk")
    ]
    place = {row.email: row.number for row in rows}
    offered = [place[to] for to, subject in mails if subject.startswith(OFFER)]
    return {
        "rows": len(rows),
        "states": states,
        "capacity": numbers.capacity,
        "taken": numbers.taken,
        "waiting": numbers.waiting,
        "over": numbers.over,
        "idle": min(numbers.free or 0, numbers.waiting),
        "first_come": max(seated, default=0) < min(waiting, default=sys.maxsize),
        "mails": len(mails),
        "most_mails": max(Counter(to for to, _ in mails).values(), default=0),
        "offered": len(offered),
        "offered_in_order": offered == sorted(set(offered)),
    }


SEATED = (State.CONFIRMED, *Registration.ANSWERED_BY)
QUESTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (make_event, tokens_held, resize, outcome)
}

if __name__ == "__main__":
    question = json.load(sys.stdin)
    json.dump(QUESTIONS[sys.argv[1]](**question), sys.stdout)
