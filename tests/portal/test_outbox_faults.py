"""Whatever a mail server does to any kind of mail, nobody is left out or bothered."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from mailer.models import Message

from common.account_mail import compose_way_to_password
from common.mail import TOKEN, compose, compose_personal, queue
from enterprises import rounds
from network.enquiries import threads
from portal import outbox
from portal.models import MailDelivery
from tests.enterprises.factories import EnterpriseFactory, StaffingReturnFactory
from tests.network.factories import RegistrationFactory
from tests.smtp import SMTP, mail_server

pytestmark = pytest.mark.django_db
POST = "post@example.org"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.MAILER_EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


@pytest.fixture
def later(monkeypatch):
    """Let the queue be emptied once more, when everything is due again."""
    real = timezone.now
    moved = [timedelta()]

    def deliver():
        moved[0] += outbox.CLAIM_LASTS + timedelta(minutes=1)
        return outbox.deliver()

    monkeypatch.setattr(timezone, "now", lambda: real() + moved[0])
    return deliver


def later_until(is_so, later):
    """Empty the queue until it is so; the longest wait is twelve hours."""
    for _ in range(100):
        if is_so():
            return
        later()
    raise AssertionError("It never came to that.")


def plain():
    queue(compose("account_password_reset_key", {"way": ""}, to=POST))


def personal():
    row = RegistrationFactory(email=POST)
    way = f"https://portal.example/{TOKEN}/"
    queue(compose_personal("board_invitation", {"way": way}, to=POST, row=row))


def invitation():
    enterprise = EnterpriseFactory(published=True, established=True, email=POST)
    rounds.invite(staffing_return=StaffingReturnFactory(enterprise=enterprise))


def account(django_user_model):
    user = django_user_model.objects.create_user("bo", POST, "not-a-secret")
    queue(compose_way_to_password("board_invitation", user=user, to=POST))


def enquiry():
    threads.receive(
        sending_key="k" * 64, subject="En idé", body="Hvem?", name="Kim", email=POST
    )


KINDS = {
    "enquiry": enquiry,
    "plain": plain,
    "personal": personal,
    "invitation": invitation,
    "account": account,
}


@pytest.fixture(params=KINDS)
def queued(request, django_user_model):
    """One mail of each kind that there is."""
    make = KINDS[request.param]
    make(django_user_model) if make is account else make()
    assert Message.objects.count() == 1
    return request.param


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def html_of(letter):
    return letter.get_body(("html",)).get_content()


def test_every_kind_arrives_once_as_text_and_as_html(server, later, queued, settings):
    sent = outbox.deliver()
    again = later()

    (letter,) = server.letters
    assert (sent, again) == (1, 0)
    assert letter["To"] == POST
    (sender,) = letter["From"].addresses
    assert sender.display_name == settings.SITE_NAME
    assert sender.addr_spec == settings.MAIL_FROM
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    links = re.findall(r"https?://\S+", text_of(letter))
    assert all(link.rstrip(".,)") in html_of(letter) for link in links)
    assert TOKEN not in letter.as_string()


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", ".", "QUIT"])
def test_a_server_that_hangs_up_gets_it_again_under_the_same_name(
    server, later, queued, verb
):
    server.drops = [verb]

    outbox.deliver()
    later()
    rest = later()

    # Only what was handed over before it hung up can come twice.
    copies = 2 if verb == "." else 1
    assert len(server.letters) == copies
    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    # The key to a password holds the time; each copy brings one that works.
    texts = {re.sub(r"/ny-kode/\S+", "", text_of(letter)) for letter in server.letters}
    assert len(texts) == 1
    assert rest == 0
    assert not Message.objects.exists()


def test_a_server_that_never_answers_gets_it_twice_and_the_editor_decides(
    server, later, queued
):
    server.drops = ["."] * 20

    sent = outbox.deliver() + sum(later() for _ in range(15))

    assert sent == 0
    assert len(server.letters) == 2
    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert outbox.unsure().get().message == Message.objects.get()
    assert not outbox.undelivered().exists()


@pytest.mark.parametrize(
    ("drops", "copies"),
    [
        (["DATA"] * 5, 1),
        ([".", "DATA", "DATA", "RCPT"], 2),
        (["MAIL", "DATA", ".", "DATA"], 2),
    ],
)
def test_what_a_server_did_not_get_whole_is_tried_for_long(
    server, later, drops, copies
):
    plain()

    for verb in drops:
        server.drops = [verb]
        later_until(lambda: not server.drops, later)
    later_until(lambda: not Message.objects.exists(), later)

    assert len(server.letters) == copies
    assert len({letter["Message-ID"] for letter in server.letters}) == 1


def test_doubt_is_not_forgotten_over_what_is_certain(server, later):
    plain()

    for verb in [".", "DATA", "RCPT", "."]:
        server.drops = [verb]
        later_until(lambda: not server.drops, later)
    rest = sum(later() for _ in range(15))

    assert rest == 0
    assert len(server.letters) == 2
    assert outbox.unsure().get().doubts == outbox.MOST_DOUBTS


@pytest.mark.parametrize(
    ("answer", "doubts", "is_sent"),
    [
        ("250 ok", None, True),
        ("251 good enough", None, True),
        ("354 go on", 1, False),
        ("ok", 1, False),
        ("2" * 9000, 1, False),
        ("421 closing", 0, False),
        ("451 busy", 0, False),
        ("554 unwanted", 0, False),
    ],
    ids=lambda value: str(value)[:12],
)
def test_only_a_real_answer_to_a_letter_is_certain(server, answer, doubts, is_sent):
    plain()
    server.answers["."] = answer

    outbox.deliver()

    found = MailDelivery.objects.values_list("doubts", flat=True).first()
    assert found == doubts
    assert Message.objects.exists() is not is_sent


@pytest.mark.parametrize("still_drops", [False, True])
def test_each_time_the_editor_sends_it_again_it_leaves_once_more(
    server, later, still_drops
):
    plain()
    server.drops = ["."] * 2
    later(), later()
    server.drops = ["."] * 20 if still_drops else []

    outbox.try_again(outbox.unsure().get())
    sent = sum(later() for _ in range(15))

    assert sent == (0 if still_drops else 1)
    assert len(server.letters) == 3
    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert outbox.unsure().exists() is still_drops
    assert Message.objects.exists() is still_drops


def test_a_server_that_takes_too_long_gets_it_again_under_the_same_name(
    server, later, queued, monkeypatch
):
    has_given_up = threading.Event()
    server.thinks = lambda: has_given_up.wait(timeout=20)

    with monkeypatch.context() as patch:
        patch.setattr("portal.mail_server.PATIENCE", 0.2)
        first = outbox.deliver()
    server.thinks = lambda: None
    has_given_up.set()
    second = later()

    assert (first, second) == (0, 1)
    assert 1 <= len(server.letters) <= 2
    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize(("verb", "code"), [("RCPT", 450), (".", 451), ("MAIL", 421)])
def test_a_server_that_is_busy_gets_it_later(server, later, queued, verb, code):
    server.answers[verb] = f"{code} later"
    outbox.deliver()
    server.answers.clear()

    later()

    assert len(server.letters) == 1
    assert not Message.objects.exists()


def test_one_refused_address_keeps_no_mail_from_the_others(server, later, queued):
    queue(*(EmailMessage("Brev", "Hej", to=[f"p{n}@example.org"]) for n in range(3)))
    server.unknown = {"p1@example.org"}

    outbox.deliver()

    assert sorted(letter["To"] for letter in server.letters) == [
        *("p0@example.org", "p2@example.org", POST)
    ]
    assert outbox.failed().get().mail.to == ["p1@example.org"]
    assert later() == 0


def test_a_mail_is_for_one_person():
    for address in ({"to": ["a@example.org", "b@example.org"]}, {"bcc": []}):
        with pytest.raises(ValueError, match="one person"):
            queue(EmailMessage("Brev", "Hej", **address))

    assert not Message.objects.exists()


def test_what_is_not_to_be_sent_any_more_is_not_sent(server, later):
    personal()
    message = Message.objects.get()
    server.answers["RCPT"] = "450 later"
    outbox.deliver()
    label, pk = message.email.about
    RegistrationFactory._meta.model.objects.filter(pk=pk).delete()
    server.answers.clear()

    later()

    assert server.letters == []
    assert label == "network.Registration"
    assert not Message.objects.exists()
