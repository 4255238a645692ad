"""Topics from what somebody suggests to the word that closes them.

Nothing is public before the editor has looked. Who suggested a topic hears what comes
of it for as long as the portal holds the address.
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from common.mail import compose, compose_personal, queue
from common.publication import PublicationState
from common.slugs import slug_of

from ..models import Event, Topic, TopicSuggestion, TopicSupport

# How long the address of who suggested is held at most, and how long once it is over.
KEPT = timedelta(days=365)
KEPT_WHEN_CLOSED = timedelta(days=30)


class TopicRefused(Exception):
    """What was asked for cannot be done; the sentence says why."""


# What the public does


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return TopicSuggestion.objects.filter(sending_key=sending_key).exists()


@transaction.atomic
def suggest(
    *, sending_key: str, title: str, description: str, email: str
) -> TopicSuggestion:
    """Keep what somebody suggests, and send the link that confirms it.

    The mail repeats nothing of what was written: it may go to somebody who did not
    write it.
    """
    suggestion, is_new = TopicSuggestion.objects.get_or_create(
        sending_key=sending_key,
        defaults={"title": title, "description": description, "email": email},
    )
    if is_new:
        queue(compose_personal("topic_suggestion", {}, to=email, row=suggestion))
    return suggestion


@transaction.atomic
def confirm(suggestion: TopicSuggestion) -> TopicSuggestion:
    """Make a draft of a topic of it, and tell the editor; twice is once.

    Raises:
        TopicSuggestion.DoesNotExist: it was taken back meanwhile.
    """
    locked = TopicSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if locked.confirmed_at:
        return locked
    topic = Topic(
        title=locked.title,
        description=locked.description,
        created_at=locked.created_at,
    )
    _save_with_an_address(topic, locked.pk)
    locked.topic = topic
    locked.title = locked.description = ""
    locked.confirmed_at = timezone.now()
    locked.delete_on_date = timezone.localdate() + KEPT
    locked.save()
    queue(compose("topic_suggested", {"topic": topic}, to=settings.CONTACT_EMAIL))
    return locked


@transaction.atomic
def take_back(suggestion: TopicSuggestion) -> None:
    """Forget who suggested it, and the topic too if nobody has seen it yet."""
    # The topic first, as the desk does: of two that want both, one waits.
    Topic.objects.select_for_update(of=("self",)).filter(suggestion=suggestion).first()
    rows = TopicSuggestion.objects.select_for_update(of=("self",))
    locked = rows.select_related("topic").filter(pk=suggestion.pk).first()
    if locked is None:
        return
    topic = locked.topic
    locked.delete()
    if topic is not None and is_unseen(topic):
        topic.delete()


def is_unseen(topic: Topic) -> bool:
    """Say whether no editor has made anything of a topic yet."""
    return (
        topic.publication_state == PublicationState.DRAFT
        and topic.answered_at is None
        and topic.planned_at is None
        and topic.closed_at is None
    )


def _save_with_an_address(topic: Topic, number: int) -> None:
    """Save a new topic at an address from its title; taken, it ends in a number."""
    longest: Any = Topic._meta.get_field("slug").max_length
    base = slug_of(topic.title, longest - 20) or "emne"
    topic.slug = base
    try:
        with transaction.atomic():
            topic.full_clean()
            topic.save()
    except (ValidationError, IntegrityError):
        topic.slug = f"{base}-{number}"
        topic.save()


# What the editor does


@transaction.atomic
def answer(*, topic: Topic, text: str) -> Topic:
    """Answer on the topic's page, or answer anew, and tell who suggested it."""
    locked = _locked(topic)
    locked.answer = text
    if locked.answered_at:
        locked.answer_changed_at = timezone.now()
    else:
        locked.answered_at = timezone.now()
    locked.save()
    _tell(locked, "topic_answered")
    return locked


@transaction.atomic
def plan(*, topic: Topic, event: Event) -> Topic:
    """Put a topic on a meeting's programme, and tell who suggested it.

    Raises:
        TopicRefused: it is over, or the meeting is cancelled.
    """
    locked = _locked(topic)
    if not can_be_planned(locked):
        raise TopicRefused("Emnet er slut. Opret det som et nyt.")
    if event.is_cancelled:
        raise TopicRefused("Mødet er aflyst. Vælg et andet.")
    locked.event = event
    locked.planned_at = timezone.now()
    locked.save()
    # Of a meeting that is a draft they hear when it is announced.
    if _is_announced(event):
        _tell_of_meeting(locked, event)
    return locked


@transaction.atomic
def tell_announced(event: Event) -> int:
    """Tell who suggested the topics of a meeting that anybody can see from now on.

    Returns how many hear of it; whoever knows already does not hear it again.
    """
    if not _is_announced(event):
        return 0
    topics = Topic.objects.filter(event=event, closed_at=None).select_related("event")
    return sum(_tell_of_meeting(topic, event) for topic in topics.order_by("pk"))


def _tell_of_meeting(topic: Topic, event: Event) -> bool:
    """Tell who suggested a topic of its meeting, once; again only of another time."""
    suggestion = (
        TopicSuggestion.objects.select_for_update(of=("self",))
        .filter(topic=topic)
        .exclude(told_meeting=event, told_meeting_at=event.starts_at)
        .first()
    )
    if suggestion is None:
        return False
    suggestion.told_meeting, suggestion.told_meeting_at = event, event.starts_at
    suggestion.save(update_fields=["told_meeting", "told_meeting_at"])
    _tell(topic, "topic_planned")
    return True


def _is_announced(event: Event) -> bool:
    return event.state == Event.State.PUBLISHED and event.ends_at > timezone.now()


@transaction.atomic
def take_off(topic: Topic) -> Topic:
    """Take a topic off the programme again, so that it waits as before."""
    locked = _locked(topic)
    locked.event = None
    locked.planned_at = None
    locked.save()
    return locked


@transaction.atomic
def close(*, topic: Topic, why: str) -> Topic:
    """Close a topic with a word, and tell who suggested it.

    What was never public stays so; a month later nobody's address is held any more.

    Raises:
        TopicRefused: it is closed already.
    """
    locked = _locked(topic)
    if locked.closed_at:
        raise TopicRefused("Emnet er allerede lukket.")
    locked.closing = why
    locked.closed_at = timezone.now()
    if locked.publication_state == PublicationState.DRAFT:
        locked.publication_state = PublicationState.WITHDRAWN
    locked.save()
    _tell(locked, "topic_closed")
    in_a_month = timezone.localdate() + KEPT_WHEN_CLOSED
    TopicSuggestion.objects.filter(topic=locked, delete_on_date__gt=in_a_month).update(
        delete_on_date=in_a_month
    )
    return locked


@transaction.atomic
def reopen(topic: Topic) -> Topic:
    """Open a topic that was closed by mistake.

    Raises:
        TopicRefused: it is not closed, or nobody knows any longer who was for it.
    """
    locked = _locked(topic)
    if not can_be_reopened(locked):
        raise TopicRefused("Emnet kan ikke åbnes igen. Opret det som et nyt.")
    locked.closing = ""
    locked.closed_at = None
    locked.save()
    return locked


def can_be_planned(topic: Topic) -> bool:
    """Say whether a meeting can take a topic up, also another than the last one."""
    return topic.closed_at is None and topic.settled_support is None


def can_be_reopened(topic: Topic) -> bool:
    """Say whether a topic is closed, and not so long ago that it is settled."""
    return topic.closed_at is not None and topic.settled_support is None


@transaction.atomic
def tell_public(topic: Topic) -> bool:
    """Tell who suggested a topic, once, that everybody can see it now."""
    suggestion = _suggestion_of(topic)
    if suggestion is None or suggestion.told_at or not topic.is_published:
        return False
    suggestion.told_at = timezone.now()
    suggestion.save(update_fields=["told_at"])
    _tell(topic, "topic_public")
    return True


def has_listener(topic: Topic) -> bool:
    """Say whether somebody suggested it whose address the portal holds."""
    return _suggestion_of(topic) is not None


def who_suggested(topic: Topic) -> str:
    """Say in words who suggested a topic; never by which address."""
    suggestion = _suggestion_of(topic)
    if suggestion is None:
        return "Redaktionen, eller en læser, hvis mailadresse er slettet"
    day = date_format(suggestion.delete_on_date, "j. F Y")
    return f"En læser, som får svar. Mailadressen slettes senest {day}"


def _tell(topic: Topic, template: str) -> None:
    suggestion = _suggestion_of(topic)
    if suggestion is not None:
        context = {"topic": topic}
        to = suggestion.email
        queue(compose_personal(template, context, to=to, row=suggestion))


def _suggestion_of(topic: Topic) -> TopicSuggestion | None:
    # A topic that is only being written has nobody yet.
    return TopicSuggestion.objects.filter(topic_id=topic.pk or 0).first()


def _locked(topic: Topic) -> Topic:
    rows = Topic.objects.select_for_update(of=("self",))
    return rows.select_related("event").get(pk=topic.pk)


# What time does


@transaction.atomic
def settle(on: date) -> None:
    """Let each topic that is over keep how many were for it, and no longer who."""
    for topic in Topic.objects.to_settle(on):
        confirmed = TopicSupport.objects.filter(topic=topic, confirmed_at__isnull=False)
        topic.settled_support = confirmed.count()
        topic.save(update_fields=["settled_support"])
        TopicSupport.objects.filter(topic=topic).update(delete_on_date=on)
        TopicSuggestion.objects.filter(topic=topic).update(delete_on_date=on)
