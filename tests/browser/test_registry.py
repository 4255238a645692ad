"""Finding an enterprise with the script: nothing reloads, each state has a way back."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations

LIST = "/virksomheder/"


@pytest.fixture
def registry(loaded: Page) -> Page:
    """The list of the example data, marked so that a reload is noticed."""
    loaded.goto(LIST)
    loaded.evaluate("window.isTheFirstPage = true")
    return loaded


def is_the_first_page(page: Page) -> bool:
    return page.evaluate("window.isTheFirstPage === true")


def hits(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def count_beside(page: Page, label: str) -> str:
    box = page.locator("label.filter", has_text=label)
    return re.search(r"\d+$", box.inner_text())[0]


def test_a_choice_changes_the_list_the_counts_and_the_address(registry: Page):
    expected = count_beside(registry, "Viby Sj")

    registry.get_by_label("Viby Sj").check()

    expect(registry).to_have_url(re.compile(r"/virksomheder/\?by=Viby\+Sj$"))
    expect(registry.get_by_role("status")).to_contain_text(f"{expected} virksomhed")
    assert registry.locator(".card").count() == int(expected)
    assert count_beside(registry, "I drift") != "0"
    assert registry.get_by_label("Viby Sj").evaluate(
        "box => document.activeElement === box"
    )
    assert is_the_first_page(registry)


def test_several_choices_are_taken_back_one_by_one(registry: Page):
    everything = hits(registry)
    registry.get_by_label("Viby Sj").check()
    expect(registry).to_have_url(re.compile("by="))
    viby = hits(registry)
    registry.get_by_label("Registreret", exact=False).first.check()
    expect(registry).to_have_url(re.compile("rsv=registreret"))

    registry.go_back()
    expect(registry.get_by_role("status")).to_have_text(viby)
    assert registry.get_by_label("Viby Sj").is_checked()
    registry.go_back()
    expect(registry.get_by_role("status")).to_have_text(everything)
    assert not registry.get_by_label("Viby Sj").is_checked()
    registry.go_forward()
    expect(registry.get_by_role("status")).to_have_text(viby)

    assert registry.get_by_label("Viby Sj").is_checked()
    assert is_the_first_page(registry)


def test_a_chip_is_taken_away_and_the_keyboard_goes_on_from_the_hits(registry: Page):
    registry.get_by_label("Viby Sj").check()
    chip = registry.get_by_role("link", name="Fjern filter: Viby Sj")

    chip.focus()
    registry.keyboard.press("Enter")

    expect(chip).to_have_count(0)
    assert not registry.get_by_label("Viby Sj").is_checked()
    assert registry.evaluate("document.activeElement.id") == "hits"
    assert is_the_first_page(registry)


def test_the_order_changes_and_keeps_the_focus(registry: Page):
    registry.get_by_label("Roskilde", exact=False).first.check()
    expect(registry).to_have_url(re.compile("by=Roskilde"))

    registry.get_by_role("link", name="Nyeste").press("Enter")

    expect(registry).to_have_url(re.compile("by=Roskilde&sortering=nyeste"))
    assert registry.evaluate("document.activeElement.textContent") == "Nyeste"
    registry.get_by_label("Viby Sj").check()
    expect(registry).to_have_url(
        re.compile("by=Viby.Sj.*&sortering=nyeste|sortering=nyeste.*by=Viby")
    )
    assert is_the_first_page(registry)


def test_a_page_that_cannot_be_had_in_place_is_loaded(registry: Page):
    def break_in_place(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            route.fulfill(status=500, body="<h1>Fejl</h1>")

    registry.route("**/virksomheder/?by=*", break_in_place)

    registry.get_by_label("Viby Sj").check()

    expect(registry).to_have_url(re.compile("by=Viby"))
    expect(registry.get_by_role("link", name="Fjern filter: Viby Sj")).to_be_visible()
    assert not is_the_first_page(registry)


def test_on_a_phone_the_fold_closes_over_the_hits(registry: Page):
    registry.set_viewport_size({"width": 320, "height": 640})
    registry.get_by_text("Vælg, hvad du vil se").click()

    registry.get_by_label("Viby Sj").check()
    button = registry.get_by_role("button", name=re.compile("^Vis "))

    assert button.is_visible()
    button.click()
    expect(registry.get_by_label("Viby Sj")).to_be_hidden()
    expect(registry.get_by_role("status")).to_contain_text("passer til dit valg")
    assert registry.evaluate("document.scrollingElement.scrollWidth") == 320
    assert violations(registry) == []
    assert is_the_first_page(registry)


def test_words_are_searched_for_in_place_and_the_focus_stays(registry: Page):
    registry.get_by_label("Søg i registret").fill("værksted")

    registry.keyboard.press("Enter")

    expect(registry).to_have_url(re.compile(r"\?q=v%C3%A6rksted$"))
    expect(registry.get_by_role("link", name="Bedste match")).to_be_visible()
    assert registry.evaluate("document.activeElement.id") == "q"
    assert is_the_first_page(registry)


def test_a_pin_on_the_map_is_a_link_for_the_keyboard(registry: Page):
    # Beside the list there is room for it, and nothing to unfold.
    pin = registry.locator("svg a").first
    name = pin.get_attribute("aria-label").partition(": ")[2].partition(",")[0]
    assert violations(registry) == []

    pin.focus()
    registry.keyboard.press("Enter")

    expect(registry.get_by_role("heading", level=1)).to_have_text(name)


def test_without_the_script_the_same_is_found(registry: Page, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()

    page.goto(LIST)
    expected = count_beside(page, "Viby Sj")
    page.get_by_label("Viby Sj").check()
    page.get_by_role("button", name="Vis virksomheder").click()

    assert hits(page).startswith(f"{expected} virksomhed")
    context.close()
