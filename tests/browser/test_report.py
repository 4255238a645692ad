"""A whole round: the editor asks, an enterprise answers on a phone, both go again."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from enterprises import reporting, rounds
from enterprises.figures import staffing
from enterprises.models import StaffingReturn
from tests.browser.axe import violations
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
        if "/indberet/" in (text := letter.get_content())
    )
    start = text.index("/virksomheder/indberet/")
    return text[start:].split()[0]


def breaches(page, name):
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} at {width}: {breach}" for breach in violations(page)]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            found.append(f"{name} at {width}: scrolls sideways")
    return found


@pytest.fixture
def asked(page: Page, settings, live_server):
    settings.SITE_URL = live_server.url
    enterprise = EnterpriseFactory(
        name="Kædehjulet",
        published=True,
        established=True,
        email="post@kaedehjulet.example",
    )
    rounds.open_round(
        return_round=ReturnRoundFactory(
            year=2026, as_of_date=date(2026, 8, 31), deadline_date=date(2126, 10, 1)
        )
    )
    return enterprise


def test_a_round_from_the_letter_to_the_public_page(page, asked, letters, editor):
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
    page.get_by_label("I alt").fill("20")
    page.get_by_role("button", name="Gem, og fortsæt senere").click()
    wrong += breaches(page, "figures, saved")
    page.get_by_role("button", name="Gem, og gå videre").click()
    wrong += breaches(page, "review")
    page.get_by_role("button", name="Send indberetningen").click()
    wrong += breaches(page, "receipt")
    call_command("send_mail")
    received = [letter["subject"] for letter in letters]
    sent = StaffingReturn.objects.get()
    public = Client().get(asked.get_absolute_url()).content.decode()
    reporting.send_back(staffing_return=sent, by=editor, reason="Tæl igen.")
    page.goto(link_in(letters))
    page.get_by_role("button", name="Åbn indberetningen").click()
    page.goto("/virksomheder/indberet/tal/")
    wrong += breaches(page, "figures, sent back")
    page.get_by_label("Ordinært ansatte").fill("13")
    page.get_by_role("button", name="Gem, og gå videre").click()
    page.get_by_role("button", name="Send indberetningen").click()
    page.get_by_role("heading", name="Tak, vi har modtaget den").wait_for()
    reporting.approve(staffing_return=sent, by=editor)
    page.goto(asked.get_absolute_url())

    assert wrong == []
    assert any("Kvittering" in subject for subject in received)
    assert "har ikke indberettet" in public
    assert "har ikke indberettet" not in page.content()
    assert "13" in page.locator("section:has(#medarbejdere-overskrift)").text_content()
    assert str(staffing(date(2026, 8, 31)).total.quantity) == "mindst 13"


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
    heading = phone.get_by_role("heading", level=1).inner_text()
    context.close()

    assert heading == "Tak, vi har modtaget den"
