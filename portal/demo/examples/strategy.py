"""The example strategy with its sections, goals, indicators and measurements."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.quantities import Qualifier, Unit
from strategy.models import (
    Goal,
    Indicator,
    Initiative,
    Measurement,
    Standing,
    Strategy,
    StrategySection,
)
from strategy.services import record_measurements, set_standing

from ..writing import bullets, paragraphs, save

COMMITTEE = "Beskæftigelses- og Sundhedsudvalget"
YEARS = (2022, 2023, 2024, 2025)
BASELINE_DATE = date(2022, 12, 31)
TARGET_DATE = date(2027, 12, 31)


@dataclass(frozen=True)
class Measured:
    """An indicator; bound to a named figure, or with its own numbers by year."""

    name: str
    target: int
    baseline: int
    figure: str = ""
    unit: Unit = Unit.COUNT
    qualifier: Qualifier = Qualifier.EXACT
    direction: Indicator.Direction = Indicator.Direction.UP
    method: str = ""
    source: str = ""
    by_year: tuple[int, ...] = ()


@dataclass(frozen=True)
class Aim:
    """A goal and how it stands after the evaluation of 2025."""

    title: str
    text: str
    un_goals: tuple[int, ...]
    initiatives: tuple[str, ...]
    standing: Standing
    reason: str
    indicators: tuple[Measured, ...]


AIMS = [
    Aim(
        title="Flere virksomheder bliver etableret",
        text=(
            "En god idé skal kunne blive til en virksomhed i Roskilde. Derfor får "
            "iværksættere sparring fra første samtale til første regnskab."
        ),
        un_goals=(8, 11),
        initiatives=("mentorforloeb-2024", "afklaring-af-ideer"),
        standing=Standing.ON_THE_WAY,
        reason="17 er etableret, og to er på vej. Målet er 18 i 2027.",
        indicators=(
            Measured(
                "Etablerede virksomheder", figure="etableret", baseline=14, target=18
            ),
            Measured(
                "RSV-registrerede virksomheder",
                figure="rsv-registrerede",
                baseline=7,
                target=9,
            ),
        ),
    ),
    Aim(
        title="Flere på særlige vilkår kommer i job",
        text=(
            "Fleksjob, job med løntilskud og elevpladser skal føre til et arbejdsliv, "
            "der holder. Tallene kommer fra virksomhedernes årlige indberetning."
        ),
        un_goals=(8, 10),
        initiatives=("mentorforloeb-2024",),
        standing=Standing.ON_THE_WAY,
        reason="Tallet stiger, når man tager højde for de manglende indberetninger.",
        indicators=(
            Measured(
                "Ansatte på særlige vilkår",
                figure="saerlige",
                unit=Unit.PERSONS,
                baseline=66,
                target=90,
                qualifier=Qualifier.APPROXIMATE,
            ),
        ),
    ),
    Aim(
        title="Merværdien er dokumenteret",
        text=(
            "Det, der ikke kan tælles i job, skal også kunne ses: fællesskaber, "
            "livskvalitet og hjælp til naboen. Virksomhederne skal have en enkel "
            "metode til at beskrive det."
        ),
        un_goals=(3, 17),
        initiatives=("faelles-metode-til-mervaerdi",),
        standing=Standing.BEHIND,
        reason="Metoden kom et år for sent. Ti virksomheder bruger den nu.",
        indicators=(
            Measured(
                "Dokumenterede eksempler på merværdi",
                figure="mervaerdi",
                baseline=1,
                target=18,
            ),
        ),
    ),
    Aim(
        title="Netværket mødes 3 til 4 gange om året",
        text=(
            "Social Vision Roskilde skal være det sted, hvor man finder kolleger på "
            "tværs. Møderne skal handle om det, medlemmerne selv foreslår."
        ),
        un_goals=(17,),
        initiatives=("netvaerksmoeder-ude-i-virksomhederne",),
        standing=Standing.REACHED,
        reason="Fire møder i 2025, og flere deltagere end nogensinde.",
        indicators=(
            Measured(
                "Møder i netværket i løbet af året",
                figure="netvaerksmoeder",
                baseline=2,
                target=3,
                qualifier=Qualifier.AT_LEAST,
                direction=Indicator.Direction.KEEP,
            ),
            Measured(
                "Fremmødte på årets møder",
                unit=Unit.PERSONS,
                baseline=47,
                target=150,
                by_year=(47, 86, 129, 143),
                method="Summen af fremmødte på årets møder, talt ved døren.",
                source="Netværkets mødelister (eksempel)",
            ),
        ),
    ),
    Aim(
        title="Kommunen køber mere af virksomhederne",
        text=(
            "Indkøbere skal kende virksomhederne og turde spørge dem. Hvor det er "
            "muligt, skal mindst ét tilbud komme fra en socialøkonomisk virksomhed."
        ),
        un_goals=(8, 12),
        initiatives=("indkoebsdag",),
        standing=Standing.ON_THE_WAY,
        reason="Indkøbsdagen gav tre nye aftaler. Nu er der 8; målet er 12.",
        indicators=(
            Measured(
                "Aftaler mellem kommunen og socialøkonomiske virksomheder",
                baseline=4,
                target=12,
                by_year=(4, 4, 5, 8),
                method="Aftaler på mindst et halvt år, som løber ved årets udgang.",
                source="Kommunens aftaleoversigt (eksempel)",
            ),
        ),
    ),
]

# heading, anchor, body
SECTIONS = [
    (
        "Vision",
        "vision",
        paragraphs(
            "I Roskilde er det en styrke at kunne noget særligt. Alle, der kan og vil "
            "arbejde, skal kunne finde en plads, hvor der er brug for netop dem.",
            "Derfor skal kommunen have flere virksomheder, som lever af at sælge varer "
            "og ydelser og bruger overskuddet på mennesker. Strategien er et eksempel "
            "og er ikke vedtaget i virkeligheden.",
        ),
    ),
    (
        "Det er vi enige om",
        "principper",
        bullets(
            "Forretningen skal kunne stå selv. Tilskud er en begyndelse, ikke et svar.",
            "Et job er et job: løn, kolleger og en grund til at blive savnet.",
            "Vi tæller det, der kan tælles, og beskriver det andet ærligt.",
            "Frivillige er med af lyst og tæller aldrig som ansatte.",
        ),
    ),
    (
        "Sådan arbejder vi",
        "saadan-arbejder-vi",
        paragraphs(
            "Forretningsudvikleren er den ene dør ind. Her får man svar på, hvem der "
            "kan hjælpe med lokaler, ansættelser, indkøb eller RSV.",
            "Advisory Board mødes fire gange om året. Det får udkast i god tid, giver "
            "råd og kan se, hvad der blev af dem.",
            "Netværket Social Vision Roskilde er virksomhedernes eget sted. Kommunen "
            "booker lokalet og laver kaffen; medlemmerne vælger emnerne.",
        ),
    ),
    (
        "Sådan følger vi op",
        "opfoelgning",
        paragraphs(
            f"Hvert forår gør vi status pr. 31. december, og {COMMITTEE} behandler "
            "evalueringen i juni. Hvert mål får en vurdering med en begrundelse.",
            "Tallene fryses, når evalueringen bliver offentlig. Bliver vi klogere, "
            "skriver vi en rettelse ved siden af.",
        ),
    ),
    (
        "Penge og ansvar",
        "oekonomi",
        paragraphs(
            "Strategien bliver ført ud i livet inden for kommunens budget. Hver "
            "indsats har én ansvarlig, og en ny indsats begynder først, når der er "
            "fundet penge til den."
        ),
    ),
]


def save_strategy() -> Strategy:
    """Save the strategy with everything in it, measured up to the end of 2025."""
    strategy = save(
        Strategy(
            title="Strategi for socialøkonomi 2023–2027 (eksempel)",
            slug="eksempel-2023-2027",
            is_example=True,
            period_start_year=2023,
            period_end_year=2027,
            status=Strategy.Status.ADOPTED,
            visibility=Strategy.Visibility.PUBLIC,
            deciding_body="Byrådet",
            adopted_date=date(2022, 12, 14),
            evaluated_by=COMMITTEE,
            evaluation_rhythm="hvert år",
            summary=(
                "En opdigtet strategi, der viser, hvordan mål, tal og evalueringer "
                "hænger sammen på portalen: fem mål, som bliver fulgt hvert år frem "
                "til 2027."
            ),
            origin=paragraphs(
                "Eksempel: Udkastet blev drøftet på tre møder i Advisory Board og var "
                "i høring i seks uger i efteråret 2022. Der kom 19 svar. De fleste "
                "bad om færre mål og om, at merværdien kom med.",
                "Byrådet vedtog strategien 14. december 2022.",
            ),
            working_notes="Opdigtet fra ende til anden. Slet den, når I har en rigtig.",
        )
    )
    for position, (heading, anchor, body) in enumerate(SECTIONS, start=1):
        save(
            StrategySection(
                strategy=strategy,
                heading=heading,
                anchor=anchor,
                body=body,
                position=position,
            )
        )
    for number, aim in enumerate(AIMS, start=1):
        save_goal(strategy, number, aim)
    for year in YEARS:
        record_measurements(on=date(year, 12, 31))
    return strategy


def save_goal(strategy: Strategy, number: int, aim: Aim) -> None:
    """Save one goal with its indicators."""
    goal = save(
        Goal(
            strategy=strategy,
            number=number,
            title=aim.title,
            description=paragraphs(aim.text),
        )
    )
    set_standing(goal, standing=aim.standing, reason=aim.reason, on=date(2026, 5, 8))
    goal.un_goals.set(aim.un_goals)
    goal.initiatives.set(Initiative.objects.filter(slug__in=aim.initiatives))
    for position, measured in enumerate(aim.indicators, start=1):
        save_indicator(goal, position, measured)


def save_indicator(goal: Goal, position: int, measured: Measured) -> None:
    """Save one indicator and, where people count it, what they found."""
    kind = Indicator.Kind.FIGURE if measured.figure else Indicator.Kind.MANUAL
    indicator = save(
        Indicator(
            goal=goal,
            name=measured.name,
            kind=kind,
            figure_key=measured.figure,
            unit=measured.unit,
            direction=measured.direction,
            baseline_value=Decimal(measured.baseline),
            baseline_date=BASELINE_DATE,
            target_value=Decimal(measured.target),
            target_qualifier=measured.qualifier,
            target_date=TARGET_DATE,
            method=measured.method,
            position=position,
        )
    )
    for year, value in zip(YEARS, measured.by_year, strict=False):
        save(
            Measurement(
                indicator=indicator,
                date=date(year, 12, 31),
                value=Decimal(value),
                unit=measured.unit,
                source=measured.source,
                method=measured.method,
                includes_examples=True,
            )
        )
