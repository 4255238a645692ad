"""Example enterprises that repair, make and sell things."""

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
    deregistered,
    registered,
)

KAEDEHJULET = Example(
    name="Kædehjulet",
    slug="kaedehjulet",
    mailbox="butik",
    form=LegalForm.PRIVATE_LIMITED,
    short=(
        "Cykelværksted, hvor unge lærer et håndværk og gør brugte cykler klar til en "
        "ny tur."
    ),
    text=[
        "Kædehjulet tager imod cykler, som andre har givet op på. De bliver skilt ad, "
        "renset, samlet og solgt med et halvt års garanti. Det, der ikke kan køre "
        "igen, bliver til reservedele.",
        "I værkstedet arbejder udlærte mekanikere side om side med unge, der er ved at "
        "finde ud af, hvad de vil. Man begynder med et lappegrej og en makker. Efter "
        "nogle måneder tager de fleste selv imod kunder.",
        "Kommuner og virksomheder kan få en fast serviceaftale. Så kommer "
        "ladcyklen forbi, og cyklerne bliver efterset, hvor de står.",
    ],
    purpose=(
        "Unge uden job eller uddannelse skal have et håndværk mellem hænderne og en "
        "grund til at stå op, mens brugte cykler får et liv mere."
    ),
    sectors=["reparation", "genbrug-og-butik"],
    groups=["unge-uden-job", "nedsat-arbejdsevne"],
    un_goals=[4, 8, 12],
    places=[
        Place(
            "Eksempelvej 4",
            "4000 Roskilde",
            "Roskilde",
            "55.640600",
            "12.078200",
            name="Butik og værksted",
            access=Access.YES,
            access_notes="Niveaufri indgang og handicaptoilet.",
            opening_hours="Mandag–fredag 9–16",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Få repareret din cykel",
            "Kom forbi uden at bestille tid. De fleste cykler er klar dagen efter.",
        ),
        Thing(
            Kind.GOODS,
            "Køb en istandsat cykel",
            "Fra 600 kr. med et halvt års garanti. Vi leverer også til kommunen.",
        ),
        Thing(
            Kind.FLEXJOB,
            "Fleksjob i værkstedet",
            "Fra 6 timer om ugen. Skriv først, så finder vi en dag, du kan kigge ind.",
            places=2,
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik for unge på 18–29 år",
            "13 uger med fast makker. Du behøver ikke kunne noget om cykler.",
            places=4,
        ),
        Thing(
            Kind.VOLUNTEERING,
            "Vær makker en eftermiddag om ugen",
            "For dig, der kan skrue og har tålmodighed.",
        ),
    ],
    followed=date(2014, 9, 1),
    established=date(2015, 4, 1),
    confirmed=date(2026, 2, 14),
    rsv=[
        considering(date(2015, 10, 1)),
        applied(date(2016, 1, 12)),
        registered(date(2016, 3, 1), checked=date(2026, 11, 2)),
    ],
    capacity="Op til 40 cykler om ugen. Serviceaftaler på op til 150 cykler.",
    delivery="Roskilde, Lejre og Køge kommuner",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 14),
    worth=[
        Worth(
            2022,
            "9 af 14 unge gik videre til lære, skole eller job",
            "Unge på 18–29 år uden job eller uddannelse",
            "Værkstedet talte op et halvt år efter, at hvert forløb sluttede. Alle 14 "
            "blev ringet op, og 12 svarede. Eksempel.",
            date(2023, 1, 20),
        ),
        Worth(
            2025,
            "1.150 kasserede cykler kører igen",
            "Borgere med få penge og miljøet",
            "Talt i værkstedets salgsbog for 2020–2025. Eksempel.",
            date(2026, 1, 15),
        ),
    ],
)

TRAADVAERKET = Example(
    name="Trådværket",
    slug="traadvaerket",
    mailbox="systue",
    form=LegalForm.ASSOCIATION_LIMITED,
    short="Systue, der syr arbejdstøj og stofposer og reparerer det, du holder af.",
    text=[
        "Trådværket begyndte med fire symaskiner og en kælder. I dag syr vi forklæder, "
        "stofposer og gardiner for butikker, skoler og foreninger, og vi lapper det "
        "tøj, du ikke vil af med.",
        "De fleste på systuen er kommet til Danmark som voksne. Mange har syet hele "
        "livet, men mangler sproget og nogen at ringe til. Her taler vi dansk over "
        "stoffet, og hver onsdag spiser alle frokost sammen.",
    ],
    purpose=(
        "Kvinder, der er kommet til Danmark som voksne, skal bruge det, de kan, tjene "
        "deres egne penge og lære sproget på arbejdet."
    ),
    sectors=["tekstil", "reparation"],
    groups=["flygtninge-og-indvandrere", "langtidsledige"],
    un_goals=[5, 8, 12],
    places=[
        Place(
            "Eksempelstræde 11, kælderen",
            "4000 Roskilde",
            "Roskilde",
            "55.642900",
            "12.084700",
            access=Access.NO,
            access_notes="Seks trin ned. Ring på, så kommer vi op til dig.",
            opening_hours="Tirsdag–torsdag 10–17, lørdag 10–13",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Få lappet og lagt op",
            "Lynlåse, huller og bukser, der er for lange. Hent det efter fire dage.",
        ),
        Thing(
            Kind.GOODS,
            "Stofposer og forklæder med jeres tryk",
            "Fra 50 stk. Vi syr af overskudsstof, når vi kan.",
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik på systuen",
            "Dansk på arbejdet og en mentor, der kender vejen.",
            places=3,
        ),
        Thing(
            Kind.STU,
            "STU med nål og tråd",
            "To dage om ugen for unge, der kan lide ro og faste rammer.",
            places=2,
        ),
        Thing(Kind.VISIT, "Besøg systuen", "Grupper på op til 12. Vi viser rundt."),
        Thing(
            Kind.VOLUNTEERING,
            "Sprogmakker",
            "En time om ugen med kaffe og snak på dansk.",
        ),
    ],
    followed=date(2016, 5, 1),
    established=date(2017, 9, 1),
    confirmed=date(2026, 3, 5),
    rsv=[
        considering(date(2017, 9, 15)),
        applied(date(2017, 12, 4)),
        registered(date(2018, 2, 1), checked=date(2023, 5, 10)),
        deregistered(date(2023, 9, 1), checked=date(2026, 11, 2)),
    ],
    capacity="Serier fra 50 til 2.000 stk. Større ordrer efter aftale.",
    delivery="Hele Sjælland",
    reserved=ReservedContracts.NO,
    reserved_on=date(2025, 3, 3),
    worth=[
        Worth(
            2025,
            "Hver femte på systuen fik fast arbejde et andet sted",
            "Kvinder, der er kommet til Danmark som voksne",
            "Opgjort af systuen for alle, der gik ud i 2024 og 2025. Eksempel.",
            date(2026, 2, 3),
        )
    ],
)

HOEVLBAENKEN = Example(
    name="Høvlbænken",
    slug="hoevlbaenken",
    mailbox="vaerksted",
    form=LegalForm.COMMERCIAL_FOUNDATION,
    short="Snedkeri, der bygger møbler og legehuse af træ, som andre smider ud.",
    text=[
        "Høvlbænken henter gulve, paller og gamle skolemøbler, før de ryger i "
        "containeren. I værkstedet bliver de til borde, bænke, plantekasser og "
        "legehuse til institutioner.",
        "Her arbejder mennesker, som har brug for at bruge kroppen og se, hvad dagen "
        "er blevet til. Der er larm i hallen og stilhed i limrummet, så man kan vælge "
        "det, der passer bedst.",
    ],
    purpose=(
        "Mennesker med psykisk sårbarhed skal have et håndværk, et arbejdsfællesskab "
        "og noget at være stolte af."
    ),
    sectors=["trae-og-haandvaerk"],
    groups=["psykisk-saarbarhed", "nedsat-arbejdsevne"],
    un_goals=[3, 8, 12],
    places=[
        Place(
            "Eksempelmarken 20",
            "4000 Roskilde",
            "Gundsømagle",
            "55.734800",
            "12.152600",
            name="Hallen",
            access=Access.YES,
            access_notes="Port i niveau. Der kan være støj fra maskiner.",
            opening_hours="Mandag–torsdag 8–15",
        )
    ],
    things=[
        Thing(
            Kind.GOODS,
            "Borde og bænke af genbrugstræ",
            "Se udvalget i hallen, eller bestil efter mål.",
        ),
        Thing(
            Kind.SERVICES,
            "Legehuse og udemøbler til institutioner",
            "Vi tegner, bygger og stiller op.",
        ),
        Thing(
            Kind.FLEXJOB,
            "Fleksjob i snedkeriet",
            "Ro, faste opgaver og en værkfører, der er der hele dagen.",
            places=1,
        ),
        Thing(Kind.PLACEMENT, "Praktik i træ", "4–13 uger efter aftale.", places=3),
    ],
    followed=date(2018, 1, 15),
    established=date(2019, 3, 1),
    confirmed=date(2026, 2, 20),
    rsv=[
        considering(date(2019, 5, 1)),
        applied(date(2019, 11, 11)),
        registered(date(2020, 1, 10), checked=date(2026, 11, 2)),
    ],
    capacity="Op til 30 borde om måneden. To større byggerier ad gangen.",
    delivery="Roskilde og nabokommunerne",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 20),
    worth=[
        Worth(
            2023,
            "Sygedagene faldt til det halve det første år på holdet",
            "Medarbejdere i fleksjob og praktik",
            "Virksomhedens egen opgørelse for hele holdet. Eksempel.",
            date(2024, 2, 12),
        )
    ],
)

GENBRUGSGAARDEN = Example(
    name="Genbrugsgården",
    slug="genbrugsgaarden",
    mailbox="butikken",
    form=LegalForm.ASSOCIATION,
    short="Genbrugsbutik og byttehal, hvor naboer henter, bringer og hjælper til.",
    text=[
        "Genbrugsgården ligger i en gammel lade i Vindinge. Du kan aflevere møbler, "
        "legetøj og køkkenting, og du kan købe dem for få penge. I byttehallen koster "
        "det slet ikke noget.",
        "Butikken drives af frivillige og en lille fast stab. Overskuddet går til "
        "sommerture for børnefamilier, der ellers bliver hjemme.",
    ],
    purpose=(
        "Ting skal bruges længere, og mennesker, der har mistet fodfæstet på "
        "arbejdsmarkedet, skal have et sted at begynde igen."
    ),
    sectors=["genbrug-og-butik"],
    groups=["langtidsledige", "foertidspension"],
    un_goals=[1, 11, 12],
    places=[
        Place(
            "Eksempelbakken 9",
            "4000 Roskilde",
            "Vindinge",
            "55.623400",
            "12.138900",
            name="Laden",
            access=Access.PARTLY,
            access_notes="Butikken er i niveau. Byttehallen har ét trin.",
            opening_hours="Onsdag–fredag 12–17, lørdag 10–14",
        )
    ],
    things=[
        Thing(Kind.GOODS, "Genbrug til hjemmet", "Nyt på hylderne hver onsdag."),
        Thing(
            Kind.SERVICES,
            "Vi henter dit flyttelæs",
            "Gratis, når tingene kan sælges. Ellers fra 300 kr.",
        ),
        Thing(Kind.VISIT, "Kom til byttedag", "Den første lørdag i måneden."),
        Thing(
            Kind.VOLUNTEERING,
            "Stå i butikken",
            "En fast vagt på tre timer om ugen. Du bliver lært op.",
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik i butik og lager",
            "Kunder, kasse og varebil.",
            places=2,
        ),
    ],
    followed=date(2019, 3, 1),
    established=date(2020, 2, 1),
    confirmed=date(2026, 3, 18),
    capacity="Rydning af boliger på op til 120 m².",
    delivery="Roskilde Kommune",
    worth=[
        Worth(
            2024,
            "64 børn kom på sommertur",
            "Børnefamilier med få penge",
            "Talt på deltagerlisterne; familierne har svaret på tre spørgsmål "
            "bagefter. Eksempel.",
            date(2024, 10, 1),
        )
    ],
)

CIRKLEN = Example(
    name="Cirklen",
    slug="cirklen",
    mailbox="hej",
    short="Elektronikværksted på vej: Radioer, mixere og lamper skal leve længere.",
    text=[
        "Cirklen er ved at gøre et gammelt autoværksted i Herringløse klar. Planen er "
        "et sted, hvor mennesker med autisme eller ADHD reparerer elektronik i "
        "deres eget tempo.",
        "Indtil værkstedet åbner, holder vi reparationscafé den sidste torsdag i "
        "måneden i forsamlingshuset. Tag det med, der er gået i stykker.",
    ],
    purpose=(
        "Mennesker med autisme eller ADHD skal have et arbejde, hvor fordybelse er en "
        "styrke, og mindre elektronik skal smides ud."
    ),
    sectors=["reparation", "digitale-opgaver"],
    groups=["autisme-og-adhd", "unge-uden-job"],
    un_goals=[8, 12],
    places=[
        Place(
            "Eksempelgaden 2",
            "4000 Roskilde",
            "Herringløse",
            "55.711200",
            "12.203300",
            access=Access.PARTLY,
            access_notes="Ét trin ved døren. Rampe er på vej.",
            opening_hours="Reparationscafé den sidste torsdag i måneden 16–19",
        )
    ],
    things=[
        Thing(
            Kind.VISIT,
            "Kom til reparationscafé",
            "Vi ser på det sammen. Det koster kun reservedelen.",
        ),
        Thing(
            Kind.VOLUNTEERING,
            "Hjælp med at bygge værkstedet",
            "Lørdage i vinter. Vi giver suppe.",
        ),
    ],
    followed=date(2025, 11, 1),
    confirmed=date(2026, 9, 30),
)

WORKSHOPS = [KAEDEHJULET, TRAADVAERKET, HOEVLBAENKEN, GENBRUGSGAARDEN, CIRKLEN]
