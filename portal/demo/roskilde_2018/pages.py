"""The readable pages: the account in our own words, and the law where it is needed.

The facts on RSV are from Act no. 711 of 25 June 2014, those on reserved contracts from
sections 54 and 190 of the Public Procurement Act. Each stands with its paragraph in the
text, so that a reader sees what is the account's and what is the law's.
"""

from common.publication import PublicationState
from enterprises.models import Source
from strategy.models import ProgrammePage

from ..writing import bullets, heading, paragraphs, save

Place = ProgrammePage.Place


def save_pages(account: Source) -> list[ProgrammePage]:
    """Save a page for every place of the site."""
    pages = [
        programme(),
        board(),
        initiatives(),
        award(),
        network(),
        social_value(),
        rsv(),
        procurement(),
    ]
    for page in pages:
        page.source = account
        page.publication_state = PublicationState.PUBLISHED
        save(page)
    return pages


def programme() -> ProgrammePage:
    """What the municipality wants with the programme."""
    return ProgrammePage(
        place=Place.PROGRAMME,
        title="Roskilde satser på socialøkonomi",
        lead=(
            "Roskilde Kommune har haft en strategi for socialøkonomi siden 2014. Den "
            "skal hjælpe virksomheder, der driver forretning for at løse en opgave i "
            "samfundet."
        ),
        body=paragraphs(
            "Nogle opgaver er svære at løse på den vante måde eller på markedets "
            "vilkår. Her kan socialøkonomiske virksomheder noget særligt. De er ét af "
            "flere redskaber til et mere levende lokalsamfund, hvor flere er med i "
            "fællesskabet, og flere er i arbejde.",
            "Arbejdet bæres af strategien, af Advisory Board for Socialøkonomi, af "
            "netværket Social Vision Roskilde og af en forretningsudvikler, som er "
            "ansat til at udvikle socialøkonomien i kommunen.",
            "Hvert år evaluerer Beskæftigelses- og Sundhedsudvalget strategien. Den "
            "første blev evalueret i foråret 2018, og en ny var til beslutning i "
            "byrådet sidst i august samme år. Tanken er, at indsatsen også bidrager "
            "til FN’s verdensmål.",
        ),
    )


def board() -> ProgrammePage:
    """What the Advisory Board is and does."""
    return ProgrammePage(
        place=Place.BOARD,
        title="Advisory Board for Socialøkonomi",
        lead=(
            "Advisory Board rådgiver kommunen om socialøkonomi og bakker indsatserne "
            "op. Syv dele af lokalsamfundet er repræsenteret."
        ),
        body=paragraphs(
            "Boardet blev oprettet kort tid efter, at den første strategi blev "
            "besluttet i 2014. Meget af arbejdet med strategien er foregået her.",
            "Det rådgiver om alle kommunens indsatser for socialøkonomi: mentorforløb, "
            "iværksætterforløb, screening for afknopning og Den Socialøkonomiske Pris. "
            "I 2018 har den nye strategi fyldt mest.",
        ),
    )


def initiatives() -> ProgrammePage:
    """What the municipality does for the enterprises."""
    return ProgrammePage(
        place=Place.INITIATIVES,
        title="Det gør kommunen",
        lead=(
            "Fra den første idé til en virksomhed i drift: Her er de indsatser, der "
            "hjælper socialøkonomiske virksomheder på vej."
        ),
        body=paragraphs(
            "Kommunen har gennemført mentorforløb og iværksætterforløb, screenet for "
            "muligheder for at lade virksomheder knoppe af og uddelt Den "
            "Socialøkonomiske Pris. Advisory Board rådgiver om det hele.",
            "Du kan altid få sparring: Forretningsudvikleren hjælper virksomheder og "
            "iværksættere med forretningen og forretningsmodellen og med at finde "
            "samarbejdspartnere.",
        ),
    )


def award() -> ProgrammePage:
    """What the account says of the award, which is little."""
    return ProgrammePage(
        place=Place.AWARD,
        title="Den Socialøkonomiske Pris",
        lead=(
            "Med prisen vil kommunen fremme de socialøkonomiske virksomheder i "
            "Roskilde."
        ),
        body=paragraphs(
            "Prisen er én af kommunens indsatser for socialøkonomien, og Advisory "
            "Board rådgiver om den. Kilden fra 2018 fortæller, at prisen er blevet "
            "uddelt, men ikke hvornår eller til hvem.",
        ),
    )


def network() -> ProgrammePage:
    """What the network is and what it planned."""
    return ProgrammePage(
        place=Place.NETWORK,
        title="Social Vision Roskilde",
        lead=(
            "Netværket er for alle, der interesserer sig for socialøkonomi i Roskilde. "
            "Vi mødes 3–4 gange om året."
        ),
        body=paragraphs(
            "På møderne taler vi om det, der rører sig lige nu, og om det, medlemmerne "
            "har på hjertet. Forretningsudvikleren koordinerer netværket.",
            "I august 2018 var to ting på vej: en workshop om, hvordan især små "
            "virksomheder kan hjælpe hinanden og måske gå sammen i klynger, og et tema "
            "om godt arbejdsmiljø for medarbejdere, frivillige og borgere i forløb.",
        ),
    )


def social_value() -> ProgrammePage:
    """What added social value is, and the wish to show it better."""
    return ProgrammePage(
        place=Place.SOCIAL_VALUE,
        title="Merværdi",
        lead=(
            "Socialøkonomiske virksomheder skaber mere end job. De åbner fællesskaber, "
            "giver gode oplevelser og gør hverdagen bedre for mange."
        ),
        body=paragraphs(
            "Den slags er svært at tælle, men det betyder noget både for den enkelte "
            "og for samfundet. I 2018 planlagde kommunen at dokumentere merværdien "
            "bedre i den næste strategiperiode.",
            "På portalen viser vi kun merværdi, når virksomheden fortæller, hvad der "
            "er opnået, for hvem, og hvordan den ved det. De omtalte skal have sagt "
            "ja til at være med.",
        ),
    )


def rsv() -> ProgrammePage:
    """The RSV scheme: the municipality's experience, and the law."""
    return ProgrammePage(
        place=Place.RSV,
        title="RSV: registreret socialøkonomisk virksomhed",
        lead=(
            "RSV er en frivillig registrering hos Erhvervsstyrelsen. I august 2018 var "
            "3 af kommunens virksomheder registreret, og flere overvejede det."
        ),
        body=heading("Kommunens holdning")
        + paragraphs(
            "Kommunen samarbejder ikke kun med registrerede virksomheder. Erfaringerne "
            "med ordningen er gode, fordi den sikrer, at en virksomhed virkelig er "
            "socialøkonomisk. Men kun få af de virksomheder, kommunen arbejder sammen "
            "med, er registreret. I den nye strategiperiode vil kommunen drøfte, "
            "hvordan ordningen kan bringes i spil. (Kilde: kommunens status, august "
            "2018.)"
        )
        + heading("Fem krav i loven")
        + paragraphs(
            "Reglerne står i lov om registrerede socialøkonomiske virksomheder (lov "
            "nr. 711 af 25. juni 2014), som trådte i kraft 1. januar 2015. Ifølge § 5 "
            "skal virksomheden:"
        )
        + bullets(
            "have et socialt formål, som gavner samfundet, for eksempel socialt, "
            "sundhedsmæssigt, kulturelt eller for miljø og beskæftigelse",
            "drive erhverv, altså sælge varer eller ydelser i væsentligt omfang",
            "være uafhængig af det offentlige",
            "inddrage medarbejdere, kunder og andre og være ansvarlig i det, den gør",
            "bruge overskuddet socialt, især i virksomheden selv eller til "
            "almennyttige formål",
        )
        + heading("Sådan bliver man registreret")
        + paragraphs(
            "Erhvervsstyrelsen registrerer, og man søger digitalt på Virk. "
            "Virksomheden skal have sit eget CVR-nummer og være en juridisk person "
            "(§ 4). Derfor kan en enkeltmandsvirksomhed, en personligt ejet mindre "
            "virksomhed og et sameje ikke blive registreret.",
            "Kun den, der er registreret, må kalde sig “registreret socialøkonomisk "
            "virksomhed” (§ 3). Portalen skriver det kun, når en kilde siger det, og "
            "viser, hvornår nogen sidst så efter.",
        ),
    )


def procurement() -> ProgrammePage:
    """How one buys from the enterprises, and what the law lets a purchaser reserve."""
    return ProgrammePage(
        place=Place.PROCUREMENT,
        title="Køb hos en socialøkonomisk virksomhed",
        lead=(
            "Kommunen arbejder med at købe ind hos socialøkonomiske virksomheder og "
            "vil undersøge, hvordan de kan stå stærkere i indkøb og udbud."
        ),
        body=heading("Sådan finder du en leverandør")
        + paragraphs(
            "I registret kan du se, hvad hver virksomhed sælger, hvor store opgaver "
            "den kan løse, og hvor den leverer. Oplysningerne kommer fra virksomheden "
            "selv, og der står, hvornår de sidst er bekræftet."
        )
        + heading("Reserverede kontrakter")
        + paragraphs(
            "Efter udbudslovens § 54 kan en ordregiver reservere en kontrakt til "
            "beskyttede værksteder og til leverandører, der opfylder to krav på én "
            "gang:"
        )
        + bullets(
            "Hovedformålet er at integrere mennesker med handicap eller "
            "vanskeligt stillede mennesker socialt og på arbejdsmarkedet.",
            "Mindst 30 pct. af medarbejderne er mennesker med handicap eller "
            "vanskeligt stillede.",
        )
        + paragraphs(
            "At en virksomhed er RSV-registreret, er ikke nok i sig selv. Derfor viser "
            "portalen virksomhedens egen oplysning om § 54 med dato, og den bliver "
            "aldrig regnet ud fra andre tal. Tjek altid selv, før du skriver "
            "kontrakt.",
            "For visse sociale, sundhedsmæssige og kulturelle ydelser har "
            "udbudslovens § 190 sine egne regler om reserverede kontrakter.",
        ),
    )
