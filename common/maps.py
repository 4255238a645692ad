"""A schematic map of Roskilde Kommune, drawn on the server.

The outline and the fjord are drawn by hand to help a reader find her way; only
the pins and towns stand where their coordinates (WGS 84, degrees) put them. The
page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, pi, radians, sin

NORTH, SOUTH, WEST, EAST = 55.79, 55.51, 11.94, 12.24
#: Drawing units per degree of latitude, and fewer per degree of longitude.
SCALE = 1860.0
SQUEEZE = cos(radians((NORTH + SOUTH) / 2))
PIN_RADIUS = 15.0


@dataclass(frozen=True)
class Pin:
    """A place to show: its name, where it lies, its page and its town."""

    name: str
    latitude: float
    longitude: float
    url: str = ""
    place: str = ""


@dataclass(frozen=True)
class Town:
    """A town that helps the reader find her way; `side` is where its name goes."""

    name: str
    latitude: float
    longitude: float
    side: str = "right"


@dataclass(frozen=True)
class Mark:
    """A pin or town placed in the drawing."""

    x: float
    y: float
    label: str
    number: int = 0
    anchor: str = "start"
    url: str = ""


TOWNS = (
    Town("Jyllinge", 55.7520, 12.1060),
    Town("Gundsømagle", 55.7340, 12.1510),
    Town("Ågerup", 55.7080, 12.1590),
    Town("Roskilde", 55.6415, 12.0803),
    Town("Svogerslev", 55.6340, 12.0150, side="left"),
    Town("Vindinge", 55.6250, 12.1370),
    Town("Gadstrup", 55.5730, 12.0930),
    Town("Viby Sj", 55.5480, 12.0220),
)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Place a coordinate in the drawing, x to the east and y to the south."""
    x = (longitude - WEST) * SQUEEZE * SCALE
    y = (NORTH - latitude) * SCALE
    return round(x, 1), round(y, 1)


def inside(latitude: float, longitude: float) -> bool:
    """Say whether a coordinate lies on the map at all."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


@dataclass(frozen=True)
class SchematicMap:
    """Numbered pins over the municipality; the numbers are those of the list."""

    pins: Sequence[Pin]

    @property
    def width(self) -> float:
        """Width of the drawing."""
        return project(SOUTH, EAST)[0]

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return project(SOUTH, EAST)[1]

    @property
    def has_links(self) -> bool:
        """Whether a pin leads anywhere; then the drawing is more than a picture."""
        return any(mark.url for mark in self.marks)

    @cached_property
    def towns(self) -> list[Mark]:
        """The towns, each with its name beside it."""
        marks = []
        for town in TOWNS:
            x, y = project(town.latitude, town.longitude)
            anchor = "start" if town.side == "right" else "end"
            marks.append(Mark(x, y, town.name, anchor=anchor))
        return marks

    @cached_property
    def marks(self) -> list[Mark]:
        """The pins, moved apart where they would hide each other."""
        marks: list[Mark] = []
        for number, pin in enumerate(self.pins, start=1):
            if not inside(pin.latitude, pin.longitude):
                continue
            x, y = self._free_spot(*project(pin.latitude, pin.longitude), marks)
            marks.append(Mark(x, y, pin.name, number, url=pin.url))
        return marks

    def _free_spot(
        self, x: float, y: float, taken: Sequence[Mark]
    ) -> tuple[float, float]:
        """Find the nearest spot on a spiral that no earlier pin covers."""
        for step in range(400):
            reach = PIN_RADIUS * step / 12
            spot_x = x + reach * cos(step * pi / 6)
            spot_y = y + reach * sin(step * pi / 6)
            if all(
                hypot(spot_x - mark.x, spot_y - mark.y) >= 2 * PIN_RADIUS
                for mark in taken
            ):
                return round(spot_x, 1), round(spot_y, 1)
        return x, y
