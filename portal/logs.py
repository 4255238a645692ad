"""Keeps out of the logs what nobody may read there."""

import logging
import re

# The address of a link that opens what is one person's, or that gives an account a new
# password: what follows these words is the token.
BEFORE_TOKEN = (
    "/virksomheder/indberet/",
    "/netvaerk/medlem/",
    "/netvaerk/plads/",
    "/netvaerk/forslag/",
    "/netvaerk/stoette/",
    "/kontakt/svar/",
    "/konto/ny-kode/",
)
TOKEN = re.compile(rf"({'|'.join(BEFORE_TOKEN)})[^/\s]+")


class WithoutTokens(logging.Filter):
    """Masks the tokens of links in every line, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; keep it."""
        text = record.getMessage()
        if TOKEN.search(text):
            record.msg, record.args = TOKEN.sub(r"\1[…]", text), ()
        return True
