"""Hidden rows of the programme, beside what is public."""

from django.utils import timezone

from common.publication import PublicationState
from strategy.models import ProgrammePage, Strategy
from tests.canaries import LONG_AGO
from tests.strategy import factories as strategy


def hide_strategies(canary, opened):
    """Put every kind of hidden row of the strategies beside what is public."""
    shown = opened["strategy"]
    Strategy.objects.filter(pk=shown.pk).update(
        working_notes=canary.word("strategy.Strategy.working_notes")
    )
    successor = None
    for status, visibility in (
        ("kladde", "board"),
        ("kladde", "offentlig"),
        ("hoering", "board"),
        ("til_beslutning", "board"),
        ("vedtaget", "board"),
    ):
        hidden = canary.fill(
            strategy.StrategyFactory,
            status=status,
            visibility=visibility,
            # The public strategy lies between two that are not.
            predecessor=None if successor else shown,
        )
        successor = hidden
        canary.fill(strategy.StrategySectionFactory, strategy=hidden)
        words = canary.word("strategy.DraftReading.text")
        strategy.DraftReadingFactory(
            strategy=hidden, text=[{"key": "maal-0", "heading": words, "body": words}]
        )
        canary.fill(strategy.RemarkFactory, strategy=hidden, answered=True, closed=True)
        canary.fill(strategy.HearingRemarkFactory, strategy=hidden, published=True)
        canary.fill(strategy.OriginStepFactory, strategy=hidden)
        goal = canary.fill(strategy.GoalFactory, strategy=hidden, assessed=True)
        goal.initiatives.add(opened["initiative"])
        indicator = canary.fill(
            strategy.IndicatorFactory,
            besides=["figure_key"],
            goal=goal,
            baseline_value=canary.number("baseline of a hidden goal"),
            baseline_date=LONG_AGO,
        )
        # A figure of the registry leads back to the goals that it follows.
        strategy.IndicatorFactory(goal=goal, kind="tal", figure_key="etableret")
        measurement = canary.fill(
            strategy.MeasurementFactory,
            indicator=indicator,
            value=canary.number("measurement of a hidden goal"),
        )
        canary.fill(strategy.MeasurementCorrectionFactory, measurement=measurement)
        canary.fill(strategy.IndicatorCorrectionFactory, indicator=indicator)
        for _ in range(2):
            canary.fill(strategy.GoalStandingFactory, goal=goal)
        canary.fill(
            strategy.EvaluationFactory,
            besides=["frozen_content", "fingerprint"],
            strategy=hidden,
            state="offentlig",
            published_at=timezone.now(),
            meeting_date=LONG_AGO,
            due_date=LONG_AGO,
        )
        canary.fill(strategy.ErratumFactory, strategy=hidden, evaluation=None)
        # Advice is public, what it was given on is not.
        strategy.AdviceFactory(meeting=opened["meeting"], goal=goal)
    Strategy.objects.filter(pk=shown.pk).update(predecessor=successor)
    canary.fill(strategy.RemarkFactory, strategy=shown, answered=True, closed=True)
    canary.fill(strategy.HearingRemarkFactory, strategy=shown)
    canary.fill(strategy.HearingRemarkFactory, strategy=shown, aside=True)
    canary.fill(
        strategy.MeetingPaperFactory, meeting=opened["meeting"], is_for_board=True
    )
    unfinished = canary.fill(
        strategy.EvaluationFactory,
        besides=["frozen_content", "fingerprint"],
        strategy=shown,
        year=2021,
        due_date=LONG_AGO,
        meeting_date=LONG_AGO,
    )
    canary.fill(
        strategy.GoalAssessmentFactory, evaluation=unfinished, goal=opened["goal"]
    )
    canary.fill(
        strategy.EvaluationFigureFactory,
        evaluation=unfinished,
        goal=opened["goal"],
        value=canary.number("figure of an unfinished evaluation"),
    )
    canary.fill(strategy.ErratumFactory, evaluation=unfinished)
    canary.fill(strategy.BoardSeatFactory, besides=["organisation"])
    for n, state in enumerate((PublicationState.DRAFT, PublicationState.WITHDRAWN)):
        meeting = canary.fill(strategy.BoardMeetingFactory, publication_state=state)
        canary.fill(strategy.MeetingPaperFactory, meeting=meeting)
        canary.fill(strategy.AdviceFactory, meeting=meeting, goal=opened["goal"])
        initiative = canary.fill(
            strategy.InitiativeFactory,
            publication_state=state,
        )
        initiative.goals.add(opened["goal"])
        canary.fill(
            strategy.InitiativePeriodFactory,
            initiative=initiative,
            participants=canary.number("participants of a hidden initiative"),
        )
        award_year = canary.fill(
            strategy.AwardYearFactory,
            year=2030 + n,
            pictured=True,
            publication_state=state,
        )
        canary.fill(strategy.JurorFactory, award_year=award_year)
        canary.fill(
            strategy.NomineeFactory,
            award_year=award_year,
            enterprise=opened["enterprise"],
            is_winner=True,
        )
        # A document is a file or a link.
        for left_out in ("file", "url"):
            canary.fill(
                strategy.DocumentFactory,
                besides=[left_out],
                strategy=shown,
                evaluation=opened["evaluation"],
                initiative=opened["initiative"],
                award_year=opened["award_year"],
                meeting=opened["meeting"],
                publication_state=state,
            )
    canary.fill(strategy.NominationFactory, award_year=opened["award_year"])
    canary.fill(
        strategy.NominationFactory,
        award_year=opened["award_year"],
        enterprise=opened["enterprise"],
        may_quote=True,
        taken=True,
    )
    screening = canary.fill(strategy.ScreeningFactory, initiative=opened["initiative"])
    strategy.ScreeningStepFactory(screening=screening)
    canary.fill(strategy.ScreeningFactory, title="Åben screening", is_open=True)
    for n, place in enumerate(ProgrammePage.Place):
        if not ProgrammePage.objects.filter(place=place).exists():
            canary.fill(
                strategy.ProgrammePageFactory,
                place=place,
                publication_state=("kladde", "trukket")[n % 2],
            )
