"""The kinds of mail that the portal sends, and what an editor may put into each.

A kind is a template in templates/mail/. One that is not named here can be adapted too,
with the fields that every mail has.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Field:
    """A place in a text that the mail's own value takes, as {arrangement}.

    ``path`` is where the value is in the template's context.
    """

    name: str
    explanation: str
    example: str
    path: str

    def __str__(self) -> str:
        """Return it as it is written in a text."""
        return f"{{{self.name}}}"


@dataclass(frozen=True)
class Kind:
    """One kind of mail: what the editor knows it by, and the fields it has."""

    key: str
    name: str
    sent_when: str
    own_fields: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its own fields, and those of every mail."""
        return (*self.own_fields, *EVERYWHERE)


EVERYWHERE = (
    Field("portal", "Portalens navn", settings.SITE_NAME, "site_name"),
    Field("postkasse", "Jeres postkasse", settings.CONTACT_EMAIL, "contact_email"),
)
EVENT = (
    Field(
        "arrangement", "Arrangementets navn", "Netværksmøde i foråret", "event.title"
    ),
    Field("dag", "Dagen, det begynder", "14. april 2027", "event.starts_at"),
    Field("sted", "Stedet", "Værkstedet ved Fjorden", "event.place"),
)
# Only for mails to an address that is proved: until then somebody else may have typed
# the name, and the portal must not carry a stranger's words to anybody.
SIGNED_UP = (
    Field("navn", "Deltagerens navn", "Kim Eksempel", "registration.name"),
    *EVENT,
)
RETURN = (
    Field("virksomhed", "Virksomhedens navn", "Værkstedet", "enterprise.name"),
    Field("aar", "Året, tallene gælder", "2026", "staffing_return.year"),
)
CORRECTION = (
    Field("virksomhed", "Virksomhedens navn", "Værkstedet", "enterprise.name"),
)
STRATEGY = (
    Field("strategi", "Strategiens navn", "Strategi 2027–2030", "strategy.title"),
)
TOPIC = (Field("emne", "Emnet", "Fælles lager og varebil", "topic.title"),)

# What the editor writes anew each time has nothing to adapt.
WRITTEN_EACH_TIME = {"enquiry_answer", "member_message"}

KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "enquiry_receipt",
            "Henvendelse: kvittering",
            "Når nogen har skrevet til jer fra portalen.",
        ),
        Kind(
            "enquiries_waiting",
            "Til jer selv: henvendelser venter",
            "Hver morgen på arbejdsdage, når nogen venter på svar.",
        ),
        Kind(
            "signup_confirm",
            "Tilmelding: bekræft din plads",
            "Når nogen har tilmeldt sig og skal bekræfte.",
            EVENT,
        ),
        Kind(
            "signup_seat",
            "Tilmelding: du har en plads",
            "Når pladsen er bekræftet.",
            SIGNED_UP,
        ),
        Kind(
            "signup_waiting",
            "Tilmelding: venteliste",
            "Når der ikke er flere pladser.",
            EVENT,
        ),
        Kind(
            "signup_offer",
            "Tilmelding: der er blevet plads",
            "Når den næste på ventelisten får et tilbud.",
            EVENT,
        ),
        Kind(
            "signup_offer_lapsed",
            "Tilmelding: tilbuddet er udløbet",
            "Når nogen ikke svarede på tilbuddet i tide.",
            EVENT,
        ),
        Kind(
            "signup_released",
            "Tilmelding: pladsen er givet videre",
            "Når en plads ikke blev bekræftet i tide.",
            EVENT,
        ),
        Kind(
            "signup_cancelled",
            "Tilmelding: du har meldt fra",
            "Når nogen har meldt fra.",
            EVENT,
        ),
        Kind(
            "event_cancelled",
            "Arrangement: aflyst",
            "Til alle tilmeldte, når I aflyser.",
            EVENT,
        ),
        Kind(
            "event_moved",
            "Arrangement: flyttet",
            "Til alle tilmeldte, når tid eller sted ændres.",
            EVENT,
        ),
        Kind(
            "event_reminder",
            "Arrangement: husk det",
            "Før arrangementet, til alle med en plads.",
            SIGNED_UP,
        ),
        Kind(
            "event_thanks",
            "Arrangement: tak for sidst",
            "Til dem, der var med, når referatet er klar.",
            EVENT,
        ),
        Kind(
            "member_confirm",
            "Medlem: bekræft",
            "Når nogen vil være medlem af netværket.",
        ),
        Kind(
            "member_known",
            "Medlem: du er allerede med",
            "Når et medlem melder sig ind igen.",
        ),
        Kind(
            "member_renewal",
            "Medlem: vil du blive?",
            "Før et medlemskab udløber.",
        ),
        Kind(
            "topic_suggestion",
            "Emne: bekræft dit forslag",
            "Når nogen har foreslået et emne og skal bekræfte.",
        ),
        Kind(
            "topic_suggested",
            "Til jer selv: nyt forslag til et emne",
            "Når et forslag er bekræftet.",
            TOPIC,
        ),
        Kind(
            "topic_public",
            "Emne: nu på portalen",
            "Til den, der foreslog det, når I gør det offentligt.",
            TOPIC,
        ),
        Kind(
            "topic_answered",
            "Emne: svar",
            "Til den, der foreslog det, når I svarer.",
            TOPIC,
        ),
        Kind(
            "topic_planned",
            "Emne: på programmet",
            "Til den, der foreslog det, når et møde tager det op.",
            TOPIC,
        ),
        Kind(
            "topic_closed",
            "Emne: lukket",
            "Til den, der foreslog det, når I lukker det.",
            TOPIC,
        ),
        Kind(
            "topic_support",
            "Emne: bekræft din støtte",
            "Når nogen vil støtte et emne og skal bekræfte.",
            TOPIC,
        ),
        Kind(
            "topic_supported",
            "Emne: du støtter det allerede",
            "Når nogen, der støtter et emne, gør det igen.",
            TOPIC,
        ),
        Kind(
            "return_invitation",
            "Indberetning: invitation",
            "Når en runde begynder.",
            RETURN,
        ),
        Kind(
            "return_reminder",
            "Indberetning: påmindelse",
            "Til dem, der ikke har svaret.",
            RETURN,
        ),
        Kind(
            "return_link",
            "Indberetning: nyt link",
            "Når nogen har bedt om et nyt link.",
            RETURN,
        ),
        Kind(
            "return_receipt",
            "Indberetning: kvittering",
            "Når en virksomhed har sendt sine tal.",
            RETURN,
        ),
        Kind(
            "return_sent_back",
            "Indberetning: sendt retur",
            "Når I sender tallene retur.",
            RETURN,
        ),
        Kind(
            "correction_answer",
            "Rettelse: svar",
            "Når I svarer på en rettelse fra en læser.",
            CORRECTION,
        ),
        Kind(
            "board_invitation",
            "Advisory Board: din adgang",
            "Når I giver et medlem af boardet adgang.",
        ),
        Kind(
            "board_remark",
            "Til jer selv: ny bemærkning",
            "Når boardet har skrevet en bemærkning.",
            STRATEGY,
        ),
        Kind(
            "hearing_remark",
            "Til jer selv: nyt høringssvar",
            "Når der er kommet et høringssvar.",
            STRATEGY,
        ),
        Kind(
            "account_password_reset_key",
            "Konto: ny adgangskode",
            "Når nogen har glemt sin adgangskode.",
        ),
    )
}


@cache
def templates() -> tuple[str, ...]:
    """Return the keys of all mails that there are templates for."""
    folder = Path(settings.BASE_DIR) / "templates" / "mail"
    names = sorted(path.stem for path in folder.glob("[!_]*.txt"))
    return tuple(name for name in names if name not in WRITTEN_EACH_TIME)


def kind_of(key: str) -> Kind:
    """Return what is known of a mail; one that nobody named goes by its key."""
    return KINDS.get(key) or Kind(key, f"Anden mail: {key}", "")
