"""A strategy's whole life in a browser, from a draft to next year's comparison."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from strategy.models import Evaluation, Goal, Remark, Strategy
from tests.browser.drawing import drawn
from tests.browser.signing import sign_in
from tests.enterprises.factories import EnterpriseFactory
from tests.strategy.factories import (
    BoardSeatFactory,
    EvaluationFactory,
    GoalFactory,
    IndicatorFactory,
    StrategyFactory,
    StrategySectionFactory,
)

TODAY = timezone.localdate()
LAST_YEAR = TODAY - timedelta(days=400)


@pytest.fixture
def visitor(browser: Browser, desk, live_server) -> Iterator[Page]:
    """Somebody on a phone who is not signed in."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 780}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def member(browser: Browser, desk, live_server) -> Iterator[Page]:
    """A member of the board with a tablet."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 768, "height": 1024}
    )
    sign_in(context, BoardSeatFactory(seated=True).user, live_server.url)
    yield context.new_page()
    context.close()


@pytest.fixture
def draft(desk) -> Strategy:
    """A draft that is to follow the strategy of 2014."""
    former = StrategyFactory(
        title="Strategi 2014", slug="strategi-2014", published=True
    )
    GoalFactory(strategy=former, number=1, title="Flere virksomheder")
    draft = StrategyFactory(
        title="Sammen om mere",
        slug="sammen-om-mere",
        predecessor=former,
        evaluated_by="Beskæftigelses- og Sundhedsudvalget",
    )
    StrategySectionFactory(
        strategy=draft, heading="Vision", anchor="vision", body="<p>Vi vil mere.</p>"
    )
    return draft


def saved(desk: Page) -> None:
    desk.locator("[name=_save]").first.click()
    desk.locator(".messagelist .success").wait_for()


def step(desk: Page, model: str, pk: int, slug: str, **typed: str) -> None:
    """Take a step of a record and see that it was taken."""
    desk.goto(f"/admin/strategy/{model}/{pk}/trin/{slug}/")
    for name, value in typed.items():
        desk.fill(f"[name={name}]", value)
    if desk.locator("[name=is_sure]").count():
        desk.check("[name=is_sure]")
    desk.locator(".submit-row input[type=submit]").click()
    desk.locator(".messagelist .success").wait_for()


def the_board_reads_and_the_editor_rewrites(desk, member, visitor, draft):
    assert visitor.goto("/strategi/sammen-om-mere/").status == 404
    member.goto("/strategi/til-moedet/")
    member.get_by_role("link", name="Sammen om mere").first.click()
    member.get_by_role("button", name="Jeg har læst det hele").click()
    member.goto("/strategi/til-moedet/sammen-om-mere/bemaerkning/vision/")
    member.fill("[name=text]", "Skriv, hvor mange I vil have.")
    member.get_by_role("button", name="Send bemærkningen").click()
    expect(member.get_by_text("Skriv, hvor mange I vil have.")).to_be_visible()

    remark = Remark.objects.get()
    step(desk, "remark", remark.pk, "svar", text="Det gør vi.")
    desk.goto(f"/admin/strategy/strategy/{draft.pk}/change/")
    desk.locator("#id_sections-0-body-editor").click()
    drawn(desk)
    desk.keyboard.press("Control+End")
    drawn(desk)
    desk.keyboard.type(" Ti virksomheder er målet.")
    desk.locator("#goals-group").get_by_text("Tilføj en række").click()
    desk.fill("[name=goals-0-number]", "1")
    desk.fill("[name=goals-0-title]", "Ti virksomheder i drift")
    saved(desk)
    step(desk, "remark", remark.pk, "luk", note="Tallet står der nu.")

    member.goto("/strategi/til-moedet/sammen-om-mere/")
    new = member.locator("#vision ins").first
    expect(new).to_contain_text("Ti virksomheder er målet.")
    expect(member.get_by_text("Tallet står der nu.")).to_be_visible()


def the_public_is_heard(desk, visitor, draft):
    desk.goto(f"/admin/strategy/strategy/{draft.pk}/change/")
    desk.select_option("[name=status]", "hoering")
    desk.select_option("[name=visibility]", "offentlig")
    desk.fill("[name=hearing_start_date]", f"{TODAY:%d.%m.%Y}")
    desk.fill("[name=hearing_end_date]", f"{TODAY + timedelta(days=14):%d.%m.%Y}")
    saved(desk)
    visitor.goto("/strategi/sammen-om-mere/")
    visitor.get_by_role("link", name="Skriv et høringssvar").click()
    visitor.fill("[name=text]", "Husk de unge.")
    visitor.get_by_role("button", name="Send høringssvaret").click()
    visitor.wait_for_url("**/hoering/tak/")
    visitor.goto("/strategi/sammen-om-mere/hoering/")
    expect(visitor.get_by_text("Husk de unge.")).to_have_count(0)

    remark = draft.hearing_remarks.get()
    step(desk, "hearingremark", remark.pk, "offentlig", answer="Det er skrevet ind.")

    visitor.reload()
    expect(visitor.get_by_text("Husk de unge.")).to_be_visible()
    expect(visitor.get_by_text("Det er skrevet ind.")).to_be_visible()


def the_council_adopts(desk, visitor, draft):
    step(
        desk,
        *("strategy", draft.pk, "vedtag"),
        deciding_body="Byrådet",
        adopted_date=LAST_YEAR.isoformat(),
    )

    visitor.goto("/strategi/sammen-om-mere/")
    expect(visitor.get_by_text("Byrådet").first).to_be_visible()
    visitor.goto("/strategi/strategi-2014/")
    expect(visitor.get_by_text("Afløst").first).to_be_visible()
    draft.refresh_from_db()
    assert draft.is_locked


def the_figures_are_noted(desk, goal):
    indicator = IndicatorFactory(goal=goal, bound=True)
    desk.goto("/admin/strategy/indicator/")
    desk.check(f"[name=_selected_action][value='{indicator.pk}']")
    desk.select_option("[name=action]", "measure_today")
    desk.locator("button[name=index]").click()
    desk.get_by_text("1 måling er noteret.").wait_for()
    assert indicator.measurements.get().value == 1


def the_evaluation_is_written(desk, evaluation, goal, reason):
    desk.goto(f"/admin/strategy/evaluation/{evaluation.pk}/skriv/")
    block = desk.locator(f"#vurdering-{goal.pk}")
    block.locator("input[value=paa_vej]").check()
    block.locator("textarea").fill(reason)
    block.get_by_role("button", name="Gem").click()
    desk.locator("#sammenfatning textarea").fill("Et år med fremgang.")
    desk.locator("#sammenfatning").get_by_role("button", name="Gem").click()
    desk.wait_for_load_state()
    desk.goto(f"/admin/strategy/evaluation/{evaluation.pk}/skriv/")
    expect(block.locator("textarea")).to_have_value(reason)
    address = evaluation.get_absolute_url()
    desk.goto(f"{address}kladde/")
    expect(desk.get_by_text(reason).first).to_be_visible()
    step(desk, "evaluation", evaluation.pk, "offentliggoer")


def test_a_strategy_lives_from_draft_to_comparison(desk, member, visitor, draft):
    EnterpriseFactory(
        published=True, followed_from_date=LAST_YEAR, established_date=LAST_YEAR
    )
    the_board_reads_and_the_editor_rewrites(desk, member, visitor, draft)
    the_public_is_heard(desk, visitor, draft)
    the_council_adopts(desk, visitor, draft)
    goal = Goal.objects.get(strategy=draft)
    the_figures_are_noted(desk, goal)

    cut_off = LAST_YEAR + timedelta(days=1)
    first = EvaluationFactory(
        strategy=draft,
        year=cut_off.year,
        cut_off_date=cut_off,
        due_date=cut_off + timedelta(days=30),
    )
    assert visitor.goto(f"{first.get_absolute_url()}kladde/").status == 404
    the_evaluation_is_written(desk, first, goal, "Den første er i drift.")
    visitor.goto(first.get_absolute_url())
    expect(visitor.get_by_text("Den første er i drift.").first).to_be_visible()
    figures = visitor.request.get(f"{first.get_absolute_url()}tal.csv").body()

    step(
        desk,
        *("evaluation", first.pk, "beslutning"),
        meeting_date=TODAY.isoformat(),
        decision="Udvalget tog evalueringen til efterretning.",
    )
    desk.goto(f"/admin/strategy/evaluation/{first.pk}/change/")
    desk.locator("#errata-group").get_by_text("Tilføj").first.click()
    desk.fill("[name=errata-0-text]", "Virksomheden åbnede en dag senere.")
    desk.fill("[name=errata-0-reason]", "Datoen var skrevet forkert af.")
    saved(desk)
    visitor.reload()
    expect(
        visitor.get_by_text("tog evalueringen til efterretning").first
    ).to_be_visible()
    expect(visitor.get_by_text("åbnede en dag senere").first).to_be_visible()
    assert visitor.request.get(f"{first.get_absolute_url()}tal.csv").body() == figures

    EnterpriseFactory(
        published=True, followed_from_date=LAST_YEAR, established_date=TODAY
    )
    step(desk, "evaluation", first.pk, "naeste-aar")
    second = Evaluation.objects.exclude(pk=first.pk).get()
    the_evaluation_is_written(desk, second, goal, "Nu er der flere.")

    visitor.goto("/strategi/sammen-om-mere/evaluering/")
    for year in (first.year, second.year):
        expect(visitor.get_by_text(str(year)).first).to_be_visible()
    expect(visitor.get_by_text("Etablerede virksomheder").first).to_be_visible()
    assert visitor.request.get(f"{first.get_absolute_url()}tal.csv").body() == figures
