"""The mail queue is emptied, whatever the mail server does, and stops nobody."""

import threading
from collections import Counter
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from mailer.engine import send_all
from mailer.models import Message, MessageLog

from common import mail
from portal import outbox
from portal.models import ContactPoint, MailDelivery
from tests.network.factories import RegistrationFactory
from tests.portal.factories import ContactPointFactory, MailDeliveryFactory
from tests.smtp import SMTP, mail_server
from tests.threads import all_at_once, patiently


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.MAILER_EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


@pytest.fixture
def away(settings):
    """A mail server that cannot be reached."""
    settings.MAILER_EMAIL_BACKEND = SMTP
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on from now when a test says so."""

    class Clock:
        now = timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock


def queue(number=1):
    mail.queue(
        *(
            EmailMessage(f"Brev {n}", "Goddag", to=[f"post{n}@example.org"])
            for n in range(number)
        )
    )


def test_a_mail_is_sent_once_and_leaves_no_trace_of_whom(db, server):
    queue(2)

    said = StringIO()
    call_command("send_mail", stdout=said)
    again = outbox.deliver()

    assert [letter["Subject"] for letter in server.letters] == ["Brev 0", "Brev 1"]
    assert (said.getvalue().strip(), again) == ("2 sent", 0)
    assert not Message.objects.exists()
    assert not MailDelivery.objects.exists()
    log = MessageLog.objects.values_list("message_data", "log_message")
    assert list(log) == [(None, "")] * 2


# A slow server


def write_while(server, send):
    """Send, and save something while the mail server thinks; return what went wrong."""
    thinking, think_no_more = threading.Event(), threading.Event()
    faults = []

    def thinks():
        thinking.set()
        think_no_more.wait(timeout=30)

    def sending():
        try:
            send()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    server.thinks = thinks
    thread = threading.Thread(target=sending)
    thread.start()
    assert thinking.wait(timeout=30)
    try:
        ContactPointFactory()
    except OperationalError as fault:
        faults.append(fault)
    finally:
        think_no_more.set()
        thread.join()
    return faults


def test_nobody_waits_while_the_mail_server_thinks(transactional_db, server):
    queue()

    assert write_while(server, outbox.deliver) == []
    assert ContactPoint.objects.count() == 1
    assert len(server.letters) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks the row")
def test_the_engine_of_the_package_would_make_all_wait(
    transactional_db, server, settings
):
    """The control: it sends inside the transaction that locks."""
    settings.MAILER_USE_FILE_LOCK = False
    queue()

    (fault,) = write_while(server, send_all)

    assert "locked" in str(fault)


def test_many_at_once_send_each_mail_once(transactional_db, server):
    queue(20)

    all_at_once(8, partial(patiently, outbox.deliver))

    assert set(Counter(letter["To"] for letter in server.letters).values()) == {1}
    assert len(server.letters) == 20


# A server that is away


def test_down_for_an_hour_loses_and_doubles_nothing(db, away, settings, clock):
    for minute in range(60):
        clock.now += timedelta(minutes=1)
        if minute < 40:
            queue(5)
        outbox.deliver()
    waiting = Message.objects.count()

    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        for _ in range(90):
            clock.now += timedelta(minutes=1)
            outbox.deliver()

    assert waiting == 200
    assert len(server.letters) == 200
    assert len({letter["Message-ID"] for letter in server.letters}) == 200
    assert not Message.objects.exists()


def test_it_waits_longer_each_time_and_then_gives_up(db, server, clock):
    server.answers["RCPT"] = "450 try later"
    queue()
    tried, began = [], clock.now

    while not outbox.failed().exists():
        before = MailDelivery.objects.values_list("attempts", flat=True).first()
        outbox.deliver()
        after = MailDelivery.objects.get().attempts
        if after != before:
            tried.append(round((clock.now - began) / timedelta(minutes=1)))
        clock.now += timedelta(minutes=1)
    outbox.deliver()

    assert tried == [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 1743]
    assert MailDelivery.objects.get().attempts == outbox.MOST_ATTEMPTS
    assert server.letters == []


@pytest.mark.parametrize(
    ("verb", "answer", "is_final"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "450 try later", False),
        (".", "554 unwanted", True),
        (".", "451 busy", False),
        ("MAIL", "550 who are you", False),
    ],
)
def test_a_refusal_for_good_is_told_at_once(db, server, verb, answer, is_final):
    server.answers[verb] = answer
    queue()

    outbox.deliver()
    delivery = MailDelivery.objects.get()

    assert (delivery.failed_at is not None) is is_final
    assert delivery.fault.endswith(f": {answer}")


def test_one_bad_mail_stops_no_other(db, server):
    queue(3)
    Message.objects.filter(pk=Message.objects.first().pk).update(message_data="x")

    sent = outbox.deliver()

    assert sent == 2
    assert "kan ikke læse" in outbox.failed().get().fault


# A process that dies


class Dies(BaseException):
    """As when the process is killed."""


def test_who_dies_after_the_letter_sends_one_duplicate_that_can_be_known(
    db, server, clock, monkeypatch
):
    queue()

    def die(*_):
        raise Dies

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_cross_off", die)
        with pytest.raises(Dies):
            outbox.deliver()
    too_soon = outbox.deliver()
    clock.now += outbox.CLAIM_LASTS
    later = outbox.deliver()

    assert (too_soon, later) == (0, 1)
    assert len(server.letters) == 2
    assert len({letter["Message-ID"] for letter in server.letters}) == 1


@pytest.mark.parametrize(
    ("dies_at", "copies"), [("_send", 0), ("_cross_off", 2)], ids=["before", "after"]
)
def test_who_dies_twice_leaves_it_to_the_editor(
    db, server, clock, monkeypatch, dies_at, copies
):
    queue()

    def die(*_):
        raise Dies

    with monkeypatch.context() as patch:
        patch.setattr(outbox, dies_at, die)
        for _ in range(2):
            with pytest.raises(Dies):
                outbox.deliver()
            clock.now += outbox.CLAIM_LASTS
    later = outbox.deliver()
    clock.now += timedelta(days=1)
    much_later = outbox.deliver()

    # Nobody can tell from the claim when it was that the process died.
    assert (later, much_later) == (0, 0)
    assert len(server.letters) == copies
    assert outbox.unsure().get().fault == outbox.DIED


# The editor


def test_the_desk_tells_of_a_mail_that_did_not_arrive(editor_client, server):
    server.answers["RCPT"] = "550 no such user"
    queue()
    outbox.deliver()
    listed = reverse("admin:portal_maildelivery_changelist")

    desk = editor_client.get("/admin/").content.decode()
    page = editor_client.get(listed).content.decode()
    server.answers.clear()
    editor_client.post(
        listed,
        {"action": "try_again", "_selected_action": [outbox.failed().get().pk]},
    )
    outbox.deliver()

    assert "mail kom ikke frem" in desk
    for told in ("Brev 0", "post0@example.org", "no such user"):
        assert told in page
    assert len(server.letters) == 1
    assert "mail kom ikke frem" not in editor_client.get("/admin/").content.decode()


def test_the_desk_tells_of_a_mail_that_may_have_arrived(editor_client, server, clock):
    server.drops = ["."] * 2
    queue()
    for _ in range(2):
        outbox.deliver()
        clock.now += timedelta(minutes=1)
    MailDeliveryFactory(fault="550 unknown")
    listed = reverse("admin:portal_maildelivery_changelist")

    desk = editor_client.get("/admin/").text
    page = editor_client.get(f"{listed}?udfald=uvist").text
    editor_client.post(
        listed, {"action": "give_up", "_selected_action": [outbox.unsure().get().pk]}
    )

    assert "mail er måske kommet frem" in desk
    assert "mail kom ikke frem" in desk
    for told in (
        "post0@example.org",
        "Måske kommet frem",
        "Mailserveren fik hele mailen og svarede ikke",
        "måske mere end én gang",
        "Send igen",
        "Færdig: slet mailen",
    ):
        assert told in page
    assert "550 unknown" not in page
    assert not outbox.unsure().exists()
    assert Message.objects.count() == outbox.failed().count() == 1
    assert "måske kommet frem" not in editor_client.get("/admin/").text


def test_the_editor_gives_a_mail_up(editor_client):
    delivery = MailDeliveryFactory()

    editor_client.post(
        reverse("admin:portal_maildelivery_changelist"),
        {"action": "give_up", "_selected_action": [delivery.pk]},
    )

    assert not Message.objects.exists()


def test_what_was_given_up_is_deleted_after_thirty_days(db):
    MailDeliveryFactory(failed_at=timezone.now() - timedelta(days=30))
    stays = MailDeliveryFactory()
    MailDeliveryFactory(waiting=True)

    call_command("delete_expired", stdout=StringIO())

    assert list(outbox.failed()) == [stays]
    assert Message.objects.count() == 2


def test_the_queue_itself_is_not_on_the_desk(editor_client):
    assert editor_client.get("/admin/mailer/message/").status_code == 404


def test_a_mail_about_somebody_who_is_deleted_goes_with_them(db):
    gone, here = RegistrationFactory(), RegistrationFactory()
    other = EmailMessage("Emne", "Tekst", to=["nogen@example.org"])
    about = [
        mail.compose_personal(
            "signup_released", {"event": row.event}, to=row.email, row=row
        )
        for row in (gone, here)
    ]
    mail.queue(*about, other)
    gone.delete()

    number = outbox.delete_orphans()

    assert number == 1
    assert [message.email.to for message in Message.objects.order_by("pk")] == [
        [here.email],
        ["nogen@example.org"],
    ]


@pytest.mark.parametrize("change", [{}, {"event__title": "Noget andet"}])
def test_a_mail_is_sent_only_while_it_makes_sense(db, server, change):
    row = RegistrationFactory()
    mail.queue(
        mail.compose_personal(
            "signup_released",
            {"event": row.event},
            to=row.email,
            row=row,
            only_while=change,
        )
    )

    outbox.deliver()

    assert len(server.letters) == (0 if change else 1)
    assert not Message.objects.exists()
