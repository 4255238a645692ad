"""Example topics of the network and one cluster."""

import hashlib
from datetime import date, timedelta

from common.publication import PublicationState
from enterprises.models import Enterprise
from network.models import Cluster, Event, Topic, TopicSupport

from ..writing import at, save

PUBLISHED = PublicationState.PUBLISHED


def save_topics() -> list[Topic]:
    """Save what members have on their mind, at each stage."""
    return [
        save_topic(
            "Fælles lager og varebil",
            "Vi er tre, der hver har for lidt plads og for meget kørsel.",
            Topic.Stage.PLANNED,
            date(2026, 5, 22),
            supporters=9,
            answer="Kommer på programmet i workshoppen om klynger.",
            event="kan-vi-hjaelpe-hinanden-i-klynger",
        ),
        save_topic(
            "Hvordan tager man imod unge med angst?",
            "Vi vil gerne have flere i praktik, men er bange for at gøre det forkert.",
            Topic.Stage.SUGGESTED,
            date(2026, 9, 18),
            supporters=6,
        ),
        save_topic(
            "Tilbud uden tårer",
            "Hjælp til at skrive det første tilbud til en kommune.",
            Topic.Stage.SUGGESTED,
            date(2026, 10, 8),
            supporters=4,
        ),
        save_topic(
            "Hvad må frivillige lave?",
            "Grænsen mellem hjælp og arbejde er svær.",
            Topic.Stage.HELD,
            date(2022, 11, 3),
            supporters=7,
            answer="Vi tog det op hos Kaffe ved Fjorden i februar 2023.",
            event="frivillige-der-bliver",
        ),
        save_topic(
            "Fælles forsikring",
            "Kan netværket forhandle en forsikring for alle medlemmer?",
            Topic.Stage.CLOSED,
            date(2024, 2, 1),
            supporters=3,
            answer="Nej. Netværket er ikke en forening og kan ikke tegne aftaler.",
        ),
    ]


def save_topic(
    title: str,
    description: str,
    stage: Topic.Stage,
    day: date,
    *,
    supporters: int,
    answer: str = "",
    event: str = "",
) -> Topic:
    """Save one topic and that so many are for it."""
    topic = save(
        Topic(
            title=title,
            description=description,
            stage=stage,
            answer=answer,
            event=Event.objects.get(slug=event) if event else None,
            is_example=True,
            created_at=at(day, 12),
            publication_state=PUBLISHED,
        )
    )
    for number in range(supporters):
        address = f"medlem-{number}@netvaerket.example"
        save(
            TopicSupport(
                topic=topic,
                email_hash=hashlib.sha256(address.encode()).hexdigest(),
                confirmed_at=at(day + timedelta(days=1), 12),
            )
        )
    return topic


def save_clusters() -> list[Cluster]:
    """Save one cluster of enterprises."""
    cluster = save(
        Cluster(
            name="Klyngen Mad og Bord",
            slug="mad-og-bord",
            purpose=(
                "Tre virksomheder, der laver og serverer mad, køber ind sammen, låner "
                "hinandens folk ved store fester og sender overskud videre."
            ),
            contact_email="klyngen@mad-og-bord.example",
            is_example=True,
            publication_state=PUBLISHED,
        )
    )
    members = ["kaffe-ved-fjorden", "suppegryden", "vaskebjoernen"]
    cluster.enterprises.set(Enterprise.objects.filter(slug__in=members))
    return [cluster]
