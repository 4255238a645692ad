"""Corrections from readers: the form, its limits, the desk, the answer, the end."""

import logging
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from common.sendings import new_sending
from enterprises import corrections
from enterprises.models import Correction, Enterprise
from enterprises.services import Refused
from tests.enterprises.factories import (
    CorrectionFactory,
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    StaffingCountFactory,
)
from tests.pages import Page
from tests.sent import a_while_ago
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

State = Correction.State
FORM, THANKS = "/virksomheder/hjulet/ret/", "/virksomheder/hjulet/ret/tak/"


def written(**more):
    return {
        "area": "kontakt",
        "wrong": "Telefonen virker ikke.",
        "right": "12 34 56 78",
        "email": "laeser@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


@pytest.fixture
def wheel():
    return EnterpriseFactory(name="Hjulet", slug="hjulet", published=True)


# The reader


def test_the_page_leads_to_the_form_which_says_what_happens(client, wheel):
    detail = client.get(wheel.get_absolute_url())
    form = client.get(FORM)

    assert f'href="{FORM}"' in detail.text
    assert not detail.cookies
    assert "Foreslå en rettelse" in form.text
    assert "Roskilde Kommune er dataansvarlig" in form.text
    assert "artikel 6, stk. 1, litra e" in form.text
    assert form["X-Robots-Tag"] == "noindex, nofollow"
    assert form["Cache-Control"] == "private, no-store"
    assert set(form.cookies) == {"csrf"}


def test_what_is_written_arrives_and_is_thanked_for(client, wheel):
    response = client.post(FORM, written())
    thanks = client.get(response["Location"])

    correction = Correction.objects.get()
    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert correction.enterprise == wheel
    assert (correction.area, correction.wrong) == ("kontakt", "Telefonen virker ikke.")
    assert (correction.right, correction.email) == ("12 34 56 78", "laeser@example.org")
    assert correction.state == State.NEW
    days = (correction.delete_on_date - timezone.localdate()).days
    assert days == 180
    assert "Tak for din rettelse" in thanks.text
    assert not thanks.cookies


def test_only_what_is_asked_for_is_taken(client, wheel):
    EnterpriseFactory(slug="andet", published=True)
    more = {"state": "rettet", "note": "x", "enterprise": "9", "delete_on_date": ""}

    client.post(FORM, written(**more))

    correction = Correction.objects.get()
    assert (correction.enterprise, correction.state) == (wheel, State.NEW)
    assert correction.note == ""


def test_a_form_sent_twice_is_one_correction(client, wheel):
    typed = written()

    answers = [client.post(FORM, typed) for _ in range(8)]

    # Also more often than anybody may write: nothing new has come.
    assert {answer.status_code for answer in answers} == {303}
    assert Correction.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_many_times_at_once_is_one_correction(wheel):
    def receive():
        return corrections.receive(
            enterprise=wheel,
            sending_key="k" * 64,
            area="andet",
            wrong="Noget.",
            right="",
            email="",
        )

    received = all_at_once(8, partial(patiently, receive))

    assert received == [Correction.objects.get()] * 8


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"area": ""}, "Vælg, hvad det handler om."),
        ({"area": "\x00"}, "Vælg en af mulighederne."),
        ({"wrong": " "}, "Skriv, hvad der er forkert."),
        ({"wrong": "a" * 2001}, "Skriv højst 2.000 tegn."),
        ({"right": "a" * 2001}, "Skriv højst 2.000 tegn."),
        ({"right": "a\x00b"}, "Null-tegn er ikke tilladte."),
        ({"email": "ikke en mail"}, "Skriv en mailadresse, fx navn@firma.dk"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Skriv en mailadresse"),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt."),
        ({"sending": ""}, "Siden har stået åben for længe."),
    ],
)
def test_what_is_missing_is_said_and_what_is_typed_is_kept(client, wheel, typed, told):
    response = client.post(FORM, written(**typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert Correction.objects.count() == 0
    kept = response.context["form"]
    assert kept["wrong"].value() == typed.get("wrong", "Telefonen virker ikke.")


def test_a_machine_is_too_quick(client, wheel):
    typed = written(sending=new_sending())

    response = client.post(FORM, typed)

    assert "Det gik meget hurtigt" in response.text
    assert "Telefonen virker ikke." in response.text
    assert Correction.objects.count() == 0


def test_the_sixth_in_an_hour_waits_with_its_text_kept(client, wheel):
    for _ in range(5):
        client.post(FORM, written())

    refused = client.post(FORM, written(wrong="Det sjette."))
    elsewhere = client.post(FORM, written(), REMOTE_ADDR="198.51.100.8")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Prøv igen" in refused.text
    assert "Det sjette." in refused.text
    assert elsewhere.status_code == 303
    assert Correction.objects.count() == 6


@pytest.mark.parametrize("state", [{}, {"withdrawn": True}])
def test_what_is_not_public_takes_no_correction(client, state):
    EnterpriseFactory(slug="hjulet", **state)

    answers = [client.get(FORM), client.post(FORM, written()), client.get(THANKS)]

    assert {answer.status_code for answer in answers} == {404}
    assert Correction.objects.count() == 0


def test_the_former_address_of_an_enterprise_leads_to_its_form(client, wheel):
    wheel.slug = "hjulene"
    wheel.save()

    response = client.get(FORM)

    assert response["Location"] == "/virksomheder/hjulene/ret/"


def test_a_post_without_the_guard_is_refused(wheel):
    response = Client(enforce_csrf_checks=True).post(FORM, written())

    assert response.status_code == 403
    assert Correction.objects.count() == 0


def test_nothing_of_it_is_in_a_log(client, wheel, caplog):
    caplog.set_level(logging.DEBUG)

    client.post(FORM, written())
    client.post(FORM, written(email="galt laeser@example.org"))
    repr_of = repr(Correction.objects.get())

    assert "laeser" not in caplog.text
    assert "Telefonen" not in caplog.text
    assert "laeser" not in repr_of


# The desk


def test_the_desk_counts_them_and_lists_them(editor_client, wheel):
    CorrectionFactory(enterprise=wheel)
    CorrectionFactory(enterprise=wheel, taken=True)

    desk = editor_client.get("/admin/")
    (task,) = [t for t in desk.context["waiting"] if "rettelse" in t["label"]]
    listed = editor_client.get(task["url"])

    assert (task["number"], task["label"]) == (1, "rettelse fra en læser venter")
    assert listed.text.count("field-state_badge") == 1


@pytest.mark.parametrize("area", Correction.Area.values)
def test_it_is_read_beside_what_stands_there_now(editor_client, wheel, area):
    Enterprise.objects.filter(pk=wheel.pk).update(
        phone="46 00 00 00", closed_date="2024-08-31", legal_form="80"
    )
    LocationFactory(enterprise=wheel, street="Algade 7")
    OfferFactory(enterprise=wheel, title="Brugte cykler")
    RsvStatusFactory(enterprise=wheel, registered=True, source="Registret")
    StaffingCountFactory(
        staffing_return__enterprise=wheel, staffing_return__approved=True, value=11
    )
    correction = CorrectionFactory(
        enterprise=wheel, area=area, wrong="<b>Forkert</b>", right="Rigtigt"
    )
    place = reverse("admin:enterprises_correction_change", args=[correction.pk])
    stands_there = {
        "navn": "Reparerer cykler og lærer fra sig.",
        "sted": "Algade 7",
        "kontakt": "46 00 00 00",
        "tilbud": "Brugte cykler",
        "medarbejdere": "11",
        "rsv": "Registret",
        "fakta": "Anpartsselskab",
        "lukket": "31. august 2024",
        "andet": "Se virksomheden.",
    }

    text = editor_client.get(place).text

    assert stands_there[area] in text
    assert "&lt;b&gt;Forkert&lt;/b&gt;" in text
    assert "Rigtigt" in text
    assert f"/admin/enterprises/enterprise/{wheel.pk}/change/" in text
    assert 'name="_save"' not in text


def take(client, correction, slug, **typed):
    place = reverse(f"admin:enterprises_correction_{slug}", args=[correction.pk])
    version = client.get(place).context
    shown = version["version"] if version else ""
    return client.post(place, {"_version": shown, **typed}, follow=True)


@pytest.mark.parametrize(
    ("step", "state"), [("rettet", State.TAKEN), ("ikke-rettet", State.DECLINED)]
)
def test_it_is_closed_with_a_note_and_gone_in_a_month(
    editor_client, wheel, step, state
):
    correction = CorrectionFactory(enterprise=wheel)

    response = take(editor_client, correction, step, note="Ringede og spurgte.")

    correction.refresh_from_db()
    assert "Rettelsen er lukket" in response.text
    assert (correction.state, correction.note) == (state, "Ringede og spurgte.")
    assert correction.closed_at
    assert (correction.delete_on_date - timezone.localdate()).days == 30
    assert Correction.objects.waiting().count() == 0
    assert response.context["open_steps"] == []


def test_it_is_not_declined_without_a_reason(editor_client, wheel):
    correction = CorrectionFactory(enterprise=wheel)

    response = take(editor_client, correction, "ikke-rettet", note="")

    correction.refresh_from_db()
    assert "Skriv, hvorfor det ikke skal rettes." in response.text
    assert correction.state == State.NEW


def test_the_reader_gets_the_answer_once(editor_client, wheel, settings):
    settings.MAIL_AT_ONCE = False
    correction = CorrectionFactory(
        enterprise=wheel, email="laeser@example.org", right="12 34 56 78"
    )

    response = take(editor_client, correction, "svar", text="Tak, det er rettet.")
    again = take(editor_client, correction, "svar", text="En gang til.")

    correction.refresh_from_db()
    (queued,) = Message.objects.all()
    assert "Svaret er på vej" in response.text
    assert "Det kan ikke lade sig gøre nu" in again.text
    assert correction.answer == "Tak, det er rettet."
    assert correction.answered_at
    assert queued.email.to == ["laeser@example.org"]
    assert queued.email.subject == "Svar på din rettelse til Hjulet"
    assert "Tak, det er rettet." in queued.email.body
    assert "Telefonnummeret virker ikke." in queued.email.body
    assert "12 34 56 78" in queued.email.body
    assert not mail.outbox


def test_nobody_is_written_to_who_left_no_address(wheel):
    correction = CorrectionFactory(enterprise=wheel)

    with pytest.raises(Refused):
        corrections.answer(correction=correction, text="Tak.")

    assert not correction.can_be_answered


def test_what_is_closed_is_not_closed_again(wheel):
    correction = CorrectionFactory(enterprise=wheel)
    corrections.close(correction=correction, state=State.TAKEN, note="")

    with pytest.raises(Refused, match="allerede lukket"):
        corrections.close(correction=correction, state=State.DECLINED, note="Nej.")


# The end


def test_it_is_deleted_on_its_day(wheel, capsys):
    today = timezone.localdate()
    due = CorrectionFactory(enterprise=wheel, delete_on_date=today)
    kept = CorrectionFactory(enterprise=wheel, delete_on_date=today + timedelta(days=1))

    call_command("delete_expired", dry_run=True)
    before = set(Correction.objects.all())
    call_command("delete_expired")
    call_command("delete_expired")

    told = capsys.readouterr().out
    assert before == {due, kept}
    assert list(Correction.objects.all()) == [kept]
    assert "Correction: 1 to delete" in told
    assert "Correction: 1 deleted" in told
    assert "Correction: 0 deleted" in told
