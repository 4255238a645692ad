"""Writing to the business developer, and one's own page of the thread."""

import logging

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from mailer.models import Message

from common.sendings import new_sending
from network.enquiries import threads
from network.models import Enquiry
from portal.logs import WithoutTokens
from tests.network.factories import EnquiryFactory, EnquiryMessageFactory
from tests.pages import Page
from tests.sent import a_while_ago

pytestmark = pytest.mark.django_db
FORM, THANKS = "/kontakt/skriv/", "/kontakt/skriv/tak/"


def written(**more):
    return {
        "subject": "Hjælp til en idé",
        "body": "Hvem kan jeg tale med?",
        "name": "Kim",
        "email": "kim@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


def page_of(enquiry):
    return reverse("enquiry", args=[enquiry.token])


# The form


def test_contact_leads_to_the_form_and_sets_no_cookie(client):
    page = client.get("/kontakt/")

    assert FORM in Page(page.text).addresses
    assert "socialoekonomi@roskilde.example" in page.text
    assert "5 arbejdsdage" in page.text
    assert "Set-Cookie" not in page.headers
    assert not page.cookies


def test_the_form_says_what_happens_with_it(client):
    form = client.get(FORM)

    assert "Roskilde Kommune er dataansvarlig" in form.text
    assert form["X-Robots-Tag"] == "noindex, nofollow"
    assert form["Cache-Control"] == "private, no-store"


def test_what_is_written_waits_on_the_desk_and_gets_a_receipt(client, editor_client):
    answer = client.post(FORM, written())
    thanks = client.get(answer["Location"])

    enquiry = Enquiry.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, THANKS)
    assert (enquiry.subject, enquiry.body) == (
        "Hjælp til en idé",
        "Hvem kan jeg tale med?",
    )
    assert "Du får svar senest " in thanks.text
    assert Message.objects.get().to_addresses == ["kim@example.org"]
    assert "ny henvendelse" in editor_client.get("/admin/").text


def test_a_form_sent_twice_is_one_enquiry_and_one_receipt(client):
    typed = written()

    answers = [client.post(FORM, typed) for _ in range(4)]

    assert {answer.status_code for answer in answers} == {303}
    assert Enquiry.objects.count() == Message.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"subject": ""}, "Skriv med få ord, hvad det handler om."),
        ({"subject": "a" * 101}, "Skriv højst 100 tegn."),
        ({"body": " "}, "Skriv din besked."),
        ({"body": "a" * 4001}, "Skriv højst 4.000 tegn."),
        ({"name": ""}, "Skriv dit navn."),
        ({"email": "kim"}, "Skriv en mailadresse, fx navn@firma.dk."),
        ({"email": "a@example.org,b@example.org"}, "Skriv en mailadresse"),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt."),
        ({"sending": new_sending}, "Det gik meget hurtigt."),
    ],
)
def test_what_is_missing_is_said_and_what_is_typed_is_kept(client, typed, told):
    typed = {key: value() if callable(value) else value for key, value in typed.items()}

    response = client.post(FORM, written(**typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    kept = response.context["form"]["body"].value()
    assert kept == typed.get("body", "Hvem kan jeg tale med?")
    assert not Enquiry.objects.exists()
    assert not Message.objects.exists()


def test_the_sixth_in_an_hour_waits_with_its_text_kept(client):
    for n in range(5):
        client.post(FORM, written(email=f"p{n}@example.org"))

    refused = client.post(FORM, written(body="Det sjette."))

    assert refused.status_code == 429
    assert "Det sjette." in refused.text
    assert Enquiry.objects.count() == 5


def test_nobody_fills_a_strangers_mailbox(client):
    for n in range(4):
        client.post(FORM, written(), REMOTE_ADDR=f"10.0.0.{n}")

    assert Message.objects.count() == 3


# One's own page


def test_the_page_shows_the_thread_to_who_has_the_link(client):
    enquiry = EnquiryFactory(answered=True, subject="Frivillig")
    EnquiryMessageFactory(enquiry=enquiry, direction="ud", text="Kom <b>forbi</b>.")
    EnquiryMessageFactory(enquiry=enquiry, direction="auto", text="Jeg har ferie.")

    page = client.get(page_of(enquiry))

    assert "Kom &lt;b&gt;forbi&lt;/b&gt;." in page.text
    assert "Hvor kan jeg hjælpe til?" in page.text
    assert "Jeg har ferie." not in page.text
    assert enquiry.email not in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_looking_changes_nothing(client):
    enquiry = EnquiryFactory(answered=True)

    for _ in range(3):
        client.get(page_of(enquiry))
        client.head(page_of(enquiry))

    before = (enquiry.state, enquiry.latest_at)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.latest_at) == before


def test_who_has_the_link_writes_more(client):
    enquiry = EnquiryFactory(answered=True)
    typed = {"body": "Og om lørdagen?", "webadresse": "", "sending": a_while_ago()}

    answers = [client.post(page_of(enquiry), typed) for _ in range(2)]
    after = client.get(answers[0]["Location"])

    enquiry.refresh_from_db()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert enquiry.messages.get().text == "Og om lørdagen?"
    assert enquiry.state == Enquiry.State.NEW
    assert "Din besked er sendt" in after.text
    assert not Message.objects.exists()


def test_an_empty_message_is_refused_where_it_is(client):
    enquiry = EnquiryFactory()

    answer = client.post(page_of(enquiry), {"body": "", "sending": a_while_ago()})

    assert "Skriv din besked." in answer.text
    assert not enquiry.messages.exists()


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_a_link_that_opens_nothing_says_so(client, method):
    enquiry = EnquiryFactory()
    gone = EnquiryFactory()
    gone.delete()
    tokens = ["x", gone.token, enquiry.token_seed, enquiry.token_hash, "æ" * 500]

    answers = [
        getattr(client, method)(reverse("enquiry", args=[token])) for token in tokens
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_post_without_the_guard_is_refused():
    enquiry = EnquiryFactory()
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(page_of(enquiry), {"body": "x"}).status_code == 403
    assert strict.post(FORM, written()).status_code == 403


def test_the_token_is_in_no_log():
    enquiry = EnquiryFactory()
    record = logging.LogRecord("x", 20, "x", 1, "GET %s", (page_of(enquiry),), None)
    WithoutTokens().filter(record)

    assert enquiry.token not in record.getMessage()
    assert "/kontakt/svar/" in record.getMessage()


# On the desk


def change(enquiry):
    return reverse("admin:network_enquiry_change", args=[enquiry.pk])


def answer_page(enquiry):
    return reverse("admin:network_enquiry_answer", args=[enquiry.pk])


def test_the_editor_answers_below_the_thread(editor_client):
    enquiry = EnquiryFactory(name="Sonja <b>")
    EnquiryMessageFactory(
        enquiry=enquiry,
        text="Se planen.",
        history="> Ring til os.",
        attachment_names="plan.pdf",
        sender="anden@example.org",
    )
    page = editor_client.get(change(enquiry))
    seen = page.context["answer_form"]["seen"].value()

    answer = editor_client.post(
        answer_page(enquiry),
        {"text": "Kom forbi.", "then": "afventer", "seen": seen},
        follow=True,
    )

    enquiry.refresh_from_db()
    for told in ("Sonja &lt;b&gt;", "plan.pdf", "anden@example.org", "Ring til os."):
        assert told in page.text
    assert "Svaret er på vej som mail." in answer.text
    assert enquiry.state == Enquiry.State.WAITING
    assert enquiry.messages.last().text == "Kom forbi."
    assert Message.objects.get().to_addresses == [enquiry.email]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": " "}, "Skriv et svar."),
        ({"then": "ny"}, "Vælg, hvor henvendelsen"),
    ],
)
def test_an_answer_that_cannot_be_sent_says_why(editor_client, typed, told):
    enquiry = EnquiryFactory()

    answer = editor_client.post(
        answer_page(enquiry), {"text": "Ja.", "then": "besvaret", **typed}
    )

    assert told in answer.text
    assert "Svaret er ikke sendt" in answer.text
    assert not Message.objects.exists()


def test_a_message_that_comes_meanwhile_is_read_first_and_nothing_typed_is_lost(
    editor_client,
):
    enquiry = EnquiryFactory()
    seen = editor_client.get(change(enquiry)).context["answer_form"]["seen"].value()
    threads.add_message(enquiry=enquiry, text="Vent lidt!", known_by="<1@x>")
    typed = {"text": "Mit lange svar.", "then": "besvaret", "seen": seen}

    first = editor_client.post(answer_page(enquiry), typed)
    now = first.context["answer_form"]["seen"].value()
    second = editor_client.post(answer_page(enquiry), typed | {"seen": now})

    assert "Der er kommet en ny besked" in first.text
    assert "Vent lidt!" in first.text
    assert "Mit lange svar.</textarea>" in first.text
    assert second.status_code == 302
    assert Message.objects.count() == 1


def test_the_editor_moves_a_thread_without_a_mail(editor_client):
    enquiry = EnquiryFactory()

    for step, state in (("afventer", "afventer"), ("luk", "lukket"), ("aabn", "ny")):
        place = f"{change(enquiry).removesuffix('change/')}trin/{step}/"
        version = editor_client.get(place).context["version"]
        editor_client.post(place, {"_version": version})
        enquiry.refresh_from_db()
        assert enquiry.state == state

    assert not Message.objects.exists()


def test_a_thread_costs_the_same_however_long_it_is(
    editor_client, client, django_assert_num_queries
):
    short, long = EnquiryFactory(), EnquiryFactory()
    for _ in range(12):
        EnquiryMessageFactory(enquiry=long)
    for who, place in ((editor_client, change), (client, page_of)):
        who.get(place(short))
        with CaptureQueriesContext(connection) as few:
            who.get(place(short))

        with django_assert_num_queries(len(few)):
            who.get(place(long))


def test_whoever_may_only_look_cannot_answer(client, django_user_model):
    reader = django_user_model.objects.create_user("l", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_enquiry"))
    client.force_login(reader)
    enquiry = EnquiryFactory()

    page = client.get(change(enquiry))
    sent = client.post(answer_page(enquiry), {"text": "Ja.", "then": "besvaret"})

    assert "Hvor kan jeg hjælpe til?" in page.text
    assert "Send svaret" not in page.text
    assert sent.status_code == 403
