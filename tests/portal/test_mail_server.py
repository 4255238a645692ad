"""What a connection to a mail server knows about a letter when the line breaks."""

import smtplib

import pytest

from portal.mail_server import EmailBackend, Hearing, SecureHearing, Unanswered
from tests.smtp import mail_server

# More than any socket between the two takes in by itself.
LARGE = b"x" * 32 * 1024 * 1024
SMALL = b"Subject: Brev\r\n\r\n.\r\nHej\r\n"


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def hearing(server):
    hearing = Hearing(*server.server_address, timeout=30)
    yield hearing
    hearing.close()


def test_a_letter_that_was_taken_is_no_fault(server, hearing):
    refused = hearing.sendmail("a@example.org", "b@example.org", SMALL)

    assert refused == {}
    assert server.letters[0].get_content().splitlines() == [".", "Hej"]


def test_a_line_that_breaks_after_the_letter_leaves_doubt(server, hearing):
    server.drops = ["."]

    with pytest.raises(Unanswered):
        hearing.sendmail("a@example.org", "b@example.org", SMALL)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "354"])
def test_a_line_that_breaks_sooner_leaves_none(server, hearing, verb):
    server.drops = [verb]

    with pytest.raises(smtplib.SMTPServerDisconnected):
        hearing.sendmail("a@example.org", "b@example.org", LARGE)

    assert server.letters == []


def test_a_letter_in_doubt_casts_none_on_the_next(server, hearing):
    hearing.sendmail("a@example.org", "b@example.org", SMALL)
    server.drops = ["DATA"]

    with pytest.raises(smtplib.SMTPServerDisconnected):
        hearing.sendmail("a@example.org", "b@example.org", SMALL)


@pytest.mark.parametrize(("use_ssl", "kind"), [(False, Hearing), (True, SecureHearing)])
def test_every_kind_of_connection_tells(use_ssl, kind):
    backend = EmailBackend(use_ssl=use_ssl, use_tls=False)

    assert backend.connection_class is kind
    assert issubclass(kind, smtplib.SMTP_SSL) is use_ssl
