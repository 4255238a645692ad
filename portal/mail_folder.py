"""Where mails go on a local start: a folder, one file each, for any mail program."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from common.formatted import plain_name


class EmailBackend(BaseEmailBackend):
    """Writes each mail to `EMAIL_FILE_PATH` under the moment and what it is about."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write all of them, and say how many that was."""
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        moment = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
        about = plain_name(str(message.subject))
        for number in count(1):
            path = folder / f"{moment}-{number:02}-{about}.eml"
            try:
                with path.open("xb") as file:
                    file.write(message.message().as_bytes())
            except FileExistsError:
                continue
            return
