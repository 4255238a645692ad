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


def test_every_kind_arrives_once_as_text_and_as_html(server, later, queued):
    sent = outbox.deliver()
    again = later()

    (letter,) = server.letters
    assert (sent, again) == (1, 0)
    assert letter["To"] == POST
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


def test_a_server_that_takes_too_long_gets_it_again_under_the_same_name(
    server, later, queued, settings
):
    settings.EMAIL_TIMEOUT = 0.2
    has_given_up = threading.Event()
    server.thinks = lambda: has_given_up.wait(timeout=20)

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
