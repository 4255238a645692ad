"""The outline of a municipality, read from a GeoJSON file that the operator supplies.

Polygons are land, or water where a feature says so by the property `"kind": "water"`.
Whatever is wrong with the file is told in a sentence when the portal starts.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 5_000_000
# All of Denmark, in degrees: what lies outside is in another system, or turned around.
SOUTH, NORTH, WEST, EAST = 54.0, 58.0, 7.0, 16.0

#: Longitude and latitude, as GeoJSON has them.
Point = tuple[float, float]
Ring = tuple[Point, ...]


class OutlineError(ValueError):
    """The file cannot be drawn; the text says why."""


@dataclass(frozen=True)
class Outline:
    """The rings of the land and of the water."""

    land: tuple[Ring, ...]
    water: tuple[Ring, ...] = ()

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """How far the land reaches: north, south, west, east."""
        points = [point for ring in self.land for point in ring]
        longitudes, latitudes = zip(*points, strict=True)
        return max(latitudes), min(latitudes), min(longitudes), max(longitudes)


def read(path: Path) -> Outline:
    """Read and check a file.

    Raises:
        OutlineError: it is not there, no GeoJSON, or holds nothing to draw.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise OutlineError(
                f"{path} is larger than {LARGEST // 1_000_000} MB. Simplify it first."
            )
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OutlineError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, OutlineError):
            raise
        raise OutlineError(f"{path} is not JSON.") from error
    land: list[Ring] = []
    water: list[Ring] = []
    try:
        for geometry, is_water in _geometries(found):
            (water if is_water else land).extend(_rings(geometry))
    except OutlineError as error:
        raise OutlineError(f"{path}: {error}") from error
    if not land:
        raise OutlineError(f"{path} holds no Polygon or MultiPolygon of land.")
    return Outline(tuple(land), tuple(water))


def _geometries(found: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield each geometry, and whether it is water."""
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "FeatureCollection" and isinstance(found.get("features"), list):
        for feature in found["features"]:
            yield from _geometries(feature)
    elif kind == "Feature" and isinstance(found.get("geometry"), dict):
        properties = found.get("properties") or {}
        is_water = isinstance(properties, dict) and properties.get("kind") == "water"
        yield found["geometry"], is_water
    elif kind in ("Polygon", "MultiPolygon"):
        yield found, False
    else:
        raise OutlineError(
            "expected a FeatureCollection, Feature, Polygon or MultiPolygon, "
            f"found {str(kind)[:40]!r}."
        )


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise OutlineError(
            f"only Polygon and MultiPolygon can be drawn, not {str(kind)[:40]!r}."
        )
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        if not isinstance(polygon, list):
            raise OutlineError("a polygon must be a list of rings.")
        yield from (_ring(ring) for ring in polygon)


def _ring(ring: Any) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4:
        raise OutlineError("a ring must be a list of at least four positions.")
    return tuple(_point(position) for position in ring)


def _point(position: Any) -> Point:
    if (
        not isinstance(position, list)
        or len(position) < 2
        or any(type(number) not in (int, float) for number in position[:2])
    ):
        raise OutlineError("a position must be two numbers, longitude first.")
    longitude, latitude = position[:2]
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise OutlineError(
            f"the position {longitude}, {latitude} is not in Denmark. Coordinates must "
            "be degrees (WGS 84, EPSG:4326), longitude first."
        )
    return float(longitude), float(latitude)


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie closer to the line between others than a distance.

    The first and the last stay; Douglas and Peucker's way, without recursion.
    """
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, index = 0.0, 0
        for number in range(first + 1, last):
            distance = _off(points[number], points[first], points[last])
            if distance > far:
                far, index = distance, number
        if far > tolerance:
            kept.add(index)
            waiting += [(first, index), (index, last)]
    return [points[number] for number in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the line between two others."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    from_x, from_y = point[0] - start[0], point[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = (from_x * along_x + from_y * along_y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    off_x, off_y = from_x - share * along_x, from_y - share * along_y
    return float((off_x * off_x + off_y * off_y) ** 0.5)
