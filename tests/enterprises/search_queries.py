"""What readers type, and what they find among the examples as of 23 November 2026.

The table is the promise of the search: it holds on every database. Long lists of hits
are given by their beginning and their number.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A query and its hits by name, best first."""

    text: str
    first: list[str]
    number: int | None = None
    suggestion: str | None = None


CASES = [
    # Case, and inflected forms
    Case("cykel", ["Kædehjulet", "Suppegryden"]),
    Case("cykler", ["Kædehjulet", "Suppegryden"]),
    Case("cyklerne", ["Kædehjulet", "Suppegryden"]),
    Case("CYKEL", ["Kædehjulet", "Suppegryden"]),
    Case("virksomhed", ["Pakkeriet", "Grønne Hænder", "Kædehjulet"], number=12),
    Case("virksomheder", ["Pakkeriet", "Grønne Hænder", "Kædehjulet"], number=12),
    Case("virksomhederne", ["Pakkeriet", "Grønne Hænder", "Kædehjulet"], number=12),
    Case("møbel", ["Høvlbænken", "Genbrugsgården"]),
    Case("møbler", ["Høvlbænken", "Genbrugsgården"]),
    Case("hund", ["Poterne"]),
    Case("hundene", ["Poterne"]),
    Case("kaffe", ["Kaffe ved Fjorden", "Naboskabet", "Bogbussen", "Trådværket"]),
    Case("kaffen", ["Kaffe ved Fjorden", "Naboskabet", "Bogbussen", "Trådværket"]),
    Case("bog", ["Bogbussen"]),
    Case("bøger", ["Bogbussen"]),
    Case("barn", ["Bogbussen", "Teltbyen", "Genbrugsgården"]),
    Case("børn", ["Bogbussen", "Teltbyen", "Genbrugsgården"]),
    Case(
        "nabo",
        ["Naboskabet", "Genbrugsgården", "Kaffe ved Fjorden", "Surdejen", "Høvlbænken"],
    ),
    Case(
        "naboer",
        ["Naboskabet", "Genbrugsgården", "Kaffe ved Fjorden", "Surdejen", "Høvlbænken"],
    ),
    Case("ældre", ["Naboskabet", "Kaffe ved Fjorden"]),
    Case("idé", ["Bogbussen"]),
    Case("idéer", ["Bogbussen"]),
    Case("reparation", ["Cirklen", "Kædehjulet", "Trådværket"]),
    Case("reparerer", ["Cirklen", "Kædehjulet", "Trådværket"]),
    # Compounds by any part, and whole
    Case("værksted", ["Cirklen", "Kædehjulet", "Lærlingehuset", "Høvlbænken"]),
    Case("værkstederne", ["Cirklen", "Kædehjulet", "Lærlingehuset", "Høvlbænken"]),
    Case("cykelværkstedet", ["Kædehjulet"]),
    Case(
        "genbrug",
        ["Genbrugsgården", "Kædehjulet", "Lærlingehuset", "Surdejen", "Høvlbænken"],
    ),
    Case("genbrugsbutik", ["Genbrugsgården"]),
    Case("butik", ["Genbrugsgården", "Lærlingehuset", "Kædehjulet"], number=7),
    Case("gård", ["Genbrugsgården", "Fjordhaven", "Grønne Hænder", "Poterne"]),
    Case("gårdbutikken", ["Fjordhaven"]),
    Case("tøj", ["Trådværket", "Grønne Hænder"]),
    Case("arbejdstøj", ["Trådværket"]),
    Case("brød", ["Surdejen"]),
    Case("rugbrød", ["Surdejen"]),
    Case(
        "suppe",
        ["Suppegryden", "Cirklen", "Kaffe ved Fjorden", "Havnens Køkken", "Surdejen"],
    ),
    Case("fjord", ["Kaffe ved Fjorden", "Fjordhaven", "Bogbussen"]),
    Case("skærm", ["Skærmhjælpen"]),
    Case("elektronik", ["Cirklen"]),
    Case("handicap", ["Vaskebjørnen", "Grønne Hænder", "Lærlingehuset"]),
    Case("job", ["Vaskebjørnen", "Kædehjulet", "Grønne Hænder"], number=17),
    Case("praktik", ["Genbrugsgården", "Grønne Hænder", "Høvlbænken"], number=13),
    Case("sommerferie", ["Havnens Køkken"]),
    Case("systue", ["Trådværket"]),
    Case("pakkebord", ["Pakkeriet"]),
    # Accents, and the two spellings of æ, ø and å
    Case("café", ["Kaffe ved Fjorden", "Havnens Køkken", "Vaskebjørnen", "Cirklen"]),
    Case("cafe", ["Kaffe ved Fjorden", "Havnens Køkken", "Vaskebjørnen", "Cirklen"]),
    Case("CAFÉEN", ["Kaffe ved Fjorden", "Havnens Køkken", "Vaskebjørnen", "Cirklen"]),
    Case("vaerksted", ["Cirklen", "Kædehjulet", "Lærlingehuset", "Høvlbænken"]),
    Case(
        "køkken",
        [
            "Havnens Køkken",
            "Suppegryden",
            "Lærlingehuset",
            "Fjordhaven",
            "Kaffe ved Fjorden",
            "Genbrugsgården",
        ],
    ),
    Case(
        "koekken",
        [
            "Havnens Køkken",
            "Suppegryden",
            "Lærlingehuset",
            "Fjordhaven",
            "Kaffe ved Fjorden",
            "Genbrugsgården",
        ],
    ),
    Case(
        "kökken",
        [
            "Havnens Køkken",
            "Suppegryden",
            "Lærlingehuset",
            "Fjordhaven",
            "Kaffe ved Fjorden",
            "Genbrugsgården",
        ],
    ),
    Case("moebler", ["Høvlbænken", "Genbrugsgården"]),
    Case("aeldre", ["Naboskabet", "Kaffe ved Fjorden"]),
    Case("Ågerup", ["Naboskabet"]),
    Case("aagerup", ["Naboskabet"]),
    Case("gundsoemagle", ["Høvlbænken", "Surdejen", "Kaffe ved Fjorden", "Naboskabet"]),
    Case("rengöring", ["Rent Bord", "Naboskabet", "Vaskebjørnen"]),
    # Towns, kinds of offer, people and fields of work
    Case("Jyllinge", ["Kaffe ved Fjorden", "Naboskabet"]),
    Case("fleksjob jyllinge", ["Kaffe ved Fjorden", "Naboskabet"]),
    Case("fleksjob", ["Naboskabet", "Grønne Hænder", "Høvlbænken"], number=8),
    Case(
        "stu",
        [
            "Lærlingehuset",
            "Grønne Hænder",
            "Skærmhjælpen",
            "Trådværket",
            "Vaskebjørnen",
        ],
    ),
    Case(
        "virksomhedspraktik",
        ["Fjordhaven", "Genbrugsgården", "Grønne Hænder"],
        number=12,
    ),
    Case(
        "frivilligt arbejde",
        ["Kaffe ved Fjorden", "Kædehjulet", "Naboskabet"],
        number=11,
    ),
    Case(
        "autisme",
        ["Cirklen", "Skærmhjælpen", "Lydværket", "Lærlingehuset", "Pakkeriet"],
    ),
    Case("flygtning", ["Rent Bord", "Suppegryden", "Trådværket"]),
    Case("førtidspension", ["Genbrugsgården", "Kaffe ved Fjorden", "Vaskebjørnen"]),
    Case("undervisning", ["Bogbussen", "Lydværket", "Lærlingehuset"]),
    Case("4130", ["Grønne Hænder", "Vaskebjørnen"]),
    # Several words must all be there; the common ones count for nothing
    Case("grønne haver", ["Grønne Hænder", "Fjordhaven", "Suppegryden"]),
    Case("hvor kan man få repareret en cykel", ["Kædehjulet"]),
    Case("kaffe med udsigt", ["Kaffe ved Fjorden"]),
    Case("cykel køkken", ["Suppegryden"]),
    Case("hund cykel", []),
    # Phrases
    Case('"brugte cykler"', ["Kædehjulet"]),
    Case('"cykler brugte"', []),
    Case('"særlige vilkår"', ["Kaffe ved Fjorden"]),
    Case('"kaffe ved fjorden"', ["Kaffe ved Fjorden", "Bogbussen"]),
    Case("„Rent Bord“", ["Rent Bord"]),
    Case("»lyd og lys«", ["Lydværket"]),
    Case('"kaffe"', ["Kaffe ved Fjorden", "Naboskabet", "Bogbussen", "Trådværket"]),
    # Name before description
    Case("Kaffe ved Fjorden", ["Kaffe ved Fjorden", "Bogbussen"]),
    Case("rent", ["Rent Bord"]),
    Case("skærmhjælp", ["Skærmhjælpen"]),
    Case(
        "hænder",
        ["Grønne Hænder", "Teltbyen", "Kædehjulet", "Høvlbænken", "Lærlingehuset"],
    ),
    Case("fjordhaven", ["Fjordhaven"]),
    Case("pakke", ["Pakkeriet"]),
    # One error of typing
    Case("genbrgus", [], suggestion="genbrug"),
    Case("genburg", [], suggestion="genbrug"),
    Case("cyekl", [], suggestion="cykel"),
    Case("vaerkstd", [], suggestion="værksted"),
    Case("gundsomagle", [], suggestion="gundsømagle"),
    Case("rengøing", [], suggestion="rengøring"),
    Case("praktij", [], suggestion="praktik"),
    Case("Genbrgus i Vindinge", [], suggestion="genbrug i Vindinge"),
    # Nothing to find
    Case("xyzzy", []),
    Case("qqqqqqqq", []),
    Case("hest ko", []),
    Case("og", []),
    Case("i på", []),
]
