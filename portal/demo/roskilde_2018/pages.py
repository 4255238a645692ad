"""The readable pages: the account in our own words, and the law where it is needed.

The facts on RSV are from Act no. 711 of 25 June 2014 and stand with their paragraphs,
so that a reader sees what is the account's and what is the law's. What the Public
Procurement Act says of reserved contracts stands on the page itself.
"""

from common.publication import PublicationState
from enterprises.models import Source
from strategy.models import ProgrammePage

from ..writing import bullets, heading, paragraphs, save
from .sources import save_rsv_law

Place = ProgrammePage.Place


def save_pages(account: Source) -> list[ProgrammePage]:
    """Save a page for every place of the site."""
    pages = [
        programme(),
        board(),
        initiatives(),
        award(),
        social_value(),
        procurement(),
        rsv(source=save_rsv_law()),
    ]
    for page in pages:
        page.source = page.source or account
        page.publication_state = PublicationState.PUBLISHED
        save(page)
    return pages


def programme() -> ProgrammePage:
    """What the municipality wants with the programme."""
    return ProgrammePage(
        place=Place.PROGRAMME,
        title="Roskilde satser på socialøkonomi",
        lead=(
            "Roskilde Kommune har haft en strategi for socialøkonomi siden 2014. Med "
            "den vil kommunen være med til at løse opgaver, som er svære at løse på "
            "den vante måde eller på markedets vilkår."
        ),
        body=paragraphs(
            "Socialøkonomi er ét af flere redskaber til et mere levende lokalsamfund, "
            "hvor flere er med i fællesskabet, og flere er i arbejde.",
            "Arbejdet bæres af strategien, af Advisory Board for Socialøkonomi, af "
            "netværket Social Vision Roskilde og af en forretningsudvikler, som er "
            "ansat til at udvikle socialøkonomien i kommunen.",
            "Hvert år evaluerer Beskæftigelses- og Sundhedsudvalget strategien. Den "
            "første blev evalueret i foråret 2018, og en ny skulle til beslutning "
            "i byrådet sidst i august samme år. Tanken er, at indsatsen også bidrager "
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
            "Det rådgiver om kommunens indsatser for socialøkonomi, også mentorforløb, "
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
            "Her er de indsatser, som kommunen har sat i gang for at fremme "
            "socialøkonomiske virksomheder."
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


def social_value() -> ProgrammePage:
    """What added social value is, and the wish to show it better."""
    return ProgrammePage(
        place=Place.SOCIAL_VALUE,
        title="Merværdi",
        lead=(
            "Socialøkonomiske virksomheder skaber mere end job. De tager mennesker med "
            "i fællesskaber, giver gode oplevelser og mere livskvalitet."
        ),
        body=paragraphs(
            "Det kalder vi merværdi: det, en virksomhed giver den enkelte og samfundet "
            "ud over jobbet. I 2018 planlagde kommunen at dokumentere merværdien bedre "
            "i den næste strategiperiode.",
            "På portalen viser vi kun merværdi, når virksomheden fortæller, hvad der "
            "er opnået, for hvem, og hvordan den ved det. De omtalte skal have sagt "
            "ja til at være med.",
        ),
    )


def rsv(source: Source) -> ProgrammePage:
    """The RSV scheme: the municipality's experience, and the law."""
    return ProgrammePage(
        place=Place.RSV,
        source=source,
        title="RSV: registreret socialøkonomisk virksomhed",
        lead=(
            "RSV er en frivillig registrering hos Erhvervsstyrelsen. Loven stiller fem "
            "krav, og kun de registrerede må bruge betegnelsen."
        ),
        body=heading("Kommunens holdning")
        + paragraphs(
            "Kommunen samarbejder ikke kun med registrerede virksomheder. Erfaringerne "
            "med ordningen er gode, fordi den sikrer, at en virksomhed virkelig er "
            "socialøkonomisk. Men kun få af de virksomheder, kommunen arbejder sammen "
            "med, er registreret. I august 2018 var det 3, og flere overvejede det. "
            "I den nye strategiperiode vil kommunen drøfte, hvordan ordningen kan "
            "bringes i spil.",
            "Kilde til dette afsnit: kommunens status, august 2018.",
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
    """What the municipality does about buying from the enterprises."""
    return ProgrammePage(
        place=Place.PROCUREMENT,
        title="Køb hos en socialøkonomisk virksomhed",
        lead=(
            "Kommunen arbejder aktivt med de socialøkonomiske virksomheder i sin "
            "indkøbspolitik. I den nye strategiperiode vil den undersøge, hvordan de "
            "kan stå stærkere i indkøb og udbud."
        ),
        # What the law says, and how to buy and sell, stands on the page itself: it has
        # other sources than the municipality's account.
        body=paragraphs(
            "Kommunen har ingen regel om kun at samarbejde med RSV-registrerede "
            "virksomheder. Men den vil drøfte, hvordan RSV-ordningen kan komme i "
            "spil i den nye periode."
        ),
    )
