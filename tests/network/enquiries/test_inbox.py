"""The mailbox: replies are taken out of it, and nothing else is touched."""

import ssl
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.enquiries import threads
from tests.imap import Letter, mailbox
from tests.network.enquiries.test_incoming_mail import letter, reply
from tests.network.factories import EnquiryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings, tmp_path, monkeypatch):
    with mailbox(tmp_path) as server:
        settings.IMAP_HOST, settings.IMAP_PORT = server.server_address
        settings.IMAP_USER, settings.IMAP_PASSWORD = "portal", "secret"
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


def receive():
    said = StringIO()
    call_command("receive_mail", "--imap", stdout=said)
    return said.getvalue().strip()


def test_replies_are_taken_in_and_other_mail_stays_unread(box):
    enquiry = EnquiryFactory()
    box.letters = [Letter(bytes(letter("Privat."))), Letter(reply(enquiry, "Til jer."))]

    said, again = receive(), receive()

    private, ours = box.letters
    assert (said, again) == ("1 taken in", "")
    assert enquiry.messages.get().text == "Til jer."
    assert (private.flags, private.read_whole) == (set(), 0)
    assert (ours.flags, ours.folder) == ({"\\Seen"}, "INBOX")


def test_a_mail_that_cannot_be_taken_in_keeps_none_of_the_others(
    box, monkeypatch, caplog
):
    enquiry = EnquiryFactory()
    texts = ["Den ene.", "Den anden."]
    box.letters = [
        Letter(reply(enquiry, text, message_id=f"<{number}@example.org>"))
        for number, text in enumerate(texts)
    ]
    real = threads.add_message

    def breaks(**values):
        if values["text"] == "Den ene.":
            raise RuntimeError("borger@example.org")
        return real(**values)

    with monkeypatch.context() as patch:
        patch.setattr(threads, "add_message", breaks)
        said = receive()
    again = receive()

    assert (said, again) == ("1 taken in", "1 taken in")
    assert sorted(one.text for one in enquiry.messages.all()) == sorted(texts)
    assert "RuntimeError" in caplog.text
    assert "borger" not in caplog.text


def test_what_was_taken_in_is_moved_where_one_wants_it(box, settings):
    settings.IMAP_DONE_FOLDER = "Portalen"
    enquiry = EnquiryFactory()
    box.letters = [Letter(reply(enquiry)), Letter(bytes(letter()))]

    receive()

    assert [one.folder for one in box.letters] == ["Portalen", "INBOX"]


def test_a_reply_that_came_by_the_pipe_too_is_one_message(box):
    enquiry = EnquiryFactory()
    box.letters = [Letter(reply(enquiry)), Letter(reply(enquiry))]

    said = receive()

    assert said == "1 taken in"
    assert enquiry.messages.count() == 1
    assert all(one.flags == {"\\Seen"} for one in box.letters)


def test_a_mailbox_with_a_wrong_certificate_gets_no_password(box, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")

    with pytest.raises(ssl.SSLCertVerificationError):
        receive()


def test_without_a_mailbox_it_says_what_to_set():
    with pytest.raises(CommandError, match="IMAP_HOST"):
        receive()
