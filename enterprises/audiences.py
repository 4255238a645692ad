"""Three ways into the registry: the same list, with what a visitor comes for chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from .models import Offer


@dataclass(frozen=True)
class Audience:
    """What brings somebody here.

    Attributes:
        title: the heading of the list, and of the way to it.
        text: what is behind that heading, in a line.
        lead: the first words of the list.
        offers: what is chosen under what is offered.
    """

    title: str
    text: str
    lead: str
    offers: tuple[Offer.Kind, ...]

    def get_absolute_url(self) -> str:
        """Return the address of the list with this chosen."""
        query = urlencode([("tilbud", kind.value) for kind in self.offers])
        address = reverse("enterprises:list")
        return f"{address}?{query}" if query else address


EVERYBODY = Audience(
    "Find en socialøkonomisk virksomhed",
    "Se, hvem de er, hvad de laver, og hvor i kommunen de ligger",
    "Steder, der driver forretning for at løse noget vigtigt. Her kan du handle, komme "
    "på besøg, finde job eller praktik eller blive frivillig.",
    (),
)
WORK = Audience(
    "Find job, praktik eller frivilligt arbejde",
    "Fleksjob, virksomhedspraktik, STU, ordinære job og frivillige opgaver",
    "Steder med plads til dig, der vil i gang: ordinære job, fleksjob, "
    "virksomhedspraktik, STU og frivilligt arbejde.",
    (
        Offer.Kind.JOB,
        Offer.Kind.FLEXJOB,
        Offer.Kind.PLACEMENT,
        Offer.Kind.STU,
        Offer.Kind.VOLUNTEERING,
    ),
)
PURCHASE = Audience(
    "Køb hos en socialøkonomisk virksomhed",
    "Varer og ydelser til dig, din forening eller kommunen",
    "Steder, der sælger varer og ydelser til dig, din forening eller kommunen. Når du "
    "køber her, er du med til at gøre plads til flere.",
    (Offer.Kind.GOODS, Offer.Kind.SERVICES),
)
VISIT = Audience(
    "Besøg en socialøkonomisk virksomhed",
    "Steder, hvor du er velkommen til at kigge indenfor",
    "Steder, du kan kigge forbi, og hvor du ser, hvordan de arbejder.",
    (Offer.Kind.VISIT,),
)
AUDIENCES = (WORK, PURCHASE, VISIT)


def audience_of(chosen: Mapping[str, Sequence[str]]) -> Audience:
    """Return the audience whose facets are chosen, exactly and nothing else."""
    for audience in AUDIENCES:
        if {name: set(values) for name, values in chosen.items() if values} == {
            "offer": set(audience.offers)
        }:
            return audience
    return EVERYBODY
