"""What each field of work speaks of, by the slugs of the catalogue's fields."""

from .words import Field, nouns, words


def _field(
    slug: str, firsts: str, places: str, works: str, verbs: str, customers: str
) -> Field:
    return Field(
        slug,
        words(firsts),
        nouns(places),
        nouns(works),
        tuple(verb.strip() for verb in verbs.strip().splitlines()),
        tuple(who.strip() for who in customers.strip().split(",")),
    )


REPAIR = _field(
    "reparation",
    """
    cykel ladcykel elcykel løbecykel barnevogns klapvogns kørestols rollator symaskine
    computer skærm telefon radio lampe kaffemaskine støvsuger plæneklipper motor
    havemaskine kuffert taske sko ur legetøjs instrument guitar trailer jolle
    køkkenmaskine højttaler ovn paraply knallert værktøjs
    """,
    """
    et værksted -et -er -erne -s
    en klinik -ken -ker -kerne -
    et hjørne -t -r -rne -
    en smedje -n -r -rne -
    """,
    """
    en reparation -en -er -erne -s
    et eftersyn -et - -ene -s
    et tjek -ket - -kene -
    en serviceaftale -n -r -rne -
    en lapning -en -er -erne -s
    en renovering -en -er -erne -s
    en aftale -n -r -rne -
    """,
    """
    finde fejlen, før noget bliver skilt ad
    skifte slidte dele og gemme dem, der kan bruges igen
    måle, smøre, stramme og prøvekøre
    skrive en ærlig pris, før arbejdet går i gang
    bestille reservedele til ting, der er ældre end dem selv
    lodde, lime og skrue uden at skynde sig
    """,
    "private, boligforeninger, skoler, daginstitutioner, plejecentre, cykeludlejere",
)

WORKSHOP = _field(
    "trae-og-haandvaerk",
    """
    træ møbel stole bord reol bænke kasse plante fuglekasse legehus skilte ramme
    hylde skab trappe gulv dør vindues palle drivtømmer ege birke aske bøge smede
    keramik     ler glas læder flet pile gips maler kurve skære
    """,
    """
    et værksted -et -er -erne -s
    et snedkeri -et -er -erne -
    en hal -len -ler -lerne -
    et atelier -et -er -erne -
    en skole -n -r -rne -
    """,
    """
    en opgave -n -r -rne -
    en reparation -en -er -erne -s
    en byggeopgave -n -r -rne -
    en bestilling -en -er -erne -s
    et produkt -et -er -erne -
    en montering -en -er -erne -s
    en restaurering -en -er -erne -s
    en serie -n -r -rne -
    """,
    """
    save, slibe og oliere, til overfladen er glat
    læse en tegning og måle to gange
    samle møbler, der holder til en børnehave
    give gammelt træ et nyt liv
    dreje, snitte og flette efter gamle mønstre
    pakke og levere det, de selv har bygget
    """,
    "børnehaver, museer, restauranter, kolonihaver, boligforeninger, private",
)

TEXTILE = _field(
    "tekstil",
    """
    tøj stof garn strikke hækle uld hør bomulds silke gardin pude dug forklæde
    stofpose     arbejdstøjs barnetøjs brude kostume flag duge læder knap lynlås
    broderi kludetæppe     filt hatte taske plante farve tryk spillertrøje sengetøjs
    """,
    """
    en systue -n -r -rne -
    en stue -n -r -rne -
    et væveri -et -er -erne -
    et trykkeri -et -er -erne -
    et vaskeri -et -er -erne -
    """,
    """
    en syning -en -er -erne -s
    en reparation -en -er -erne -s
    en omsyning -en -er -erne -s
    en levering -en -er -erne -s
    en kollektion -en -er -erne -s
    et mønster -et mønstre mønstrene -
    en vaskeordning -en -er -erne -s
    """,
    """
    lægge op, lappe og sy knapper i
    klippe efter mønster uden at spilde stof
    sortere, vaske og stryge
    farve garn med planter fra haven
    trykke et logo, så det holder til vask
    tage mål og sy om, til tøjet sidder rigtigt
    """,
    "butikker, teatre, idrætsklubber, hoteller, plejecentre, private",
)

SHOP = _field(
    "genbrug-og-butik",
    """
    genbrugs bog møbel tøj legetøjs porcelæns lampe cykel børnetøjs sports køkken
    retro plade byggevare smykke gave keramik tæppe spil billede ramme rejse fiske
    have     værktøjs håndarbejds sy stel lejlighedstøjs flytte dødsbo bytte
    """,
    """
    en butik -ken -ker -kerne -s
    et marked -et -er -erne -s
    et lager -et lagre lagrene -
    et hus -et -e -ene -
    en bod -en -er -erne -
    en central -en -er -erne -
    """,
    """
    et salg -et - -ene -s
    en afhentning -en -er -erne -s
    en sortering -en -er -erne -s
    en vurdering -en -er -erne -s
    en gave -n -r -rne -
    et fund -et - -ene -
    en levering -en -er -erne -s
    """,
    """
    tage imod, sortere og sætte pris på
    stille varerne, så folk får lyst til at blive
    betjene kassen og svare på spørgsmål
    hente møbler på fjerde sal uden at ridse væggen
    gøre rent, pudse og reparere, før noget bliver sat til salg
    tage billeder og skrive opslag til nettet
    """,
    "private, studerende, nytilflyttede, foreninger, børnefamilier, indretningsfolk",
)

CAFE = _field(
    "cafe",
    """
    kaffe te kage suppe frokost brunch fortov bager vaffel is juice smørrebrøds spil
    bog musik strikke sprog forældre senior ungdoms familie nabo samtale skak læse
    fællesspisnings boller pandekage morgenmads
    """,
    """
    en café -en -er -erne -
    en bar -en -er -erne -
    et spisehus -et -e -ene -
    en stue -n -r -rne -
    en kiosk -en -er -erne -
    """,
    """
    en servering -en -er -erne -s
    et møde -t -r -rne -
    en menu -en -er -erne -
    et arrangement -et -er -erne -s
    en smagning -en -er -erne -s
    en ret -ten -ter -terne -
    et kort -et - -ene -
    """,
    """
    brygge kaffe, så stamgæsterne kommer igen
    tage imod en bestilling og huske den
    bage boller, før byen vågner
    dække bord, rydde af og hilse på gæsterne
    passe kassen, også når der er kø
    lægge vagtplan sammen med de andre
    """,
    "gæster, foreninger, virksomheder, konfirmander, mødregrupper, læsekredse",
)

KITCHEN = _field(
    "mad-og-catering",
    """
    mad suppe brød frokost grøntsags fiske bageri kantine selskabs mødemads buffet
    sylte marmelade saft most honning ost pølse surdejs kage dessert krydderi rugbrøds
    tapas grill smørrebrøds vegetar skolemads årstids rodfrugt bær æble
    """,
    """
    et køkken -et -er -erne -
    en kantine -n -r -rne -
    et bageri -et -er -erne -
    et mosteri -et -er -erne -
    et madhus -et -e -ene -
    en vogn -en -e -ene -
    """,
    """
    en levering -en -er -erne -s
    en ordning -en -er -erne -s
    en kasse -n -r -rne -
    en menu -en -er -erne -
    en bestilling -en -er -erne -s
    en pakke -n -r -rne -
    en ret -ten -ter -terne -
    en anretning -en -er -erne -s
    """,
    """
    skære, koge, smage til og gøre rent efter sig
    planlægge en menu efter det, der er i sæson
    bage rugbrød på surdej fra i går
    sylte, salte og gemme til vinteren
    regne ud, hvor meget der skal til firs gæster
    pakke varer, køre ud og hilse på kunderne
    """,
    "virksomheder, skoler, plejecentre, foreninger, kursussteder, familier",
)

GARDEN = _field(
    "groenne-opgaver",
    """
    have plante grøntsags urte frugt æble bær blomster rose stauder skov park
    legeplads     kirkegårds hæk græs kompost jord bi honning fugle sø strand eng
    drivhus køkkenhave     gårds tag vej brænde juletræs pile træ
    """,
    """
    et gartneri -et -er -erne -
    en have -n -r -rne -
    en mark -en -er -erne -
    en planteskole -n -r -rne -
    et drivhus -et -e -ene -
    en gård -en -e -ene -
    """,
    """
    en plejeopgave -n -r -rne -
    en klipning -en -er -erne -s
    en plantning -en -er -erne -s
    en høstdag -en -e -ene -e
    en anlægning -en -er -erne -s
    en opgave -n -r -rne -
    en oprydning -en -er -erne -s
    en aftale -n -r -rne -
    """,
    """
    så, luge, vande og vente
    klippe hæk, så den står lige
    kende forskel på ukrudt og en lille gulerod
    fælde, kløve og stable brænde
    passe bier og slynge honning
    lægge fliser og rense tagrender
    """,
    "boligforeninger, menighedsråd, skoler, private, virksomheder, institutioner",
)

LOGISTICS = _field(
    "pakning-og-logistik",
    """
    pakke lager palle kasse brev post gave katalog prøve kosmetik medicin elektronik
    kabel     skrue reservedels etiket magasin bog frø te kaffe kampagne messe retur
    ordre     netbutiks kurer flytte varebils distributions indkøbs
    """,
    """
    et lager -et lagre lagrene -
    en hal -len -ler -lerne -
    et pakkeri -et -er -erne -
    en terminal -en -er -erne -
    en central -en -er -erne -
    """,
    """
    en pakning -en -er -erne -s
    en levering -en -er -erne -s
    en montage -n -r -rne -
    en mærkning -en -er -erne -s
    en forsendelse -n -r -rne -s
    en optælling -en -er -erne -s
    en opgave -n -r -rne -
    """,
    """
    tælle, veje, pakke og mærke
    køre truck med kørekort til den
    finde den rigtige hylde første gang
    kontrollere en leverance mod følgesedlen
    samle små dele efter en tegning
    planlægge ruten, så bilen ikke kører tom hjem
    """,
    "netbutikker, forlag, producenter, grossister, kommuner, foreninger",
)

SERVICE = _field(
    "rengoering-og-service",
    """
    kontor trappe vindues gulv klinik kantine kirke skole hotel bil flytte sommerhus
    hoved vaske linned møde hverdags ejendoms affalds container facade tag fliserens
    konference toilet køkken pedel vicevært vagt
    """,
    """
    en central -en -er -erne -
    et vaskeri -et -er -erne -
    et depot -et -er -erne -
    et team -et -s -ene -
    """,
    """
    en rengøring -en -er -erne -s
    en serviceaftale -n -r -rne -
    en pudsning -en -er -erne -s
    en aftale -n -r -rne -
    en opgave -n -r -rne -
    en oprydning -en -er -erne -s
    et eftersyn -et - -ene -s
    """,
    """
    gøre rent uden skrappe midler
    pudse vinduer i tredje sals højde
    sortere affald, så det kan bruges igen
    skifte pærer, smøre låse og stramme skruer
    vaske, tørre og lægge sammen
    holde en nøgle og en aftale
    """,
    "kontorer, klinikker, boligforeninger, menighedsråd, hoteller, sommerhusejere",
)

DIGITAL = _field(
    "digitale-opgaver",
    """
    data test tekst billede lyd video podcast hjemmeside app arkiv skanne kort film
    grafik     layout tilgængeligheds undertekst software kode robot spil skærm
    nyhedsbrevs     katalog foto tale journal netbutiks sprog
    """,
    """
    et studie -t -r -rne -
    et laboratorium laboratoriet laboratorier laboratorierne laboratorie
    et bureau -et -er -erne -
    et værksted -et -er -erne -s
    """,
    """
    en indtastning -en -er -erne -s
    en redigering -en -er -erne -s
    en test -en -s -ene -
    en produktion -en -er -erne -s
    en skanning -en -er -erne -s
    en opgave -n -r -rne -
    en rettelse -n -r -rne -s
    et tjek -ket - -kene -
    """,
    """
    finde den fejl, som alle andre har læst hen over
    skrive tekster, som en skærmlæser kan læse højt
    skanne gamle billeder og give dem navn
    klippe lyd og film
    prøve et program på alle de måder, ingen havde tænkt på
    rette data, til hver række passer
    """,
    "softwarehuse, museer, kommuner, foreninger, forlag, netbutikker",
)

CARE = _field(
    "omsorg-og-faellesskab",
    """
    besøgs samtale fællesspisnings cykel gåtur sang sorg ensomheds pårørende bedste
    senior familie nabo hjælpe flytte følge indkøbs højtids jule sommer sprog lektie
    mentor netværks krise telefon trænings madlavnings håndarbejds
    """,
    """
    et fællesskab -et -er -erne -s
    et hus -et -e -ene -
    en stue -n -r -rne -
    et værested -et -er -erne -s
    en gruppe -n -r -rne -
    """,
    """
    en ordning -en -er -erne -s
    et besøg -et - -ene -s
    en aften -en aftner aftnerne -
    en tur -en -e -ene -
    et møde -t -r -rne -
    en hjælpeordning -en -er -erne -s
    en ven -nen -ner -nerne -ne
    """,
    """
    lytte længe, før de svarer
    lave mad til mange og vaske op bagefter
    ringe til den, der ikke kom
    gå tur i al slags vejr
    byde nye velkommen ved navn
    finde vej i et brev fra kommunen
    """,
    "borgere, plejecentre, boligforeninger, pårørende, sogne, foreninger",
)

LEARNING = _field(
    "undervisning",
    """
    kursus sprog dansk regne lektie natur bevægelses musik mad havebrugs idræts mentor
    skole erhvervs hverdags trafik kørekorts svømme førstehjælps computer kunst
    sejler friluft demokrati økonomi værksteds fag læse skrive forældre
    """,
    """
    en skole -n -r -rne -
    et værksted -et -er -erne -s
    en linje -n -r -rne -
    et hus -et -e -ene -
    et akademi -et -er -erne -
    """,
    """
    et forløb -et - -ene -s
    et kursus kurset kurser kurserne kursus
    en time -n -r -rne -
    en træning -en -er -erne -s
    en vejledning -en -er -erne -s
    en workshop -pen -per -perne -
    et fag -et - -ene -
    """,
    """
    stille et spørgsmål, når noget er svært
    lære fra sig, så snart de selv kan
    møde til tiden tre dage om ugen
    skrive en ansøgning, de selv kan stå ved
    prøve et fag af, før de vælger det
    læse en manual og en lønseddel
    """,
    "kommuner, skoler, efterskoler, jobcentre, virksomheder, forældre",
)

CULTURE = _field(
    "kultur-og-oplevelser",
    """
    teater musik kor film billed kunst festival scene lyd lys kulisse maske dans
    cirkus     museums vikinge domkirke havne byvandrings fortælle litteratur poesi
    foto keramik spil     kulturarvs håndværks sejl rundvisnings børneteater koncert
    """,
    """
    en scene -n -r -rne -
    et galleri -et -er -erne -
    et hus -et -e -ene -
    et museum museet museer museerne museums
    et værksted -et -er -erne -s
    en båd -en -e -ene -
    """,
    """
    en forestilling -en -er -erne -s
    en udstilling -en -er -erne -s
    en rundvisning -en -er -erne -s
    en koncert -en -er -erne -
    en fest -en -er -erne -
    en oplevelse -n -r -rne -s
    en tur -en -e -ene -
    """,
    """
    bygge en scene op og tage den ned igen
    fortælle byens historie, så børn gider høre den
    rigge lyd og lys til
    tage imod gæster og vise dem til rette
    øve, til det sidder
    hænge en udstilling lige
    """,
    "skoler, turister, foreninger, virksomheder, børnefamilier, festivaler",
)

ANIMALS = _field(
    "dyr",
    """
    hunde katte heste høns fåre gede kanin marsvine fugle bi hundelufter pony ride
    uld æg foder stald hegn dyrepasnings kæledyrs græsnings naturpleje besøgshunde
    hundefrisør kattepensions agility lamme
    """,
    """
    en gård -en -e -ene -
    en stald -en -e -ene -
    en pension -en -er -erne -s
    en klinik -ken -ker -kerne -
    en fold -en -e -ene -
    """,
    """
    en pasning -en -er -erne -s
    en tur -en -e -ene -
    en plejeopgave -n -r -rne -
    en klipning -en -er -erne -s
    et besøg -et - -ene -s
    en fodring -en -er -erne -s
    en træning -en -er -erne -s
    """,
    """
    muge ud, fodre og strigle
    kende et dyrs humør på afstand
    lufte hunde i al slags vejr
    klippe klove og holde hegn
    vise børn, hvordan man holder en kanin
    føre dagbog over dyrenes sundhed
    """,
    "hundeejere, børnehaver, plejecentre, private, skoler, landmænd",
)

FIELDS = (
    *(REPAIR, WORKSHOP, TEXTILE, SHOP, CAFE, KITCHEN, GARDEN),
    *(LOGISTICS, SERVICE, DIGITAL, CARE, LEARNING, CULTURE, ANIMALS),
)
