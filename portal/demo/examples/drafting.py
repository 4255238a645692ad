"""An example of a strategy on its way: in hearing, with remarks and answers."""

from datetime import date, timedelta
from hashlib import sha256

from django.utils import timezone

from strategy.models import (
    BoardSeat,
    Goal,
    HearingRemark,
    OriginStep,
    Remark,
    Strategy,
    StrategySection,
)

from ..writing import bullets, paragraphs, save

Sector = BoardSeat.Sector
State = HearingRemark.State

SECTIONS = [
    (
        "Vision",
        "vision",
        paragraphs(
            "I 2031 er det helt almindeligt at handle hos en socialøkonomisk "
            "virksomhed i Roskilde.",
            "Flere unge får deres første job der.",
        ),
    ),
    (
        "Det vil vi bygge videre på",
        "bygge-videre",
        paragraphs(
            "Mentorforløbene virker, og netværket mødes fast. Det holder vi fast i."
        ),
    ),
    (
        "Det nye",
        "det-nye",
        bullets(
            "Et fast samarbejde med ungdomsuddannelserne.",
            "Indkøbsdag to gange om året.",
            "Hjælp til at måle merværdi, også for de helt små.",
        ),
    ),
]
# What becomes of the goals of the strategy before, by their numbers there: None is
# new, no words is kept as it was. The first of them is dropped.
GOALS: list[tuple[int | None, str, str]] = [
    (None, "Flere unge får deres første job", "Fra 12 til 30 unge om året i 2031."),
    (2, "", ""),
    (
        3,
        "Alle kan måle deres merværdi",
        "Også de helt små virksomheder får hjælp til at vise, hvad de gør for "
        "mennesker og for byen.",
    ),
    (4, "", ""),
    (5, "Kommunen køber mere", "Hver forvaltning har mindst én fast aftale i 2029."),
]


def save_draft(predecessor: Strategy, on: date) -> Strategy:
    """Save the draft with what the board and the public said about it."""
    strategy = save(
        Strategy(
            title="Forslag til strategi 2028–2031 (eksempel)",
            slug="eksempel-2028-2031",
            is_example=True,
            period_start_year=2028,
            period_end_year=2031,
            status=Strategy.Status.HEARING,
            visibility=Strategy.Visibility.PUBLIC,
            hearing_start_date=on - timedelta(days=10),
            hearing_end_date=on + timedelta(days=32),
            predecessor=predecessor,
            summary=(
                "Et opdigtet forslag, der viser, hvordan boardet læser en kladde, og "
                "hvordan alle kan svare i en høring."
            ),
        )
    )
    sections = [
        save(
            StrategySection(
                strategy=strategy,
                heading=heading,
                anchor=anchor,
                body=body,
                position=position,
            )
        )
        for position, (heading, anchor, body) in enumerate(SECTIONS, start=1)
    ]
    for number, (before, title, text) in enumerate(GOALS, start=1):
        earlier = predecessor.goals.get(number=before) if before else None
        save(
            Goal(
                strategy=strategy,
                number=number,
                title=title or (earlier.title if earlier else ""),
                description=(
                    paragraphs(text)
                    if text
                    else (earlier.description if earlier else "")
                ),
                predecessor=earlier,
            )
        )
    save_remarks(strategy, sections)
    save_hearing(strategy, sections)
    save_origin(strategy, on)
    return strategy


def save_remarks(strategy: Strategy, sections: list[StrategySection]) -> None:
    """Save what the board says: one that is closed, one answered, one that waits."""
    now = timezone.now()
    for number, (section, signed, text, answer, note) in enumerate(
        (
            (
                sections[0],
                Sector.EDUCATION,
                "Skriv, at det også gælder unge uden uddannelse.",
                "God pointe. Vi skriver det ind.",
                "Visionen nævner nu unges første job.",
            ),
            (
                sections[2],
                Sector.SOCIAL_ENTERPRISES,
                "To indkøbsdage er mange for de små. Kan den ene være digital?",
                "Det tager vi op på mødet.",
                "",
            ),
            (
                None,
                Sector.CIVIL_SOCIETY,
                "Der mangler noget om frivillige. De bærer meget af arbejdet.",
                "",
                "",
            ),
        )
    ):
        save(
            Remark(
                strategy=strategy,
                section=section,
                about=section.heading if section else "",
                signed=signed.label,
                text=text,
                answer=answer,
                answered_at=now if answer else None,
                closing_note=note,
                closed_at=now if note else None,
                sending_key=key("board", number),
            )
        )


def save_hearing(strategy: Strategy, sections: list[StrategySection]) -> None:
    """Save three answers to the hearing: two are public, one waits for the editor."""
    now = timezone.now()
    for number, (section, text, answer, state) in enumerate(
        (
            (
                sections[2],
                "Eksempel: Godt med et fast samarbejde med skolerne. Begynd gerne i "
                "8. klasse.",
                "Tak. Vi tager det med til mødet med skolerne.",
                State.PUBLISHED,
            ),
            (
                None,
                "Eksempel: Skriv, hvem man kan ringe til, når man vil i gang.",
                "",
                State.PUBLISHED,
            ),
            (None, "Eksempel: Husk de frivillige.", "", State.NEW),
        )
    ):
        save(
            HearingRemark(
                strategy=strategy,
                section=section,
                text=text,
                answer=answer,
                state=state,
                decided_at=None if state == State.NEW else now,
                sending_key=key("hearing", number),
            )
        )


def save_origin(strategy: Strategy, on: date) -> None:
    """Save who was involved."""
    Kind = OriginStep.Kind
    for kind, who, days_ago, times, people, changed in (
        (
            Kind.INTERVIEW,
            "Ledere i virksomheder",
            150,
            9,
            9,
            "Målene blev færre, og et kom til om unges første job.",
        ),
        (Kind.BOARD, "", 90, 3, None, "Indkøbsdagen blev til to."),
        (Kind.WORKSHOP, "Borgere og frivillige", 60, 1, 34, "Teksten blev kortere."),
        (Kind.HEARING, "Alle", 10, None, None, ""),
    ):
        save(
            OriginStep(
                strategy=strategy,
                kind=kind,
                who=who,
                start_date=on - timedelta(days=days_ago),
                times=times,
                people=people,
                changed=changed,
            )
        )


def key(kind: str, number: int) -> str:
    """Return the mark of a form that nobody sent."""
    return sha256(f"example {kind} {number}".encode()).hexdigest()
