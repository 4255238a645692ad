"""Which links there are, when one is dead, and how the editor hears of it."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.urls import reverse

from common.richtext import RichTextField
from portal import links
from portal.models import LinkCheck
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    SourceFactory,
)
from tests.factories import MODELS
from tests.network.factories import EventFactory
from tests.portal.factories import LinkCheckFactory
from tests.strategy.factories import (
    BoardMeetingFactory,
    DocumentFactory,
    EvaluationFactory,
    ProgrammePageFactory,
    StrategyFactory,
    StrategySectionFactory,
)

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 10, 1, 4, tzinfo=UTC)
EVENING = datetime(2026, 10, 1, 20, tzinfo=UTC)
NEXT_DAY = MORNING + timedelta(days=1)
URL = "https://example.org/notat"
LIST = "/admin/portal/linkcheck/"


def gone(url):
    return "Siden findes ikke (404)."


def there(url):
    return ""


def check(look, now, most=500):
    return links.check(most, look=look, pause=0, now=now)


@pytest.fixture
def document():
    return DocumentFactory(published=True, url=URL)


def test_a_link_is_dead_only_after_two_different_days(document):
    first = check(gone, MORNING)
    same_day = check(gone, EVENING)
    second = check(gone, NEXT_DAY)

    row = LinkCheck.objects.get()
    assert (first.failed, first.dead, same_day.dead, second.dead) == (1, 0, 0, 1)
    assert row.is_dead
    assert row.fault == "Siden findes ikke (404)."
    assert (str(row.first_failed_date), str(row.last_failed_date)) == (
        "2026-10-01",
        "2026-10-02",
    )


def test_an_answer_in_between_begins_anew(document):
    check(gone, MORNING)
    check(there, EVENING)
    check(gone, NEXT_DAY)

    row = LinkCheck.objects.get()
    assert not row.is_dead
    assert row.answered_at == EVENING
    assert str(row.first_failed_date) == "2026-10-02"


def test_only_links_that_readers_see_are_followed():
    asked = []
    DocumentFactory(published=True, url="https://example.org/dokument")
    DocumentFactory(url="https://example.org/kladde")
    SourceFactory(url="https://example.org/kilde")
    EnterpriseFactory(published=True, website="https://example.org/hjulet")
    EnterpriseFactory(website="https://example.org/skjult")
    RsvStatusFactory(
        enterprise__published=True, source_url="https://example.org/register"
    )
    plan = StrategyFactory(published=True, case_url="https://example.org/sag")
    EvaluationFactory(
        published=True, strategy=plan, case_url="https://example.org/evaluering"
    )
    EvaluationFactory(year=2019, case_url="https://example.org/ufaerdig")

    links.check(500, look=lambda url: asked.append(url) or "", pause=0)

    paths = {url.rpartition("/")[2] for url in asked}
    assert paths == {"dokument", "kilde", "hjulet", "register", "sag", "evaluering"}


def test_links_in_formatted_text_are_followed_where_readers_see_it(settings):
    asked = []
    settings.SITE_URL = "https://portal.example"
    inside = (
        '<p>Se <a href="https://example.org/{0}?a=1&amp;b=2">lovens <em>tekst</em></a>,'
        ' <a href="mailto:post@example.org">skriv</a>, <a href="/kontakt/">kom</a>,'
        ' <a href="https://portal.example/om/">læs</a>'
        ' eller <a href="https://portal.example.org/">{0}</a>.</p>'
    )
    StrategySectionFactory(
        strategy=StrategyFactory(published=True), body=inside.format("afsnit")
    )
    StrategySectionFactory(body=inside.format("kladde"))
    ProgrammePageFactory(published=True, body=inside.format("side"))
    ProgrammePageFactory(place="rsv", body=inside.format("skjult"))
    BoardMeetingFactory(published=True, minutes=inside.format("referat"))
    too_long = f'<p><a href="https://example.org/{"a" * 500}">her</a></p>'
    EventFactory(published=True, description=too_long)

    links.check(500, look=lambda url: asked.append(url) or "", pause=0)

    assert set(asked) == {
        "https://example.org/afsnit?a=1&b=2",
        "https://example.org/side?a=1&b=2",
        "https://example.org/referat?a=1&b=2",
        "https://portal.example.org/",
    }


def test_every_formatted_text_is_among_those_followed():
    followed = {(rows.model, name) for rows, name in links.public_texts()}

    written = {
        (model, field.name)
        for model in MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, RichTextField)
    }
    assert len(written) >= 14
    assert followed == written


def test_a_link_that_stands_twice_is_followed_once(document):
    DocumentFactory(published=True, url=URL)

    assert check(there, MORNING).answered == 1


def test_a_link_that_stands_nowhere_any_more_is_forgotten(document):
    check(gone, MORNING)
    document.delete()

    check(there, NEXT_DAY)

    assert LinkCheck.objects.count() == 0


def test_those_that_failed_and_those_that_wait_longest_come_first():
    urls = [f"https://example.org/{n}" for n in range(4)]
    for url in urls:
        DocumentFactory(published=True, url=url)
    LinkCheckFactory(url=urls[0], checked_at=NEXT_DAY)
    LinkCheckFactory(url=urls[1], checked_at=MORNING)
    LinkCheckFactory(url=urls[2], dead=True)
    asked = []

    links.check(3, look=lambda url: asked.append(url) or "", pause=0)

    assert asked == [urls[2], urls[3], urls[1]]


def test_one_server_is_asked_with_a_pause():
    for n in range(3):
        DocumentFactory(published=True, url=f"https://example.org/{n}")
    DocumentFactory(published=True, url="https://example.com/")
    began = time.monotonic()

    links.check(500, look=there, pause=0.2)

    assert 0.4 <= time.monotonic() - began < 0.6


def test_where_nothing_answers_nothing_is_kept():
    for n in range(5):
        DocumentFactory(published=True, url=f"https://example.org/{n}")

    with pytest.raises(links.NoNetwork):
        check(gone, MORNING)

    assert LinkCheck.objects.count() == 0


def test_the_command_follows_real_links_and_tells(document, capsys):
    # What lies on our own network is refused, so nothing leaves this machine.
    document.url = "http://127.0.0.1/notat"
    document.save()

    call_command("check_links")

    assert "0 answered, 1 failed, 0 dead" in capsys.readouterr().out
    assert LinkCheck.objects.get().fault == "Adressen hører til et lukket net."


def test_the_command_says_when_there_is_no_network():
    for n in range(5):
        DocumentFactory(published=True, url=f"http://127.0.0.{n}/")

    with pytest.raises(CommandError, match="No link answered"):
        call_command("check_links")


# The desk


def test_a_dead_link_waits_on_the_desk_and_leads_to_where_it_stands(
    editor_client, document
):
    check(gone, MORNING)
    check(gone, NEXT_DAY)
    enterprise = EnterpriseFactory(published=True, name="Hjulet")
    RsvStatusFactory(enterprise=enterprise, source_url=URL)
    row = LinkCheck.objects.get()
    LinkCheckFactory()
    place = reverse("admin:portal_linkcheck_change", args=[row.pk])

    desk = editor_client.get("/admin/")
    (task,) = [task for task in desk.context["waiting"] if "link" in task["label"]]
    listed = editor_client.get(task["url"])
    page = editor_client.get(place).text

    assert (task["number"], task["label"]) == (1, "link er dødt")
    assert listed.context["cl"].result_count == 1
    assert "Siden findes ikke (404)." in listed.text
    assert f"/admin/strategy/document/{document.pk}/change/" in page
    assert f"/admin/enterprises/enterprise/{enterprise.pk}/change/" in page
    assert 'name="_save"' not in page


def test_a_dead_link_in_a_text_leads_to_where_the_text_is_written(editor_client):
    text = f'<p><a href="{URL}">Notatet</a> og <a href="{URL}">igen</a></p>'
    section = StrategySectionFactory(
        strategy=StrategyFactory(published=True), body=text, heading="Midler"
    )
    meeting = BoardMeetingFactory(published=True, agenda=text, minutes=text)
    row = LinkCheckFactory(url=URL, dead=True)
    place = reverse("admin:portal_linkcheck_change", args=[row.pk])

    page = editor_client.get(place).text

    assert page.count(f"/admin/strategy/strategy/{section.strategy.pk}/change/") == 1
    assert "Afsnit: Midler" in page
    assert page.count(f"/admin/strategy/boardmeeting/{meeting.pk}/change/") == 1


def test_what_cannot_be_put_right_is_set_aside_until_it_answers(
    editor_client, document
):
    check(gone, MORNING)
    check(gone, NEXT_DAY)
    row = LinkCheck.objects.get()
    chosen = {"action": "set_aside", "_selected_action": [row.pk]}

    told = editor_client.post(LIST, chosen, follow=True)
    desk = editor_client.get("/admin/")
    aside = editor_client.get(f"{LIST}?svar=lagt-til-side")
    check(gone, NEXT_DAY + timedelta(days=1))
    still_aside = LinkCheck.objects.waiting().count()
    check(there, NEXT_DAY + timedelta(days=2))
    check(gone, NEXT_DAY + timedelta(days=3))
    check(gone, NEXT_DAY + timedelta(days=4))

    assert "1 lagt til side" in told.text
    assert not [task for task in desk.context["waiting"] if "link" in task["label"]]
    assert aside.context["cl"].result_count == 1
    assert still_aside == 0
    assert LinkCheck.objects.waiting().get() == row


def test_a_link_that_answers_is_not_set_aside(editor_client):
    row = LinkCheckFactory()
    chosen = {"action": "set_aside", "_selected_action": [row.pk]}

    told = editor_client.post(LIST, chosen, follow=True)

    row.refresh_from_db()
    assert "Linket svarer" in told.text
    assert row.set_aside_date is None


def test_who_may_only_look_sets_nothing_aside(client):
    row = LinkCheckFactory(dead=True)
    reader = User.objects.create_user("laeser", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_linkcheck"))
    client.force_login(reader)
    chosen = {"action": "set_aside", "_selected_action": [row.pk]}

    listed = client.get(LIST)
    client.post(LIST, chosen)

    row.refresh_from_db()
    assert listed.status_code == 200
    assert "Læg til side" not in listed.text
    assert row.set_aside_date is None


@pytest.mark.parametrize(
    ("asked", "number"),
    [("doed", 1), ("lagt-til-side", 1), ("fejl", 3), ("svarer", 1)],
)
def test_the_list_is_narrowed_by_how_they_answer(editor_client, asked, number):
    LinkCheckFactory()
    LinkCheckFactory(dead=True, set_aside_date="2026-10-03")
    LinkCheckFactory(dead=True)
    LinkCheckFactory(dead=True, last_failed_date="2026-10-01")

    listed = editor_client.get(f"/admin/portal/linkcheck/?svar={asked}")

    assert listed.context["cl"].result_count == number
