"""What the network Social Vision Roskilde planned to take up."""

from common.publication import PublicationState
from enterprises.models import Source
from network.models import Topic

from ..writing import at, save


def save_topics(account: Source) -> list[Topic]:
    """Save the two topics the account names for the coming period."""
    return [
        save(
            Topic(
                title=title,
                slug=slug,
                description=description,
                source=account,
                created_at=at(account.published_date, 9),
                planned_at=at(account.published_date, 9),
                publication_state=PublicationState.PUBLISHED,
            )
        )
        for title, slug, description in (
            (
                "Hvordan kan vi hjælpe hinanden og måske gå sammen i klynger?",
                "hjaelpe-hinanden-i-klynger",
                "En workshop for socialøkonomiske virksomheder, især de små, om at "
                "hjælpe hinanden og eventuelt organisere sig i klynger.",
            ),
            (
                "Hvordan sikrer vi et godt arbejdsmiljø?",
                "et-godt-arbejdsmiljoe",
                "Medierne har omtalt dårligt arbejdsmiljø i civilsamfundet og i "
                "socialøkonomiske virksomheder. Derfor tager netværket op, hvordan man "
                "sikrer gode forhold for ansatte, frivillige og borgere i forløb.",
            ),
        )
    ]
