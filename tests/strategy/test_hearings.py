"""A hearing: anybody writes until a day; the editor looks before others read."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from strategy.models import HearingRemark, Strategy
from tests.strategy.factories import (
    HearingRemarkFactory,
    OriginStepFactory,
    StrategyFactory,
    StrategySectionFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/strategi/plan/hoering/"
SENT = f"{PAGE}tak/"


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """Let forms be sent at once: how soon is asked in tests/common/test_sendings.py."""
    monkeypatch.setattr("common.sendings.QUICKEST", timedelta(0))


@pytest.fixture
def plan():
    plan = StrategyFactory(slug="plan", in_hearing=True)
    StrategySectionFactory(strategy=plan, anchor="vision", heading="Vision")
    return plan


def write(client, **data):
    sending = client.get(PAGE).context["form"]["sending"].value()
    typed = {"text": "Husk de frivillige.", **data}
    return client.post(PAGE, {"sending": sending, **typed})


def test_anybody_may_write_and_nobody_reads_it_yet(client, plan):
    response = write(client, section="vision", name="En borger")

    remark = HearingRemark.objects.get()
    assert response["Location"] == SENT
    assert client.get(SENT).status_code == 200
    assert remark.section.anchor == "vision"
    assert not remark.show_name
    for place in (PAGE, plan.get_absolute_url()):
        assert "Husk de frivillige." not in client.get(place).text


def test_the_editor_is_told_without_the_words(client, plan, settings):
    write(client, name="En borger")
    call_command("send_mail", verbosity=0)

    (letter,) = mail.outbox
    assert letter.to == [settings.CONTACT_EMAIL]
    assert "frivillige" not in letter.body
    assert "En borger" not in letter.body


def test_sent_twice_it_is_one(client, plan):
    sending = client.get(PAGE).context["form"]["sending"].value()

    for _ in range(2):
        client.post(PAGE, {"sending": sending, "text": "Husk de frivillige."})

    assert HearingRemark.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a" * 4001}, "text"),
        ({"text": "a\x00"}, "text"),
        ({"section": "findes-ikke"}, "section"),
        ({"section": "\x00"}, "section"),
        ({"name": "a" * 121}, "name"),
        ({"show_name": "on"}, "name"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, plan, typed, field):
    response = write(client, **typed)

    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert not HearingRemark.objects.exists()


def test_a_machine_that_fills_the_hidden_box_is_refused(client, plan):
    response = write(client, webadresse="https://spam.example")

    assert "Et skjult felt var udfyldt." in response.text
    assert not HearingRemark.objects.exists()


def test_the_sixth_in_an_hour_is_told_to_wait(client, plan):
    for _ in range(5):
        write(client)

    response = write(client)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Husk de frivillige." in response.text
    assert HearingRemark.objects.count() == 5


@pytest.mark.parametrize(
    "changes",
    [
        {"hearing_end_date": "2018-12-31"},
        {"hearing_start_date": "2098-12-31"},
        {"status": "til_beslutning"},
    ],
)
def test_outside_of_the_days_there_is_no_form(client, plan, changes):
    sending = client.get(PAGE).context["form"]["sending"].value()
    Strategy.objects.update(**changes)

    page = client.get(PAGE)
    late = client.post(PAGE, {"sending": sending, "text": "For sent."})

    assert "Send høringssvaret" not in page.text
    assert "Dit svar kom for sent" in late.text
    assert "For sent." in late.text
    assert not HearingRemark.objects.exists()


def test_the_last_day_counts(client, plan):
    today = timezone.localdate()
    Strategy.objects.update(hearing_start_date=today, hearing_end_date=today)

    assert write(client).status_code == 303


@pytest.mark.parametrize("changes", [{"visibility": "board"}, {"status": "kladde"}])
def test_a_hearing_that_is_not_public_has_no_page(client, plan, changes):
    Strategy.objects.update(**changes)

    for place in (PAGE, SENT):
        assert client.get(place).status_code == 404
        assert client.post(place).status_code in (404, 405)


def test_a_strategy_without_a_hearing_has_no_such_page(client):
    StrategyFactory(slug="plan", published=True)

    assert client.get(PAGE).status_code == 404


def step(client, remark, slug, **data):
    place = reverse(f"admin:strategy_hearingremark_{slug}", args=[remark.pk])
    shown = client.get(place)
    return client.post(place, {"_version": shown.context["version"], **data})


@pytest.mark.parametrize("show_name", [True, False])
def test_the_editor_publishes_with_an_answer(client, editor_client, plan, show_name):
    remark = HearingRemarkFactory(strategy=plan, name="En borger", show_name=show_name)

    step(editor_client, remark, "offentlig", answer="")
    step(editor_client, remark, "svar", answer="Det gør vi.")

    text = client.get(PAGE).text
    assert "Husk de frivillige." in text
    assert "Det gør vi." in text
    assert ("En borger" in text) is show_name


def test_what_is_put_aside_is_gone_in_a_month(client, editor_client, plan):
    remark = HearingRemarkFactory(strategy=plan, published=True)

    refused = step(editor_client, remark, "laeg-vaek", note="")
    step(editor_client, remark, "laeg-vaek", note="Skriver om en nabo.")

    remark.refresh_from_db()
    assert "Skriv, hvorfor det ikke bliver offentligt." in refused.text
    assert "Husk de frivillige." not in client.get(PAGE).text
    assert remark.delete_on_date == timezone.localdate() + timedelta(days=30)


def test_retention_keeps_what_is_public_and_nothing_else(plan):
    today = timezone.localdate()
    due = {"strategy": plan, "name": "En borger", "delete_on_date": today}
    waiting = HearingRemarkFactory(**due)
    aside = HearingRemarkFactory(aside=True, **due)
    unnamed = HearingRemarkFactory(published=True, **due)
    named = HearingRemarkFactory(published=True, show_name=True, **due)
    later = HearingRemarkFactory(strategy=plan)

    call_command("delete_expired", "--dry-run", verbosity=0)
    before = HearingRemark.objects.count()
    call_command("delete_expired", verbosity=0)

    assert before == 5
    assert set(HearingRemark.objects.all()) == {unnamed, named, later}
    assert not {waiting, aside} & set(HearingRemark.objects.all())
    unnamed.refresh_from_db()
    named.refresh_from_db()
    assert (unnamed.name, named.name) == ("", "En borger")


def test_the_strategy_leads_to_its_hearing(client, plan):
    page = client.get(plan.get_absolute_url())

    assert "Skriv et høringssvar" in page.text
    assert PAGE in page.text


def test_each_section_leads_to_an_answer_about_it(client, plan):
    page = client.get(plan.get_absolute_url())

    assert f"{PAGE}?afsnit=vision" in page.text
    form = client.get(f"{PAGE}?afsnit=vision").context["form"]
    assert form["section"].value() == "vision"


def test_an_open_hearing_is_found_without_knowing_the_strategy(client, plan):
    assert PAGE in client.get("/strategi/").text
    assert (plan.title, "er i høring til og med 31. december") in [
        (item.name, item.text) for item in client.get("/").context["news"]
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"hearing_end_date": date(2018, 12, 31)},
        {"hearing_start_date": date(2099, 1, 1)},
        {"visibility": Strategy.Visibility.BOARD},
        {"status": Strategy.Status.PROPOSED},
        {"hearing_start_date": None, "hearing_end_date": None},
    ],
)
def test_no_other_hearing_is_called_for(client, plan, changes):
    Strategy.objects.filter(pk=plan.pk).update(**changes)

    assert PAGE not in client.get("/strategi/").text
    assert client.get("/").context["news"] == []
    assert not Strategy.objects.in_hearing(timezone.localdate()).exists()


def test_what_a_hearing_changed_is_not_asked_before_its_end(client, plan):
    OriginStepFactory(strategy=plan, hearing=True, changed="")

    during = client.get(plan.get_absolute_url()).text
    Strategy.objects.update(hearing_end_date=date(2018, 12, 31))
    after = client.get(plan.get_absolute_url()).text

    assert "Det ser vi på, når høringen er slut" in during
    assert "Det ser vi på" not in after
    assert "Ikke oplyst" in after


def test_an_answer_is_put_right_from_what_stands_there(editor_client, plan):
    remark = HearingRemarkFactory(strategy=plan, published=True, answer="Det gør vi.")

    page = editor_client.get(
        reverse("admin:strategy_hearingremark_svar", args=[remark.pk])
    )

    assert page.context["form"]["answer"].value() == "Det gør vi."


def test_the_list_shows_how_each_begins(editor_client, plan):
    HearingRemarkFactory(strategy=plan, text="Husk de unge. " + "Meget mere. " * 40)

    listed = editor_client.get("/admin/strategy/hearingremark/").text

    assert "Husk de unge. Meget mere." in listed
    assert listed.count("Meget mere.") == 4


def test_hearing_remarks_wait_on_the_desk(editor_client, plan):
    HearingRemarkFactory(strategy=plan)

    assert "høringssvar venter på dig" in editor_client.get("/admin/").text


def test_how_it_came_about_is_shown_and_the_hearing_is_counted(client, plan):
    OriginStepFactory(strategy=plan, who="Borgere", changed="Færre mål.")
    OriginStepFactory(strategy=plan, hearing=True)
    HearingRemarkFactory(strategy=plan, published=True)
    HearingRemarkFactory(strategy=plan, published=True)
    HearingRemarkFactory(strategy=plan)

    text = client.get(plan.get_absolute_url()).text

    assert "2 offentlige høringssvar" in text
    assert "1 gang, 30 deltagere" in text
    assert "Færre mål." in text


def test_the_page_costs_the_same_however_much_was_said(
    client, plan, django_assert_max_num_queries
):
    for _ in range(7):
        HearingRemarkFactory(strategy=plan, section=plan.sections.get(), published=True)

    with django_assert_max_num_queries(4):
        client.get(PAGE)
