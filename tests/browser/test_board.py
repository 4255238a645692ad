"""An evening before a meeting: a member reads, sees what changed and says something."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from strategy.models import HearingRemark, Remark
from tests.browser.axe import violations
from tests.strategy.drafts import have_read
from tests.strategy.factories import (
    BoardSeatFactory,
    GoalFactory,
    HearingRemarkFactory,
    IndicatorFactory,
    MeetingPaperFactory,
    OriginStepFactory,
    RemarkFactory,
    StrategyFactory,
    StrategySectionFactory,
)

PASSWORD = "fire ord efter hinanden"
HOME = "/strategi/til-moedet/"


@pytest.fixture
def member(page: Page):
    user = User.objects.create_user("bo@example.org", "bo@example.org", PASSWORD)
    BoardSeatFactory(user=user, sector="kulturliv", start_date="2020-01-01")
    return user


@pytest.fixture
def draft(member):
    """A draft that the member has read, and that was changed since."""
    strategy = StrategyFactory(slug="plan", title="Planen")
    section = StrategySectionFactory(
        strategy=strategy,
        heading="Vision",
        anchor="vision",
        body="<p>Flere kommer i job.</p>",
    )
    StrategySectionFactory(strategy=strategy, heading="Midler", anchor="midler")
    gone = StrategySectionFactory(strategy=strategy, heading="Gammelt", anchor="gl")
    goal = GoalFactory(strategy=strategy)
    IndicatorFactory(goal=goal)
    gone_goal = GoalFactory(strategy=strategy, number=2, title="Glemt")
    RemarkFactory(strategy=strategy, section=section, answered=True)
    have_read(member, strategy)
    gone.delete()
    gone_goal.delete()
    goal.description = "<p>Fra 12 til 30 unge.</p>"
    goal.save()
    section.body = "<p>Mange unge kommer i job.</p>"
    section.save()
    MeetingPaperFactory(
        meeting__title="Møde om planen",
        meeting__date=timezone.localdate(),
        meeting__place="Rådhuset",
    )
    return strategy


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Brugernavn eller mailadresse").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_members_evening(page: Page, draft):
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto("/strategi/advisory-board/")
    page.get_by_role("link", name="Log ind, og læs til mødet").click()
    sign_in(page, "bo@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Til mødet")
    expect(page.get_by_role("heading", name="Møde om planen")).to_be_visible()

    page.get_by_role("link", name="Planen").click()
    vision = page.locator("#vision")
    expect(vision.locator("del")).to_contain_text("Flere")
    expect(vision.locator("ins")).to_contain_text("Mange unge")
    page.get_by_role("link", name="Skriv en bemærkning til Vision").click()
    page.get_by_label("Din bemærkning").fill("Hvor mange er mange?")
    page.get_by_role("button", name="Send bemærkningen").click()
    expect(vision).to_contain_text("Hvor mange er mange?")
    page.get_by_role("button", name="Jeg har læst det hele").click()
    expect(page.get_by_text("Intet nyt")).to_be_visible()
    page.get_by_role("button", name="Log ud").click()

    User.objects.create_superuser("signe", "signe@example.org", PASSWORD)
    page.goto("/admin/")
    sign_in(page, "signe")
    page.get_by_role("link", name="bemærkninger fra boardet er åbne").click()
    page.get_by_role("link", name="Hvor mange er mange?").click()
    page.get_by_role("link", name="Svar", exact=True).click()
    page.get_by_label("Svar").fill("Tredive.")
    page.get_by_role("button", name="Svar").click()
    page.get_by_role("link", name="Luk bemærkningen").click()
    page.get_by_label("Hvad kom der ud af den?").fill("Tallet er skrevet ind.")
    page.get_by_role("button", name="Luk bemærkningen").click()
    page.locator(".messagelist .success").wait_for()

    remark = Remark.objects.get(text="Hvor mange er mange?")
    assert (remark.answer, remark.closing_note) == (
        "Tredive.",
        "Tallet er skrevet ind.",
    )


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_boards_pages_are_accessible(page: Page, draft, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/konto/log-ind/?next={HOME}")
    found = {"door": [*violations(page), fits(page)]}
    sign_in(page, "bo@example.org")

    for place in (
        HOME,
        f"{HOME}plan/",
        f"{HOME}plan/bemaerkning/vision/",
        "/konto/",
        "/konto/to-trin/",
        "/konto/adgangskode/",
        "/konto/enheder/",
    ):
        page.goto(place)
        found[place] = [*violations(page), fits(page)]

    assert found == {place: [True] for place in found}


@pytest.mark.parametrize("width", [320, 1280])
def test_somebody_answers_a_hearing(page: Page, width):
    page.set_viewport_size({"width": width, "height": 900})
    plan = StrategyFactory(slug="plan", title="Planen", in_hearing=True)
    StrategySectionFactory(strategy=plan, heading="Vision", anchor="vision")
    HearingRemarkFactory(strategy=plan, published=True, answer="Det gør vi.")
    OriginStepFactory(strategy=plan, hearing=True)

    page.goto(plan.get_absolute_url())
    strategy = [*violations(page), fits(page)]
    page.get_by_role("link", name="Skriv et høringssvar").click()
    expect(page.get_by_role("button", name="Send høringssvaret")).to_be_visible()
    cookies = page.context.cookies()
    empty = [*violations(page), fits(page)]
    page.get_by_role("button", name="Send høringssvaret").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    wrong = [*violations(page), fits(page)]
    page.get_by_label("Hvad handler det om?").select_option("Vision")
    page.get_by_label("Dit høringssvar").fill("Husk de unge.")
    page.get_by_role("button", name="Send høringssvaret").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for dit høringssvar")
    done = [*violations(page), fits(page)]

    assert [strategy, empty, wrong, done] == [[True]] * 4
    assert {cookie["name"] for cookie in cookies} <= {"csrf", "csrftoken"}
    remark = HearingRemark.objects.get(text="Husk de unge.")
    assert remark.section.anchor == "vision"
