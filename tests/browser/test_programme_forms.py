"""Nominating and asking to take part, in a real browser: axe, keyboard, narrow."""

import pytest
from playwright.sync_api import Page, expect

from network.models import Enquiry
from strategy.models import Nomination
from tests.browser.axe import violations
from tests.enterprises.factories import EnterpriseFactory
from tests.strategy.factories import AwardYearFactory, InitiativeFactory


@pytest.mark.parametrize("width", [320, 1280])
def test_a_nomination_goes_from_the_page_to_the_receipt(page: Page, width):
    EnterpriseFactory(name="Hjulet", published=True)
    AwardYearFactory(open=True, year=2026, criteria="<p>At andre kan lære.</p>")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/strategi/prisen/")
    before = violations(page)

    page.get_by_role("link", name="Indstil en kandidat").click()
    expect(page.get_by_role("button", name="Send indstillingen")).to_be_visible()
    empty = violations(page)
    page.get_by_label("Hvem vil du indstille?").fill("Hjulet")
    page.get_by_role("button", name="Send indstillingen").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    expect(page.get_by_label("Hvem vil du indstille?")).to_have_value("Hjulet")
    wrong = violations(page)
    page.get_by_label("Hvorfor skal de have prisen?").fill("De giver plads.")
    page.get_by_label("I må bruge min begrundelse").press("Space")
    page.get_by_label("Dit navn").fill("Afsender")
    page.get_by_label("Din mailadresse").fill("afsender@example.org")
    page.get_by_role("button", name="Send indstillingen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din indstilling")
    done = violations(page)

    assert [before, empty, wrong, done] == [[], [], [], []]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Nomination.objects.get().may_quote


@pytest.mark.parametrize("width", [320, 1280])
def test_who_wants_to_take_part_gets_a_receipt(page: Page, width):
    InitiativeFactory(published=True, slug="mentor", title="Mentorforløb")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/strategi/indsatser/")
    before = violations(page)

    page.get_by_role("link", name="Vil du være med? Mentorforløb").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    empty = violations(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    wrong = violations(page)
    page.get_by_label("Fortæl kort").fill("Vi er to.")
    page.get_by_label("Dit navn").fill("Afsender")
    page.get_by_label("Din mailadresse").fill("afsender@example.org")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tak")
    done = violations(page)

    assert [before, empty, wrong, done] == [[], [], [], []]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Enquiry.objects.get().body == "Vi er to."


@pytest.mark.parametrize("name", ["indkoeb", "rsv", "dokumenter"])
def test_the_pages_beside_them_are_for_everybody(page: Page, name):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"/strategi/{name}/")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
