"""A long strategy as readers meet it: by keyboard, on a phone, on paper, unscripted."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from strategy.services import publish_evaluation
from tests import word
from tests.browser.axe import violations
from tests.strategy import factories as make

WIDTHS = (320, 768, 1280)


@pytest.fixture
def strategy(page):
    """A strategy of 60 pages, with goals that go on from the one before."""
    former = make.StrategyFactory(published=True, slug="foer")
    strategy = make.StrategyFactory(published=True, slug="lang", predecessor=former)
    make.StrategySectionFactory(
        strategy=strategy,
        heading="Strategien",
        anchor="strategien",
        body=word.long_strategy(),
    )
    before = make.GoalFactory(strategy=former, number=1)
    for number in (1, 2):
        make.GoalFactory(
            strategy=strategy,
            number=number,
            title=f"Mål {number}",
            assessed=True,
            predecessor=before if number == 1 else None,
        )
    return strategy


def contents(page: Page):
    return page.get_by_role("navigation", name="Indhold")


@pytest.mark.parametrize("width", WIDTHS)
def test_60_pages_are_for_everyone(page, strategy, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(strategy.get_absolute_url())

    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')]"
        ".map((heading) => Number(heading.tagName[1]))"
    )
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))


def test_on_a_phone_the_contents_are_unfolded_and_followed_by_keyboard(page, strategy):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(strategy.get_absolute_url())
    fold = contents(page).locator("summary")
    expect(contents(page).get_by_role("link", name="3. Kapitel 3")).to_be_hidden()

    fold.focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("3. Kapitel 3")
    page.keyboard.press("Enter")

    expect(page.locator("#strategien-3-kapitel-3")).to_be_in_viewport()
    expect(contents(page).get_by_role("link", name="3. Kapitel 3")).to_be_hidden()
    assert page.url.endswith("#strategien-3-kapitel-3")


@pytest.mark.parametrize("place", ["evaluation", "initiatives"])
def test_on_a_phone_the_contents_lie_before_what_they_lead_to(page, place):
    if place == "evaluation":
        address = make.EvaluationFactory(
            published=True, summary="Det gik fremad."
        ).get_absolute_url()
        title, anchor = "Tallene bag", "tallene-bag"
    else:
        make.InitiativeFactory(published=True, title="Mentorer", slug="mentorer")
        address, title, anchor = "/strategi/indsatser/", "Mentorer", "mentorer"
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    link = contents(page).get_by_role("link", name=title)
    expect(link).to_be_hidden()

    contents(page).locator("summary").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    above = contents(page).bounding_box()["y"]
    assert above < page.locator(f"#{anchor}").bounding_box()["y"]
    link.focus()
    page.keyboard.press("Enter")

    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_beside_the_text_the_contents_stay_and_mark_what_is_read(page, strategy):
    page.goto(strategy.get_absolute_url())

    for title, anchor in (
        ("2. Kapitel 2", "strategien-2-kapitel-2"),
        ("12. Kapitel 12", "strategien-12-kapitel-12"),
        ("1. Mål 1", "maal-1"),
    ):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", anchor)
        link = contents(page).locator("[aria-current]")
        expect(link).to_have_text(title)
        expect(link).to_be_in_viewport()


@pytest.mark.parametrize(("number", "labelled"), [(6, 6), (24, 6)])
def test_on_a_phone_the_letters_of_a_chart_can_be_read(
    page, strategy, number, labelled
):
    indicator = make.IndicatorFactory(goal=strategy.goals.get(number=1))
    for year in range(1996, 1996 + number):
        make.MeasurementFactory(indicator=indicator, date=date(year, 12, 31))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(strategy.get_absolute_url())
    letters = page.locator(".chart > svg text:visible")
    # Three lines have a number, each labelled point its own and its year.
    expect(letters).to_have_count(3 + 2 * labelled)

    sizes = letters.evaluate_all(
        "(all) => all.map((text) => parseFloat(getComputedStyle(text).fontSize)"
        " * text.ownerSVGElement.clientWidth / text.ownerSVGElement.viewBox"
        ".baseVal.width)"
    )

    assert min(sizes) >= 10
    boxes = page.locator(".chart > svg text[y='254']:visible").evaluate_all(
        "(all) => all.map((text) => [text.getBoundingClientRect().left,"
        " text.getBoundingClientRect().right])"
    )
    assert all(one[1] < other[0] for one, other in pairwise(boxes))


@pytest.mark.parametrize("width", [320, 768])
def test_years_beside_each_other_do_not_run_into_one_another(page, width):
    goal = make.GoalFactory(strategy__published=True)
    indicator = make.IndicatorFactory(goal=goal, unit="personer")
    for year in range(2018, 2022):
        make.MeasurementFactory(
            indicator=indicator,
            date=date(year, 12, 31),
            value=1079,
            qualifier="mindst",
            unit="personer",
        )
        evaluation = make.EvaluationFactory(
            strategy=goal.strategy, year=year, cut_off_date=date(year, 12, 31)
        )
        make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
        publish_evaluation(evaluation, at=datetime(year + 1, 5, 1, tzinfo=UTC))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{goal.strategy.get_absolute_url()}evaluering/")
    cells = page.locator(".years td")
    expect(cells.filter(has_text="mindst 1.079")).to_have_count(4)

    wide = cells.evaluate_all(
        "(all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length"
    )

    assert wide == 0
    assert violations(page) == []


def test_an_address_is_copied_by_a_click(page, strategy):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(strategy.get_absolute_url())
    button = page.get_by_role("button", name="Kopiér link til “Mål 1”")

    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        page.url.split("#")[0] + "#maal-1"
    )


def test_a_note_leads_there_and_back(page, strategy):
    page.goto(strategy.get_absolute_url())

    page.locator("a[role=doc-noteref][href='#strategien-note-2']").click()
    expect(page.locator("#strategien-note-2")).to_be_in_viewport()
    page.get_by_label("Tilbage til note 2 i teksten").click()

    expect(page.locator("#strategien-note-2-ref")).to_be_in_viewport()


def test_without_scripts_the_contents_fold_and_addresses_are_links(
    page, browser, strategy, live_server
):
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    reader = context.new_page()
    reader.goto(strategy.get_absolute_url())

    contents(reader).locator("summary").click()
    contents(reader).get_by_role("link", name="2. Mål 2").click()
    expect(reader.locator("#maal-2")).to_be_in_viewport()
    expect(reader.get_by_role("link", name="Link til “Mål 2”")).to_be_visible()
    context.close()


def test_it_is_printed_as_a_document_of_its_length(page, strategy):
    page.goto(strategy.get_absolute_url())

    pdf = page.pdf(prefer_css_page_size=True)

    pages = len(re.findall(rb"/Type /Page\b(?!s)", pdf))
    assert 45 <= pages <= 75
    page.emulate_media(media="print")
    expect(page.locator(".print-header")).to_contain_text(strategy.get_absolute_url())
    expect(contents(page).get_by_role("link", name="3. Kapitel 3")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiér link til “Mål 1”")).to_be_hidden()
    expect(page.locator("#strategiens-maal .goal-list li")).to_have_count(2)
