"""Enquiries: received once, answered in a thread by mail, on time."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from network.enquiries import threads
from network.enquiries.mails import SIGNATURE, signed_enquiry
from network.enquiries.threads import NewMessage
from network.models import Enquiry, EnquiryMessage
from network.working_days import after_working_days, easter, is_working_day
from tests.network.factories import EnquiryFactory, EnquiryMessageFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db
State = Enquiry.State


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.REPLY_MAILBOX = "svar@roskilde.example"


def receive(**more):
    return threads.receive(
        **{
            "sending_key": "k" * 64,
            "subject": "Hjælp til en idé",
            "body": "Hvem kan jeg tale med?",
            "name": "Kim",
            "email": "kim@example.org",
            **more,
        }
    )


def delivered():
    mail.outbox.clear()
    call_command("send_mail", verbosity=0)
    return mail.outbox


# Received


def test_who_writes_gets_a_receipt_that_says_by_when():
    enquiry = receive()

    (letter,) = delivered()
    assert letter.to == ["kim@example.org"]
    assert letter.subject == "Din henvendelse til Roskilde Kommune"
    assert f"{enquiry.due_date.day}. " in letter.body
    assert f"/kontakt/svar/{enquiry.token}/" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-replied"


def test_a_receipt_brings_nobody_what_a_stranger_typed():
    typed = "Vundet: https://ond.example/"
    receive(name=typed, subject=typed, body=typed)

    (letter,) = delivered()
    (page, _) = letter.alternatives[0]

    assert "ond.example" not in f"{letter.subject} {letter.body} {page}"
    assert "Vundet" not in f"{letter.subject} {letter.body} {page}"


def test_the_queue_holds_neither_link_nor_signature():
    enquiry = receive()
    queued = Message.objects.get()

    (letter,) = delivered()

    said = repr(vars(queued.email))
    assert enquiry.token not in said + queued.message_data
    assert enquiry.signature not in said + queued.message_data
    assert letter.reply_to == [
        f"svar+{enquiry.pk}-{enquiry.signature}@roskilde.example"
    ]
    assert SIGNATURE not in letter.message().as_string()


def test_without_a_mailbox_for_replies_they_go_to_the_role_mailbox(settings):
    settings.REPLY_MAILBOX = ""
    receive()

    (letter,) = delivered()

    assert letter.reply_to == [settings.CONTACT_EMAIL]


def test_a_deleted_enquiry_gets_no_mail():
    receive().delete()

    assert delivered() == []
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_many_times_at_once_is_one_enquiry_and_one_receipt():
    all_at_once(8, partial(patiently, receive))

    assert Enquiry.objects.count() == 1
    assert Message.objects.count() == 1


# Answered


def test_an_answer_goes_out_in_the_thread():
    enquiry = receive()
    EnquiryMessageFactory(
        enquiry=enquiry, text="Det haster.", known_by="<brev-1@example.org>"
    )
    delivered()

    threads.answer(enquiry=enquiry, text="Ring til os.", then=State.ANSWERED)

    (letter,) = delivered()
    enquiry.refresh_from_db()
    first = f"<{enquiry.pk}-{enquiry.signature}.0@127.0.0.1>"
    assert letter.subject == "Re: Din henvendelse til Roskilde Kommune"
    assert "Hej Kim\n\nRing til os." in letter.body
    assert "> Det haster." in letter.body
    assert "<socialoekonomi@roskilde.example>" in letter.from_email
    assert enquiry.signature in letter.reply_to[0]
    assert letter.extra_headers["In-Reply-To"] == "<brev-1@example.org>"
    assert letter.extra_headers["References"] == f"{first} <brev-1@example.org>"
    assert (enquiry.state, enquiry.answered_at) == (State.ANSWERED, enquiry.latest_at)


def test_an_answer_to_what_was_not_read_is_not_sent():
    enquiry = receive()
    seen = threads.seen_until(enquiry)
    threads.add_message(enquiry=enquiry, text="Glem det.", known_by="<2@x.dk>")

    with pytest.raises(NewMessage):
        threads.answer(enquiry=enquiry, text="Ja.", then=State.CLOSED, seen=seen)

    assert not enquiry.messages.filter(direction="ud").exists()
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_send_one_answer():
    enquiry = receive()
    seen = threads.seen_until(enquiry)

    def answer():
        try:
            threads.answer(enquiry=enquiry, text="Ja.", then="besvaret", seen=seen)
        except NewMessage:
            return False
        return True

    sent = all_at_once(6, partial(patiently, answer))

    assert sorted(sent) == [False] * 5 + [True]
    assert EnquiryMessage.objects.count() == 1


# Written again


@pytest.mark.parametrize("state", [State.ANSWERED, State.WAITING, State.CLOSED])
def test_who_writes_again_waits_for_an_answer_again(state):
    enquiry = EnquiryFactory(answered=True, due_date=date(2018, 9, 3))
    threads.move(enquiry=enquiry, state=state)

    threads.add_message(enquiry=enquiry, text="Og en ting til.", known_by="<1@x.dk>")

    enquiry.refresh_from_db()
    assert enquiry.state == State.NEW
    assert enquiry.due_date > timezone.localdate()


def test_who_writes_twice_before_an_answer_does_not_wait_longer():
    enquiry = EnquiryFactory(due_date=date(2018, 9, 3))

    threads.add_message(enquiry=enquiry, text="Og en ting til.", known_by="<1@x.dk>")

    enquiry.refresh_from_db()
    assert enquiry.due_date == date(2018, 9, 3)


def test_a_machine_opens_nothing_and_gets_no_answer():
    enquiry = EnquiryFactory(answered=True)

    threads.add_message(
        enquiry=enquiry, text="Jeg har ferie.", known_by="<1@x.dk>", is_automatic=True
    )

    enquiry.refresh_from_db()
    assert enquiry.state == State.ANSWERED
    assert enquiry.messages.get().direction == "auto"
    assert not Message.objects.exists()


def test_a_message_delivered_twice_is_one():
    enquiry = EnquiryFactory()

    came = [
        threads.add_message(enquiry=enquiry, text="Hej.", known_by="<1@x.dk>")
        for _ in range(3)
    ]

    assert came == [True, False, False]
    assert enquiry.messages.count() == 1


def test_messages_go_with_their_enquiry():
    EnquiryMessageFactory(enquiry__delete_on_date=timezone.localdate())

    call_command("delete_expired", verbosity=0)

    assert not EnquiryMessage.objects.exists()


# The signature


def test_a_signature_opens_its_own_thread_only():
    mine, other = EnquiryFactory(), EnquiryFactory()

    def found(text):
        return signed_enquiry([text])

    assert found(f"svar+{mine.pk}-{mine.signature}@x.dk") == mine
    assert found(f"SVAR+{mine.pk}-{mine.signature.upper()}@X.DK") == mine
    assert found(f"<{mine.pk}-{mine.signature}.7@x.dk>") == mine
    assert found(f"svar+{other.pk}-{mine.signature}@x.dk") is None
    assert found(f"svar+{mine.pk}-{'a' * 16}@x.dk") is None
    assert found(f"svar+{'9' * 18}-{mine.signature}@x.dk") is None
    assert found("svar@x.dk") is None


def test_a_new_secret_key_keeps_the_addresses_that_are_out(settings):
    enquiry = EnquiryFactory()
    address = f"svar+{enquiry.pk}-{enquiry.signature}@x.dk"

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5

    assert signed_enquiry([address]) == enquiry


# On time


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2038, (4, 25)),
        (2285, (3, 22)),
    ],
)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        # A week without holidays, from Friday, over Easter, Ascension Day, Christmas.
        (date(2026, 11, 2), date(2026, 11, 9)),
        (date(2026, 11, 6), date(2026, 11, 13)),
        (date(2026, 3, 31), date(2026, 4, 10)),
        (date(2026, 5, 13), date(2026, 5, 21)),
        (date(2026, 12, 22), date(2027, 1, 4)),
    ],
)
def test_five_working_days(asked, due):
    assert after_working_days(asked, 5) == due


def test_great_prayer_day_is_a_working_day():
    assert is_working_day(easter(2026) + timedelta(days=26))


def test_what_nobody_answered_in_time_is_overdue():
    yesterday = timezone.localdate() - timedelta(days=1)
    late = EnquiryFactory(due_date=yesterday)
    EnquiryFactory(due_date=timezone.localdate())
    EnquiryFactory(due_date=yesterday, answered=True)

    assert list(Enquiry.objects.overdue()) == [late]
    assert late.is_overdue


def test_the_promise_is_a_setting(settings):
    settings.ENQUIRY_ANSWER_DAYS = 10

    enquiry = receive()

    assert enquiry.due_date == after_working_days(timezone.localdate(), 10)


def test_the_desk_tells_of_what_is_overdue(editor_client):
    EnquiryFactory(due_date=date(2018, 9, 3), subject="Den sene")
    EnquiryFactory(subject="Den friske")
    listed = reverse("admin:network_enquiry_changelist")

    desk = editor_client.get("/admin/").text
    late = editor_client.get(f"{listed}?frist=over").text

    assert "henvendelse er over fristen for svar" in desk
    assert "Den sene" in late
    assert "Over fristen: " in late
    assert "Den friske" not in late


# The morning mail


@pytest.fixture
def monday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 2))


def test_the_role_mailbox_hears_who_waits_without_a_name(monday, settings):
    EnquiryFactory(due_date=date(2026, 11, 3), name="Sonja", subject="Fortroligt")
    EnquiryFactory(due_date=date(2026, 10, 30))
    EnquiryFactory(answered=True)

    call_command("tell_of_enquiries", verbosity=0)

    (letter,) = delivered()
    assert letter.to == [settings.CONTACT_EMAIL]
    assert letter.subject == "1 henvendelse over fristen"
    assert "2 henvendelser venter på jeres svar." in letter.body
    assert "senest fredag 30. oktober 2026" in letter.body
    assert "Sonja" not in letter.body
    assert "Fortroligt" not in letter.body


def test_where_nobody_waits_nothing_is_said(monday):
    EnquiryFactory(answered=True)

    call_command("tell_of_enquiries", verbosity=0)

    assert not Message.objects.exists()


def test_on_a_holiday_nothing_is_said(monkeypatch):
    EnquiryFactory()
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 4, 6))

    call_command("tell_of_enquiries", verbosity=0)

    assert not Message.objects.exists()
