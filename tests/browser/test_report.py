"""A whole round: the editor asks, an enterprise answers on a phone, both go again."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from enterprises import reporting, rounds
from enterprises.models import StaffingReturn
from tests.browser.axe import breaches
from tests.enterprises.factories import EnterpriseFactory, ReturnRoundFactory
from tests.smtp import SMTP, mail_server


@pytest.fixture
def letters(settings):
    """Letters that reached a mail server on this machine."""
    with mail_server() as server:
        settings.MAILER_EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server.letters


def link_in(letters):
    call_command("send_mail")
    text = next(
        text
        for letter in reversed(letters)
        if "/indberet/" in (text := letter.get_body(("plain",)).get_content())
    )
    start = text.index("/virksomheder/indberet/")
    return text[start:].split()[0]


def enterprise():
    return EnterpriseFactory(
        name="Kædehjulet",
        published=True,
        established=True,
        email="post@kaedehjulet.example",
    )


@pytest.fixture
def asked(page: Page, settings, live_server):
    settings.SITE_URL = live_server.url
    asked = enterprise()
    rounds.open_round(
        return_round=ReturnRoundFactory(
            year=2026, as_of_date=date(2026, 8, 31), deadline_date=date(2126, 10, 1)
        )
    )
    return asked


@pytest.fixture
def phone(browser, live_server):
    """The enterprise's own browser, on a phone."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 800}
    )
    yield context.new_page()
    context.close()


def take(desk, *steps):
    """Press a button on a record of the desk, and then the one that does it."""
    for step in steps:
        desk.get_by_role("link", name=step, exact=True).click()
        desk.locator(f"input[type=submit][value='{step}']").click()
        desk.locator(".messagelist .success").wait_for()


def answer(phone, letters, number):
    phone.goto(link_in(letters))
    phone.get_by_role("button", name="Åbn indberetningen").click()
    phone.get_by_label("Det er stadig rigtigt").check()
    phone.get_by_role("button", name="Gem, og gå videre").click()
    phone.get_by_label("Ordinært ansatte").fill(number)
    phone.get_by_role("button", name="Gem, og gå videre").click()
    phone.get_by_role("button", name="Send indberetningen").click()
    phone.get_by_role("heading", name="Tak, vi har modtaget den").wait_for()


def public(asked):
    """Return what everybody reads of the enterprise, and of the programme."""
    client = Client()
    page = client.get(asked.get_absolute_url()).content.decode()
    return page, client.get("/tal/", {"dato": "2026-08-31"}).content.decode()


def test_a_whole_round_as_both_sides_see_it(
    desk, phone, letters, settings, live_server
):
    settings.SITE_URL = live_server.url
    asked = enterprise()

    desk.goto("/admin/enterprises/returnround/add/")
    desk.fill("#id_year", "2026")
    desk.fill("#id_as_of_date", "31.08.2026")
    desk.fill("#id_deadline_date", "01.10.2126")
    desk.locator("input[name=_continue]").last.click()
    take(desk, "Åbn runden")
    round_page = desk.url
    invited = desk.locator("section:has(> #standing)").inner_text()
    answer(phone, letters, "12")
    before = public(asked)

    desk.goto(round_page)
    sent = desk.locator("section:has(> #standing)").inner_text()
    desk.get_by_role("link", name="Kædehjulet").click()
    desk.get_by_role("link", name="Send retur", exact=True).click()
    desk.get_by_label("Begrundelse").fill("Tæl den nye med.")
    desk.locator("input[type=submit][value='Send retur']").click()
    phone.goto(link_in(letters))
    phone.get_by_role("button", name="Åbn indberetningen").click()
    expect(phone.locator("main")).to_contain_text("Tæl den nye med.")
    answer(phone, letters, "13")
    pending = public(asked)
    desk.goto(round_page)
    desk.get_by_role("link", name="Kædehjulet").click()
    take(desk, "Godkend")
    approved = public(asked)
    desk.goto(round_page)
    done = desk.locator("section:has(> #standing)").inner_text()

    assert "0 af 1 har svaret" in invited
    assert "1 af 1 har svaret" in sent
    for page, figures in (before, pending):
        assert "har ikke indberettet" in page
        assert ">13<" not in page + figures
    assert "har ikke indberettet" not in approved[0]
    assert "13" in approved[0].split("Hvem arbejder her")[1]
    assert ">13<" in re.sub(r"\s+", "", approved[1].split("Ordinært ansatte")[0][-300:])
    assert before[1] == pending[1]
    assert "Godkendt" in done


def test_the_pages_of_a_return_keep_the_promises(page, asked, letters, editor):
    wrong = []
    page.goto(link_in(letters))
    wrong += breaches(page, "open")
    page.get_by_role("button", name="Åbn indberetningen").click()
    wrong += breaches(page, "answer, empty")
    page.get_by_role("button", name="Gem, og gå videre").click()
    wrong += breaches(page, "answer, error")
    page.get_by_text("Det er stadig rigtigt", exact=True).click()
    page.get_by_role("button", name="Gem, og gå videre").click()
    wrong += breaches(page, "figures, empty")
    page.get_by_label("Ordinært ansatte").fill("mange")
    page.get_by_role("button", name="Gem, og gå videre").click()
    wrong += breaches(page, "figures, error")
    page.get_by_label("Ordinært ansatte").fill("12")
    page.get_by_label("Medarbejdere i alt", exact=True).fill("20")
    page.context.clear_cookies(name="indberet")
    page.get_by_role("button", name="Gem, og gå videre").click()
    wrong += breaches(page, "figures, kept")
    anew = page.context.new_page()
    anew.goto(link_in(letters))
    anew.get_by_role("button", name="Åbn indberetningen").click()
    page.get_by_role("button", name="Gem det, jeg skrev").click()
    wrong += breaches(page, "review")
    page.get_by_role("button", name="Send indberetningen").click()
    wrong += breaches(page, "receipt")
    call_command("send_mail")
    received = [letter["subject"] for letter in letters]
    reporting.send_back(
        staffing_return=StaffingReturn.objects.get(), by=editor, reason="Tæl igen."
    )
    page.goto(link_in(letters))
    page.get_by_role("button", name="Åbn indberetningen").click()
    page.get_by_label("Det er stadig rigtigt").wait_for()
    page.goto("/virksomheder/indberet/tal/")
    wrong += breaches(page, "figures, sent back")

    assert wrong == []
    assert any("Kvittering" in subject for subject in received)
    expect(page.get_by_label("Ordinært ansatte")).to_have_value("12")


def test_what_is_filled_in_saves_itself(page, asked, letters):
    page.goto(link_in(letters))
    page.get_by_role("button", name="Åbn indberetningen").click()
    page.get_by_label("Det er stadig rigtigt").wait_for()
    page.goto("/virksomheder/indberet/tal/")

    page.get_by_label("Ordinært ansatte").fill("9")
    page.get_by_label("Ordinært ansatte").blur()
    page.get_by_text("Gemt klokken").wait_for()
    page.reload()

    expect(page.get_by_label("Ordinært ansatte")).to_have_value("9")


def test_dead_links_are_for_everyone(page):
    wrong = []

    for place in ("x" * 43, "nyt-link", "nyt-link/sendt"):
        page.goto(f"/virksomheder/indberet/{place}/")
        wrong += breaches(page, place)
    page.goto("/virksomheder/indberet/nyt-link/")
    page.get_by_role("button", name="Få et nyt link").click()
    wrong += breaches(page, "nyt-link, error")

    assert wrong == []


def test_it_works_by_keyboard_and_without_scripts(
    browser, page, asked, letters, live_server
):
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 800},
    )
    phone = context.new_page()

    phone.goto(link_in(letters))
    phone.get_by_role("button", name="Åbn indberetningen").press("Enter")
    phone.get_by_label("Det er stadig rigtigt").press("Space")
    phone.get_by_role("button", name="Gem, og gå videre").press("Enter")
    phone.get_by_label("Ordinært ansatte").fill("4")
    phone.get_by_role("button", name="Gem, og gå videre").press("Enter")
    phone.get_by_role("button", name="Send indberetningen").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "Tak, vi har modtaget den"
    )
    context.close()
