"""What a connection to a mail server knows about a letter when the line breaks."""

import smtplib
import ssl

import pytest

from portal.mail_server import (
    PATIENCE,
    EmailBackend,
    Hearing,
    SecureHearing,
    Unanswered,
)
from tests.imap import certificate
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


def test_a_server_may_think_longer_over_a_letter(server, hearing):
    waits = []
    server.thinks = lambda: waits.append(hearing.sock.gettimeout())

    hearing.sendmail("a@example.org", "b@example.org", SMALL)

    assert waits == [PATIENCE]
    assert hearing.sock.gettimeout() == 30


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


def test_doubt_is_known_over_tls_too(tmp_path):
    file = tmp_path / "server.pem"
    file.write_bytes(certificate())
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(file)
    ours = ssl.create_default_context(cafile=str(file))

    with mail_server(theirs) as server:
        server.drops = ["."]
        hearing = SecureHearing(*server.server_address, timeout=30, context=ours)
        with hearing, pytest.raises(Unanswered):
            hearing.sendmail("a@example.org", "b@example.org", SMALL)

    assert len(server.letters) == 1


@pytest.mark.parametrize(("use_ssl", "kind"), [(False, Hearing), (True, SecureHearing)])
def test_every_kind_of_connection_tells(use_ssl, kind):
    backend = EmailBackend(use_ssl=use_ssl, use_tls=False)

    assert backend.connection_class is kind
    assert issubclass(kind, smtplib.SMTP_SSL) is use_ssl
