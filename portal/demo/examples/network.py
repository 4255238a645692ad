"""Example topics of the network, at each stage, and clusters with their meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from common.publication import PublicationState
from enterprises.models import Enterprise
from network.models import Cluster, ClusterMeeting, Event, Topic, TopicSupport
from network.topics import support

from ..writing import at, save

PUBLISHED = PublicationState.PUBLISHED


@dataclass(frozen=True)
class Raised:
    """A topic with what has become of it: each with its day."""

    day: date
    title: str
    slug: str
    description: str
    supporters: int
    answer: str = ""
    answered: date | None = None
    event: str = ""
    planned: date | None = None
    closing: str = ""
    closed: date | None = None


RAISED = [
    Raised(
        date(2026, 5, 22),
        "Fælles lager og varebil",
        "faelles-lager-og-varebil",
        "Vi er tre, der hver har for lidt plads og for meget kørsel.",
        supporters=9,
        answer=(
            "Godt set. Vi tager det op i workshoppen om klynger. Tag tal med: Hvor "
            "mange kvadratmeter og hvor mange ture om ugen mangler I?"
        ),
        answered=date(2026, 6, 9),
        event="kan-vi-hjaelpe-hinanden-i-klynger",
        planned=date(2026, 10, 12),
    ),
    Raised(
        date(2026, 9, 18),
        "Hvordan tager man imod unge med angst?",
        "unge-med-angst",
        "Vi vil gerne have flere i praktik, men er bange for at gøre det forkert.",
        supporters=6,
        answer=(
            "Vi leder efter en virksomhed, der har gjort det længe og vil fortælle om "
            "det. Kender I en, så skriv til os."
        ),
        answered=date(2026, 9, 29),
    ),
    Raised(
        date(2026, 10, 8),
        "Tilbud uden tårer",
        "tilbud-uden-taarer",
        "Hjælp til at skrive det første tilbud til en kommune.",
        supporters=4,
    ),
    Raised(
        date(2026, 11, 2),
        "Vikarer på tværs",
        "vikarer-paa-tvaers",
        "Når to er syge samme dag, lukker vi. Kan vi låne hinandens folk?",
        supporters=2,
    ),
    Raised(
        date(2026, 8, 20),
        "Lær dansk ved symaskinen",
        "laer-dansk-ved-symaskinen",
        "Flere af os har kolleger, der lærer dansk, mens de arbejder.",
        supporters=5,
        event="sprogmakkere-paa-arbejdet",
        planned=date(2026, 9, 21),
    ),
    Raised(
        date(2022, 11, 3),
        "Hvad må frivillige lave?",
        "hvad-maa-frivillige-lave",
        "Grænsen mellem hjælp og arbejde er svær.",
        supporters=7,
        answer="Vi tager det op hos Kaffe ved Fjorden i februar.",
        answered=date(2022, 11, 21),
        event="frivillige-der-bliver",
        planned=date(2022, 12, 5),
    ),
    Raised(
        date(2024, 2, 1),
        "Fælles forsikring",
        "faelles-forsikring",
        "Kan netværket forhandle en forsikring for alle medlemmer?",
        supporters=3,
        answer="Vi spørger kommunens jurister.",
        answered=date(2024, 2, 19),
        closing=(
            "Netværket er ikke en forening og kan ikke tegne aftaler. En klynge kan "
            "godt, hvis virksomhederne danner en forening."
        ),
        closed=date(2024, 4, 22),
    ),
]


def save_topics(on: date) -> list[Topic]:
    """Save what members have on their mind, at each stage."""
    return [save_topic(raised, on) for raised in RAISED]


def save_topic(raised: Raised, on: date) -> Topic:
    """Save one topic and that so many are for it."""
    topic = save(
        Topic(
            title=raised.title,
            slug=raised.slug,
            description=raised.description,
            answer=raised.answer,
            answered_at=_at(raised.answered),
            event=Event.objects.get(slug=raised.event) if raised.event else None,
            planned_at=_at(raised.planned),
            closing=raised.closing,
            closed_at=_at(raised.closed),
            is_example=True,
            created_at=at(raised.day, 12),
            publication_state=PUBLISHED,
        )
    )
    if not topic.is_open:
        topic.settled_support = raised.supporters
        topic.save()
        return topic
    for number in range(raised.supporters):
        address = f"medlem-{number}@netvaerket.example"
        TopicSupport.objects.create(
            topic=topic,
            email_hash=support.hash_of(topic, address),
            confirmed_at=at(raised.day + timedelta(days=1), 12),
            delete_on_date=on + support.KEPT,
        )
    return topic


def _at(day: date | None) -> datetime | None:
    return at(day, 12) if day else None


MAD_OG_BORD = [
    (
        date(2024, 3, 14),
        "Hvad køber vi ind, og hos hvem?",
        "Kaffe ved Fjorden",
        "Tørvarer bliver købt sammen fra maj. Grøntsager køber hver for sig.",
    ),
    (
        date(2024, 10, 3),
        "Hænder til julefrokosterne",
        "Suppegryden",
        "To fra køkkenet hjalp til hos hinanden i december.",
    ),
    (
        date(2025, 8, 28),
        "Duge, viskestykker og vask",
        "Vaskebjørnen",
        "Vaskebjørnen kom med i klyngen og vasker for de to andre.",
    ),
    (
        date(2026, 6, 4),
        "Overskud og hvem der henter det",
        "Suppegryden",
        "Én fast tur om torsdagen i stedet for tre.",
    ),
]


def save_clusters(on: date) -> list[Cluster]:
    """Save two clusters of enterprises: one that goes on, and one that is over."""
    food = save_cluster(
        Cluster(
            name="Klyngen Mad og Bord",
            slug="mad-og-bord",
            purpose=(
                "Tre virksomheder, der laver og serverer mad, køber ind sammen, låner "
                "hinandens folk ved store fester og sender overskud videre."
            ),
            contact_email="klyngen@mad-og-bord.example",
            since_date=date(2024, 3, 14),
            outcome=(
                "Fælles indkøb af tørvarer siden maj 2024, vask hos Vaskebjørnen og én "
                "fast tur om ugen med det, der er til overs."
            ),
        ),
        ["kaffe-ved-fjorden", "suppegryden", "vaskebjoernen"],
    )
    for day, subject, place, outcome in MAD_OG_BORD:
        save(
            ClusterMeeting(
                cluster=food, date=day, subject=subject, place=place, outcome=outcome
            )
        )
    save(
        ClusterMeeting(
            cluster=food,
            date=on + timedelta(days=70),
            subject="Skal flere med?",
            place="Kaffe ved Fjorden",
        )
    )
    trailer = save_cluster(
        Cluster(
            name="Klyngen Én Trailer",
            slug="en-trailer",
            purpose="To virksomheder delte en trailer og en kalender til den.",
            since_date=date(2022, 5, 2),
            ended_date=date(2023, 6, 30),
            outcome=(
                "Den ene fik sin egen bil. Kalenderen lever videre og kan lånes af "
                "andre."
            ),
        ),
        ["fjordhaven", "hoevlbaenken"],
    )
    return [food, trailer]


def save_cluster(cluster: Cluster, members: list[str]) -> Cluster:
    """Save a cluster with the enterprises in it."""
    cluster.is_example = True
    cluster.publication_state = PUBLISHED
    save(cluster)
    cluster.enterprises.set(Enterprise.objects.filter(slug__in=members))
    return cluster
