"""A map of the municipality, drawn on the server.

Pins, towns and the scale stand where their coordinates (WGS 84, degrees) put them. The
outline is the operator's (`MAP_OUTLINE`), or else one drawn by hand, which the page
says. There is water only where the operator's file has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import cos, hypot, pi, radians, sin

from .outlines import Outline, Ring, simplified

#: How large the longer side of the drawing is.
SIZE = 520.0
KM_PER_DEGREE = 111.2
PIN_RADIUS = 15.0
# From the tip of a pin to its top.
PIN_HEIGHT = 36.0
# From a town to its name, and what a letter takes.
NAME_GAP, LETTER = 9.0, 6.8
# What a reader cannot see is left out of an outline, in units of the drawing.
TOLERANCE = 1.0
# The share of the operator's map that is left free around the land.
MARGIN = 0.04
SCALES_KM = (20, 10, 5, 2, 1)
# How much of the width the scale takes at most.
LONGEST_SCALE = 0.4


@dataclass(frozen=True)
class Frame:
    """The part of the world that a map shows, and how it is put on paper."""

    north: float
    south: float
    west: float
    east: float

    @cached_property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return cos(radians((self.north + self.south) / 2))

    @cached_property
    def units(self) -> float:
        """Units of the drawing for a degree of latitude."""
        wide = (self.east - self.west) * self.squeeze
        return SIZE / max(self.north - self.south, wide)

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Place a coordinate in the drawing, x to the east and y to the south."""
        x = (longitude - self.west) * self.squeeze * self.units
        y = (self.north - latitude) * self.units
        return round(x, 1), round(y, 1)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Say whether a coordinate lies on the map at all."""
        return (
            self.south <= latitude <= self.north and self.west <= longitude <= self.east
        )

    @classmethod
    def around(cls, outline: Outline) -> "Frame":
        """Return the part of the world that an outline fills."""
        north, south, west, east = outline.bounds
        up, along = (north - south) * MARGIN, (east - west) * MARGIN
        return cls(north + up, south - up, west - along, east + along)


#: What the outline drawn by hand fills.
HAND_DRAWN = Frame(55.79, 55.51, 11.94, 12.24)
HAND_DRAWN_LAND = (
    "M150 34c22-18 60-20 84 2 26 26 34 66 28 108-6 40-28 62-20 98 8 34 26 50 6 88-18 34"
    "-44 44-34 84 8 40-20 76-70 86-50 8-96-2-112-28-18-28-10-64 16-88 24-24 16-52-2-80"
    "-20-32-22-60 6-84 28-20 52-6 62 10z"
)


@dataclass(frozen=True)
class Pin:
    """A place to show: its name, where it lies, its page and its town.

    Its number is that of its place in the list, unless it has one of its own.
    """

    name: str
    latitude: float
    longitude: float
    url: str = ""
    place: str = ""
    number: int = 0


@dataclass(frozen=True)
class Town:
    """A town that helps the reader find her way; its name goes to `side` if it can."""

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


@lru_cache(maxsize=8)
def _path(rings: tuple[Ring, ...], frame: Frame) -> str:
    """Draw rings, without what is too small to see."""
    parts = []
    for ring in rings:
        placed = [frame.project(latitude, longitude) for longitude, latitude in ring]
        points = simplified(placed, TOLERANCE)
        if len(points) > 3:
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points[:-1]) + "z")
    return "".join(parts)


@dataclass(frozen=True)
class Scale:
    """A bar that is a whole number of kilometres long."""

    km: int
    length: float


@dataclass(frozen=True)
class SchematicMap:
    """Numbered pins over the municipality; the numbers are those of the list."""

    pins: Sequence[Pin]
    outline: Outline | None = None

    @cached_property
    def frame(self) -> Frame:
        """What is shown."""
        return Frame.around(self.outline) if self.outline else HAND_DRAWN

    @property
    def width(self) -> float:
        """Width of the drawing."""
        return self.frame.project(self.frame.south, self.frame.east)[0]

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return self.frame.project(self.frame.south, self.frame.east)[1]

    @property
    def land(self) -> str:
        """The outline as a path."""
        return _path(self.outline.land, self.frame) if self.outline else HAND_DRAWN_LAND

    @property
    def water(self) -> str:
        """The water as a path; nothing where nobody supplied it."""
        return _path(self.outline.water, self.frame) if self.outline else ""

    @property
    def scale(self) -> Scale:
        """The longest bar that does not dominate the drawing."""
        per_km = self.frame.units / KM_PER_DEGREE
        longest = LONGEST_SCALE * self.width
        km = next((km for km in SCALES_KM if km * per_km <= longest), SCALES_KM[-1])
        return Scale(km, round(km * per_km, 1))

    @property
    def has_links(self) -> bool:
        """Whether a pin leads anywhere; then the drawing is more than a picture."""
        return any(mark.url for mark in self.marks)

    @cached_property
    def towns(self) -> list[Mark]:
        """The towns, each with its name beside it."""
        marks = []
        for town in TOWNS:
            if not self.frame.holds(town.latitude, town.longitude):
                continue
            x, y = self.frame.project(town.latitude, town.longitude)
            marks.append(Mark(x, y, town.name, anchor=self._side(town, x, y)))
        return marks

    def _side(self, town: Town, x: float, y: float) -> str:
        """Put a name where it stays on the map, and where fewest pins cover it."""
        sides = ("start", "end") if town.side == "right" else ("end", "start")
        long = NAME_GAP + LETTER * len(town.name)

        def trouble(side: str) -> tuple[bool, int]:
            left, right = (x, x + long) if side == "start" else (x - long, x)
            covering = sum(
                left - PIN_RADIUS < mark.x < right + PIN_RADIUS
                and y < mark.y < y + PIN_HEIGHT
                for mark in self.marks
            )
            return left < 0 or right > self.width, covering

        return min(sides, key=trouble)

    @cached_property
    def marks(self) -> list[Mark]:
        """The pins, moved apart where they would hide each other."""
        marks: list[Mark] = []
        for place, pin in enumerate(self.pins, start=1):
            if not self.frame.holds(pin.latitude, pin.longitude):
                continue
            spot = self.frame.project(pin.latitude, pin.longitude)
            x, y = self._free_spot(*spot, marks)
            marks.append(Mark(x, y, pin.name, pin.number or place, url=pin.url))
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
