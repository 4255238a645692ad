"""Example initiatives, screenings, board meetings, award years and documents."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Model

from common.publication import PublicationState
from enterprises.models import Enterprise
from strategy.models import (
    Advice,
    AwardYear,
    BoardMeeting,
    BoardSeat,
    Document,
    Initiative,
    InitiativePeriod,
    Juror,
    MeetingPaper,
    Nominee,
    Screening,
    ScreeningStep,
    Strategy,
)

from ..writing import bullets, file_of, paragraphs, save

Kind = Initiative.Kind
Stage = Initiative.Stage
ScreeningStage = ScreeningStep.Stage
PUBLISHED = PublicationState.PUBLISHED
# Made for the examples, like everything in them, and each says so.
FILES = Path(__file__).parent / "files"

CRITERIA = bullets(
    "Virksomheden har hjemme i Roskilde Kommune.",
    "Den har gjort en tydelig forskel for mennesker det seneste år.",
    "Forretningen kan stå selv.",
    "Andre kan lære af den.",
)

# The runs of the initiatives, by their slugs.
PERIODS: dict[str, tuple[dict[str, Any], ...]] = {
    "mentorforloeb-2024": (
        {
            "start_date": date(2024, 2, 1),
            "end_date": date(2024, 8, 31),
            "participants": 6,
            "outcome": (
                "Fem af seks har fået flere kunder. To har ansat deres første "
                "medarbejder i fleksjob."
            ),
        },
    ),
    "faelles-metode-til-mervaerdi": (
        {"start_date": date(2025, 5, 1), "participants": 10},
    ),
    "indkoebsdag": (
        {
            "start_date": date(2025, 9, 18),
            "end_date": date(2025, 9, 18),
            "participants": 34,
            "outcome": "Tre nye aftaler.",
        },
        {
            "start_date": date(2026, 9, 17),
            "end_date": date(2026, 9, 17),
            "participants": 41,
            "outcome": "Foreløbig to nye aftaler.",
        },
    ),
}


def save_initiatives() -> list[Initiative]:
    """Save the initiatives that the example strategy's goals point to."""
    initiatives = [
        Initiative(
            kind=Kind.MENTORING,
            title="Mentorforløb for nye virksomheder 2024",
            slug="mentorforloeb-2024",
            summary="Seks virksomheder fik en erfaren leder som mentor i et halvt år.",
            body=paragraphs(
                "Hvert par mødtes hver tredje uge og arbejdede med ét spørgsmål ad "
                "gangen: pris, løn, ledelse eller den næste kunde.",
                "Mentorerne kom fra erhvervslivet og arbejdede gratis.",
            ),
            audience="Virksomheder, der er på vej eller under tre år gamle",
            how_to_join="Næste hold begynder, når der er seks deltagere. Skriv til os.",
            stage=Stage.DONE,
            start_date=date(2024, 2, 1),
            end_date=date(2024, 8, 31),
        ),
        Initiative(
            kind=Kind.SCREENING,
            title="Afklaring af idéer til nye virksomheder",
            slug="afklaring-af-ideer",
            summary=(
                "Kan en opgave i kommunen blive til en virksomhed for sig? Vi ser på "
                "marked, mennesker og økonomi, før nogen siger op."
            ),
            body=paragraphs(
                "En screening tager seks til otte uger og er fortrolig. Bagefter er "
                "der tre mulige svar: læg en plan, vent, eller lad være.",
            ),
            audience="Medarbejdere, foreninger og borgere med en idé",
            how_to_join="Skriv tre linjer om idéen til forretningsudvikleren.",
            stage=Stage.RUNNING,
            start_date=date(2023, 9, 1),
        ),
        Initiative(
            kind=Kind.DOCUMENTATION,
            title="Fælles metode til merværdi",
            slug="faelles-metode-til-mervaerdi",
            summary=(
                "Fire spørgsmål, som alle kan svare på: Hvad er opnået, for hvem, "
                "hvordan ved vi det, og har de sagt ja til at være med?"
            ),
            body=paragraphs(
                "Metoden blev afprøvet i ti virksomheder og skåret ned til én side. "
                "Svarene kan ses hos hver virksomhed og på siden med tal.",
            ),
            audience="Alle virksomheder i registret",
            how_to_join="Få en halv dags hjælp til jeres første beskrivelse.",
            stage=Stage.RUNNING,
            start_date=date(2025, 5, 1),
        ),
        Initiative(
            kind=Kind.NETWORK,
            title="Netværksmøder ude i virksomhederne",
            slug="netvaerksmoeder-ude-i-virksomhederne",
            summary="Hvert andet møde i netværket holdes hos et medlem.",
            audience="Alle i Social Vision Roskilde",
            how_to_join="Vil I være værter? Skriv til os.",
            stage=Stage.RUNNING,
            start_date=date(2024, 1, 1),
        ),
        Initiative(
            kind=Kind.PROCUREMENT,
            title="Indkøbsdag",
            slug="indkoebsdag",
            summary=(
                "En formiddag, hvor kommunens indkøbere møder virksomhederne og ser, "
                "hvad de kan levere."
            ),
            body=paragraphs(
                "Ti minutter ved hvert bord og en liste over, hvad der skal købes det "
                "næste år. Første gang i september 2025, igen i september 2026.",
            ),
            audience="Indkøbere i kommunen og virksomheder i registret",
            stage=Stage.RUNNING,
            start_date=date(2025, 9, 18),
        ),
        Initiative(
            kind=Kind.PARTNERSHIP,
            title="Partnerskab om et fælles lager",
            slug="faelles-lager",
            summary="Tre virksomheder deler lager og varebil i Gadstrup på prøve.",
            audience="Små virksomheder med for lidt plads",
            stage=Stage.PLANNED,
            when_text="foråret 2027",
        ),
    ]
    for position, initiative in enumerate(initiatives, start=20):
        initiative.is_example = True
        initiative.position = position
        initiative.publication_state = PUBLISHED
        save(initiative)
        for period in PERIODS.get(initiative.slug, ()):
            save(InitiativePeriod(initiative=initiative, **period))
    return initiatives


def save_screenings() -> list[Screening]:
    """Save one screening that was opened and two that only the editor sees."""
    initiative = Initiative.objects.get(slug="afklaring-af-ideer")
    return [
        save_screening(
            initiative,
            "Vask af klubtrøjer og duge",
            is_open=True,
            steps=[
                (ScreeningStage.IDEA, date(2023, 10, 3)),
                (ScreeningStage.SCREENED, date(2023, 12, 1)),
                (ScreeningStage.PLAN, date(2024, 1, 10)),
                (ScreeningStage.SPUN_OFF, date(2025, 4, 1)),
            ],
            notes="Blev til Vaskebjørnen.",
        ),
        save_screening(
            initiative,
            "Fortrolig idé om kørsel",
            is_open=False,
            steps=[
                (ScreeningStage.IDEA, date(2026, 3, 4)),
                (ScreeningStage.SCREENED, date(2026, 5, 7)),
            ],
            notes="Afventer svar om biler.",
        ),
        save_screening(
            initiative,
            "Fortrolig idé om trykkeri",
            is_open=False,
            steps=[
                (ScreeningStage.IDEA, date(2024, 8, 20)),
                (ScreeningStage.SCREENED, date(2024, 10, 15)),
                (ScreeningStage.STOPPED, date(2024, 11, 5)),
            ],
            notes="For få kunder i området.",
        ),
    ]


def save_screening(
    initiative: Initiative,
    title: str,
    *,
    is_open: bool,
    steps: list[tuple[ScreeningStage, date]],
    notes: str,
) -> Screening:
    """Save one screening with its dated stages."""
    screening = save(
        Screening(
            initiative=initiative,
            title=title,
            is_example=True,
            is_open=is_open,
            notes=notes,
        )
    )
    for stage, day in steps:
        save(ScreeningStep(screening=screening, stage=stage, date=day))
    return screening


def save_board_meetings(strategy: Strategy, on: date) -> list[BoardMeeting]:
    """Save four meetings with what the board advised, one of them still to come."""
    procurement = save_meeting(
        "Møde om indkøb (eksempel)",
        date(2025, 3, 12),
        agenda=["Hvad køber kommunen i dag?", "Indkøbsdag i september", "Eventuelt"],
        minutes=[
            "Boardet så på, hvad kommunen køber hos socialøkonomiske virksomheder. "
            "Det er mest mad og grønne opgaver.",
            "Der var enighed om, at indkøbere og virksomheder mangler at mødes.",
        ],
    )
    advise(
        procurement,
        strategy,
        5,
        "Hold en indkøbsdag, hvor indkøberne har deres lister med.",
        "Holdt 18. september 2025. Den gav tre nye aftaler.",
    )
    social_value = save_meeting(
        "Møde om merværdi (eksempel)",
        date(2026, 2, 25),
        agenda=[
            "Udkast til evaluering 2025",
            "Metoden til merværdi efter det første år",
            "Den Socialøkonomiske Pris 2026",
        ],
        minutes=[
            "Boardet roste, at metoden er blevet til én side. Flere virksomheder "
            "mangler stadig tid til at udfylde den.",
            "Prisen beholder sine kriterier. Fristen lægges sidst på året.",
        ],
    )
    advise(
        social_value,
        strategy,
        3,
        "Tilbyd virksomhederne en halv dags hjælp til deres første beskrivelse.",
        "Indgår i anbefalingerne i evalueringen for 2025.",
    )
    advise(
        social_value,
        strategy,
        2,
        "Mind om indberetningen to gange, og sig tak med tallene.",
        "",
    )
    network = save_meeting(
        "Møde hos Skærmhjælpen (eksempel)",
        date(2026, 9, 9),
        agenda=["Rundvisning", "Udvalgets beslutning om evalueringen", "Klynger"],
        minutes=[
            "Boardet hørte om udvalgets beslutning i juni og besøgte testholdet.",
            "Klynger kan begynde småt: et fælles lager og en fælles varebil.",
        ],
    )
    advise(
        network,
        strategy,
        4,
        "Brug et netværksmøde på klynger, og lad virksomhederne selv styre det.",
        "Sat på programmet som workshop i Social Vision Roskilde.",
    )
    coming = save_meeting(
        "Næste møde (eksempel)",
        on + timedelta(days=93),
        agenda=["Udkast til evaluering 2026", "Midtvejs i strategien"],
        minutes=[],
    )
    save(
        MeetingPaper(
            meeting=coming,
            title="Oplæg om evalueringen for 2026 (eksempel)",
            summary=(
                "Tre spørgsmål til mødet: flere virksomheder, merværdi og indkøb. "
                "Opdigtet; viser, hvordan et bilag ligger klar til boardet."
            ),
            file=file_of(FILES / "oplaeg.pdf"),
            is_for_board=True,
        )
    )
    return [procurement, social_value, network, coming]


def save_meeting(
    title: str, day: date, *, agenda: list[str], minutes: list[str]
) -> BoardMeeting:
    """Save one public meeting of the board."""
    return save(
        BoardMeeting(
            title=title,
            date=day,
            agenda=bullets(*agenda),
            minutes=paragraphs(*minutes),
            is_example=True,
            publication_state=PUBLISHED,
        )
    )


def advise(
    meeting: BoardMeeting, strategy: Strategy, number: int, text: str, outcome: str
) -> Advice:
    """Save a piece of advice on one of the strategy's goals."""
    return save(
        Advice(
            meeting=meeting,
            goal=strategy.goals.get(number=number),
            text=text,
            outcome=outcome,
        )
    )


JURY = [
    ("Formanden for Advisory Board (eksempel)", BoardSeat.Sector.COUNCIL),
    ("Sidste års vinder (eksempel)", BoardSeat.Sector.SOCIAL_ENTERPRISES),
    ("En leder fra en skole (eksempel)", BoardSeat.Sector.EDUCATION),
]


def save_award_years(on: date) -> list[AwardYear]:
    """Save two years with winners and a call whose deadline is still ahead."""
    years = [
        AwardYear(
            year=2024,
            criteria=CRITERIA,
            deadline_date=date(2024, 9, 15),
            ceremony_date=date(2024, 11, 21),
        ),
        AwardYear(
            year=2025,
            criteria=CRITERIA,
            deadline_date=date(2025, 9, 14),
            ceremony_date=date(2025, 11, 20),
            picture=file_of(FILES / "torsdagsbord.png"),
            picture_text=(
                "Tegning: Fire mennesker spiser sammen, med domkirken i vinduet"
            ),
        ),
        AwardYear(
            year=2026,
            call=paragraphs(
                "Kender du en virksomhed, der har gjort en forskel i år? Skriv, hvem "
                "det er, hvad de har gjort, og for hvem. En halv side er nok.",
                "Alle kan indstille: kunder, naboer, medarbejdere og virksomheden "
                "selv. Opslaget er et eksempel.",
            ),
            criteria=CRITERIA,
            deadline_date=on + timedelta(days=21),
        ),
    ]
    for award_year in years:
        award_year.is_example = True
        award_year.publication_state = PUBLISHED
        save(award_year)
        for position, (role, sector) in enumerate(JURY, start=1):
            save(
                Juror(
                    award_year=award_year, role=role, sector=sector, position=position
                )
            )
    first, second, _ = years
    nominate(
        first,
        "groenne-haender",
        "Holdene i haverne har vist, at en halv arbejdsdag kan være en hel. Kunderne "
        "bliver, og det gør medarbejderne også.",
        is_winner=True,
    )
    nominate(first, "skaermhjaelpen", "For test, der gør hjemmesider bedre for alle.")
    nominate(first, "genbrugsgaarden", "For byttehallen og 64 børns sommertur.")
    nominate(
        second,
        "kaffe-ved-fjorden",
        "Torsdagsspisningen har givet en hel by et spisebord. 38 mennesker, der bor "
        "alene, spiser med hver uge, og mange af dem dækker selv bord.",
        is_winner=True,
    )
    nominate(second, "laerlingehuset", "For at følge de unge i to år efter forløbet.")
    nominate(second, "hoevlbaenken", "For møbler, der får det brugte til at se nyt ud.")
    return years


def nominate(
    award_year: AwardYear, slug: str, motivation: str, *, is_winner: bool = False
) -> Nominee:
    """Save an enterprise as nominated."""
    enterprise = Enterprise.objects.get(slug=slug)
    return save(
        Nominee(
            award_year=award_year,
            enterprise=enterprise,
            name=enterprise.name,
            motivation=motivation,
            is_winner=is_winner,
        )
    )


def save_documents(strategy: Strategy) -> list[Model]:
    """Save two documents that exist only as examples; one of them has a file."""
    documents = [
        Document(
            title="Merværdi på én side (eksempel)",
            kind=Document.Kind.NOTE,
            date=date(2025, 5, 20),
            summary=(
                "De fire spørgsmål i den fælles metode, med et udfyldt eksempel. "
                "Dokumentet er opdigtet og viser, hvordan en PDF ligger på siden."
            ),
            file=file_of(FILES / "mervaerdi.pdf"),
            strategy=strategy,
        ),
        Document(
            title="Nyhedsbrev, oktober 2026 (eksempel)",
            kind=Document.Kind.NEWSLETTER,
            date=date(2026, 10, 15),
            summary=(
                "Pakkeriet er blevet RSV-registreret, indkøbsdagen gav nye aftaler, og "
                "prisen er åben for indstillinger. Filen findes ikke."
            ),
        ),
    ]
    for document in documents:
        document.is_example = True
        document.publication_state = PUBLISHED
        save(document)
    return list(documents)
