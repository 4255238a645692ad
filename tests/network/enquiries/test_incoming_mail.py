"""A mail that comes in: what is kept of it, where it goes, and what it cannot do."""

import subprocess
import sys
from email.message import EmailMessage
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from mailer.models import Message

from network.enquiries import inbox
from network.enquiries.inbox import Outcome, take_in
from network.enquiries.incoming_mail import NOTHING, parted, read
from network.models import Enquiry
from tests.network.factories import EnquiryFactory

State = Enquiry.State


def address_of(enquiry):
    return f"svar+{enquiry.pk}-{enquiry.signature}@roskilde.example"


def letter(text="Tak for svaret.", **headers):
    mail = EmailMessage()
    named = {
        "from_": "borger@example.org",
        "to": "svar@roskilde.example",
        "message_id": "<brev@example.org>",
        **headers,
    }
    for name, value in named.items():
        if value:
            mail[name.rstrip("_").replace("_", "-").title()] = value
    mail.set_content(text)
    return mail


def reply(enquiry, text="Tak for svaret.", **headers):
    return bytes(letter(text, **{"to": address_of(enquiry), **headers}))


# Where it goes


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lead", ["to", "cc", "delivered_to", "x_original_to", "in_reply_to", "references"]
)
def test_any_trace_of_the_thread_is_enough(lead):
    enquiry = EnquiryFactory(answered=True)
    name = f"<{enquiry.pk}-{enquiry.signature}.3@roskilde.example>"
    trace = name if lead in ("in_reply_to", "references") else address_of(enquiry)

    outcome = take_in(bytes(letter(**{lead: trace})))

    enquiry.refresh_from_db()
    assert outcome is Outcome.TAKEN
    assert enquiry.messages.get().text == "Tak for svaret."
    assert enquiry.state == State.NEW
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_what_the_mail_server_knows_is_enough():
    enquiry = EnquiryFactory()

    assert take_in(bytes(letter()), to=(address_of(enquiry),)) is Outcome.TAKEN


@pytest.mark.django_db
def test_what_belongs_to_no_thread_is_refused():
    enquiry = EnquiryFactory()
    forged = address_of(enquiry).replace(enquiry.signature, "a" * 16)

    assert take_in(bytes(letter(to=forged))) is Outcome.NO_THREAD
    assert take_in(bytes(letter(to="svar@roskilde.example"))) is Outcome.NO_THREAD
    assert not enquiry.messages.exists()


@pytest.mark.django_db
def test_the_same_mail_twice_is_one_message():
    enquiry = EnquiryFactory()

    outcomes = [take_in(reply(enquiry)), take_in(reply(enquiry, cc="a@example.org"))]

    assert outcomes == [Outcome.TAKEN, Outcome.KNOWN]
    assert enquiry.messages.count() == 1


@pytest.mark.django_db
def test_another_address_is_told():
    enquiry = EnquiryFactory(email="borger@example.org")

    take_in(reply(enquiry, from_="Kim <BORGER@example.org>", message_id="<1@x>"))
    take_in(reply(enquiry, from_="en.anden@example.org", message_id="<2@x>"))

    senders = list(enquiry.messages.values_list("sender", flat=True))
    assert senders == ["", "en.anden@example.org"]


# Machines


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "auto-generated; owner=x"},
        {"precedence": "bulk"},
        {"precedence": "auto_reply"},
        {"x_autoreply": "yes"},
        {"return_path": "<>"},
        {"from_": "MAILER-DAEMON@mail.example.org"},
    ],
)
def test_a_machine_is_known_for_one_and_opens_nothing(headers):
    enquiry = EnquiryFactory(answered=True)

    outcome = take_in(reply(enquiry, **headers))

    enquiry.refresh_from_db()
    assert outcome is Outcome.TAKEN
    assert enquiry.messages.get().direction == "auto"
    assert enquiry.state == State.ANSWERED
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_letter_that_comes_back_opens_nothing():
    enquiry = EnquiryFactory(answered=True)

    take_in(reply(enquiry), sender="")

    assert enquiry.messages.get().direction == "auto"


@pytest.mark.django_db
def test_a_person_is_no_machine():
    enquiry = EnquiryFactory(answered=True)

    take_in(reply(enquiry, auto_submitted="no", precedence="first-class"), sender="a@x")

    assert enquiry.messages.get().direction == "ind"


# What is kept of it


@pytest.mark.parametrize(
    "mark",
    [
        "Den tirs. 3. nov. 2026 kl. 10.15 skrev Roskilde <svar@roskilde.example>:",
        "Den 3. november 2026 skrev Socialøkonomi i Roskilde\n<svar@roskilde.example>:",
        "On Tue, 3 Nov 2026 at 10:15, Roskilde <svar@roskilde.example> wrote:",
        "-----Oprindelig meddelelse-----",
        "________________________________",
        "Fra: Roskilde <svar@roskilde.example>\nSendt: 3. november 2026\nTil: Kim",
        "From: Roskilde\nSent: Tuesday\nTo: Kim",
    ],
)
@pytest.mark.parametrize("rest", ["> Ring til os.\n> Hilsen", "Ring til os.\nHilsen"])
def test_what_is_repeated_is_folded_away(mark, rest):
    new, history = parted(f"Det gør jeg.\n\nHilsen Kim\n\n{mark}\n\n{rest}")

    assert new == "Det gør jeg.\n\nHilsen Kim"
    assert history == f"{mark}\n\n{rest}"


@pytest.mark.parametrize(
    "text",
    [
        # Answered point by point, and below.
        "Den 3. nov. 2026 skrev R:\n> Kan du mandag?\nJa.\n> Og tirsdag?\nNej.",
        "> Kan du om mandagen?\nJa, det kan jeg.",
        # Nothing but what is repeated.
        "> Ring til os.",
        # No repetition at all.
        "Den dag er god.\nFra: klokken 10.\nHilsen",
    ],
)
def test_in_doubt_everything_is_new(text):
    assert parted(text) == (text, "")


def test_html_alone_becomes_plain_words():
    mail = EmailMessage()
    mail.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>Hej&nbsp;<b>du</b>"
        "</p><script>alert(1)</script><div>Linje 1<br>Linje 2</div>"
        '<img src="https://ond.example/x.gif" onerror="alert(2)">'
        "<blockquote>Ring til os.</blockquote></body></html>",
        subtype="html",
    )

    found = read(bytes(mail))

    assert found.text == "Hej du\n\nLinje 1\nLinje 2"
    assert found.history == "> Ring til os."


def test_html_beside_an_empty_text_counts():
    mail = EmailMessage()
    mail.set_content(" \n")
    mail.add_alternative("<p>Her er det.</p>", subtype="html")

    assert read(bytes(mail)).text == "Her er det."


def test_html_that_is_but_an_address_is_read():
    mail = EmailMessage()
    mail.set_content("https://example.org", subtype="html", cte="7bit")
    raw = bytes(mail).rstrip(b"\n")

    assert read(raw).text == "https://example.org"


def test_files_are_named_and_not_kept():
    mail = letter("Se vedhæftet.")
    mail.add_attachment(b"%PDF-1.4", "application", "pdf", filename="plan æøå.pdf")
    mail.add_attachment(b"x", "image", "png", filename="../../etc/passwd")

    found = read(bytes(mail))

    assert found.text == "Se vedhæftet."
    assert found.attachments[0] == "plan æøå.pdf"
    assert found.attachments[1] == "../../etc/passwd"


def test_a_mail_that_is_only_a_file_says_so():
    mail = EmailMessage()
    mail.add_attachment(b"x", "image", "png", filename="foto.png")

    assert read(bytes(mail)).text == NOTHING


def test_a_very_long_text_is_cut_off_and_says_so():
    found = read(bytes(letter("ord " * 50_000)))

    assert len(found.text) < 51_000
    assert "for lang" in found.text


@pytest.mark.django_db
def test_our_own_links_are_not_kept_with_what_a_mail_repeats():
    enquiry = EnquiryFactory()
    repeated = (
        "Ja tak.\n\nDen 3. nov. 2026 skrev Roskilde:\n"
        f"> Skriv her: https://portal.example/kontakt/svar/{enquiry.token}/\n"
        f"> Eller til {address_of(enquiry)}\n"
    )

    take_in(reply(enquiry, repeated))

    kept = repr(enquiry.messages.values().get())
    assert "Skriv her" in kept
    assert enquiry.token not in kept
    assert enquiry.signature not in kept


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"\xff\xfe\x00",
        b"From: =?utf-8?q?=FF?= <a@b>\nContent-Type: text/plain; charset=x\n\n\xe6",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x",
        b"Content-Type: multipart/alternative\n\nno boundary",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!",
        b"To: " + b"<" * 5000 + b"\nReferences: " + b"(" * 3000 + b"\n\nHej",
        b"Message-ID: <a\n b>\nContent-Disposition: attachment; filename*=x'y\n\nHej",
        b'Content-Disposition: attachment; filename="a\r\n b"\n\nHej',
        b"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
    ],
)
def test_no_mail_breaks_it(raw):
    found = read(raw)

    assert found.text
    assert "\x00" not in found.text + found.history + found.sender


@hypothesis_settings(max_examples=60)
@given(st.binary(max_size=600))
def test_no_bytes_break_it(raw):
    assert read(b"Content-Type: text/html\n" + raw).text


# The command


def pipe(monkeypatch, raw, *arguments):
    """Run the command as a mail server does; return how it ended and what it said."""
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw)))
    said = StringIO()
    try:
        call_command("receive_mail", *arguments, stderr=said, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


@pytest.mark.django_db
def test_the_pipe_tells_the_mail_server_what_to_do(monkeypatch):
    enquiry = EnquiryFactory()

    taken = pipe(monkeypatch, bytes(letter()), "--to", address_of(enquiry))
    again = pipe(monkeypatch, bytes(letter()), "--to", address_of(enquiry))
    code, said = pipe(monkeypatch, bytes(letter()))

    assert (taken, again) == ((0, ""), (0, ""))
    assert code == 67
    assert "borger" not in said
    assert enquiry.messages.count() == 1


@pytest.mark.django_db
def test_a_mail_that_is_too_large_is_given_back(monkeypatch):
    monkeypatch.setattr(inbox, "LARGEST", 100)
    enquiry = EnquiryFactory()

    code, _ = pipe(monkeypatch, reply(enquiry, "x" * 200))

    assert code == 65


@pytest.mark.django_db
def test_a_database_that_is_away_lets_the_mail_server_come_again(monkeypatch):
    def away(*args, **kwargs):
        raise OSError("borger@example.org")

    monkeypatch.setattr("network.management.commands.receive_mail.take_in", away)

    code, said = pipe(monkeypatch, bytes(letter()))

    assert code == 75
    assert said.strip() == "Not taken in: OSError"


def test_the_command_reads_a_real_pipe(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    run = subprocess.run(
        [sys.executable, "manage.py", "receive_mail"],
        cwd=django_settings.BASE_DIR,
        env={
            **{"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
            **database,
        },
        input=reply_to_nobody(),
        capture_output=True,
    )

    # No tables: the mail server keeps it, and tries again.
    assert run.returncode == 75, run.stderr
    assert b"example.org" not in run.stderr


def reply_to_nobody():
    return bytes(letter(to=f"svar+1-{'a' * 16}@roskilde.example"))
