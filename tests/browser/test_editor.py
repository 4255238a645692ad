"""Formatted text on the desk: by mouse, by keyboard, from Word, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from strategy.models import StrategySection
from tests import word
from tests.browser.axe import violations
from tests.browser.drawing import drawn
from tests.browser.signing import sign_in
from tests.strategy.factories import StrategyFactory, StrategySectionFactory

PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
  );
}"""


@pytest.fixture
def section(desk) -> StrategySection:
    """A draft's section, open in the editor."""
    section = StrategySectionFactory(
        strategy=StrategyFactory(), body="<p>Vi vil mere.</p>"
    )
    desk.goto(f"/admin/strategy/strategy/{section.strategy_id}/change/")
    return section


@pytest.fixture
def text(desk, section):
    """The section's text, with the cursor at its end."""
    text = desk.locator("#id_sections-0-body-editor")
    text.click()
    drawn(desk)
    desk.keyboard.press("Control+End")
    drawn(desk)
    return text


def box(desk: Page):
    return desk.locator("#sections-0 .editor")


def press(desk: Page, name: str) -> None:
    box(desk).get_by_role("button", name=name, exact=True).click()


def saved(desk: Page, section: StrategySection) -> str:
    desk.locator("[name=_save]").first.click()
    desk.locator(".messagelist .success").wait_for()
    section.refresh_from_db()
    return section.body.replace(' rel="noopener noreferrer nofollow"', "")


def test_a_text_is_written_with_buttons_and_keys(desk, section, text):
    desk.keyboard.press("Enter")
    press(desk, "Overskrift")
    desk.keyboard.type("Mål")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Vi ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("vil")
    desk.keyboard.press("Control+b")
    desk.keyboard.press("Enter")
    desk.keyboard.type("- Et")
    desk.keyboard.press("Enter")
    desk.keyboard.type("To")
    press(desk, "Ryk ind")

    assert saved(desk, section) == (
        "<p>Vi vil mere.</p><h2>Mål</h2><p>Vi <strong>vil</strong></p>"
        "<ul><li>Et<ul><li>To</li></ul></li></ul>"
    )


def test_a_link_a_footnote_and_a_table_are_put_in_by_keyboard(desk, section, text):
    desk.keyboard.press("Control+k")
    desk.keyboard.type("ikke en adresse")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Skriv en adresse")
    desk.get_by_label("Hvor fører det hen?").fill("example.org")
    desk.keyboard.press("Enter")
    expect(text.locator("a")).to_be_visible()
    drawn(desk)
    desk.keyboard.press("End")
    drawn(desk)
    desk.keyboard.press("Alt+F10")
    for _ in range(6):
        desk.keyboard.press("ArrowRight")
    expect(desk.locator(":focus")).to_have_text("Fodnote")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Kilden.")
    text.locator("p").first.click(position={"x": 2, "y": 8})
    drawn(desk)
    press(desk, "Tabel")
    desk.keyboard.type("År")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Antal")
    press(desk, "Tabeltekst")
    desk.get_by_label("Hvad viser tabellen?").fill("Tal")
    desk.keyboard.press("Enter")

    body = saved(desk, section)
    assert body.startswith(
        '<p>Vi vil mere.<a href="https://example.org">https://example.org</a>'
        '<sup><a href="#note-1" id="note-1-ref">1</a></sup></p>'
        "<table><caption>Tal</caption><thead><tr>"
        '<th scope="col">År</th><th scope="col">Antal</th></tr></thead>'
    )
    assert body.endswith('<ol><li id="note-1">Kilden.</li></ol>')


def test_what_is_done_can_be_undone(desk, section, text):
    desk.keyboard.type(" Og mere.")
    expect(text).to_contain_text("Og mere.")

    desk.keyboard.press("Control+z")

    expect(text).to_have_text("Vi vil mere.")


def test_a_strategy_of_60_pages_is_pasted_from_word(desk, section, text):
    desk.evaluate(PASTE, [word.long_strategy(), "kun tekst"])
    expect(box(desk).get_by_role("status")).to_have_text(
        "Sat ind og ryddet op.", timeout=20_000
    )

    expect(text.locator("table")).to_have_count(12)
    body = saved(desk, section)

    assert body.startswith("<p>Vi vil mere.</p><h2>1. Kapitel 1</h2><h3>1.1 Emne 1.1")
    assert body.count('<li id="note-') == body.count("<sup>") == 12
    assert len(re.sub(r"<[^>]+>", " ", body).split()) > 24_000
    assert not re.search("mso|style|class", body)


def test_pasted_footnotes_join_those_that_are_there(desk, section, text):
    press(desk, "Fodnote")
    desk.keyboard.type("Først")
    text.locator("p").first.click(position={"x": 2, "y": 8})
    drawn(desk)
    desk.evaluate(
        PASTE,
        [
            word.document(
                word.paragraph(f"Foran{word.reference(1)}"), word.notes("Siden")
            ),
            "",
        ],
    )
    expect(box(desk).get_by_role("status")).to_have_text("Sat ind og ryddet op.")

    body = saved(desk, section)

    assert body.endswith(
        '<ol><li id="note-1">Siden</li><li id="note-2">Først</li></ol>'
    )
    assert body.index("#note-1") < body.index("#note-2")


def test_what_cannot_be_cleaned_is_put_in_without_its_marks(desk, section, text):
    desk.route("**/ryd-op/", lambda route: route.fulfill(status=502))

    desk.evaluate(PASTE, ["<h1>Mål</h1>", "Mål"])

    expect(box(desk).get_by_role("status")).to_contain_text("kom ikke med")
    expect(text).to_have_text("Vi vil mere.Mål")


def test_the_marks_can_be_seen_and_changed(desk, section, text):
    press(desk, "Vis koderne")
    desk.locator("#id_sections-0-body").fill("<h3>Nyt</h3>")
    press(desk, "Vis koderne")
    expect(text).to_have_text("Nyt")

    assert saved(desk, section) == "<h2>Nyt</h2>"


def test_an_added_row_gets_an_editor_too(desk, section):
    desk.locator("#sections-group").get_by_text("Tilføj en række").click()

    expect(desk.locator("#id_sections-1-body-editor")).to_be_visible()


def test_tab_leads_through_the_editor_and_out(desk, section, text):
    desk.keyboard.press("Tab")

    expect(desk.locator(":focus")).to_have_text("Vis koderne")


def test_pages_without_formatted_text_do_not_load_it(desk):
    desk.goto("/admin/strategy/indicator/add/")

    assert desk.locator("script[src*=editor]").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_editor_is_for_everyone(examined, section, width):
    examined.set_viewport_size({"width": width, "height": 900})
    examined.goto(f"/admin/strategy/strategy/{section.strategy_id}/change/")
    examined.locator("#sections-0 .editor__text").wait_for()
    examined.evaluate("document.body.className += ' examined'")

    found = [
        breach
        for breach in violations(examined, best_practices=False)
        if "editor" in breach
    ]

    assert found == []


def test_without_scripts_the_text_box_stands(
    browser, desk, section, editor, live_server
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, editor, live_server.url)
    page = context.new_page()
    page.goto(f"/admin/strategy/strategy/{section.strategy_id}/change/")
    page.locator("#id_sections-0-body").fill("<p>Nyt<script>x()</script></p>")
    page.locator("[name=_save]").first.click()

    section.refresh_from_db()
    context.close()
    assert section.body == "<p>Nyt</p>"
