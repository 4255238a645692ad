"""A reader says what is wrong, with and without scripts, on a phone and by keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from common import sendings
from enterprises.models import Correction
from tests.browser.axe import violations
from tests.enterprises.factories import EnterpriseFactory

FORM = "/virksomheder/hjulet/ret/"
# The real rule, from before the browser's tests are spared it.
QUICKEST = sendings.QUICKEST


@pytest.fixture
def wheel():
    return EnterpriseFactory(name="Hjulet", slug="hjulet", published=True)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_correction_goes_from_the_page_to_the_receipt(page: Page, wheel, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(wheel.get_absolute_url())
    without_cookie = page.context.cookies()

    page.get_by_role("link", name="Foreslå en rettelse").click()
    expect(page.get_by_role("button", name="Send rettelsen")).to_be_visible()
    empty = violations(page)
    page.get_by_role("button", name="Send rettelsen").click()
    expect(page).to_have_title(
        "Fejl: Foreslå en rettelse til Hjulet – Socialøkonomi i Roskilde"
    )
    wrong = violations(page)
    page.get_by_role("link", name="Vælg, hvad det handler om.").press("Enter")
    page.keyboard.press("Space")
    page.get_by_label("Hvad er forkert?").fill("Telefonen virker ikke.")
    page.get_by_role("button", name="Send rettelsen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din rettelse")
    done = violations(page)

    assert without_cookie == []
    assert [empty, wrong, done] == [[], [], []]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    correction = Correction.objects.get()
    assert (correction.area, correction.wrong) == ("navn", "Telefonen virker ikke.")


def test_who_was_taken_for_a_machine_waits_and_sends_again(
    page: Page, wheel, monkeypatch
):
    monkeypatch.setattr(sendings, "QUICKEST", timedelta(hours=1))
    page.goto(FORM)
    page.get_by_label("Navn").check()
    page.get_by_label("Hvad er forkert?").fill("Navnet er forkert.")
    page.get_by_role("button", name="Send rettelsen").click()
    expect(page.get_by_text("Det gik meget hurtigt")).to_be_visible()

    monkeypatch.setattr(sendings, "QUICKEST", QUICKEST)
    page.wait_for_timeout(QUICKEST / timedelta(milliseconds=1) + 100)
    page.get_by_role("button", name="Send rettelsen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din rettelse")
    assert Correction.objects.get().wrong == "Navnet er forkert."


def test_nobody_reaches_the_box_for_machines(page: Page, wheel):
    page.goto(FORM)
    box = page.locator("[name=webadresse]")

    reached = []
    page.locator("[name=email]").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || ''"))

    assert "webadresse" not in reached
    assert page.locator(".sr-only", has=box).bounding_box()["width"] <= 1
