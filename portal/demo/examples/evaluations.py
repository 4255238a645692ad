"""The example strategy's evaluations: three public, one under way, one correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import (
    Erratum,
    Evaluation,
    Goal,
    GoalAssessment,
    Standing,
    Strategy,
)
from strategy.services import publish_evaluation, record_decision

from ..writing import at, bullets, save
from .strategy import COMMITTEE


@dataclass(frozen=True)
class Year:
    """One year's evaluation, with how each goal was judged, in order."""

    year: int
    published: datetime
    meeting: date
    summary: str
    decision: str
    recommendations: Sequence[str]
    judged: Sequence[tuple[Standing, str]]


PUBLISHED = [
    Year(
        year=2023,
        published=at(date(2024, 5, 16), 9, 30),
        meeting=date(2024, 6, 11),
        summary=(
            "Det første år er gået med at komme i gang. Netværket holdt de møder, det "
            "har lovet. Arbejdet med merværdi og indkøb er ikke begyndt."
        ),
        decision=(
            "Eksempel: Udvalget tog evalueringen til efterretning og bad om en plan "
            "for merværdi og indkøb inden årets udgang."
        ),
        recommendations=[
            "Aftal én fælles metode til at beskrive merværdi.",
            "Hold en indkøbsdag, hvor indkøbere møder virksomhederne.",
        ],
        judged=[
            (
                Standing.ON_THE_WAY,
                "Fjordhaven er kommet til. Én virksomhed er ikke længere registreret.",
            ),
            (
                Standing.ON_THE_WAY,
                "Ni flere end året før. Alle virksomheder har indberettet.",
            ),
            (
                Standing.NOT_STARTED,
                "Der er to beskrivelser, men ingen fælles metode.",
            ),
            (
                Standing.REACHED,
                "Tre møder, som lovet. Næsten dobbelt så mange deltagere.",
            ),
            (
                Standing.NOT_STARTED,
                "Ingen nye aftaler. Indkøberne kender ikke virksomhederne.",
            ),
        ],
    ),
    Year(
        year=2024,
        published=at(date(2025, 5, 14), 13, 5),
        meeting=date(2025, 6, 10),
        summary=(
            "To nye virksomheder er kommet til, og én er lukket. Flere er i job på "
            "særlige vilkår. Merværdi og indkøb er bagud."
        ),
        decision=(
            "Eksempel: Udvalget tog evalueringen til efterretning og besluttede, at "
            "indkøbsdagen skal holdes i 2025."
        ),
        recommendations=[
            "Gør metoden til merværdi så kort, at den kan udfyldes på en halv time.",
            "Følg op hos virksomheder, der overvejer RSV, men går i stå.",
            "Hold mindst to af netværkets møder ude hos medlemmerne.",
        ],
        judged=[
            (
                Standing.ON_THE_WAY,
                "To nye siden sidst; Havnens Køkken er lukket.",
            ),
            (
                Standing.ON_THE_WAY,
                "Syv flere end året før, især i grønne opgaver og pakning.",
            ),
            (
                Standing.BEHIND,
                "Udkastet til en metode var for tungt og blev trukket tilbage.",
            ),
            (
                Standing.REACHED,
                "Fire møder, to af dem hos medlemmer.",
            ),
            (
                Standing.BEHIND,
                "Én ny aftale. Indkøbsdagen blev udskudt til 2025.",
            ),
        ],
    ),
    Year(
        year=2025,
        published=at(date(2026, 5, 15), 10, 12),
        meeting=date(2026, 6, 9),
        summary=(
            "Ét af fem mål er nået, og tre er på vej. Dokumentationen af merværdi er "
            "bagud og får en ny plan. Fem virksomheder manglede i tallene for "
            "medarbejdere, da evalueringen blev skrevet."
        ),
        decision=(
            "Eksempel: Udvalget tog evalueringen til efterretning og besluttede at "
            "rykke arbejdet med merværdi frem."
        ),
        recommendations=[
            "Giv virksomhederne en halv dags hjælp til at beskrive deres merværdi.",
            "Send påmindelser om indberetning i januar og igen i februar.",
            "Gentag indkøbsdagen hvert år.",
        ],
        judged=[
            (
                Standing.ON_THE_WAY,
                "Vaskebjørnen er åbnet. 17 er etableret; målet er 18.",
            ),
            (
                Standing.ON_THE_WAY,
                "Fem af 17 virksomheder mangler i tallet. Derfor er det lavere end "
                "i 2024. De 12, der har indberettet, har tilsammen flere end før.",
            ),
            (
                Standing.BEHIND,
                "Metoden blev først aftalt i maj. Otte beskrivelser er klar; "
                "målet er 18.",
            ),
            (
                Standing.REACHED,
                "Fire møder og flere deltagere end nogensinde. Ét møde blev aflyst.",
            ),
            (
                Standing.ON_THE_WAY,
                "Indkøbsdagen gav tre nye aftaler.",
            ),
        ],
    ),
]


def save_evaluations(strategy: Strategy) -> list[Evaluation]:
    """Publish three years' evaluations and open the one for 2026."""
    return [
        *(save_published(strategy, year) for year in PUBLISHED),
        save_draft(strategy),
    ]


def save_published(strategy: Strategy, year: Year) -> Evaluation:
    """Save one year's evaluation as it was made: frozen first, then decided on."""
    evaluation = save(
        Evaluation(
            strategy=strategy,
            year=year.year,
            due_date=date(year.year + 1, 6, 15),
            cut_off_date=date(year.year, 12, 31),
            committee=COMMITTEE,
            summary=year.summary,
            recommendations=bullets(*year.recommendations),
        )
    )
    for goal, (standing, reason) in zip(strategy.goals.all(), year.judged, strict=True):
        assess(evaluation, goal, standing, reason)
    publish_evaluation(evaluation, at=year.published)
    return record_decision(
        evaluation,
        decision=year.decision,
        meeting_date=year.meeting,
        at=at(year.meeting, 15),
    )


def assess(
    evaluation: Evaluation, goal: Goal, standing: Standing, reason: str
) -> GoalAssessment:
    """Save how one goal was judged."""
    return save(
        GoalAssessment(
            evaluation=evaluation, goal=goal, standing=standing, reason=reason
        )
    )


def save_draft(strategy: Strategy) -> Evaluation:
    """Save the evaluation that the editor has begun on."""
    evaluation = save(
        Evaluation(
            strategy=strategy,
            year=2026,
            due_date=date(2027, 6, 15),
            cut_off_date=date(2026, 12, 31),
            committee=COMMITTEE,
            summary="Kladde: Skrives i foråret 2027, når indberetningerne er inde.",
        )
    )
    procurement = strategy.goals.get(number=5)
    assess(
        evaluation,
        procurement,
        Standing.ON_THE_WAY,
        "Foreløbigt: Indkøbsdagen i september gav to aftaler til.",
    )
    return evaluation


def save_erratum(strategy: Strategy) -> Erratum:
    """Save what is known since the late return for 2025 came in."""
    return save(
        Erratum(
            evaluation=strategy.evaluations.get(year=2025),
            date=date(2026, 9, 2),
            text=(
                "Antallet af ansatte på særlige vilkår (mål 2) er siden opgjort til "
                "mindst 74. Evalueringen viser det tal, udvalget så: mindst 68."
            ),
            reason=(
                "Høvlbænkens indberetning for 2025 blev først godkendt 28. august 2026."
            ),
        )
    )
