"""The registry's pages as tests read them."""

from decimal import Decimal
from html.parser import HTMLParser

from enterprises.models import Enterprise
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    SectorFactory,
    SocialValueStatementFactory,
    TargetGroupFactory,
)

LIST = "/virksomheder/"
FIGURES = "/tal/"


class PageText(HTMLParser):
    """The words of a page as one line, and how many headings of the first level."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.h1 = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.h1 += tag == "h1"

    def handle_data(self, data):
        self.words += data.split()


def page(client, address: str, data: dict[str, str] | None = None, status: int = 200):
    """Fetch a page and return its words; every page has one heading of its own."""
    response = client.get(address, data)
    assert response.status_code == status
    text = PageText(response.content.decode())
    assert text.h1 == 1
    return " ".join(text.words)


def full_enterprise(number: int = 0, **kwargs) -> Enterprise:
    """Make an enterprise that fills every part of its page and its card."""
    enterprise = EnterpriseFactory(published=True, registered=True, **kwargs)
    enterprise.sectors.add(SectorFactory())
    enterprise.target_groups.add(TargetGroupFactory())
    for place in range(2):
        LocationFactory(
            enterprise=enterprise,
            street=f"Algade {number}{place}",
            latitude=Decimal("55.641500"),
            longitude=Decimal("12.080300"),
        )
    OfferFactory(enterprise=enterprise)
    SocialValueStatementFactory(enterprise=enterprise, published=True)
    return enterprise
