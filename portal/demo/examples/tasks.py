"""Example enterprises that solve tasks for others."""

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
    refused,
    registered,
)

GROENNE_HAENDER = Example(
    name="Grønne Hænder",
    slug="groenne-haender",
    mailbox="kontor",
    form=LegalForm.COMMERCIAL_FOUNDATION,
    short="Passer haver og grønne områder for boligforeninger, kommunen og private.",
    text=[
        "Grønne Hænder slår græs, klipper hæk, planter og rydder sne. Vi kommer i hold "
        "på tre til fem med en formand, der kender både faget og folkene.",
        "Mange af os kan ikke arbejde fuld tid. Derfor er dagen delt i to, og holdene "
        "skifter ved middag. Kunderne mærker kun, at arbejdet bliver gjort, og at der "
        "bliver sagt godmorgen.",
        "Vi bruger el-maskiner og sår vilde blomster, hvor kunden siger ja.",
    ],
    purpose=(
        "Mennesker, der trives bedst ude, skal have et rigtigt arbejde i et tempo, de "
        "kan holde til."
    ),
    sectors=["groenne-opgaver"],
    groups=["nedsat-arbejdsevne", "udviklingshandicap", "unge-uden-job"],
    un_goals=[8, 11, 15],
    places=[
        Place(
            "Eksempelgården 18",
            "4130 Viby Sj",
            "Viby Sj",
            "55.548700",
            "12.024600",
            name="Materielgården",
            access=Access.YES,
            access_notes="Asfalteret gård i niveau, toilet med greb.",
            opening_hours="Kontoret er åbent mandag–fredag 7.30–14",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Fast pasning af grønne områder",
            "Boligforeninger, institutioner og virksomheder. Pris efter besøg.",
        ),
        Thing(
            Kind.SERVICES,
            "Hjælp i haven",
            "Hæk, græs og snerydning hos private i Viby, Gadstrup og Roskilde.",
        ),
        Thing(
            Kind.FLEXJOB,
            "Fleksjob på et havehold",
            "Formiddag eller eftermiddag, 8–18 timer om ugen.",
            places=2,
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik ude",
            "Støvler og tøj får du af os.",
            places=3,
        ),
        Thing(
            Kind.STU,
            "STU på det grønne hold",
            "Op til tre år med egen kontaktperson.",
            places=2,
        ),
    ],
    followed=date(2014, 2, 1),
    established=date(2014, 5, 1),
    confirmed=date(2026, 2, 9),
    rsv=[
        considering(date(2015, 1, 5)),
        applied(date(2015, 4, 20)),
        registered(date(2015, 6, 15), checked=date(2026, 11, 2)),
    ],
    capacity="Seks hold. Kan passe op til 40 hektar i sæsonen.",
    delivery="Roskilde, Lejre og Solrød kommuner",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 9),
    worth=[
        Worth(
            2024,
            "8 ud af 10 siger, at de sover bedre, efter at de er begyndt",
            "Medarbejdere i fleksjob og forløb",
            "Anonymt spørgeskema, som fire ud af fem svarede på. Eksempel.",
            date(2024, 12, 2),
        ),
        Worth(
            2026,
            "Fire boligforeninger har fået blomsterenge, som beboerne passer med os",
            "Beboere i fire boligforeninger",
            "Aftaler og billeder fra de fire foreninger. Eksempel.",
            date(2026, 8, 21),
        ),
    ],
)

PAKKERIET = Example(
    name="Pakkeriet",
    slug="pakkeriet",
    mailbox="lager",
    form=LegalForm.PRIVATE_LIMITED,
    short="Pakker, samler og sender for virksomheder i hele regionen.",
    text=[
        "Pakkeriet samler kasser, pakker gaveæsker, sætter mærker på og sender. Vi er "
        "gode til alt det, maskiner er for dumme til: små serier, skæve ting og "
        "opgaver, der ser forskellige ud hver uge.",
        "Hallen er delt i stille og livlige pladser. Man kan sidde, stå eller gå, og "
        "man kan bytte. De fleste begynder i praktik, og hver tredje bliver hængende.",
    ],
    purpose=(
        "Mennesker, der har været længe væk fra arbejdsmarkedet, skal finde ud af, "
        "hvad de kan klare, på et sted med rigtige ordrer og rigtige frister."
    ),
    sectors=["pakning-og-logistik"],
    groups=["langtidsledige", "psykisk-saarbarhed", "autisme-og-adhd"],
    un_goals=[8, 10],
    places=[
        Place(
            "Eksempelparken 40",
            "4621 Gadstrup",
            "Gadstrup",
            "55.574800",
            "12.088300",
            name="Hallen",
            access=Access.YES,
            access_notes="Alt er i ét plan. Stillerum ved indgangen.",
            opening_hours="Varer modtages mandag–fredag 8–14",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Pakning og forsendelse",
            "Fra 100 stk. Vi kan have jeres varer på lager.",
        ),
        Thing(
            Kind.SERVICES,
            "Samling og sortering",
            "Gaveæsker, messeudstyr, prøver og reservedele.",
        ),
        Thing(
            Kind.JOB,
            "Holdleder i hallen",
            "30 timer om ugen. Erfaring med lager og med mennesker.",
            places=1,
            active_from=date(2026, 10, 15),
            active_to=date(2027, 3, 31),
        ),
        Thing(
            Kind.PLACEMENT,
            "Afprøv din arbejdsevne",
            "Praktik på 4–13 uger. Vi skriver ned sammen, hvad der virker for dig.",
            places=5,
        ),
        Thing(Kind.FLEXJOB, "Fleksjob ved pakkebordet", places=2),
    ],
    followed=date(2015, 10, 1),
    established=date(2017, 2, 1),
    confirmed=date(2026, 10, 14),
    rsv=[
        considering(date(2018, 3, 1)),
        applied(date(2026, 8, 20)),
        registered(date(2026, 10, 12), checked=date(2026, 11, 2)),
    ],
    capacity="10.000 pakker om ugen. Lager til 300 paller.",
    delivery="Region Sjælland og Hovedstaden",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 10, 14),
    worth=[
        Worth(
            2026,
            "Hver tredje i praktik blev ansat bagefter",
            "Langtidsledige",
            "Opgjort for de 42 praktikker, der sluttede fra 2023 til midten af 2026. "
            "Eksempel.",
            date(2026, 9, 4),
        )
    ],
)

RENT_BORD = Example(
    name="Rent Bord",
    slug="rent-bord",
    mailbox="service",
    form=LegalForm.PRIVATE_LIMITED,
    short="Rengøring og kantineservice med faste folk, som du lærer at kende.",
    text=[
        "Rent Bord gør rent i kontorer, klubber og klinikker. Du får de samme to "
        "mennesker hver gang, og du ved, hvad de hedder.",
        "De ansatte har mødt mange lukkede døre. Her får de kontrakt fra første dag, "
        "dansk i arbejdstiden og en teamleder, der selv har stået med moppen.",
    ],
    purpose=(
        "Rengøring skal være et ordentligt job med faste timer, også for den, der har "
        "svært ved sproget."
    ),
    sectors=["rengoering-og-service"],
    groups=["flygtninge-og-indvandrere", "langtidsledige"],
    un_goals=[5, 8],
    places=[
        Place(
            "Eksempelgade 27, 1. sal",
            "4000 Roskilde",
            "Roskilde",
            "55.638900",
            "12.089400",
            access=Access.PARTLY,
            access_notes="Elevator fra gården; døren er smal (75 cm).",
            opening_hours="Kontoret er åbent mandag–torsdag 9–15",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Fast rengøring",
            "Kontorer, klinikker og foreningslokaler. Prøv en måned.",
        ),
        Thing(
            Kind.JOB,
            "Serviceassistent",
            "20–30 timer om ugen, dag eller tidlig morgen.",
            places=3,
        ),
        Thing(Kind.PLACEMENT, "Praktik med dansk i arbejdstiden", places=2),
    ],
    followed=date(2018, 5, 1),
    established=date(2019, 10, 1),
    confirmed=date(2025, 3, 11),
    rsv=[applied(date(2020, 2, 1)), refused(date(2020, 3, 20))],
    capacity="Op til 6.000 m² om dagen.",
    delivery="Roskilde og omegn",
    reserved=ReservedContracts.NO,
    reserved_on=date(2025, 3, 11),
)

VASKEBJOERNEN = Example(
    name="Vaskebjørnen",
    slug="vaskebjoernen",
    mailbox="vask",
    form=LegalForm.PRIVATE_LIMITED,
    short="Vaskeri, der henter, vasker og lægger sammen for klubber og caféer.",
    text=[
        "Vaskebjørnen henter snavsede duge, karklude og spillertrøjer om mandagen og "
        "kommer tilbage med dem rene om onsdagen. Alt bliver vasket uden parfume.",
        "Vaskeriet åbnede i 2025 med fem maskiner og et hold, der aldrig havde "
        "arbejdet sammen. Nu kører det, og der er plads til flere kunder.",
    ],
    purpose=(
        "Mennesker med udviklingshandicap skal have et job med løn, en fast rytme og "
        "kolleger, der regner med dem."
    ),
    sectors=["rengoering-og-service", "tekstil"],
    groups=["udviklingshandicap", "foertidspension"],
    un_goals=[8, 10],
    places=[
        Place(
            "Eksempelvænget 7",
            "4130 Viby Sj",
            "Viby Sj",
            "55.551900",
            "12.018300",
            access=Access.YES,
            access_notes="Bred port, ingen trin.",
            opening_hours="Mandag–fredag 8–14",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Vask for klubber og caféer",
            "Vi henter mandag og leverer onsdag.",
        ),
        Thing(
            Kind.FLEXJOB,
            "Job med løntilskud for dig på førtidspension",
            "Det, der før hed skånejob. Fra 5 timer om ugen.",
            places=2,
        ),
        Thing(Kind.STU, "STU i vaskeriet", "Praktikdage, to gange om ugen.", places=1),
    ],
    followed=date(2024, 1, 10),
    established=date(2025, 4, 1),
    confirmed=date(2026, 3, 9),
    rsv=[considering(date(2025, 10, 1))],
    capacity="400 kg om ugen.",
    delivery="Viby Sj, Gadstrup og Roskilde",
)

SKAERMHJAELPEN = Example(
    name="Skærmhjælpen",
    slug="skaermhjaelpen",
    mailbox="hjaelp",
    form=LegalForm.PRIVATE_LIMITED,
    short="Tester hjemmesider, retter data og hjælper dig, når skærmen driller.",
    text=[
        "Skærmhjælpen finder de fejl, andre ikke ser. Vi tester hjemmesider og apps "
        "for tilgængelighed, renser data og skriver billedtekster.",
        "De fleste af os har autisme. Det betyder, at vi læser brugsanvisningen, "
        "opdager kommaet og bliver ved, til det virker. Arbejdspladsen er indrettet "
        "efter det: dæmpet lys, klare aftaler og ingen åbne kontorer.",
        "Hver tirsdag kan borgere komme forbi og få hjælp til MitID, printeren "
        "og alt det andet. Det er gratis.",
    ],
    purpose=(
        "Mennesker med autisme skal bruge det, de er bedst til, i stedet for at "
        "blive målt på det, der er svært."
    ),
    sectors=["digitale-opgaver"],
    groups=["autisme-og-adhd"],
    un_goals=[8, 9, 10],
    places=[
        Place(
            "Eksempelgade 52",
            "4000 Roskilde",
            "Roskilde",
            "55.641800",
            "12.074100",
            access=Access.YES,
            access_notes="Automatisk dør, dæmpet lys og stillerum.",
            opening_hours="Mandag–fredag 9–15. Gratis hjælp tirsdag 13–15",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Test af tilgængelighed",
            "Rapport med fejl, billeder og forslag. Fast pris pr. side.",
        ),
        Thing(Kind.SERVICES, "Rens af data og billedtekster"),
        Thing(
            Kind.JOB,
            "Tester",
            "Fleksible timer, gerne få. Send en mail; vi ringer ikke uanmeldt.",
            places=1,
        ),
        Thing(Kind.VISIT, "Gratis hjælp til skærmen", "Hver tirsdag kl. 13–15."),
        Thing(Kind.STU, "STU med computeren", places=3),
    ],
    followed=date(2019, 11, 1),
    established=date(2020, 9, 1),
    confirmed=date(2026, 2, 25),
    rsv=[
        considering(date(2020, 10, 1)),
        applied(date(2021, 9, 6)),
        registered(date(2021, 11, 15), checked=date(2026, 11, 2)),
    ],
    capacity="To større test om måneden og løbende små opgaver.",
    delivery="Hele landet, på nettet",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 25),
    worth=[
        Worth(
            2025,
            "620 borgere fik hjælp til at klare sig digitalt",
            "Borgere, der har svært ved det digitale",
            "Talt ved døren hver tirsdag i 2024 og 2025. Eksempel.",
            None,
        )
    ],
)

FJORDHAVEN = Example(
    name="Fjordhaven",
    slug="fjordhaven",
    mailbox="haven",
    form=LegalForm.FOUNDATION,
    short="Køkkenhave og gårdbutik, hvor grøntsager og mennesker får tid.",
    text=[
        "I Fjordhaven dyrker vi kål, kartofler og krydderurter uden sprøjtegift og "
        "sælger dem i gårdbutikken og til køkkener i byen.",
        "Haven er også et sted at komme sig. Man kan begynde med en time om ugen på en "
        "bænk og ende med sit eget bed. Ingen bliver spurgt om diagnosen.",
    ],
    purpose=(
        "Mennesker, der er ved at komme sig efter sygdom eller stress, skal have en "
        "blid vej tilbage til hverdagen."
    ),
    sectors=["groenne-opgaver", "omsorg-og-faellesskab"],
    groups=["psykisk-saarbarhed", "langtidsledige"],
    un_goals=[3, 12, 15],
    places=[
        Place(
            "Eksempelhaven 2",
            "4000 Roskilde",
            "Veddelev",
            "55.671300",
            "12.079200",
            name="Haven og gårdbutikken",
            access=Access.PARTLY,
            access_notes="Grusstier. Hævede bede kan nås fra kørestol.",
            opening_hours="Gårdbutik april–november, fredag–søndag 10–16",
        ),
        Place(
            "Eksempeltorvet 1",
            "4000 Roskilde",
            "Roskilde",
            "55.641200",
            "12.081600",
            name="Torveboden",
            access=Access.YES,
            opening_hours="Lørdag 9–13 i sæsonen",
        ),
    ],
    things=[
        Thing(Kind.GOODS, "Grøntsager fra jorden", "Kasser fra 120 kr. om ugen."),
        Thing(Kind.VISIT, "Sæt dig på bænken", "Haven er åben for alle i dagtimerne."),
        Thing(
            Kind.PLACEMENT,
            "En blid begyndelse",
            "Fra 2 timer om ugen. Vi sætter timerne op i dit tempo.",
            places=6,
        ),
        Thing(Kind.VOLUNTEERING, "Lug, vand og høst", "Tirsdag og torsdag formiddag."),
    ],
    followed=date(2021, 9, 1),
    established=date(2023, 5, 1),
    confirmed=date(2026, 4, 10),
    rsv=[considering(date(2024, 2, 1)), applied(date(2026, 9, 15))],
    capacity="60 grøntsagskasser om ugen i sæsonen.",
    delivery="Roskilde by",
)

POTERNE = Example(
    name="Poterne",
    slug="poterne",
    mailbox="hunde",
    form=LegalForm.SMALL_SOLE_TRADER,
    short="Hundepasning og hundeluftning med hjælpere, der har tid til to ture.",
    text=[
        "Poterne passer hunde, mens deres mennesker er på arbejde. Der er en stor "
        "løbegård, en sofa til de gamle og to lange ture om dagen.",
        "Hjælperne er unge, som trives bedre med dyr end med klasselokaler. Nogle går "
        "her i få uger, andre finder ud af, at de vil være dyrepasser.",
    ],
    purpose="Unge skal finde ro, ansvar og lyst til en uddannelse sammen med dyr.",
    sectors=["dyr"],
    groups=["unge-uden-job", "psykisk-saarbarhed"],
    un_goals=[4, 8],
    places=[
        Place(
            "Eksempelengen 12",
            "4621 Gadstrup",
            "Gadstrup",
            "55.570100",
            "12.097400",
            access=Access.NO,
            access_notes="Græs og trin. Spørg, så finder vi en løsning.",
            opening_hours="Mandag–fredag 6.30–17.30",
        )
    ],
    things=[
        Thing(Kind.SERVICES, "Hundepasning", "180 kr. om dagen, klippekort til 10."),
        Thing(Kind.PLACEMENT, "Praktik med hunde", "For unge, 4–13 uger.", places=2),
        Thing(Kind.VOLUNTEERING, "Gå en tur", "Også én gang om måneden."),
    ],
    followed=date(2023, 11, 1),
    established=date(2024, 9, 1),
    confirmed=date(2026, 5, 6),
    delivery="Gadstrup, Viby Sj og Roskilde",
)

TASKS = [
    GROENNE_HAENDER,
    PAKKERIET,
    RENT_BORD,
    VASKEBJOERNEN,
    SKAERMHJAELPEN,
    FJORDHAVEN,
    POTERNE,
]
