"""An enterprise and the map in a real browser: harmless data, pins by keyboard."""

import json
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    SectorFactory,
)


@pytest.fixture
def three():
    """Three neighbours with a field of work in common."""
    sector = SectorFactory()
    for number, name in enumerate(("Hjulet", "Pedalen", "Sadlen")):
        enterprise = EnterpriseFactory(
            name=name, slug=name.lower(), published=True, established=True
        )
        enterprise.sectors.add(sector)
        LocationFactory(
            enterprise=enterprise,
            latitude=Decimal("55.64") + number * Decimal("0.01"),
            longitude=Decimal("12.08"),
        )


def test_the_policy_lets_data_for_machines_be(page: Page, three):
    # That the browser complains of nothing, the page itself sees to.
    page.goto("/virksomheder/hjulet/")

    text = page.locator("script[type='application/ld+json']").text_content()

    assert json.loads(text)["name"] == "Hjulet"
    expect(page.get_by_role("heading", name="I nærheden")).to_be_visible()
    assert violations(page) == []


def test_the_map_lies_beside_the_list_and_its_pins_are_links(page: Page, three):
    page.goto("/virksomheder/")
    pin = page.get_by_role("link", name="2: Pedalen")
    card = page.get_by_role("article").filter(has_text="Nr. 2 på kortet")

    map_box = page.locator(".map").bounding_box()
    card_box = card.bounding_box()
    found = violations(page)
    pin.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Pedalen")
    assert map_box["x"] > card_box["x"] + card_box["width"]
    assert found == []


@pytest.mark.parametrize("width", [320, 768])
def test_the_map_is_folded_where_there_is_no_room_beside(page: Page, three, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/virksomheder/")
    pin = page.get_by_role("link", name="2: Pedalen")

    expect(pin).to_be_hidden()
    page.get_by_text("Vis dem på et kort").click()

    expect(pin).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
