"""No field of any public form writes a header, whatever stands in it.

Each form that leads to a mail is sent with every payload in every field: nothing
breaks, and at most one mail leaves, to the one address that the form asked for.
"""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from enterprises import rounds
from tests.enterprises.factories import EnterpriseFactory, StaffingReturnFactory
from tests.network.factories import EnquiryFactory, EventFactory, TopicFactory
from tests.sent import a_while_ago
from tests.strategy.factories import InitiativeFactory, StrategyFactory

pytestmark = pytest.mark.django_db

PAYLOADS = {
    "CRLF": "Ann\r\nBcc: offer@example.org",
    "LF": "Ann\nBcc: offer@example.org",
    "CR": "Ann\rBcc: offer@example.org",
    "two of them": "Ann\r\n\r\n<h1>Nyt</h1>",
    "folded": "Ann\r\n Bcc: offer@example.org",
    "line separator": "Ann\u2028Bcc: offer@example.org",
    "next line": "Ann\x85Bcc: offer@example.org",
    "vertical tab": "Ann\x0b\x0cBcc: offer@example.org",
    "encoded": "Ann%0d%0aBcc: offer@example.org",
    "encoded word": "=?utf-8?q?Ann=0D=0ABcc:_offer=40example.org?=",
}
PERSON = "kim@example.org"
ROLE = "socialoekonomi@roskilde.example"


def contact():
    return "/kontakt/skriv/", {
        "subject": "Hjælp",
        "body": "Hvem kan jeg tale med?",
        "name": "Kim",
        "email": PERSON,
    }


def taking_part():
    InitiativeFactory(published=True, slug="mentor", title="Mentorforløb")
    return "/strategi/indsatser/mentor/vil-med/", {
        "body": "Vi er to.",
        "name": "Kim",
        "email": PERSON,
    }


def further():
    return f"/kontakt/svar/{EnquiryFactory(email=PERSON).token}/", {"body": "Mere."}


def hearing():
    StrategyFactory(slug="ny", in_hearing=True)
    return "/strategi/ny/hoering/", {"text": "Husk de unge.", "name": "Kim"}


def sign_up():
    starts_at = timezone.now() + timedelta(days=20)
    EventFactory(published=True, slug="moede", starts_at=starts_at, capacity=50)
    return "/netvaerk/arrangementer/moede/tilmelding/", {
        "name": "Kim",
        "email": PERSON,
        "organisation": "Hjulet",
        "colleagues": "Bo Bentsen",
    }


def join():
    return "/netvaerk/medlem/", {
        "email": PERSON,
        "interests": "moeder",
        "name": "Kim",
        "organisation": "Hjulet",
    }


def topic():
    return "/netvaerk/emner/foreslaa/", {
        "title": "Fælles lager",
        "description": "Vi mangler plads.",
        "email": PERSON,
    }


def support():
    TopicFactory(published=True, slug="lager")
    return "/netvaerk/emner/lager/stoet/", {"email": PERSON}


def forgotten(django_user_model):
    django_user_model.objects.create_user("kim", PERSON, "not-a-secret")
    return "/konto/glemt/", {"email": PERSON}


def new_link():
    enterprise = EnterpriseFactory(published=True, established=True, email=PERSON)
    rounds.invite(staffing_return=StaffingReturnFactory(enterprise=enterprise))
    call_command("send_mail", verbosity=0)
    return "/virksomheder/indberet/nyt-link/", {"email": PERSON}


FORMS = {
    "contact": contact,
    "taking part": taking_part,
    "further": further,
    "hearing": hearing,
    "sign up": sign_up,
    "join": join,
    "topic": topic,
    "support": support,
    "forgotten": forgotten,
    "new link": new_link,
}


@pytest.fixture(params=FORMS)
def form(request, django_user_model, monkeypatch):
    """An address, what a person would write there, and no limit but the fields' own."""
    monkeypatch.setattr("common.limits.refuse", lambda *args, **kwargs: None)
    make = FORMS[request.param]
    place, typed = make(django_user_model) if make is forgotten else make()
    mail.outbox.clear()
    return place, typed


def send(place, typed):
    """Send a form as a person does, empty the queue, and return what came of it."""
    response = Client(raise_request_exception=False).post(
        place, {"webadresse": "", "sending": a_while_ago(), **typed}
    )
    mail.outbox.clear()
    call_command("send_mail", verbosity=0)
    return response.status_code, list(mail.outbox)


def faults_of(letters):
    """Say what is wrong with mails as they leave."""
    for letter in letters:
        whole = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
        headers = {name.lower() for name in whole}
        if letter.recipients() not in ([PERSON], [ROLE]):
            yield f"goes to {letter.recipients()}"
        if len(whole.get_all("to", [])) != 1 or headers & {"bcc", "cc"}:
            yield f"has the headers {sorted(headers)}"
        if any(len(str(value).splitlines()) > 1 for value in whole.values()):
            yield "has a header of two lines"
        if whole.get_content_type() != "multipart/alternative":
            yield f"is {whole.get_content_type()}"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_field_writes_a_header(form, payload):
    place, typed = form

    faults = []
    for name in typed:
        status, letters = send(place, typed | {name: payload})
        faults += [f"{name}: {fault}" for fault in faults_of(letters)]
        if status >= 500 or len(letters) > 1:
            faults.append(f"{name}: answers {status}, {len(letters)} mails")

    assert faults == []


def test_each_form_does_send_a_mail(form):
    """The control: the payloads above reach forms that work."""
    place, typed = form

    status, letters = send(place, typed)

    assert status in (302, 303)
    assert len(letters) == (0 if "/svar/" in place else 1)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_texts_that_may_stand_in_a_subject_still_lead_to_one_mail(payload):
    """Names and subjects take any words: the mail leaves, with one line of them."""
    place, typed = contact()

    status, letters = send(place, typed | {"subject": payload, "name": payload})

    assert status in (200, 303)
    assert len(letters) == (1 if status == 303 else 0)
    assert all("\n" not in letter.subject for letter in letters)
    assert list(faults_of(letters)) == []
