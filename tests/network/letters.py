"""What is in the queue of mails, as the reader gets it."""

import re

from django.core import mail
from mailer.models import Message


def queued():
    """Return the mails in the queue, the oldest first."""
    return [message.email for message in Message.objects.order_by("pk")]


def sent(settings):
    """Send what is queued, and return it; links are finished only then."""
    settings.MAILER_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    for message in Message.objects.order_by("pk"):
        letter = message.email
        letter.connection = mail.get_connection(settings.MAILER_EMAIL_BACKEND)
        letter.send()
        message.delete()
    return list(mail.outbox)


def link_in(letter, part):
    """Return the address of this site in a mail that has a part in it."""
    return re.search(rf"https?://[^/\s]+(\S*{part}\S*)", letter.body)[1]
