"""Smallest valid rows of the strategies and what follows; traits name situations."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import factory

from strategy import models
from strategy.services import publish_as_told
from tests import accounts
from tests.enterprises.factories import PublishableFactory

PDF = b"%PDF-1.4\n%%EOF\n"


class StrategyFactory(factory.django.DjangoModelFactory):
    """A draft for the board only."""

    class Meta:
        model = models.Strategy

    class Params:
        # Adopted in 2014 and open to everybody.
        published = factory.Trait(
            status=models.Strategy.Status.ADOPTED,
            visibility=models.Strategy.Visibility.PUBLIC,
            deciding_body="Byrådet",
            decision_text="2014",
        )
        proposed = factory.Trait(
            status=models.Strategy.Status.PROPOSED,
            visibility=models.Strategy.Visibility.PUBLIC,
        )
        # Anyone may write until the end of 2018, and again in 2099.
        heard = factory.Trait(
            hearing_start_date=date(2018, 6, 1), hearing_end_date=date(2018, 12, 31)
        )
        in_hearing = factory.Trait(
            status=models.Strategy.Status.HEARING,
            visibility=models.Strategy.Visibility.PUBLIC,
            hearing_start_date=date(2018, 6, 1),
            hearing_end_date=date(2099, 12, 31),
        )
        board_only = factory.Trait(
            status=models.Strategy.Status.HEARING,
            visibility=models.Strategy.Visibility.BOARD,
        )
        example = factory.Trait(is_example=True)
        documented = factory.Trait(
            document=factory.django.FileField(data=PDF, filename="strategi.pdf"),
            document_summary="<p>Strategien i korte træk.</p>",
        )

    title = factory.Sequence(lambda n: f"Strategi {n}")
    slug = factory.Sequence(lambda n: f"strategi-{n}")
    period_start_year = 2014


class StrategySectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StrategySection

    strategy = factory.SubFactory(StrategyFactory)
    heading = "Vision"
    anchor = factory.Sequence(lambda n: f"afsnit-{n}")
    body = "<p>Flere bliver en del af fællesskabet.</p>"


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Goal

    class Params:
        assessed = factory.Trait(
            standing=models.Standing.ON_THE_WAY,
            standing_reason="Tre nye virksomheder er kommet til.",
            standing_date=date(2018, 5, 1),
        )

    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    title = "Flere socialøkonomiske virksomheder"


class GoalStandingFactory(factory.django.DjangoModelFactory):
    """What somebody said of a goal."""

    class Meta:
        model = models.GoalStanding

    goal = factory.SubFactory(GoalFactory)
    standing = models.Standing.BEHIND
    reason = "To virksomheder lukkede."
    date = date(2017, 5, 1)


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Indicator

    class Params:
        bound = factory.Trait(kind=models.Indicator.Kind.FIGURE, figure_key="etableret")
        targeted = factory.Trait(
            target_value=Decimal(10), target_date=date(2022, 12, 31)
        )

    goal = factory.SubFactory(GoalFactory)
    name = "Etablerede virksomheder"


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Measurement

    indicator = factory.SubFactory(IndicatorFactory)
    date = date(2018, 8, 31)
    source = "Portalens register"
    value = Decimal(7)


class MeasurementCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MeasurementCorrection

    measurement = factory.SubFactory(MeasurementFactory)
    former = "6 (kilde: Portalens register)"
    reason = "Tastefejl."


class IndicatorCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.IndicatorCorrection

    indicator = factory.SubFactory(IndicatorFactory)
    part = models.IndicatorCorrection.Part.TARGET
    former = "12 senest 31. december 2022"
    reason = "Tastefejl."


class EvaluationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Evaluation

    class Params:
        # Public only together with its strategy. Told of by another paper: what it
        # holds is frozen as it is, and rows that are made later are not part of it.
        published = factory.Trait(
            strategy=factory.SubFactory(StrategyFactory, published=True),
            state=models.Evaluation.State.PUBLISHED,
            published_at=datetime(2018, 6, 1, 12, tzinfo=UTC),
        )

    strategy = factory.SubFactory(StrategyFactory)
    year = 2018
    committee = "Beskæftigelses- og Sundhedsudvalget"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Let the service freeze what is to be public."""
        if kwargs.get("state") != models.Evaluation.State.PUBLISHED:
            return super()._create(model_class, *args, **kwargs)
        at = kwargs.pop("published_at")
        draft = {**kwargs, "state": models.Evaluation.State.DRAFT}
        return publish_as_told(super()._create(model_class, *args, **draft), at=at)


class GoalAssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.GoalAssessment

    evaluation = factory.SubFactory(EvaluationFactory)
    goal = factory.SubFactory(
        GoalFactory, strategy=factory.SelfAttribute("..evaluation.strategy")
    )
    standing = models.Standing.ON_THE_WAY
    reason = "Tre nye virksomheder er kommet til."


class EvaluationFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EvaluationFigure

    evaluation = factory.SubFactory(EvaluationFactory)
    key = factory.Sequence(lambda n: f"tal-{n}")
    label = "Etablerede virksomheder"
    as_of_date = date(2018, 5, 1)
    source = "Portalens register"
    copied_at = datetime(2018, 6, 1, 12, tzinfo=UTC)
    value = Decimal(7)


class ErratumFactory(factory.django.DjangoModelFactory):
    """A correction of an evaluation."""

    class Meta:
        model = models.Erratum

    class Params:
        of_strategy = factory.Trait(
            strategy=factory.SubFactory(StrategyFactory), evaluation=None
        )

    evaluation = factory.SubFactory(EvaluationFactory)
    date = date(2018, 7, 1)
    text = "Der var otte virksomheder."
    reason = "Én var talt med to gange."


class BoardSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BoardSeat

    class Params:
        # Held by somebody with an account.
        seated = factory.Trait(user=factory.SubFactory(accounts.AccountFactory))
        vacant = factory.Trait(is_vacant=True)
        example = factory.Trait(is_example=True)

    sector = models.BoardSeat.Sector.BUSINESS


class BoardMeetingFactory(PublishableFactory):
    class Meta:
        model = models.BoardMeeting

    class Params:
        example = factory.Trait(is_example=True)

    title = "Møde i Advisory Board"
    date = date(2018, 5, 15)


class MeetingPaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MeetingPaper

    meeting = factory.SubFactory(BoardMeetingFactory)
    title = "Notat om merværdi"
    file = factory.django.FileField(data=PDF, filename="notat.pdf")


class DraftReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.DraftReading

    user = factory.SubFactory(accounts.AccountFactory)
    strategy = factory.SubFactory(StrategyFactory)
    read_at = datetime(2018, 5, 1, 12, tzinfo=UTC)


class RemarkFactory(factory.django.DjangoModelFactory):
    """A remark that nobody has answered."""

    class Meta:
        model = models.Remark

    class Params:
        answered = factory.Trait(
            answer="Det skriver vi ind.",
            answered_at=datetime(2018, 5, 2, 12, tzinfo=UTC),
        )
        closed = factory.Trait(
            closing_note="Skrevet ind.",
            closed_at=datetime(2018, 5, 3, 12, tzinfo=UTC),
        )

    strategy = factory.SubFactory(StrategyFactory)
    signed = "Kulturlivet"
    text = "Skriv mere om kultur."
    sending_key = factory.Sequence(lambda n: f"{n:064d}")


class HearingRemarkFactory(factory.django.DjangoModelFactory):
    """A remark that nobody has looked at."""

    class Meta:
        model = models.HearingRemark

    class Params:
        published = factory.Trait(
            state=models.HearingRemark.State.PUBLISHED,
            decided_at=datetime(2018, 7, 2, 12, tzinfo=UTC),
        )
        aside = factory.Trait(
            state=models.HearingRemark.State.ASIDE,
            note="Handler om noget andet.",
            decided_at=datetime(2018, 7, 2, 12, tzinfo=UTC),
        )

    strategy = factory.SubFactory(StrategyFactory, in_hearing=True)
    text = "Husk de frivillige."
    sending_key = factory.Sequence(lambda n: f"{n:064d}")


class OriginStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.OriginStep

    class Params:
        hearing = factory.Trait(
            kind=models.OriginStep.Kind.HEARING, times=None, people=None
        )

    strategy = factory.SubFactory(StrategyFactory)
    kind = models.OriginStep.Kind.WORKSHOP
    start_date = date(2018, 3, 1)
    times = 1
    people = 30


class AdviceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Advice

    meeting = factory.SubFactory(BoardMeetingFactory)
    text = "Dokumentér merværdien bedre."


class InitiativeFactory(PublishableFactory):
    class Meta:
        model = models.Initiative

    class Params:
        example = factory.Trait(is_example=True)

    kind = models.Initiative.Kind.MENTORING
    title = factory.Sequence(lambda n: f"Indsats {n}")
    slug = factory.Sequence(lambda n: f"indsats-{n}")
    summary = "Erfarne ledere hjælper nye."
    stage = models.Initiative.Stage.RUNNING


class InitiativePeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.InitiativePeriod

    initiative = factory.SubFactory(InitiativeFactory)
    start_date = factory.Sequence(lambda n: date(2018, 1, 1) + timedelta(days=n))


class ScreeningFactory(factory.django.DjangoModelFactory):
    """A confidential screening."""

    class Meta:
        model = models.Screening

    class Params:
        opened = factory.Trait(is_open=True)

    title = "Kantinen"


class ScreeningStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ScreeningStep

    screening = factory.SubFactory(ScreeningFactory)
    stage = models.ScreeningStep.Stage.IDEA
    date = date(2017, 3, 1)


class AwardYearFactory(PublishableFactory):
    class Meta:
        model = models.AwardYear

    class Params:
        example = factory.Trait(is_example=True)
        pictured = factory.Trait(
            picture=factory.django.ImageField(width=60, height=40),
            picture_text="Vinderen på scenen.",
        )
        # Anybody may nominate, and no test lives to see the deadline.
        open = factory.Trait(
            publication_state="offentlig", deadline_date=date(2090, 1, 1)
        )

    year = factory.Sequence(lambda n: 2000 + n % 100)


class JurorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Juror

    award_year = factory.SubFactory(AwardYearFactory)
    role = "Sidste års vinder"
    consent_date = date(2018, 5, 1)


class NomineeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Nominee

    class Params:
        winner = factory.Trait(is_winner=True, motivation="For et rummeligt værksted.")

    award_year = factory.SubFactory(AwardYearFactory)
    name = "Virksomheden"


class NominationFactory(factory.django.DjangoModelFactory):
    """A nomination that nobody has read."""

    class Meta:
        model = models.Nomination

    class Params:
        taken = factory.Trait(
            state=models.Nomination.State.TAKEN,
            closed_at=datetime(2018, 9, 1, 12, tzinfo=UTC),
        )

    award_year = factory.SubFactory(AwardYearFactory)
    nominee_name = "Værkstedet"
    why = "De giver plads til alle."
    name = "Afsender"
    email = "afsender@example.org"
    sending_key = factory.Sequence(lambda n: sha256(f"form {n}".encode()).hexdigest())


class ProgrammePageFactory(PublishableFactory):
    class Meta:
        model = models.ProgrammePage

    place = models.ProgrammePage.Place.PROGRAMME
    title = "Om programmet"


class DocumentFactory(PublishableFactory):
    class Meta:
        model = models.Document

    class Params:
        example = factory.Trait(is_example=True)
        filed = factory.Trait(
            file=factory.django.FileField(data=PDF, filename="notat.pdf")
        )
        linked = factory.Trait(url="https://example.org/notat")

    title = "Notat om socialøkonomi"
    kind = models.Document.Kind.NOTE
    summary = "Hvad kommunen har gjort."
