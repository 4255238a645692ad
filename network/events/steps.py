"""What the editor does with an event: call it off, move it, copy it, thank for it.

What people plan after is changed here and nowhere else, so that nobody who is signed
up hears of it late, twice, or by mistake: the change and the mails are one transaction,
and the desk's form leaves time, place and state alone once people may have planned
after them.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from common import mail
from common.formatted import plain_name, plain_text

from ..models import Event, ProgrammeItem, Registration
from ..sign_up.seats import everyone_signed_up, participants

COPIED = (
    *("is_example", "theme", "summary", "description"),
    *("venue", "address", "access_notes", "map_url", "online_url", "host"),
    *("capacity", "price", "remind_two_weeks", "remind_two_days"),
)


class Refused(Exception):
    """The event is not where this can be done; the words are for the editor."""


@transaction.atomic
def cancel(*, event: Event, reason: str) -> int:
    """Call an event off, tell everyone signed up, and say how many that is.

    Raises:
        Refused: it is no coming, public event.
    """
    locked = _locked_to_come(event)
    locked.state = Event.State.CANCELLED
    locked.change_reason = reason
    locked.save()
    return _tell("event_cancelled", locked, everyone_signed_up(locked))


@transaction.atomic
def move(*, event: Event, reason: str, **changed: Any) -> int:
    """Move an event, tell everyone signed up, and say how many that is.

    The points of the programme follow the start by the clock.

    Args:
        event: the event.
        reason: a word to those who are signed up.
        changed: the new ``starts_at``, ``ends_at``, ``venue``, ``address``,
            ``access_notes`` and ``map_url``.

    Raises:
        Refused: it is no coming, public event, or time and place are the same.
        ValidationError: the event cannot be so.
    """
    locked = _locked_to_come(event)
    before = locked.starts_at
    moved(locked, reason, **changed)
    locked.save()
    later = later_in_the_day(before, locked.starts_at)
    if later:
        programme = list(locked.programme.all())
        for item in programme:
            item.starts_at = _later(item.starts_at, later)
        ProgrammeItem.objects.bulk_update(programme, ["starts_at"])
    return _tell("event_moved", locked, everyone_signed_up(locked))


def moved(event: Event, reason: str, **changed: Any) -> Event:
    """Move an event in memory only; the desk shows the mail this would give.

    Raises:
        Refused: time and place are the same.
        ValidationError: the event cannot be so.
    """
    before = _time_and_place(event)
    previous = (event.starts_at, event.whole_place)
    for name, value in changed.items():
        setattr(event, name, value)
    if before == _time_and_place(event):
        raise Refused("Tid og sted er, som de var. Skriv det nye.")
    if event.starts_at <= timezone.now():
        raise Refused("Den nye tid er gået. Skriv en tid, der ikke har været.")
    event.previous_starts_at, event.previous_place = previous
    event.change_reason = reason
    event.full_clean()
    return event


def later_in_the_day(before: datetime, after: datetime) -> timedelta:
    """Say how much later a moment is by the clock on the wall, whatever the days."""
    return _by_the_clock(after) - _by_the_clock(before)


def _by_the_clock(moment: datetime) -> timedelta:
    local = timezone.localtime(moment)
    return timedelta(hours=local.hour, minutes=local.minute)


def _later(point: time, later: timedelta) -> time:
    """Move a point of a programme along with the start of its event."""
    return (datetime.combine(date.min + timedelta(days=2), point) + later).time()


def _time_and_place(event: Event) -> tuple[Any, ...]:
    """Return what people plan after; forms know no parts of a minute."""
    times = (
        moment.replace(second=0, microsecond=0)
        for moment in (event.starts_at, event.ends_at)
    )
    return (*times, event.venue, event.address)


@transaction.atomic
def copy(*, event: Event, title: str, starts_at: datetime, ends_at: datetime) -> Event:
    """Make a draft of a new event like an earlier one.

    Programme, place and invitation come along; people, minutes and dates do not. Nor do
    names of speakers: they said yes to the other event. The programme follows the
    start: where that is an hour later, its points are too.
    """
    twin = Event(
        title=title,
        slug=_free_slug(title),
        starts_at=starts_at,
        ends_at=ends_at,
        **{name: getattr(event, name) for name in COPIED},
    )
    twin.full_clean()
    twin.save()
    later = later_in_the_day(event.starts_at, starts_at)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            event=twin,
            starts_at=_later(item.starts_at, later),
            title=item.title,
            speaker=item.speaker,
        )
        for item in event.programme.all()
    )
    return twin


@transaction.atomic
def thank(*, event: Event, greeting: str = "") -> int:
    """Thank those who came, with the minutes, once; say how many that is.

    Raises:
        Refused: it is too early, there are no minutes, or it has been done.
    """
    locked = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if locked.thanked_at is not None:
        raise Refused("Takken er allerede sendt.")
    if not can_thank(locked):
        raise Refused("Skriv referatet først, og vent, til mødet har været.")
    locked.thanked_at = timezone.now()
    locked.save(update_fields=["thanked_at"])
    more = minutes_of(locked) | {"greeting": greeting}
    return _tell("event_thanks", locked, to_thank(locked), **more)


def can_thank(event: Event) -> bool:
    """Say whether the event is over, has its minutes, and nobody was thanked yet."""
    return (
        event.state == Event.State.PUBLISHED
        and event.ends_at <= timezone.now()
        and bool(event.minutes)
        and event.thanked_at is None
    )


def to_thank(event: Event) -> models.QuerySet[Registration]:
    """Return those who came; everybody with a seat where nobody was ticked off."""
    came = everyone_signed_up(event).filter(arrivals__isnull=False).distinct()
    return came if came.exists() else participants(event)


def minutes_of(event: Event) -> dict[str, Any]:
    """Return what the thanks say about the minutes and what lies beside them."""
    return {
        "minutes": plain_text(event.minutes),
        "has_materials": event.materials.exists(),
        "has_pictures": event.pictures.exists(),
    }


def letter(template: str, event: Event, **more: Any) -> Any:
    """Compose the mail as the desk shows it: to nobody, with no link that works."""
    return mail.compose(
        template,
        {**about(event), "token": "…", **more},
        to=settings.CONTACT_EMAIL,
    )


def _locked_to_come(event: Event) -> Event:
    locked = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if locked.state != Event.State.PUBLISHED:
        raise Refused("Arrangementet er ikke offentligt, eller det er allerede aflyst.")
    if locked.ends_at <= timezone.now():
        raise Refused("Mødet har været.")
    return locked


def _tell(template: str, event: Event, to: Iterable[Registration], **more: Any) -> int:
    mails = [
        mail.compose_personal(
            template,
            {**about(event), "registration": one, **more},
            to=one.email,
            row=one,
        )
        for one in to
    ]
    mail.queue(*mails)
    return len(mails)


def about(event: Event) -> dict[str, Any]:
    """Return what every mail about an event says."""
    return {"event": event, "page": f"{settings.SITE_URL}{event.get_absolute_url()}"}


def _free_slug(title: str) -> str:
    wanted = plain_name(title)
    slug, number = wanted, 2
    while Event.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug
