"""Example enterprises that cook, bake and serve."""

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

KAFFE_VED_FJORDEN = Example(
    name="Kaffe ved Fjorden",
    slug="kaffe-ved-fjorden",
    mailbox="cafe",
    form=LegalForm.ASSOCIATION,
    short="Café og mødested, drevet af frivillige og ansatte på særlige vilkår.",
    text=[
        "Ved havnen i Jyllinge kan du få kaffe, hjemmebag og suppe hver dag undtagen "
        "mandag. Der er legehjørne, udsigt over fjorden og altid et bord til den, der "
        "kommer alene.",
        "Caféen åbnede, fordi en flok naboer ville have et sted at mødes efter "
        "lukketid. I dag er det også en arbejdsplads for mennesker, der har brug for "
        "kortere dage og kolleger med tid.",
        "Foreninger kan låne mødelokalet bag caféen om aftenen. Det koster en "
        "oprydning.",
    ],
    purpose=(
        "Ingen i byen skal spise alene, fordi de ikke har nogen at spise med, og "
        "mennesker med nedsat arbejdsevne skal kunne gå på arbejde, hvor de bor."
    ),
    sectors=["cafe", "omsorg-og-faellesskab"],
    groups=["nedsat-arbejdsevne", "foertidspension", "aeldre-og-ensomme"],
    un_goals=[3, 8, 11],
    places=[
        Place(
            "Eksempelkajen 1",
            "4040 Jyllinge",
            "Jyllinge",
            "55.752100",
            "12.094800",
            name="Caféen",
            access=Access.YES,
            access_notes="Rampe fra kajen, handicaptoilet og teleslynge i mødelokalet.",
            opening_hours="Tirsdag–fredag 9–17, lørdag–søndag 10–16",
        )
    ],
    things=[
        Thing(
            Kind.VISIT,
            "Drik kaffe med udsigt",
            "Fællesspisning hver torsdag kl. 18. Kom alene, gå hjem med nye naboer.",
        ),
        Thing(
            Kind.SERVICES,
            "Mødeforplejning",
            "Kaffe, frugt og smurte boller til 10–60 personer.",
        ),
        Thing(
            Kind.VOLUNTEERING,
            "Bag, bryg og snak",
            "En fast vagt hver eller hver anden uge. To gange om året holder vi fest "
            "for alle frivillige.",
        ),
        Thing(
            Kind.FLEXJOB,
            "Fleksjob i caféen",
            "Tre timer ad gangen, bag disken eller i køkkenet.",
            places=1,
        ),
    ],
    followed=date(2015, 8, 1),
    established=date(2016, 5, 1),
    confirmed=date(2026, 10, 3),
    rsv=[considering(date(2018, 5, 1))],
    capacity="Forplejning til 60 personer med to dages varsel.",
    delivery="Jyllinge, Gundsømagle og Roskilde",
    reserved=ReservedContracts.NO,
    reserved_on=date(2026, 3, 2),
    worth=[
        Worth(
            2025,
            "38 mennesker, der boede alene, spiste med hver uge",
            "Ældre og ensomme i Jyllinge",
            "Talt ved fællesspisningen hver torsdag i 2025; gæsterne har selv svaret "
            "på, om de bor alene. Eksempel.",
            date(2026, 1, 8),
        )
    ],
)

SUPPEGRYDEN = Example(
    name="Suppegryden",
    slug="suppegryden",
    mailbox="koekken",
    form=LegalForm.PRIVATE_LIMITED,
    short="Køkken i Svogerslev, der laver frokost og fester af overskudsmad.",
    text=[
        "Suppegryden henter grøntsager, som er for krumme til butikkerne, og laver dem "
        "til frokostordninger, fester og mad, man kan tage med hjem.",
        "Køkkenet er et rigtigt køkken med travlhed klokken elleve og ro klokken et. "
        "Alle starter med at lære tre retter. Når de sidder fast, får man sit eget "
        "bord og sit eget ansvar.",
        "Hver fredag sender vi 40 portioner ud til mennesker, der ikke selv kan "
        "komme i køkkenet. Dem cykler frivillige ud med.",
    ],
    purpose=(
        "Langtidsledige skal have en vej ind i køkkenfaget, og god mad skal spises i "
        "stedet for at blive smidt ud."
    ),
    sectors=["mad-og-catering"],
    groups=["langtidsledige", "flygtninge-og-indvandrere"],
    un_goals=[2, 8, 12],
    places=[
        Place(
            "Eksempelhøj 15",
            "4000 Roskilde",
            "Svogerslev",
            "55.633700",
            "12.018900",
            access=Access.YES,
            access_notes="Indgang fra gården uden trin.",
            opening_hours="Mad ud af huset mandag–fredag 11–17",
        )
    ],
    things=[
        Thing(
            Kind.SERVICES,
            "Frokostordning",
            "Fra 10 personer. Grønt hver dag, kød to dage om ugen.",
        ),
        Thing(
            Kind.GOODS, "Tag aftensmaden med hjem", "Dagens ret, 55 kr. pr. portion."
        ),
        Thing(
            Kind.JOB,
            "Kok med hjerte for oplæring",
            "Vi søger en faglært kok, 30 timer om ugen.",
            places=1,
            active_from=date(2026, 9, 1),
            active_to=date(2027, 6, 30),
        ),
        Thing(
            Kind.PLACEMENT,
            "Praktik i køkkenet",
            "13 uger med tre retter som mål.",
            places=3,
        ),
        Thing(
            Kind.VOLUNTEERING,
            "Cykl maden ud",
            "Hver fredag fra kl. 15. Vi har ladcyklen.",
        ),
    ],
    followed=date(2016, 11, 1),
    established=date(2018, 3, 1),
    confirmed=date(2026, 2, 27),
    rsv=[
        considering(date(2018, 4, 1)),
        applied(date(2019, 2, 4)),
        registered(date(2019, 4, 1), checked=date(2026, 11, 2)),
    ],
    capacity="200 kuverter om dagen, 350 med en uges varsel.",
    delivery="Roskilde og Lejre kommuner",
    reserved=ReservedContracts.YES,
    reserved_on=date(2026, 2, 27),
    worth=[
        Worth(
            2025,
            "11 ton grøntsager blev til mad i stedet for affald",
            "Borgere i Roskilde og klimaet",
            "Vejet ved modtagelsen hver dag i 2025. Eksempel.",
            date(2026, 1, 30),
        )
    ],
)

HAVNENS_KOEKKEN = Example(
    name="Havnens Køkken",
    slug="havnens-koekken",
    mailbox="havnen",
    form=LegalForm.ENTREPRENEURIAL,
    short="Fiskebod og køkken på havnen, som lukkede i sommeren 2024.",
    text=[
        "Havnens Køkken solgte fiskefrikadeller og stegt sild og gav unge deres første "
        "job i en sommerferie.",
        "Boden lukkede, da lejemålet udløb, og der ikke var råd til et nyt. To af de "
        "unge er i dag i lære som kokke i Suppegryden.",
    ],
    purpose="Unge på vej ud i livet skulle have deres første job og en god kollega.",
    sectors=["mad-og-catering", "cafe"],
    groups=["unge-uden-job"],
    un_goals=[8],
    places=[
        Place(
            "Eksempelhavnen 6",
            "4000 Roskilde",
            "Roskilde",
            "55.651300",
            "12.079900",
            access=Access.PARTLY,
        )
    ],
    things=[],
    followed=date(2018, 10, 1),
    established=date(2019, 6, 1),
    closed=date(2024, 8, 31),
    confirmed=date(2024, 9, 2),
)

SURDEJEN = Example(
    name="Surdejen",
    slug="surdejen",
    mailbox="bageri",
    form=LegalForm.PRIVATE_LIMITED,
    short="Bageri på vej i Gundsømagle: brød om morgenen, oplæring om formiddagen.",
    text=[
        "Surdejen vil åbne i en tidligere kiosk og bage rugbrød, boller og franskbrød "
        "til byen, skolen og plejehjemmet. Duften skal kunne nå helt ud på torvet.",
        "Ovnen er bestilt, og de første opskrifter bliver prøvet af hos Suppegryden. "
        "Vi regner med fire fleksjob, når der er brød på hylderne.",
    ],
    purpose=(
        "Mennesker, der kun kan arbejde få timer, skal have et fag og møde tidligt i "
        "selskab med andre."
    ),
    sectors=["mad-og-catering", "genbrug-og-butik"],
    groups=["nedsat-arbejdsevne"],
    un_goals=[8, 11],
    places=[
        Place(
            "Eksempeltorvet 3",
            "4000 Roskilde",
            "Gundsømagle",
            "55.736900",
            "12.149700",
            access=Access.UNKNOWN,
        )
    ],
    things=[
        Thing(
            Kind.VOLUNTEERING,
            "Smag på brødet",
            "Vi søger 20 naboer, der vil smage og sige deres mening.",
        )
    ],
    followed=date(2026, 5, 1),
    confirmed=date(2026, 10, 12),
    rsv=[considering(date(2026, 6, 15))],
)

FOOD = [KAFFE_VED_FJORDEN, SUPPEGRYDEN, HAVNENS_KOEKKEN, SURDEJEN]
