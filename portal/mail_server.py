"""The mail server, by connections that tell whether a letter may have arrived.

`smtplib` says that the line broke. It does not say whether that was before the whole
letter had been handed over, when nobody has it, or after, when nobody knows.
"""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


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


class SecureHearing(Hearing, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Django's, with conversations that tell."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the kind of conversation."""
        return SecureHearing if self.use_ssl else Hearing
