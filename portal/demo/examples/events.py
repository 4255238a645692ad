"""Example meetings of the network: those that were held and those that are coming."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from enterprises.models import Enterprise
from network.models import Event, ProgrammeItem

from ..writing import at, bullets, paragraphs, save

THURSDAY = 3


@dataclass(frozen=True)
class Held:
    """A meeting that has been held (or, without attendance, was called off)."""

    day: date
    title: str
    slug: str
    theme: str
    summary: str
    venue: str
    attendance: int | None
    minutes: Sequence[str] = ()
    host: str = ""
    text: Sequence[str] = ()
    programme: Sequence[tuple[time, str, str]] = ()


HELD = [
    Held(
        date(2022, 3, 17),
        "Sådan finder du dine første kunder",
        "de-foerste-kunder",
        "Salg",
        "Fire virksomheder fortalte, hvem der købte først, og hvorfor.",
        "Byens Hus, Roskilde",
        22,
        [
            "De første kunder var næsten altid nogen, man kendte i forvejen.",
            "En prøveopgave til fast pris gør det let at sige ja.",
            "Spørg kunden, hvem I ellers skal tale med.",
        ],
    ),
    Held(
        date(2022, 10, 6),
        "Skal vi være RSV?",
        "skal-vi-vaere-rsv",
        "RSV",
        "Om krav, papirarbejde og hvad registreringen kan bruges til.",
        "Lærlingehuset, Roskilde",
        25,
        [
            "Vedtægterne er det, der tager tid. Begynd med dem.",
            "Registreringen giver tillid, men den sælger ikke i sig selv.",
            "Flere vil vente, til regnskabet er på plads.",
        ],
        host="laerlingehuset",
    ),
    Held(
        date(2023, 2, 9),
        "Frivillige, der bliver",
        "frivillige-der-bliver",
        "Frivillighed",
        "Hvordan tager man godt imod, og hvornår er det ikke længere frivilligt?",
        "Kaffe ved Fjorden, Jyllinge",
        27,
        [
            "En fast makker den første måned betyder mest.",
            "Frivillige skal ikke løse opgaver, som nogen burde have løn for.",
        ],
        host="kaffe-ved-fjorden",
    ),
    Held(
        date(2023, 5, 25),
        "Prisen på det, vi laver",
        "prisen-paa-det-vi-laver",
        "Økonomi",
        "En aften med regneark om timepriser, tilskud og risiko.",
        "Byens Hus, Roskilde",
        31,
        [
            "De fleste tager for lidt. Regn oplæring med i prisen.",
            "Et tilskud kan stoppe. Prisen skal holde uden.",
            "Del regnearket: Det ligger hos forretningsudvikleren.",
        ],
    ),
    Held(
        date(2023, 10, 12),
        "Når en kollega har det svært",
        "naar-en-kollega-har-det-svaert",
        "Arbejdsmiljø",
        "Om at se det i tide og sige det højt på en ordentlig måde.",
        "Skærmhjælpen, Roskilde",
        28,
        [
            "Lav aftalen om pauser, mens alle har det godt.",
            "Sig, hvad du ser, og ikke, hvad du tror, det betyder.",
            "Ledere har også brug for én at ringe til.",
        ],
        host="skaermhjaelpen",
    ),
    Held(
        date(2024, 1, 25),
        "Årets plan og nye ansigter",
        "aarets-plan-2024",
        "Netværket",
        "Medlemmerne valgte årets emner og mødte fire nye virksomheder.",
        "Byens Hus, Roskilde",
        30,
        [
            "Årets emner blev indkøb, merværdi og at være flere om at eje.",
            "Mindst to møder skal holdes hos medlemmer.",
        ],
    ),
    Held(
        date(2024, 4, 18),
        "Sælg til kommunen",
        "saelg-til-kommunen",
        "Indkøb",
        "To indkøbere viste, hvordan de vælger, og hvad de mangler.",
        "Suppegryden, Svogerslev",
        34,
        [
            "Små køb kan begynde med en mail og en pris.",
            "RSV alene er ikke nok til en reserveret kontrakt.",
        ],
        host="suppegryden",
    ),
    Held(
        date(2024, 9, 5),
        "En dag i haven",
        "en-dag-i-haven",
        "Sundhed",
        "Rundvisning i Fjordhaven og snak om en blid begyndelse.",
        "Fjordhaven, Veddelev",
        29,
        [
            "En blid begyndelse kræver, at nogen er der hver dag.",
            "Bænken er vigtigere end skovlen.",
        ],
        host="fjordhaven",
    ),
    Held(
        date(2024, 11, 21),
        "Prisfest og netværk",
        "prisfest-2024",
        "Den Socialøkonomiske Pris",
        "Årets pris blev overrakt til Grønne Hænder.",
        "Byens Hus, Roskilde",
        36,
        [
            "Begrundelsen kan læses på siden om prisen.",
            "Tak til alle, der indstillede en kandidat.",
        ],
    ),
    Held(
        date(2025, 1, 30),
        "Merværdi på én side",
        "mervaerdi-paa-en-side",
        "Merværdi",
        "Vi prøvede metoden af på hinandens virksomheder.",
        "Byens Hus, Roskilde",
        33,
        [
            "Fire spørgsmål er nok. Beviset er det sværeste.",
            "Spørg folk selv, om de vil nævnes, og skriv ned, hvad de svarede.",
        ],
    ),
    Held(
        date(2025, 4, 24),
        "Vaskeriet slår dørene op",
        "vaskeriet-slaar-doerene-op",
        "Nye virksomheder",
        "Vaskebjørnen viste rundt tre uger efter åbningen.",
        "Vaskebjørnen, Viby Sj",
        38,
        [
            "Vaskeriet har plads til tre kunder mere.",
            "Flere medlemmer vil dele kunder og kørsel.",
        ],
        host="vaskebjoernen",
    ),
    Held(
        date(2025, 6, 12),
        "Sommermøde på marken",
        "sommermoede-2025",
        "Netværket",
        "Grill og snak hos Teltbyen.",
        "Teltbyen, Roskilde",
        None,
        host="teltbyen",
    ),
    Held(
        date(2025, 9, 18),
        "Indkøbsdag: Mød dem, der køber",
        "indkoebsdag-2025",
        "Indkøb",
        "Ti minutter ved hvert bord med kommunens indkøbere.",
        "Byens Hus, Roskilde",
        35,
        [
            "Tre aftaler er på vej efter dagen.",
            "Indkøberne vil gerne se priser, før de mødes.",
        ],
    ),
    Held(
        date(2025, 11, 20),
        "Prisfest: Kaffe ved Fjorden",
        "prisfest-2025",
        "Den Socialøkonomiske Pris",
        "Prisen blev fejret, hvor den hører til: ved spisebordet i Jyllinge.",
        "Kaffe ved Fjorden, Jyllinge",
        37,
        [
            "Begrundelsen kan læses på siden om prisen.",
            "Tak til alle, der indstillede en kandidat.",
        ],
        host="kaffe-ved-fjorden",
    ),
    Held(
        date(2026, 2, 5),
        "Indberet uden bøvl",
        "indberet-uden-boevl",
        "Tal",
        "Hvad tæller med, og hvorfor? Vi udfyldte årets tal sammen.",
        "Byens Hus, Roskilde",
        32,
        [
            "Frivillige står for sig og tæller aldrig med i det samlede tal.",
            "Skriv “ikke oplyst”, når I ikke ved det. Det er ikke det samme som nul.",
        ],
    ),
    Held(
        date(2026, 5, 21),
        "Ude at se: Pakkeriet",
        "ude-at-se-pakkeriet",
        "Besøg",
        "En eftermiddag ved pakkebordet og et oplæg om stille arbejdspladser.",
        "Pakkeriet, Gadstrup",
        40,
        [
            "Stille pladser koster lidt plads og giver færre fejl.",
            "Tre virksomheder vil prøve at dele lager.",
        ],
        host="pakkeriet",
        text=["Vi så, hvordan der bliver pakket, og talte om, hvad ro betyder."],
        programme=[
            (time(15), "Rundt i pakkeriet", "Driftslederen"),
            (time(15, 45), "Stille arbejdspladser", "En arbejdsmiljørådgiver"),
            (time(16, 45), "Hvad kan vi dele?", ""),
        ],
    ),
    Held(
        date(2026, 9, 17),
        "Indkøbsdag 2026",
        "indkoebsdag-2026",
        "Indkøb",
        "Anden indkøbsdag, nu også med boligforeninger.",
        "Byens Hus, Roskilde",
        44,
        [
            "To aftaler er underskrevet, og fire snakke fortsætter.",
            "Boligforeningerne søger især hjælp til grønne opgaver og småreparationer.",
        ],
        text=[
            "Ti minutter ved hvert bord: Indkøberne fortalte, hvad de mangler, og "
            "virksomhederne, hvad de kan levere."
        ],
        programme=[
            (time(15), "Velkommen, og sådan køber kommunen ind", "En indkøber"),
            (time(15, 30), "Ti minutter ved hvert bord", ""),
            (time(17), "Hvad tog vi med hjem?", ""),
        ],
    ),
]


@dataclass(frozen=True)
class Coming:
    """A meeting ahead, on the first Thursday a number of days after loading."""

    days_ahead: int
    title: str
    slug: str
    theme: str
    summary: str
    text: Sequence[str]
    venue: str
    capacity: int | None
    programme: Sequence[tuple[time, str, str]] = field(default=())
    address: str = ""
    access: str = ""
    host: str = ""
    is_cancelled: bool = False


COMING = [
    Coming(
        50,
        "Kan vi hjælpe hinanden i klynger?",
        "kan-vi-hjaelpe-hinanden-i-klynger",
        "Klynger",
        "Workshop for små virksomheder om fælles indkøb, lån af folk og fælles salg.",
        [
            "Er I få om det hele? Så er I ikke alene. Vi ser på, hvad små virksomheder "
            "kan være sammen om: lager, varebil, bogholderi, vikarer og salg.",
            "Du går hjem med mindst én aftale om at prøve noget sammen med en anden. "
            "Arrangementet er et eksempel.",
        ],
        "Byens Hus",
        40,
        [
            (time(15, 0), "Velkommen og kaffe", ""),
            (time(15, 15), "Tre virksomheder om et fælles lager", "Virksomhedsledere"),
            (time(15, 50), "Hvad mangler du? Hvad har du for meget af?", ""),
            (time(16, 50), "Aftaler: Hvem prøver hvad, og hvornår?", ""),
            (time(17, 20), "Tak for i dag", "Forretningsudvikleren"),
        ],
        address="4000 Roskilde",
        access="Niveaufri indgang, elevator og teleslynge (eksempel)",
    ),
    Coming(
        78,
        "Sprogmakkere på arbejdet",
        "sprogmakkere-paa-arbejdet",
        "Sprog",
        "Hvordan lærer man dansk, mens symaskinen kører? Aflyst. Ny dato følger.",
        ["Mødet er aflyst, fordi lokalet er under ombygning. Det er et eksempel."],
        "Trådværket",
        16,
        address="Eksempelstræde 11, 4000 Roskilde",
        access="Seks trin ned til systuen",
        host="traadvaerket",
        is_cancelled=True,
    ),
    Coming(
        106,
        "Et godt arbejdsmiljø for alle, der er her",
        "et-godt-arbejdsmiljoe",
        "Arbejdsmiljø",
        "Medarbejdere, frivillige og folk i forløb: Hvad skylder vi hinanden?",
        [
            "I små virksomheder er der kort fra varm hånd til udbrændt kollega. Vi "
            "bruger eftermiddagen på tre ting: pauser, roller og det svære at sige.",
            "Tag gerne en kollega med. Arrangementet er et eksempel.",
        ],
        "Høvlbænken",
        30,
        [
            (time(15, 0), "Rundvisning i hallen", "Værkføreren"),
            (time(15, 30), "Hvem bestemmer over en frivillig?", ""),
            (time(16, 15), "Tre ting, vi gør anderledes på mandag", ""),
        ],
        address="Eksempelmarken 20, Gundsømagle, 4000 Roskilde",
        access="Port i niveau. Der kan være støj.",
        host="hoevlbaenken",
    ),
    Coming(
        169,
        "Evalueringen på fem kvarter",
        "evalueringen-paa-fem-kvarter",
        "Strategi",
        "Vi læser årets udkast til evaluering sammen og giver det et ord med på vejen.",
        [
            "Hvad er nået, hvad er bagud, og passer begrundelserne? Udkastet bliver "
            "sendt ud to uger før. Arrangementet er et eksempel.",
        ],
        "Skærmhjælpen",
        None,
        [
            (time(15, 0), "Tallene kort", "Forretningsudvikleren"),
            (time(15, 30), "Bordrunder, ét mål pr. bord", ""),
            (time(16, 30), "Hvad vil vi sige til udvalget?", ""),
        ],
        address="Eksempelgade 52, 4000 Roskilde",
        access="Automatisk dør og stillerum",
        host="skaermhjaelpen",
    ),
]


def save_events(on: date) -> list[Event]:
    """Save what has been held and what is coming, counted from the given day."""
    return [
        *(save_held(held) for held in HELD),
        *(save_coming(coming, on) for coming in COMING),
    ]


def save_held(held: Held) -> Event:
    """Save one meeting of the past."""
    is_cancelled = held.attendance is None
    event = save(
        Event(
            title=held.title,
            slug=held.slug,
            is_example=True,
            state=Event.State.CANCELLED if is_cancelled else Event.State.PUBLISHED,
            theme=held.theme,
            summary=held.summary,
            description=paragraphs(*held.text),
            starts_at=at(held.day, 15),
            ends_at=at(held.day, 17, 30),
            venue=held.venue,
            host=host(held.host),
            minutes=bullets(*held.minutes) if held.minutes else "",
            attendance_count=held.attendance,
        )
    )
    save_programme(event, held.programme)
    return event


def save_coming(coming: Coming, on: date) -> Event:
    """Save one meeting ahead with its programme."""
    day = thursday(on + timedelta(days=coming.days_ahead))
    state = Event.State.CANCELLED if coming.is_cancelled else Event.State.PUBLISHED
    event = save(
        Event(
            title=coming.title,
            slug=coming.slug,
            is_example=True,
            state=state,
            theme=coming.theme,
            summary=coming.summary,
            description=paragraphs(*coming.text),
            starts_at=at(day, 15),
            ends_at=at(day, 17, 30),
            venue=coming.venue,
            address=coming.address,
            access_notes=coming.access,
            host=host(coming.host),
            capacity=coming.capacity,
            signup_opens_at=at(on - timedelta(days=1), 9),
            signup_closes_at=at(day - timedelta(days=3), 12),
        )
    )
    save_programme(event, coming.programme)
    return event


def save_programme(event: Event, points: Sequence[tuple[time, str, str]]) -> None:
    """Save the points of a meeting's programme; speakers are roles."""
    for starts_at, title, speaker in points:
        save(
            ProgrammeItem(
                event=event, starts_at=starts_at, title=title, speaker=speaker
            )
        )


def thursday(day: date) -> date:
    """Return the first Thursday no earlier than a day."""
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def host(slug: str) -> Enterprise | None:
    """Return the enterprise that opens its doors, if one does."""
    return Enterprise.objects.get(slug=slug) if slug else None
