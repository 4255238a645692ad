"""The sentences that descriptions are put together from.

A word in braces is filled in by ``texts.py``; every enterprise takes some sentences
of each kind and fills them with the words of its own field of work.
"""

from .words import words

OPENINGS = (
    "{name} er {a_place} i {town}, hvor {group} arbejder side om side med faglærte.",
    "Vi begyndte i {year} med {few} mennesker og en drøm om {a_place}.",
    "Midt i {town} ligger {the_place}, som vi driver sammen med {group}.",
    "{The_place} i {town} tager sig af {works} og {works2} for {customers}.",
    "Det startede med {few} stole om et bord i {town} og blev til {a_place}.",
    "Hos {name} får du {works}, og samtidig får {group} et arbejde at stå op til.",
    "{name} blev til, fordi {few} naboer i {town} savnede {a_place}.",
    "Vi er {a_place} for hele {town} og et fællesskab for {group}.",
    "I {the_place} i {town} mødes håndværk og hverdag fra mandag til fredag.",
    "{name} driver {a_place}, der er åbent for alle i {town} og omegn.",
    "Kom ind i {the_place} i {town}, og hils på de mennesker, der holder det i gang.",
    "Siden {year} har vi lavet {works} i {town} sammen med {group}.",
)

WORK = (
    "Vi tager imod {works}, {works2} og det, andre siger nej til.",
    "En almindelig uge rummer {few} {works} og en del {odd_plural}.",
    "Her lærer man at {verb}.",
    "Hver dag øver vi os i at {verb}, og at {verb2}.",
    "Arbejdet er rigtigt arbejde: {works} med pris, frist og garanti.",
    "Om {season} fylder {works} det meste, resten af året er det {works2}.",
    "De fleste kunder er {customers}, men vi siger også ja til {works2}.",
    "{The_odd} har vi selv bygget op fra bunden.",
    "Vi samarbejder med {customers} om {works} og {odd_plural}.",
    "{The_helper} ser alting efter, før noget forlader {the_place}.",
    "Du kan bestille {works} fra dag til dag og {works2} med en uges varsel.",
    "Pengene fra {works} går til løn, lære og nye maskiner.",
    "Mange kommer for {works} og bliver hængende til {the_odd}.",
    "Vores {odd} er kendt i {town}, og {a_odd} mere er på vej.",
)

PEOPLE = (
    "{Group} har brug for tid, og det er det, vi har sat af.",
    "Alle får en fast makker den første dag og en plan efter den første måned.",
    "Vi spiser frokost sammen kl. 12, og den, der vil være i fred, får det.",
    "Ingen bliver spurgt om fortiden, før de selv har lyst til at fortælle.",
    "Opgaverne bliver delt op, så man kan nøjes med en del og stadig blive færdig.",
    "Arbejdstiden begynder ved {hours} timer om ugen og vokser i dit eget tempo.",
    "Vi er {staff} kolleger, og omtrent halvdelen er ansat på særlige vilkår.",
    "{A_helper} viser den nye til rette, og efter en måned er det omvendt.",
    "{The_helper} har fagbrev, og en kollega har en socialfaglig uddannelse.",
    "Man kan trække sig tilbage til {the_odd}, når dagen bliver for lang.",
    "Nogle kommer fra jobcentret, andre fra en nabo, der kendte os.",
    "Vi måler ikke folk på tempo, men på om de kommer igen i morgen.",
    "Efter et halvt år er de fleste i gang med {the_odd} eller et job ude i byen.",
    "Hos os er der plads til {group}, og der er altid en, der har tid til at svare.",
)

PRACTICAL = (
    "Vi har åbent {weekday} til {weekday2}, og du er velkommen uden en aftale.",
    "Ring eller skriv, så finder vi en tid i løbet af ugen.",
    "Bussen holder lige uden for døren, og der er cykelparkering i gården.",
    "Du kan se {the_odd} hver {weekday} eftermiddag.",
    "Vi leverer i hele kommunen og tager retur, hvis noget ikke er i orden.",
    "Faktura og ean-nummer er ingen hindring; vi er vant til offentlige kunder.",
    "Prisen er den samme for alle, og den står på væggen.",
    "Vil du være frivillig, så kig forbi en {weekday} og få en kop kaffe.",
    "Vil du i praktik, så kom på besøg først; det forpligter ikke til noget.",
    "Overskuddet bliver i {the_place} og går til nye pladser.",
    "En gang om måneden holder vi åbent hus med {odd_plural}.",
    "Følg med i vinduet: her hænger ugens {works} og ledige pladser.",
)

PURPOSES = (
    "{Group} skal have et arbejde, hvor der er brug for dem.",
    "Vi vil vise, at {group} kan drive {a_place}, som kunderne vælger for kvaliteten.",
    "Målet er, at {group} får faste kolleger, et fag og egne penge.",
    "{Group} skal have et sted at høre til i {town}, også den dag det er svært.",
    "Flere skal prøve kræfter med {works} og gå videre til job eller uddannelse.",
    "Det, andre smider ud, skal blive til arbejde for {group}.",
    "Vi er sat i verden for at gøre {town} lidt mindre ensom for {group}.",
    "Ingen, der vil arbejde, skal gå hjemme, fordi dagen skal være kortere.",
)

SHORTS = (
    "{A_place}, der tilbyder {works} og har plads til {group}.",
    "{A_place} i {town}, hvor {group} er kolleger.",
    "{Works} og {works2} til {customers}.",
    "Få {works} i {town} og støt arbejdspladser til {group}.",
    "{A_place} med {works} for hele {town}.",
    "{Works}, frokost og fællesskab for {group}.",
)

# kind of offer: (titles, texts)
OFFERS = {
    "varer": (
        ("Køb det, vi laver", "Varer fra {the_place}", "{Works} til at tage med hjem"),
        (
            "Kom forbi i åbningstiden, eller bestil til levering i kommunen.",
            "Vi fylder hylderne op hver {weekday}. Ring, hvis du leder efter noget.",
            "Store ordrer tager vi gerne; giv os en uge.",
        ),
    ),
    "ydelser": (
        ("{Works} efter aftale", "Få lavet {works}", "Fast aftale om {works}"),
        (
            "Vi giver en pris, før vi går i gang, og holder den.",
            "For private og for kommunen. Skriv, hvad du har brug for.",
            "De fleste opgaver er klar inden for {few} dage.",
        ),
    ),
    "besoeg": (
        ("Besøg {the_place}", "Rundvisning i {the_place}", "Se, hvordan vi arbejder"),
        (
            "Rundvisning hver {weekday} kl. 10. Meld dig til dagen før.",
            "Grupper på op til 20 er velkomne. Vi slutter med kaffe.",
            "Skoleklasser kan komme hele året og prøve selv.",
        ),
    ),
    "job": (
        ("Medarbejder til {works}", "Job i {the_place}", "Faglært kollega søges"),
        (
            "{hours} timer om ugen med overenskomst. Send et par linjer om dig selv.",
            "Du skal kunne dit fag og have lyst til at lære fra dig.",
            "Start efter aftale. Vi ser gerne, at du kommer forbi først.",
        ),
    ),
    "fleksjob": (
        ("Fleksjob i {the_place}", "Fleksjob med {works}", "Fleksjob, du selv former"),
        (
            "Fra {hours} timer om ugen. Opgaverne retter sig efter dig.",
            "Skriv først, så finder vi en dag, du kan kigge ind.",
            "Fast makker, faste dage og mulighed for pauser.",
        ),
    ),
    "praktik": (
        ("Praktik i {the_place}", "Praktik med {works}", "Prøv {the_odd} af i praktik"),
        (
            "13 uger med fast makker. Du behøver ikke kunne noget i forvejen.",
            "Vi aftaler mål med dig og din kommune den første dag.",
            "Begynd med to dage om ugen, og byg på derfra.",
        ),
    ),
    "stu": (
        ("STU i {the_place}", "STU-praktik med {works}", "STU-forløb på tre år"),
        (
            "Praktikdage to gange om ugen med en vejleder, der kender dig.",
            "Du lærer at {verb}. Din kommune visiterer.",
            "Vi har et lille hold og god plads.",
        ),
    ),
    "frivillig": (
        (
            "Bliv frivillig i {the_place}",
            "Vær makker en eftermiddag",
            "Hjælp med {works}",
        ),
        (
            "Et par timer hver {weekday} er nok. Vi giver kaffe og godt selskab.",
            "For dig, der har tålmodighed og lyst til at være sammen med andre.",
            "Du får en introduktion og kan stoppe, når du vil.",
        ),
    ),
}

CLAIMS = (
    (
        "{some} af {many} deltagere gik videre til job eller uddannelse",
        "Opgjort et halvt år efter, at hvert forløb sluttede. Eksempel.",
    ),
    (
        "{many} kunder fik {works} i årets løb",
        "Talt i ordrebogen for hele året. Eksempel.",
    ),
    (
        "{some} mennesker fik fleksjob eller praktik i {the_place}",
        "Talt i aftalerne med kommunen pr. 31. december. Eksempel.",
    ),
    (
        "{some} af {many} siger, at de har fået flere at tale med",
        "Spurgt i december; alle fik skemaet, og de fleste svarede. Eksempel.",
    ),
    (
        "{many} kilo blev brugt igen i stedet for at blive smidt ud",
        "Vejet ved døren hver uge. Eksempel.",
    ),
)

CAPACITIES = (
    "Op til {many} {works} om måneden.",
    "{some} {works} om ugen, flere efter aftale.",
    "Små og mellemstore opgaver; større i fællesskab med andre.",
    "Vi kan stille med et hold på {few} personer.",
)

DELIVERY_AREAS = (
    "Roskilde Kommune",
    "Roskilde og omegn",
    "Roskilde, Lejre og Køge kommuner",
    "Hele Sjælland",
    "{town} og nærmeste byer",
)

OPENING_HOURS = (
    "Mandag–fredag 9–16",
    "Tirsdag–torsdag 10–17, lørdag 10–13",
    "Mandag–torsdag 8–15",
    "Alle dage undtagen mandag 11–17",
    "Efter aftale",
)

ACCESS_NOTES = {
    "ja": ("Niveaufri indgang og handicaptoilet.", "Bred dør, ingen trin.", ""),
    "delvis": ("Rampe ved gavlen; døren er smal (75 cm).", "Elevator fra gården.", ""),
    "nej": ("Fire trin op. Ring på, så kommer vi ud til dig.", "Trappe til 1. sal."),
    "ukendt": ("",),
}

# Names: something to be called after, beside what the place does.
SYMBOLS = words(
    """
    Solsikken Mælkebøtten Fyrtårnet Havblik Kløveren Lærken Ankeret Kompasset Broen
    Nøglen Trekanten Spiren Egetræet Lindetræet Kastanjen Anemonen Svalen Viben
    Storken Pindsvinet Myretuen Humlebien Bikuben Muslingen Ålekvabben Stenbideren
    Fjordrejen Spejlægget Surdejen Kommenskringlen Rabarberen Hyldeblomsten
    Brændenælden Syrenen Havtornen Valmuen Kornblomsten Rødkælken Gærdesmutten
    Nattergalen Isfuglen Blishønen Hængekøjen Gyngestolen Kakkelovnen Petroleumslampen
    Skibsklokken Roret Masten Højskolesangen Polkaen Cirkelsaven Vaterpasset
    Tommestokken Skruestikken Fingerbøllet Garnnøglet Trillebøren Regntønden Regnbuen
    Morgenstunden Middagssolen Skumringen Tidevandet Åkanden Rørsangeren Krummen
    Kaffekanden Sukkerskålen Saltkarret Peberbøssen Dørtrinnet Havelågen Postkassen
    Gadelampen Milepælen Vejviseren Omvejen Smutvejen Holdepladsen Perronen Ventesalen
    Sidesporet Endestationen Lejrbålet Madpakken Rygsækken Gummistøvlen Uldsokken
    Paraplyen Knaphullet Lommelygten
    """
)
ADJECTIVES = words(
    """
    Grønne Blå Røde Gule Glade Gamle Nye Lille Store Skæve Fælles Åbne Stille Runde
    Lange Brede Varme Friske Flittige Venlige Tålmodige Levende
    """
)
NAME_ENDINGS = ("", "", "", "", "", " ved Fjorden", " på Hjørnet", " i Gården")
