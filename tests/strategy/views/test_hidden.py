"""What is not public has no address and shows on no page."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from strategy.models import ProgrammePage, Strategy
from strategy.services import publish_evaluation
from tests.enterprises.factories import EnterpriseFactory, SourceFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import FIXED_PAGES, file_of, text_of

pytestmark = pytest.mark.django_db

CANARY = "Kanariefugl"
LONG_AGO = date(2019, 6, 1)


def secret_addresses() -> list[str]:
    """Return the addresses of things that exist and are nobody's business."""
    draft = make.StrategyFactory(documented=True)
    board = make.StrategyFactory(board_only=True, documented=True)
    # Even a draft that somebody has by mistake opened to all.
    opened = make.StrategyFactory(visibility=Strategy.Visibility.PUBLIC)
    unfinished = make.EvaluationFactory(strategy=make.StrategyFactory(published=True))
    hidden = make.EvaluationFactory(published=True, strategy=board)
    document = make.DocumentFactory(filed=True)
    withdrawn = make.DocumentFactory(withdrawn=True, filed=True)
    paper = make.MeetingPaperFactory()
    award_year = make.AwardYearFactory(pictured=True)
    return [
        *(strategy.get_absolute_url() for strategy in (draft, board, opened)),
        *(evaluation.get_absolute_url() for evaluation in (unfinished, hidden)),
        reverse("strategy:strategy-document", args=[draft.slug]),
        reverse("strategy:strategy-document", args=[board.slug]),
        file_of(document),
        file_of(withdrawn),
        reverse("strategy:public-paper", args=[paper.pk]),
        reverse("strategy:award-picture", args=[award_year.year]),
    ]


def test_what_is_not_public_has_no_address(client, editor_client):
    addresses = secret_addresses()

    assert [client.get(address).status_code for address in addresses] == [404] * 11
    # The public address is the same for everybody: a draft is read in the admin.
    assert editor_client.get(addresses[0]).status_code == 404


def test_nothing_unpublished_shows_on_any_page(client):
    public = make.StrategyFactory(
        published=True,
        working_notes=CANARY,
        source=SourceFactory(note=CANARY),
    )
    public_goal = make.GoalFactory(strategy=public, number=1)
    hidden = make.StrategyFactory(
        board_only=True,
        slug="skjult-forslag",
        title=CANARY,
        summary=CANARY,
        predecessor=public,
    )
    older = make.StrategyFactory(title=CANARY, slug="skjult-kladde")
    newer = make.StrategyFactory(published=True, predecessor=older)
    hidden_goal = make.GoalFactory(strategy=hidden, title=CANARY, number=1)
    make.EvaluationFactory(
        published=True, strategy=hidden, summary=CANARY, due_date=LONG_AGO
    )
    make.EvaluationFactory(strategy=hidden, year=2019, due_date=LONG_AGO)
    make.EvaluationFactory(
        strategy=public, year=2017, summary=CANARY, due_date=LONG_AGO
    )
    evaluation = make.EvaluationFactory(
        strategy=public, cut_off_date=date(2018, 12, 31)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=public_goal)
    draft = make.InitiativeFactory(title=CANARY, slug=CANARY)
    shown = make.InitiativeFactory(published=True)
    public_goal.initiatives.add(draft, shown)
    hidden_goal.initiatives.add(shown)
    make.AdviceFactory(goal=public_goal, text=CANARY)
    meeting = make.BoardMeetingFactory(published=True)
    make.AdviceFactory(meeting=meeting, goal=hidden_goal)
    make.BoardMeetingFactory(title=CANARY)
    make.BoardSeatFactory(holder_name=CANARY)
    make.ScreeningStepFactory(screening__title=CANARY, screening__initiative=draft)
    make.ScreeningFactory(opened=True, title="Åben", notes=CANARY, initiative=draft)
    make.NomineeFactory(winner=True, name=CANARY)
    award_year = make.AwardYearFactory(published=True)
    unlisted = EnterpriseFactory(name=CANARY, slug=CANARY)
    make.NomineeFactory(award_year=award_year, enterprise=unlisted)
    make.NomineeFactory(
        award_year=award_year, enterprise=unlisted, winner=True, name="Vinder"
    )
    make.DocumentFactory(title=CANARY, strategy=public)
    make.DocumentFactory(published=True, strategy=hidden)
    for place in ProgrammePage.Place:
        make.ProgrammePageFactory(place=place, title=CANARY, lead=CANARY, body=CANARY)
    publish_evaluation(evaluation, at=datetime(2019, 5, 1, tzinfo=UTC))

    addresses = [
        *(reverse(f"strategy:{name}") for name in FIXED_PAGES),
        *(thing.get_absolute_url() for thing in (public, newer, evaluation)),
        reverse("sitemap"),
    ]

    for address in addresses:
        html = text_of(client, address)
        assert CANARY.lower() not in html.lower(), address
        assert "skjult-" not in html, address
        assert "Evalueringen for 2019" not in html, address
