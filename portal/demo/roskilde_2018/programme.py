"""The board, the initiatives, the readable pages, the documents and the contact."""

from django.conf import settings
from django.db.models import Model

from common.publication import PublicationState
from enterprises.models import Source
from portal.models import ContactPoint
from strategy.models import BoardSeat, Document, Initiative

from ..writing import save
from .pages import save_pages

Kind = Initiative.Kind
Stage = Initiative.Stage


def save_programme(account: Source) -> list[Model]:
    """Save what surrounds the strategies and return its main rows."""
    return [
        *save_board(account),
        *save_initiatives(account),
        *save_pages(account),
        *save_documents(account),
        save_contact(),
    ]


def save_board(account: Source) -> list[BoardSeat]:
    """Save one seat for each of the seven sectors. The account names nobody."""
    return [
        save(BoardSeat(sector=sector, source=account, position=position))
        for position, sector in enumerate(BoardSeat.Sector, start=1)
    ]


def save_initiatives(account: Source) -> list[Initiative]:
    """Save what the municipality had done, did and planned."""
    initiatives = [
        initiative(
            Kind.MENTORING,
            "Mentorforløb",
            "mentorforloeb",
            Stage.DONE,
            "Kommunen har gennemført mentorforløb for at fremme socialøkonomiske "
            "virksomheder.",
        ),
        initiative(
            Kind.STARTUP,
            "Iværksætterforløb",
            "ivaerksaetterforloeb",
            Stage.DONE,
            "Iværksætterforløb er en af de ting, kommunen har gennemført for at hjælpe "
            "socialøkonomiske virksomheder på vej.",
        ),
        initiative(
            Kind.SCREENING,
            "Screening for afknopning",
            "screening",
            Stage.DONE,
            "Kommunen har undersøgt, om virksomheder kan knoppe af.",
        ),
        initiative(
            Kind.AWARD,
            "Den Socialøkonomiske Pris",
            "prisen",
            Stage.DONE,
            "Kommunen har uddelt Den Socialøkonomiske Pris. Kilden siger ikke, hvornår "
            "eller til hvem.",
        ),
        initiative(
            Kind.ADVICE,
            "Rådgivning hos forretningsudvikleren",
            "raadgivning",
            Stage.RUNNING,
            "Kommunen har ansat en forretningsudvikler til at udvikle socialøkonomien. "
            "Her kan du få råd om din forretning og din forretningsmodel.",
            audience="Socialøkonomiske virksomheder og iværksættere",
            how_to_join="Skriv til forretningsudvikleren. Alle med spørgsmål, brug for "
            "hjælp eller bare interesse er velkomne.",
        ),
        initiative(
            Kind.NETWORK,
            "Netværket Social Vision Roskilde",
            "social-vision-roskilde",
            Stage.RUNNING,
            "Et netværk for alle, der interesserer sig for socialøkonomi i Roskilde. "
            "Det mødes 3 til 4 gange om året.",
            audience="Alle med interesse for socialøkonomi i Roskilde",
            how_to_join="Skriv til forretningsudvikleren, som koordinerer netværket.",
        ),
        initiative(
            Kind.PARTNERSHIP,
            "Samarbejder og partnerskaber",
            "partnerskaber",
            Stage.RUNNING,
            "Forretningsudvikleren er med til at skabe samarbejder og partnerskaber.",
        ),
        initiative(
            Kind.PROCUREMENT,
            "Indkøb hos socialøkonomiske virksomheder",
            "indkoeb",
            Stage.RUNNING,
            "Kommunen arbejder aktivt med de socialøkonomiske virksomheder i sin "
            "indkøbspolitik. I den næste periode undersøger den, hvordan de kan stå "
            "stærkere i indkøb og udbud.",
        ),
        initiative(
            Kind.DOCUMENTATION,
            "Bedre dokumentation af merværdi",
            "mervaerdi",
            Stage.PLANNED,
            "Kommunen vil bedre kunne vise, hvad virksomhederne betyder for den "
            "enkelte og for samfundet.",
            when_text="i den næste strategiperiode",
        ),
    ]
    for position, row in enumerate(initiatives, start=1):
        row.source = account
        row.position = position
        save(row)
    return initiatives


def initiative(
    kind: Kind,
    title: str,
    slug: str,
    stage: Stage,
    summary: str,
    audience: str = "",
    how_to_join: str = "",
    when_text: str = "",
) -> Initiative:
    """Return one initiative, not yet in its place in the row."""
    return Initiative(
        kind=kind,
        title=title,
        slug=slug,
        stage=stage,
        summary=summary,
        audience=audience,
        how_to_join=how_to_join,
        when_text=when_text,
        publication_state=PublicationState.PUBLISHED,
    )


def save_documents(account: Source) -> list[Document]:
    """Save the account itself and the three pages it links to.

    The addresses of the links are not known, so the summary says whom to ask.
    """
    ask = "Linket er ikke bevaret; spørg forretningsudvikleren."
    documents = [
        Document(
            title=account.title,
            kind=Document.Kind.ARTICLE,
            date=account.published_date,
            summary=(
                "Kommunens egne svar om strategi, virksomheder, indsatser og indkøb, "
                "bragt af Sociale Entreprenører. Kilden til det, portalen fortæller om "
                "2018."
            ),
        ),
        Document(
            title="Roskilde Kommunes side for socialøkonomiske virksomheder",
            kind=Document.Kind.WEB_PAGE,
            summary=f"Nævnt som link i artiklen fra august 2018. {ask}",
        ),
        Document(
            title="Roskilde Kommunes strategi for socialøkonomiske virksomheder",
            kind=Document.Kind.WEB_PAGE,
            summary=f"Nævnt som link i artiklen fra august 2018. {ask}",
        ),
        Document(
            title="Notat om socialøkonomi i Roskilde Kommune",
            kind=Document.Kind.NOTE,
            summary=f"Nævnt som link i artiklen fra august 2018. {ask}",
        ),
    ]
    for document in documents:
        document.source = account
        document.publication_state = PublicationState.PUBLISHED
        save(document)
    return documents


def save_contact() -> ContactPoint:
    """Save the role that answers, with the mailbox of this installation."""
    return save(
        ContactPoint(
            role="Forretningsudvikler for socialøkonomi",
            email=settings.CONTACT_EMAIL,
            phone=settings.CONTACT_PHONE,
            helps_with=(
                "Rådgiver virksomheder og iværksættere om forretning og "
                "forretningsmodel, samler netværket Social Vision Roskilde og "
                "hjælper samarbejder og partnerskaber på vej. Du er også velkommen, "
                "hvis du bare er nysgerrig."
            ),
        )
    )
