"""The municipality's towns, and addresses that are nowhere in them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """A town: what the post calls it, where it lies, and how many live there."""

    name: str
    postal_code: str
    postal_district: str
    latitude: float
    longitude: float
    # Its share of the enterprises, and how far they lie from its middle.
    weight: int
    spread: float = 0.006


TOWNS = (
    Town("Roskilde", "4000", "Roskilde", 55.6400, 12.0830, 46, 0.010),
    Town("Jyllinge", "4040", "Jyllinge", 55.7520, 12.1060, 10),
    Town("Viby Sj", "4130", "Viby Sj", 55.5480, 12.0220, 8),
    Town("Himmelev", "4000", "Roskilde", 55.6600, 12.1080, 8),
    Town("Trekroner", "4000", "Roskilde", 55.6500, 12.1330, 7),
    Town("Svogerslev", "4000", "Roskilde", 55.6340, 12.0150, 6),
    Town("Gundsømagle", "4000", "Roskilde", 55.7340, 12.1510, 5),
    Town("Ågerup", "4000", "Roskilde", 55.7080, 12.1590, 4),
    Town("Vindinge", "4000", "Roskilde", 55.6250, 12.1370, 4),
    Town("Gadstrup", "4621", "Gadstrup", 55.5730, 12.0930, 4),
    Town("Snoldelev", "4621", "Gadstrup", 55.5660, 12.1200, 2, 0.003),
    Town("Veddelev", "4000", "Roskilde", 55.6720, 12.0870, 2, 0.003),
    Town("Herringløse", "4000", "Roskilde", 55.7130, 12.2000, 2, 0.003),
    Town("Dåstrup", "4130", "Viby Sj", 55.5330, 12.0580, 1, 0.003),
    Town("Vor Frue", "4000", "Roskilde", 55.6090, 12.0830, 1, 0.003),
)

STREETS = tuple(
    f"Eksempel{kind}"
    for kind in (
        *("vej", "gade", "stræde", "torvet", "vænget", "parken", "bakken", "krogen"),
        *(
            "toften",
            "marken",
            "haven",
            "stien",
            "pladsen",
            "svinget",
            "ageren",
            "lunden",
        ),
        *("allé", "gården", "broen", "kajen", "dalen", "skrænten", "diget", "porten"),
    )
)
DETAILS = (
    "",
    "",
    "",
    "",
    ", 1. sal",
    ", baghuset",
    ", kælderen",
    ", porten",
    ", st. tv.",
)
PLACE_NAMES = ("Butikken", "Værkstedet", "Lageret", "Kontoret", "Mødestedet", "Haven")
