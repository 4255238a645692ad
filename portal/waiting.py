"""What waits for the editor, most pressing first: the desk's front page asks."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import timezone

from common.publication import PublicationState, Publishable
from enterprises.models import (
    Correction,
    Enterprise,
    StaffingReturn,
    StatusReport,
)
from enterprises.reporting import undecided
from enterprises.upkeep import (
    with_rsv_findings,
    without_confirmation,
    without_return,
)
from network.events.cadence import MissingMeetings
from network.models import Cluster, Enquiry, Event, MemberMessage, Topic
from network.upkeep import (
    lacking_something,
    not_thanked,
    without_attendance,
    without_minutes,
)
from strategy.models import (
    AwardYear,
    BoardMeeting,
    Document,
    Evaluation,
    HearingRemark,
    Initiative,
    Nomination,
    ProgrammePage,
    Remark,
    Strategy,
)
from strategy.upkeep import due_soon, tampered, without_evaluation

from . import outbox
from .models import LinkCheck


class Countable(Protocol):
    """What the desk counts: rows, or what is missing among them."""

    @property
    def model(self) -> Any:
        """The model of the list where it is dealt with."""

    def count(self) -> int:
        """Say how many."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the editor, with the list where it is dealt with.

    ``one`` and ``many`` are what stands after the number.
    """

    rows: Countable
    one: str
    many: str
    query: str
    hint: str
    is_pressing: bool = False


def waiting() -> list[Waiting]:
    """Return everything that may wait, the most pressing first."""
    drafts = f"publication_state__exact={PublicationState.DRAFT}"
    return [
        Waiting(
            StaffingReturn.objects.filter(status=StaffingReturn.Status.PENDING),
            "indberetning venter på godkendelse",
            "indberetninger venter på godkendelse",
            "status__exact=afventer",
            "Godkend dem, eller send dem retur med en begrundelse.",
            is_pressing=True,
        ),
        Waiting(
            undecided(),
            "forslag fra en virksomhed venter",
            "forslag fra virksomheder venter",
            "tilstand=venter",
            "Se, hvad de vil have rettet, og vælg, hvad der skal med.",
            is_pressing=True,
        ),
        Waiting(
            Correction.objects.waiting(),
            "rettelse fra en læser venter",
            "rettelser fra læsere venter",
            f"state__exact={Correction.State.NEW}",
            "Se, om de har ret, og ret siden.",
            is_pressing=True,
        ),
        Waiting(
            Enquiry.objects.overdue(),
            "henvendelse er over fristen for svar",
            "henvendelser er over fristen for svar",
            "frist=over",
            "I har lovet at svare. Skriv, også hvis svaret ikke er helt klar.",
            is_pressing=True,
        ),
        Waiting(
            Enquiry.objects.filter(state=Enquiry.State.NEW),
            "ny henvendelse",
            "nye henvendelser",
            "state__exact=ny",
            "Nogen venter på svar.",
            is_pressing=True,
        ),
        Waiting(
            Topic.objects.waiting(),
            "emne fra en læser venter",
            "emner fra læsere venter",
            "hvor=nye",
            "Læs det, gør det offentligt, og svar. Læseren får besked.",
            is_pressing=True,
        ),
        Waiting(
            Nomination.objects.waiting(),
            "indstilling til prisen venter",
            "indstillinger til prisen venter",
            f"state__exact={Nomination.State.NEW}",
            "Læs dem, og gør nogle til nominerede.",
        ),
        Waiting(
            outbox.undelivered(),
            "mail kom ikke frem",
            "mails kom ikke frem",
            "udfald=ikke",
            "Se hvorfor. Ret adressen, hvis den er forkert, og send på ny.",
            is_pressing=True,
        ),
        Waiting(
            outbox.unsure(),
            "mail er måske kommet frem",
            "mails er måske kommet frem",
            "udfald=uvist",
            "Mailserveren svarede ikke. Send igen, eller sig, at du er færdig med det.",
            is_pressing=True,
        ),
        Waiting(
            MemberMessage.objects.filter(state=MemberMessage.State.SENDING),
            "besked til medlemmer er kun sendt til nogle",
            "beskeder til medlemmer er kun sendt til nogle",
            f"state__exact={MemberMessage.State.SENDING}",
            "Portalen sender resten af sig selv. Se, hvor langt den er.",
        ),
        Waiting(
            tampered(Evaluation.objects.all()),
            "evaluering er ændret, efter at den blev låst",
            "evalueringer er ændret, efter at de blev låst",
            "fingeraftryk=brudt",
            "Åbn den, se hvad, og sig det til dem, der driver portalen.",
            is_pressing=True,
        ),
        Waiting(
            LinkCheck.objects.waiting(),
            "link er dødt",
            "links er døde",
            "svar=doed",
            "De svarede ikke to forskellige dage. Ret dem der, hvor de står.",
        ),
        Waiting(
            due_soon(Evaluation.objects.all()),
            "evaluering skal være klar inden for 60 dage",
            "evalueringer skal være klar inden for 60 dage",
            "frist=snart",
            "Også dem, der er over fristen; det kan alle se på portalen.",
            is_pressing=True,
        ),
        Waiting(
            without_evaluation(Strategy.objects.all()),
            "strategi har ingen evaluering på vej",
            "strategier har ingen evaluering på vej",
            "evaluering=mangler",
            "Åbn den, og tryk “Forbered næste evaluering”.",
        ),
        Waiting(
            with_rsv_findings(Enterprise.objects.all()),
            "virksomhed har en RSV-status, du skal se efter",
            "virksomheder har en RSV-status, du skal se efter",
            "mangler=rsv",
            "Listen siger hvorfor. RSV er en beskyttet betegnelse.",
        ),
        Waiting(
            without_confirmation(Enterprise.objects.all()),
            "virksomhed er ikke bekræftet i et år",
            "virksomheder er ikke bekræftet i et år",
            "mangler=bekraeftelse",
            "Spørg dem, om oplysningerne stadig passer.",
        ),
        Waiting(
            without_return(Enterprise.objects.all()),
            "virksomhed mangler at indberette for sidste år",
            "virksomheder mangler at indberette for sidste år",
            "mangler=indberetning",
            "Mind dem om det, eller tast tallene for dem.",
        ),
        Waiting(
            HearingRemark.objects.waiting(),
            "høringssvar venter på dig",
            "høringssvar venter på dig",
            f"state__exact={HearingRemark.State.NEW}",
            "Ingen andre ser dem, før du gør dem offentlige.",
        ),
        Waiting(
            Remark.objects.waiting(),
            "bemærkning fra boardet er åben",
            "bemærkninger fra boardet er åbne",
            "status=aaben",
            "Svar, og luk dem, når de er brugt.",
        ),
        Waiting(
            Topic.objects.overlooked(timezone.now()),
            "emne har ventet en måned på svar",
            "emner har ventet en måned på svar",
            "hvor=glemt",
            "Et par linjer er nok, også når svaret er: ikke endnu.",
        ),
        Waiting(
            MissingMeetings(),
            "møde mangler at komme på plads i år",
            "møder mangler at komme på plads i år",
            "tid=kommende",
            "Netværket lover 3 til 4 møder om året. Tilføj det næste.",
        ),
        Waiting(
            lacking_something(Event.objects.all()),
            "arrangement er lige om hjørnet og mangler noget",
            "arrangementer er lige om hjørnet og mangler noget",
            "tid=mangler",
            "Inden for tre uger: en kladde, et program eller en adresse mangler.",
            is_pressing=True,
        ),
        Waiting(
            without_attendance(Event.objects.all()),
            "arrangement har ikke fået talt fremmødet op",
            "arrangementer har ikke fået talt fremmødet op",
            "tid=fremmoede",
            "Gør det, mens deltagerlisten er der endnu. Tallet bliver stående.",
        ),
        Waiting(
            without_minutes(Event.objects.all()),
            "arrangement mangler referat",
            "arrangementer mangler referat",
            "tid=referat",
            "Et par linjer er nok: hvem var der, og hvad kom der ud af det.",
        ),
        Waiting(
            not_thanked(Event.objects.all()),
            "arrangement har referat, men deltagerne har ikke fået det",
            "arrangementer har referat, men deltagerne har ikke fået det",
            "tid=tak",
            "Åbn det, og tryk “Send tak og referat”.",
        ),
        Waiting(
            Event.objects.filter(state=Event.State.DRAFT),
            "arrangement er en kladde",
            "arrangementer er kladder",
            f"state__exact={Event.State.DRAFT}",
            "Gør dem offentlige, når de er klar.",
        ),
        *(
            Waiting(
                _drafts(model),
                f"{model._meta.verbose_name} er en kladde",
                f"{names} er kladder",
                drafts,
                "Kun I kan se dem, til du gør dem offentlige.",
            )
            for model, names in DRAFTED.items()
        ),
    ]


def _drafts(model: type[Publishable]) -> Countable:
    """Return what the editor has begun; what readers suggest waits by itself."""
    if model is Topic:
        return Topic.objects.begun()
    return model._default_manager.filter(publication_state=PublicationState.DRAFT)


DRAFTED: dict[type[Publishable], str] = {
    Enterprise: "virksomheder",
    StatusReport: "statusrapporter",
    Topic: "emner",
    Cluster: "klynger",
    Initiative: "indsatser",
    AwardYear: "prisår",
    BoardMeeting: "møder i Advisory Board",
    ProgrammePage: "sider",
    Document: "dokumenter",
}
