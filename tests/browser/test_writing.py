"""Writing an evaluation in a real browser: saved as she goes, read as it will be."""

from datetime import date

import pytest
from playwright.sync_api import expect

from strategy.models import Evaluation
from tests.browser.axe import violations
from tests.strategy import factories as make


@pytest.fixture
def draft(db) -> Evaluation:
    strategy = make.StrategyFactory(published=True, slug="aaben")
    goal = make.GoalFactory(strategy=strategy, number=1, title="Flere virksomheder")
    indicator = make.IndicatorFactory(goal=goal, targeted=True)
    for year in (2016, 2017, 2018):
        make.MeasurementFactory(indicator=indicator, date=date(year, 6, 1))
    return make.EvaluationFactory(strategy=strategy, cut_off_date=date(2018, 12, 31))


def test_what_she_writes_is_saved_by_itself_and_previewed(desk, draft):
    page = desk
    page.goto(f"/admin/strategy/evaluation/{draft.pk}/skriv/")

    goal = page.locator("section", has=page.get_by_role("heading", name="1. Flere"))
    goal.get_by_label("På vej").check()
    goal.get_by_label("Hvorfor?").fill("To er kommet til.")
    expect(goal.locator("[data-told]")).to_contain_text("Gemt kl.")
    expect(page.locator("[data-assessed]")).to_have_text("1")
    summary = page.locator("#sammenfatning")
    summary.locator("textarea").fill("Det går fremad.")
    expect(summary.locator("[data-told]")).to_contain_text("Gemt kl.")
    page.get_by_role("link", name="Se, hvad udvalget ser").click()

    expect(page.get_by_text("Det er en kladde")).to_be_visible()
    expect(page.get_by_text("To er kommet til.")).to_be_visible()
    expect(page.get_by_text("Det går fremad.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_pages_are_accessible_and_fit(examined, draft, width):
    page = examined
    page.set_viewport_size({"width": width, "height": 900})
    goal = draft.strategy.goals.get()

    found = {}
    for address in (
        f"/admin/strategy/evaluation/{draft.pk}/skriv/",
        f"/admin/strategy/goal/{goal.pk}/trin/vurder/",
        "/strategi/aaben/evaluering/2018/kladde/",
    ):
        page.goto(address)
        found[address] = [
            *violations(page, best_practices=False),
            page.evaluate("document.documentElement.scrollWidth > innerWidth")
            and "scrolls sideways",
        ]
    # What the first page saved when it was left has been answered too.
    page.wait_for_load_state("networkidle")

    assert found == {address: [False] for address in found}
