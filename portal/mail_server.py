"""The mail server, by connections that tell whether a letter may have arrived.

`smtplib` says that the line broke. It does not say whether that was before the whole
letter had been handed over, when nobody has it, or after, when nobody knows.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.mail.backends import smtp

# How long a server may take over a letter, each time it is waited for, in seconds. Many
# look for viruses before they answer; to give up is to send the letter twice.
PATIENCE = 120


class Unanswered(smtplib.SMTPException):
    """The whole letter was handed over, and the server never said what became of it."""


class Hearing(smtplib.SMTP):
    """A conversation that knows when a letter is out of our hands."""

    is_handed_over = False

    def send(self, s: Any) -> None:
        """Send; only a letter is bytes, and only its end is a line with one dot."""
        super().send(s)
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            self.is_handed_over = True

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand a letter over, and say what the server answered.

        Raises:
            Unanswered: it has the whole letter, and neither took nor refused it.
        """
        self.is_handed_over = False
        try:
            with self._patience():
                code, said = super().data(msg)
        except (OSError, smtplib.SMTPException) as fault:
            if self.is_handed_over:
                raise Unanswered(str(fault)) from fault
            raise
        if 200 <= code < 300:
            # Of a good answer smtplib knows 250 only.
            return 250, said
        if 400 <= code < 600:
            return code, said
        raise Unanswered(f"{code} {said.decode(errors='replace')}")

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """Wait longer than for the answers to a greeting or an address."""
        line = self.sock
        if line is None:
            raise smtplib.SMTPServerDisconnected("The line is closed.")
        usual = line.gettimeout()
        line.settimeout(PATIENCE)
        try:
            yield
        finally:
            # A line that broke is closed, and has no time.
            with suppress(OSError):
                line.settimeout(usual)


class SecureHearing(Hearing, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Django's, with conversations that tell."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the kind of conversation."""
        return SecureHearing if self.use_ssl else Hearing
