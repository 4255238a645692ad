"""Send the mails that are queued; in the place of django-mailer's command."""

import logging
from typing import Any

from django.core.management.base import BaseCommand

from network.members import messages
from portal import outbox

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run every minute; docs/operating.md shows how."""

    help = "Send the mails that are due. It may run many times at once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, messages to members too, and say how many, where there were any."""
        try:
            messages.queue_waiting()
        except Exception:
            # Whoever waits for a link must not wait for this to be mended.
            logger.exception("A message to members cannot be queued.")
        sent = outbox.deliver()
        messages.settle()
        if sent and options["verbosity"]:
            self.stdout.write(f"{sent} sent")
