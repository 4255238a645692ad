"""The figures of the account, each exactly as it was published."""

from datetime import date
from decimal import Decimal

from common.publication import PublicationState
from common.quantities import Qualifier, Quantity, Unit
from enterprises.models import ReportedFigure, Source, StatusReport

from ..writing import save

Subject = ReportedFigure.Subject
Role = ReportedFigure.Role

# Two ways to read the block of staff figures; the second is a guess and stays here.
EDITOR_NOTE = (
    "Læst, som det står, giver kategorierne 7 + 12 + 12 = 31 medarbejdere, mens kilden "
    "oplyser ca. 110 i alt. 79 er ikke fordelt.\n\n"
    "En anden læsning (hypotese B): Den første linje var en overskrift uden tal, og "
    "tallene er rykket én linje op. Så ville der være ca. 110 ordinært ansatte, ca. 7 "
    "i fleksjob og skånejob og ca. 12 i forløb. Men der er fem tal til fire linjer, og "
    "30.300 hører med sikkerhed til de frivillige. Læsningen kræver altså, at en linje "
    "er faldet ud, og den kan ikke bevises. Vis den ikke som tal.\n\n"
    "Til eftertanke: Hverken 12 + 12 eller 7 + 12 + 12 når “mere end 50” job og "
    "praktikker. Det ene tal kan være opgjort over tid og det andet på en dag. 7 er "
    "både antallet af etablerede virksomheder og af ordinært ansatte; det kan være et "
    "tilfælde eller en fejl. Spørg kommunen, før noget rettes."
)


def save_report(account: Source) -> StatusReport:
    """Save the status report of August 2018 and its ten figures."""
    report = save(
        StatusReport(
            title="Status august 2018",
            slug="august-2018",
            as_of_date=date(2018, 8, 20),
            as_of_text="august 2018",
            source=account,
            summary=(
                "Kommunens eget overblik over socialøkonomien, netop som en ny "
                "strategi skulle til afgørelse i byrådet. Tallene står her, som de "
                "blev offentliggjort. Tallene for medarbejdere stemmer ikke "
                "indbyrdes i kilden, og vi har ikke rettet dem."
            ),
            scope=(
                "Uafklaret for medarbejdere og frivillige: Kilden siger ikke, om "
                "tallene dækker de 3 registrerede eller alle 7 etablerede "
                "virksomheder."
            ),
            editor_note=EDITOR_NOTE,
            publication_state=PublicationState.PUBLISHED,
        )
    )
    for position, figure in enumerate(figures(), start=1):
        figure.report = report
        figure.position = position
        save(figure)
    return report


def figures() -> list[ReportedFigure]:
    """Return the figures in the order of the account."""
    return [
        reported(
            "etablerede",
            "etablerede socialøkonomiske virksomheder",
            Subject.ENTERPRISES,
            Quantity(Decimal(7), as_published="7"),
        ),
        reported(
            "paa-vej",
            "virksomheder på vej",
            Subject.ENTERPRISES,
            Quantity(None, as_published="flere"),
        ),
        reported(
            "job-og-praktikker",
            "job og virksomhedspraktikker, som virksomhederne har skabt",
            Subject.JOBS,
            Quantity(Decimal(50), Qualifier.MORE_THAN, as_published="mere end 50"),
            note="Afhænger ifølge kilden af, hvordan man opgør tallene.",
        ),
        reported(
            "rsv-registrerede",
            "virksomheder registreret som socialøkonomiske (RSV)",
            Subject.RSV,
            Quantity(Decimal(3), as_published="3"),
        ),
        reported(
            "rsv-overvejer",
            "virksomheder overvejer at blive registreret (RSV)",
            Subject.RSV,
            Quantity(None, as_published="flere"),
        ),
        reported(
            "medarbejdere",
            "medarbejdere i alt",
            Subject.STAFF,
            approximate(110, "ca. 110"),
            Role.TOTAL,
            note="Større end summen af de kategorier, kilden oplyser.",
        ),
        reported(
            "ordinaere",
            "ordinært ansatte",
            Subject.STAFF,
            approximate(7, "ca. 7"),
            Role.PART,
        ),
        reported(
            "fleksjob-og-skaanejob",
            "i fleksjob og skånejob",
            Subject.STAFF,
            approximate(12, "ca. 12"),
            Role.PART,
        ),
        reported(
            "forloeb",
            "i etablerede forløb",
            Subject.STAFF,
            approximate(12, "ca. 12"),
            Role.PART,
            note="For eksempel praktik, der skal føre til ansættelse.",
        ),
        reported(
            "frivillige",
            "frivillige",
            Subject.VOLUNTEERS,
            approximate(30_300, "ca. 30.300"),
            note="Primært frivillige på Roskilde Festival.",
        ),
    ]


def reported(
    key: str,
    label: str,
    subject: Subject,
    quantity: Quantity,
    role: Role = Role.ALONE,
    note: str = "",
) -> ReportedFigure:
    """Return one figure, not yet part of a report."""
    figure = ReportedFigure(key=key, label=label, subject=subject, role=role, note=note)
    figure.quantity = quantity
    return figure


def approximate(value: int, words: str) -> Quantity:
    """Return a number of people that the account gives with "ca."."""
    return Quantity(Decimal(value), Qualifier.APPROXIMATE, Unit.PERSONS, words)
