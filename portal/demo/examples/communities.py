"""Example enterprises that teach, care, play and gather people."""

from datetime import date

from .registry import (
    Access,
    Example,
    Kind,
    LegalForm,
    Place,
    ReservedContracts,
    Thing,
    Worth,
    applied,
    considering,
    registered,
)

TELTBYEN = Example(
    name="Teltbyen",
    slug="teltbyen",
    mailbox="vagt",
    form=LegalForm.ASSOCIATION,
    short="Bygger og driver telte, boder og vagter til byens store fester og festival.",
    text=[
        "Teltbyen samler de mange hænder, der skal til, når en mark bliver til en by "
        "i en uge. Vi rejser telte, bemander boder og rydder op, til græsset kan ses "
        "igen.",
        "De allerfleste er frivillige og er med i få dage. En lille fast stab holder "
        "sammen på det hele resten af året og lejer telte og borde ud til byens "
        "foreninger.",
        "Overskuddet går til kulturprojekter for børn og unge.",
    ],
    purpose=(
        "Alle skal kunne være med til at skabe en fest, også den, der ikke har råd til "
        "en billet eller mangler nogen at følges med."
    ),
    sectors=["kultur-og-oplevelser"],
    groups=["unge-uden-job"],
    un_goals=[11, 17],
    places=[
        Place(
            "Eksempelpladsen 1",
            "4000 Roskilde",
            "Roskilde",
            "55.622300",
            "12.083800",
            name="Lageret",
            access=Access.PARTLY,
            access_notes="Kontoret er i niveau, lageret har rampe.",
            opening_hours="Mandag–fredag 10–15",
        )
    ],
    things=[
        Thing(
            Kind.VOLUNTEERING,
            "Tag en vagt i sommer",
            "24 timer fordelt på tre vagter. Du får mad, en ny makker og en billet.",
        ),
        Thing(
            Kind.SERVICES,
            "Lej telte, borde og hænder",
            "Til byfest, marked og jubilæum. Vi stiller op og tager ned.",
        ),
        Thing(Kind.PLACEMENT, "Praktik på lageret", places=2),
    ],
    followed=date(2014, 6, 1),
    established=date(2014, 9, 1),
    confirmed=date(2026, 3, 23),
    capacity="Telte til 800 gæster. Op til 60 borde på en dag.",
    delivery="Sjælland",
    reserved=ReservedContracts.NO,
    reserved_on=date(2024, 2, 28),
)

LAERLINGEHUSET = Example(
    name="Lærlingehuset",
    slug="laerlingehuset",
    mailbox="skole",
    form=LegalForm.FOUNDATION,
    short="STU og læreplads under samme tag, med værksteder og egen butik.",
    text=[
        "I Lærlingehuset er skemaet et arbejde. Unge på STU passer butik, køkken og "
        "trykkeri og lærer at regne på priser, aftaler og tid undervejs.",
        "Hver ung har en mester og en makker. Når forløbet slutter, hjælper vi med det "
        "næste skridt og holder kontakten i to år.",
    ],
    purpose=(
        "Unge med særlige behov skal have en uddannelse, der fører et sted hen, og som "
        "de selv har været med til at vælge."
    ),
    sectors=["undervisning", "genbrug-og-butik"],
    groups=["unge-uden-job", "udviklingshandicap", "autisme-og-adhd"],
    un_goals=[4, 8, 10],
    places=[
        Place(
            "Eksempelskolen 5",
            "4000 Roskilde",
            "Roskilde",
            "55.646500",
            "12.098700",
            name="Skolen",
            access=Access.YES,
            access_notes="Elevator, handicaptoilet og stillerum.",
            opening_hours="Mandag–fredag 8.30–15",
        ),
        Place(
            "Eksempelgade 3",
            "4000 Roskilde",
            "Roskilde",
            "55.641500",
            "12.083100",
            name="Butikken",
            access=Access.YES,
            opening_hours="Onsdag–lørdag 11–16",
        ),
    ],
    things=[
        Thing(
            Kind.STU,
            "STU i værksted, køkken og trykkeri",
            "Op til tre år. Kom på besøg, før du vælger.",
            places=18,
        ),
        Thing(
            Kind.GOODS,
            "Kort, plakater og gaver",
            "Trykt af de unge. Købes i butikken.",
        ),
        Thing(Kind.JOB, "Værkstedslærer", "37 timer, gerne håndværker.", places=1),
        Thing(Kind.VISIT, "Åbent hus", "Den første onsdag i måneden kl. 14."),
    ],
    followed=date(2020, 6, 1),
    established=date(2021, 8, 1),
    confirmed=date(2026, 2, 16),
    rsv=[
        considering(date(2021, 9, 1)),
        applied(date(2022, 4, 4)),
        registered(date(2022, 6, 1), checked=date(2026, 11, 2)),
    ],
    capacity="Tryksager fra 100 til 5.000 stk.",
    delivery="Roskilde Kommune",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 16),
)

NABOSKABET = Example(
    name="Naboskabet",
    slug="naboskabet",
    mailbox="naboer",
    form=LegalForm.VOLUNTARY_ASSOCIATION,
    short="Klarer småopgaver hos ældre og bliver hængende til en kop kaffe.",
    text=[
        "En pære, der skal skiftes. En tur til lægen. En haveport, der binder. "
        "Naboskabet kommer for en fast, lav pris, og der er altid tid til kaffe.",
        "Hjælperne er i fleksjob eller frivillige, og mange er selv over tres. Det er "
        "ikke pleje, og vi giver ikke medicin. Vi er naboer.",
    ],
    purpose=(
        "Ældre skal kunne blive boende, hvor de hører til, og ingen skal undvære "
        "selskab, fordi de har brug for hjælp."
    ),
    sectors=["omsorg-og-faellesskab", "rengoering-og-service"],
    groups=["aeldre-og-ensomme", "nedsat-arbejdsevne"],
    un_goals=[3, 11],
    places=[
        Place(
            "Eksempelstien 8",
            "4000 Roskilde",
            "Ågerup",
            "55.704900",
            "12.162400",
            access=Access.YES,
            access_notes="Forsamlingshuset er i niveau.",
            opening_hours="Skriv alle dage; vi svarer mandag–fredag 9–12",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Hjælp til småopgaver",
            "100 kr. i timen i Ågerup, Gundsømagle og Jyllinge.",
        ),
        Thing(
            Kind.VOLUNTEERING,
            "Bliv nabo",
            "To timer hver anden uge. Vi sætter jer sammen to og to.",
        ),
        Thing(Kind.FLEXJOB, "Fleksjob som altmuligmenneske", places=2),
        Thing(Kind.VISIT, "Onsdagskaffe", "I forsamlingshuset kl. 14. Alle kan komme."),
    ],
    followed=date(2021, 1, 20),
    established=date(2022, 4, 1),
    confirmed=date(2025, 2, 19),
    rsv=[considering(date(2025, 2, 19))],
    capacity="40 besøg om ugen.",
    delivery="Den nordlige del af kommunen",
)

LYDVAERKET = Example(
    name="Lydværket",
    slug="lydvaerket",
    mailbox="booking",
    form=LegalForm.COOPERATIVE_LIMITED,
    short="Lyd, lys og scene til små arrangementer, sat op af unge under oplæring.",
    text=[
        "Lydværket lejer højttalere, lamper og mikrofoner ud og sender folk med, der "
        "kan sætte dem op. Skolefester, byfester og generalforsamlinger er vores "
        "yndlingsopgaver.",
        "Holdet er unge, der er gået i stå i skolen, men kan høre en falsk tone på "
        "hundrede meters afstand. Den halve uge øver vi, den anden halve er vi ude hos "
        "kunder.",
    ],
    purpose=(
        "Unge skal opleve, at nogen regner med dem, når lyset går ned, og at det er "
        "dem, der kan få det op igen."
    ),
    sectors=["kultur-og-oplevelser", "undervisning"],
    groups=["unge-uden-job", "autisme-og-adhd"],
    un_goals=[4, 8],
    places=[
        Place(
            "Eksempelkvarteret 14",
            "4000 Roskilde",
            "Roskilde",
            "55.632200",
            "12.094600",
            name="Øveren",
            access=Access.YES,
            access_notes="Rampe ved porten. Høj lyd om eftermiddagen.",
            opening_hours="Mandag–torsdag 10–17",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Lyd og lys med folk",
            "Fra 2.500 kr. for en aften. Skoler og foreninger får rabat.",
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik bag scenen",
            "For unge på 16–25 år, 13 uger.",
            places=4,
        ),
        Thing(Kind.VISIT, "Åben øver", "Torsdag kl. 16. Kom og hør."),
    ],
    followed=date(2022, 10, 1),
    established=date(2024, 3, 1),
    confirmed=date(2026, 3, 12),
    capacity="To arrangementer samtidig, hvert med op til 300 gæster.",
    delivery="Roskilde og Lejre kommuner",
    worth=[
        Worth(
            2025,
            "7 af 10 unge begyndte på en uddannelse",
            "Unge på 16–25 år, der var gået i stå",
            "Talt tre måneder efter forløbet for alle ti, der sluttede i 2025. "
            "Eksempel.",
            None,
        )
    ],
)

BOGBUSSEN = Example(
    name="Bogbussen",
    slug="bogbussen",
    mailbox="bussen",
    short="Idé om en rullende læsesal, som blev opgivet i foråret 2019.",
    text=[
        "Bogbussen ville køre ud med bøger og lektiehjælp til landsbyerne. Der var "
        "frivillige nok, men ikke penge til bussen.",
        "Idéen lever videre som læsehjørne i Kaffe ved Fjorden.",
    ],
    purpose="Børn i landsbyerne skulle have bøger og lektiehjælp, hvor de bor.",
    sectors=["undervisning", "kultur-og-oplevelser"],
    groups=[],
    un_goals=[4],
    places=[],
    things=[],
    followed=date(2017, 11, 1),
    closed=date(2019, 5, 31),
    confirmed=date(2019, 6, 3),
)

COMMUNITIES = [TELTBYEN, LAERLINGEHUSET, NABOSKABET, LYDVAERKET, BOGBUSSEN]
