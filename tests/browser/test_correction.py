"""A reader says what is wrong, with and without scripts, on a phone and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from enterprises.models import Correction
from tests.browser.axe import violations
from tests.enterprises.factories import EnterpriseFactory

FORM = "/virksomheder/hjulet/ret/"


@pytest.fixture
def wheel():
    return EnterpriseFactory(name="Hjulet", slug="hjulet", published=True)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_correction_goes_from_the_page_to_the_receipt(page: Page, wheel, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(wheel.get_absolute_url())
    without_cookie = page.context.cookies()

    page.get_by_role("link", name="Foreslå en rettelse").click()
    page.wait_for_timeout(2100)
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
