"""Asking to take part in an initiative: the form, its limits, what arrives."""

from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from common.sendings import new_sending
from network.enquiries import threads
from network.models import Enquiry
from tests.pages import Page
from tests.sent import a_while_ago
from tests.strategy.factories import InitiativeFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

FORM = "/strategi/indsatser/mentor/vil-med/"
THANKS = f"{FORM}tak/"


def written(**more):
    return {
        "body": "Vi er to, der vil være mentorer.",
        "name": "Afsender",
        "email": "afsender@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


@pytest.fixture
def initiative():
    return InitiativeFactory(
        published=True, slug="mentor", title="Mentorforløb", audience="Nye virksomheder"
    )


def test_the_form_says_what_it_is_about_and_what_happens(client, initiative):
    form = client.get(FORM)

    assert "Vil du være med?" in form.text
    assert "Nye virksomheder" in form.text
    assert "Roskilde Kommune er dataansvarlig" in form.text
    assert "artikel 6, stk. 1, litra e" in form.text
    assert form["X-Robots-Tag"] == "noindex, nofollow"
    assert form["Cache-Control"] == "private, no-store"


def test_what_is_written_is_an_enquiry_that_waits(client, editor_client, initiative):
    response = client.post(FORM, written())
    thanks = client.get(response["Location"])
    desk = editor_client.get("/admin/")

    enquiry = Enquiry.objects.get()
    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert enquiry.subject == "Vil være med: Mentorforløb"
    assert enquiry.body == "Vi er to, der vil være mentorer."
    assert (enquiry.name, enquiry.email) == ("Afsender", "afsender@example.org")
    assert (enquiry.delete_on_date - timezone.localdate()).days == 365
    assert "Det sker der nu" in thanks.text
    assert "ny henvendelse" in [task["label"] for task in desk.context["waiting"]]


def test_a_long_title_fits_the_subject(client):
    InitiativeFactory(published=True, slug="mentor", title="M" * 120)

    client.post(FORM, written())

    assert len(Enquiry.objects.get().subject) == 120


def test_a_form_sent_twice_is_one_enquiry(client, initiative):
    typed = written()

    answers = [client.post(FORM, typed) for _ in range(8)]

    assert {answer.status_code for answer in answers} == {303}
    assert Enquiry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_many_times_at_once_is_one_enquiry():
    def receive():
        return threads.receive(
            sending_key="k" * 64,
            subject="Vil være med",
            body="Ja tak.",
            name="A",
            email="a@example.org",
        )

    received = all_at_once(8, partial(patiently, receive))

    assert received == [Enquiry.objects.get()] * 8


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"body": " "}, "Skriv et par linjer om, hvad du gerne vil."),
        ({"body": "a" * 4001}, "Skriv højst 4.000 tegn."),
        ({"name": ""}, "Skriv dit navn."),
        ({"name": "a" * 121}, "Skriv højst 120 tegn."),
        ({"name": "a\x00b"}, "Null-tegn er ikke tilladte."),
        ({"email": ""}, "Skriv din mailadresse."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Skriv en mailadresse"),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt."),
        ({"sending": ""}, "Siden har stået åben for længe."),
        ({"sending": new_sending}, "Det gik meget hurtigt."),
    ],
)
def test_what_is_missing_is_said_and_what_is_typed_is_kept(
    client, initiative, typed, told
):
    typed = {key: value() if callable(value) else value for key, value in typed.items()}

    response = client.post(FORM, written(**typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert Enquiry.objects.count() == 0
    kept = response.context["form"]["body"].value()
    assert kept == typed.get("body", "Vi er to, der vil være mentorer.")


def test_the_sixth_in_an_hour_waits_with_its_text_kept(client, initiative):
    for n in range(5):
        client.post(FORM, written(email=f"p{n}@example.org"))

    refused = client.post(FORM, written(body="Det sjette."))

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Det sjette." in refused.text
    assert Enquiry.objects.count() == 5


@pytest.mark.parametrize(
    "state", [{}, {"withdrawn": True}, {"published": True, "stage": "gennemfoert"}]
)
def test_what_is_hidden_or_over_takes_nobody(client, state):
    InitiativeFactory(slug="mentor", **state)

    answers = [client.get(FORM), client.post(FORM, written()), client.get(THANKS)]

    assert {answer.status_code for answer in answers} == {404}
    assert Enquiry.objects.count() == 0


def test_a_post_without_the_guard_is_refused(initiative):
    response = Client(enforce_csrf_checks=True).post(FORM, written())

    assert response.status_code == 403
    assert Enquiry.objects.count() == 0
