"""Forgetting one person's rows in the network, when they ask for it (GDPR article 17).

Numbers stay: who had a seat is counted on the event, and who is for a topic goes on
counting as one of nobody in particular. A seat that somebody waits for is passed on.
"""

import secrets
from hashlib import sha256

from django.db.models import QuerySet

from common.personal_links import new_seed

from .members import membership
from .models import Member, Registration, Topic, TopicSuggestion, TopicSupport
from .retention import keep_counts
from .sign_up import registrations
from .topics import suggestions, support


def support_of(address: str) -> QuerySet[TopicSupport]:
    """Return what a person is for; only who knows the address can find it."""
    hashes = [
        known
        for topic in Topic.objects.only("pk")
        for known in support.hashes_of(topic, address)
    ]
    return TopicSupport.objects.filter(email_hash__in=hashes)


def forget_sign_ups(rows: QuerySet[Registration]) -> None:
    """Delete sign-ups; seats that are still worth something go to the next in line."""
    for row in rows:
        try:
            registrations.cancel(row)
        except (registrations.Refused, registrations.Gone):
            continue
    keep_counts(rows)
    rows.delete()


def forget_members(rows: QuerySet[Member]) -> None:
    """Delete memberships, with the mails on their way to them."""
    for member in rows:
        membership.leave(member)


def forget_suggestions(rows: QuerySet[TopicSuggestion]) -> None:
    """Delete who suggested a topic, and the topic if nobody has seen it yet."""
    for suggestion in rows:
        suggestions.take_back(suggestion)


def forget_support(rows: QuerySet[TopicSupport]) -> None:
    """Let what counts go on counting, without a way back to the person."""
    for row in list(rows):
        if row.confirmed_at is None:
            row.delete()
            continue
        row.email_hash = sha256(secrets.token_bytes(32)).hexdigest()
        row.token_seed, row.token_hash = new_seed(), ""
        row.sending_key = ""
        row.save()
