"""Nominating: the form, its limits, the deadline, the desk, the end."""

import logging
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.sendings import new_sending
from strategy import nominations
from strategy.models import Nomination, Nominee
from tests.enterprises.factories import EnterpriseFactory
from tests.pages import Page
from tests.sent import a_while_ago
from tests.strategy.factories import AwardYearFactory, NominationFactory, NomineeFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

State = Nomination.State
FORM, THANKS = "/strategi/prisen/2026/indstil/", "/strategi/prisen/2026/indstil/tak/"


def written(**more):
    return {
        "nominee_name": "Hjulet",
        "why": "De giver plads til alle.",
        "name": "Afsender",
        "email": "afsender@example.org",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


@pytest.fixture
def award_year():
    return AwardYearFactory(open=True, year=2026, criteria="<p>At andre kan lære.</p>")


# The form


def test_the_form_says_what_counts_until_when_and_what_happens(client, award_year):
    EnterpriseFactory(name="Hjulet", published=True)
    EnterpriseFactory(name="Lukket", published=True, closed_date="2020-01-01")
    EnterpriseFactory(name="Kladden")

    form = client.get(FORM)

    assert "Fristen er 1. januar 2090" in form.text
    assert "At andre kan lære." in form.text
    assert '<option value="Hjulet">' in form.text
    assert "Lukket</option>" not in form.text
    assert "Kladden" not in form.text
    assert "Roskilde Kommune er dataansvarlig" in form.text
    assert "artikel 6, stk. 1, litra e" in form.text
    assert form["X-Robots-Tag"] == "noindex, nofollow"
    assert form["Cache-Control"] == "private, no-store"


def test_what_is_written_arrives_and_is_shown_nowhere(client, award_year):
    enterprise = EnterpriseFactory(name="Hjulet", published=True)

    response = client.post(FORM, written(nominee_name="hjulet", may_quote="on"))
    thanks = client.get(response["Location"])

    nomination = Nomination.objects.get()
    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert nomination.award_year == award_year
    assert nomination.enterprise == enterprise
    assert nomination.why == "De giver plads til alle."
    assert nomination.may_quote
    assert nomination.state == State.NEW
    assert (nomination.delete_on_date - timezone.localdate()).days == 365
    assert "Tak for din indstilling" in thanks.text
    assert "plads til alle" not in client.get("/strategi/prisen/").text
    assert "plads til alle" not in client.get(enterprise.get_absolute_url()).text


@pytest.mark.parametrize("state", [{}, {"withdrawn": True}])
def test_only_a_public_enterprise_is_found_by_its_name(client, award_year, state):
    EnterpriseFactory(name="Hjulet", **state)

    client.post(FORM, written())

    assert Nomination.objects.get().enterprise is None


def test_a_form_sent_twice_is_one_nomination(client, award_year):
    typed = written()

    answers = [client.post(FORM, typed) for _ in range(8)]

    assert {answer.status_code for answer in answers} == {303}
    assert Nomination.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_many_times_at_once_is_one_nomination(award_year):
    def receive():
        return nominations.receive(
            award_year=award_year,
            sending_key="k" * 64,
            nominee_name="Hjulet",
            why="Derfor.",
            may_quote=False,
            name="A",
            email="a@example.org",
        )

    received = all_at_once(8, partial(patiently, receive))

    assert received == [Nomination.objects.get()] * 8


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"nominee_name": " "}, "Skriv, hvem du vil indstille."),
        ({"nominee_name": "a" * 121}, "Skriv højst 120 tegn."),
        ({"why": ""}, "Skriv, hvorfor de skal have prisen."),
        ({"why": "a" * 2001}, "Skriv højst 2.000 tegn."),
        ({"why": "a\x00b"}, "Null-tegn er ikke tilladte."),
        ({"name": ""}, "Skriv dit navn."),
        ({"email": ""}, "Skriv din mailadresse."),
        ({"email": "ikke en mail"}, "Skriv en mailadresse, fx navn@firma.dk"),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt."),
        ({"sending": ""}, "Siden har stået åben for længe."),
        ({"sending": new_sending}, "Det gik meget hurtigt."),
    ],
)
def test_what_is_missing_is_said_and_what_is_typed_is_kept(
    client, award_year, typed, told
):
    typed = {key: value() if callable(value) else value for key, value in typed.items()}

    response = client.post(FORM, written(**typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert Nomination.objects.count() == 0
    kept = response.context["form"]["why"].value()
    assert kept == typed.get("why", "De giver plads til alle.")


def test_the_sixth_in_an_hour_waits_with_its_text_kept(client, award_year):
    for _ in range(5):
        client.post(FORM, written())

    refused = client.post(FORM, written(why="Det sjette."))
    elsewhere = client.post(FORM, written(), REMOTE_ADDR="198.51.100.8")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Det sjette." in refused.text
    assert elsewhere.status_code == 303
    assert Nomination.objects.count() == 6


def test_the_last_day_counts_and_the_day_after_does_not(client):
    today = timezone.localdate()
    AwardYearFactory(published=True, year=2026, deadline_date=today)
    AwardYearFactory(published=True, year=2025, deadline_date=today - timedelta(1))

    in_time = client.post(FORM, written())
    late = client.post(FORM.replace("2026", "2025"), written(why="For sent."))

    assert in_time.status_code == 303
    assert "Lukket for indstillinger" in late.text
    assert "For sent." in late.text
    assert Nomination.objects.count() == 1


def test_a_year_with_a_winner_takes_no_more(client, award_year):
    NomineeFactory(award_year=award_year, winner=True)

    response = client.post(FORM, written())

    assert "Prisen 2026 er givet." in response.text
    assert Nomination.objects.count() == 0


def test_a_year_that_is_not_public_takes_nothing(client):
    AwardYearFactory(year=2026, deadline_date="2090-01-01")

    answers = [client.get(FORM), client.post(FORM, written()), client.get(THANKS)]

    assert {answer.status_code for answer in answers} == {404}
    assert Nomination.objects.count() == 0


def test_a_post_without_the_guard_is_refused(award_year):
    response = Client(enforce_csrf_checks=True).post(FORM, written())

    assert response.status_code == 403
    assert Nomination.objects.count() == 0


def test_nothing_of_it_is_in_a_log(client, award_year, caplog):
    caplog.set_level(logging.DEBUG)

    client.post(FORM, written())
    client.post(FORM, written(email="galt afsender@example.org"))

    assert "afsender" not in caplog.text
    assert "plads til alle" not in caplog.text
    assert "afsender" not in repr(Nomination.objects.get())


# The desk


def take(client, nomination, slug, **typed):
    place = reverse(f"admin:strategy_nomination_{slug}", args=[nomination.pk])
    shown = client.get(place).context
    version = shown["version"] if shown else ""
    return client.post(place, {"_version": version, **typed}, follow=True)


def test_the_desk_counts_them_and_lists_them(editor_client):
    NominationFactory()
    NominationFactory(taken=True)

    desk = editor_client.get("/admin/")
    (task,) = [t for t in desk.context["waiting"] if "indstilling" in t["label"]]
    listed = editor_client.get(task["url"])

    assert (task["number"], task["label"]) == (1, "indstilling til prisen venter")
    assert listed.context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("may_quote", "motivation"), [(True, "De giver plads til alle."), (False, "")]
)
def test_one_step_makes_a_nominee_with_the_words_that_may_be_shown(
    client, editor_client, award_year, may_quote, motivation
):
    enterprise = EnterpriseFactory(name="Hjulet", published=True)
    nomination = NominationFactory(
        award_year=award_year, enterprise=enterprise, may_quote=may_quote
    )

    response = take(editor_client, nomination, "nominer")

    nomination.refresh_from_db()
    nominee = Nominee.objects.get()
    assert "Hjulet er nomineret." in response.text
    assert (nominee.name, nominee.enterprise) == ("Hjulet", enterprise)
    assert (nominee.motivation, nominee.is_winner) == (motivation, False)
    assert (nomination.state, nomination.nominee) == (State.TAKEN, nominee)
    assert (nomination.delete_on_date - timezone.localdate()).days == 90
    page = client.get("/strategi/prisen/").text
    assert "Hjulet" in page
    assert ("plads til alle" in page) is may_quote
    assert "afsender@example.org" not in page


def test_two_who_nominate_the_same_make_one_nominee(award_year):
    first = NominationFactory(award_year=award_year, nominee_name="Hjulet")
    second = NominationFactory(award_year=award_year, nominee_name="HJULET")

    nominee = nominations.nominate(first)

    assert nominations.nominate(second) == nominee
    assert Nominee.objects.count() == 1


def test_what_is_decided_is_not_decided_again(award_year):
    nomination = NominationFactory(award_year=award_year)
    nominations.nominate(nomination)

    with pytest.raises(nominations.NominationRefused, match="allerede afgjort"):
        nominations.decline(nomination, "Nej.")

    assert Nominee.objects.count() == 1


def test_it_is_laid_aside_with_a_reason_only(editor_client, award_year):
    nomination = NominationFactory(award_year=award_year)

    without = take(editor_client, nomination, "laeg-til-side", note="")
    nomination.refresh_from_db()
    before = nomination.state
    take(editor_client, nomination, "laeg-til-side", note="Har hjemme i Køge.")
    nomination.refresh_from_db()

    assert "Skriv, hvorfor den ikke bliver nomineret." in without.text
    assert before == State.NEW
    assert (nomination.state, nomination.note) == (State.DECLINED, "Har hjemme i Køge.")
    assert Nominee.objects.count() == 0


def test_nobody_changes_what_another_wrote(editor_client, award_year):
    nomination = NominationFactory(award_year=award_year)
    place = reverse("admin:strategy_nomination_change", args=[nomination.pk])

    text = editor_client.get(place).text

    assert 'name="_save"' not in text
    assert "De giver plads til alle." in text
    assert (
        editor_client.get(reverse("admin:strategy_nomination_add")).status_code == 403
    )


# The end


def test_it_is_deleted_on_its_day(capsys):
    today = timezone.localdate()
    due = NominationFactory(delete_on_date=today)
    kept = NominationFactory(delete_on_date=today + timedelta(days=1))

    call_command("delete_expired", dry_run=True)
    before = set(Nomination.objects.all())
    call_command("delete_expired")

    told = capsys.readouterr().out
    assert before == {due, kept}
    assert list(Nomination.objects.all()) == [kept]
    assert "Nomination: 1 to delete" in told
    assert "Nomination: 1 deleted" in told
