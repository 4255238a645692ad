"""Support for topics: one for each person, confirmed by a link, taken back by it too.

The mail address is in the mail that is queued and nowhere else. Whoever asks, with a
known address or an unknown one, gets the same page; what is the matter stands in the
mail.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.mail import compose_personal, queue
from common.personal_links import secret_keys

from ..models import Topic, TopicSupport, link_deletion_date

SALT = "network.topic_support"
# Who was for a topic a year ago is asked again: support is for what is on one's mind.
KEPT = timedelta(days=365)


def hash_of(topic: Topic, address: str, *, key: str | None = None) -> str:
    """Return what is kept of a mail address: the same person, the same topic.

    The key makes it useless to whoever has only the database, and the topic's number
    makes two topics tell nothing of each other's supporters.
    """
    text = f"{topic.pk}:{address.strip().lower()}"
    return salted_hmac(SALT, text, secret=key, algorithm="sha256").hexdigest()


def hashes_of(topic: Topic, address: str) -> list[str]:
    """Return what may be kept of it, the present key's first."""
    return [hash_of(topic, address, key=key) for key in secret_keys()]


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return TopicSupport.objects.filter(sending_key=sending_key).exists()


@transaction.atomic
def ask(*, topic: Topic, sending_key: str, email: str) -> TopicSupport:
    """Keep that somebody is for a topic, and send the link that confirms it.

    Who is for it already gets the link that takes it back. One row whatever happens at
    the same time, and one mail for each form.
    """
    support = _row_of(topic, email)
    if support.sending_key == sending_key:
        return support
    support.sending_key = sending_key
    if support.confirmed_at is None:
        support.delete_on_date = link_deletion_date()
    support.save(update_fields=["sending_key", "delete_on_date"])
    template = "topic_supported" if support.confirmed_at else "topic_support"
    queue(compose_personal(template, {"topic": topic}, to=email, row=support))
    return support


def _row_of(topic: Topic, email: str) -> TopicSupport:
    """Return the person's row, locked; found also under a key that was changed."""
    known = hashes_of(topic, email)
    rows = TopicSupport.objects.select_for_update()
    found = rows.filter(topic=topic, email_hash__in=known).first()
    if found is None:
        made, _ = TopicSupport.objects.get_or_create(topic=topic, email_hash=known[0])
        found = rows.get(pk=made.pk)
    return found


@transaction.atomic
def confirm(support: TopicSupport) -> bool:
    """Let it count; False where the topic is over or not public any more.

    Raises:
        TopicSupport.DoesNotExist: it was taken back meanwhile.
    """
    rows = TopicSupport.objects.select_for_update(of=("self",))
    locked = rows.select_related("topic__event").get(pk=support.pk)
    if locked.confirmed_at:
        return True
    if not (locked.topic.is_published and locked.topic.is_open):
        return False
    locked.confirmed_at = timezone.now()
    locked.delete_on_date = timezone.localdate() + KEPT
    locked.save(update_fields=["confirmed_at", "delete_on_date"])
    return True


def take_back(support: TopicSupport) -> None:
    """Forget it; taken back twice, it is still gone."""
    TopicSupport.objects.filter(pk=support.pk).delete()
