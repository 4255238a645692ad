"""The operator's outline: read as it is, refused in words, simplified within sight."""

import json
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.outlines import Outline, OutlineError, read, simplified

SQUARE = [[12.0, 55.5], [12.2, 55.5], [12.2, 55.8], [12.0, 55.8], [12.0, 55.5]]
POND = [[12.1, 55.6], [12.11, 55.6], [12.11, 55.61], [12.1, 55.6]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def written(tmp_path):
    """Write what a test gives into a file."""

    def write(content):
        path = tmp_path / "omrids.geojson"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_land_and_water_are_told_apart(written):
    islands = {"type": "MultiPolygon", "coordinates": [[SQUARE], [POND]]}
    collection = {
        "type": "FeatureCollection",
        "features": [feature(islands), feature(polygon(POND), kind="water")],
    }

    outline = read(written(collection))

    assert [len(ring) for ring in outline.land] == [5, 4]
    assert [len(ring) for ring in outline.water] == [4]
    assert outline.bounds == (55.8, 55.5, 12.0, 12.2)


@pytest.mark.parametrize("content", [polygon(SQUARE), feature(polygon(SQUARE))])
def test_a_single_geometry_is_enough(written, content):
    assert read(written(content)) == Outline((tuple(map(tuple, SQUARE)),))


def test_heights_are_left_out(written):
    high = [[*position, 17.5] for position in SQUARE]

    assert read(written(polygon(high))) == read(written(polygon(SQUARE)))


TURNED = [[latitude, longitude] for longitude, latitude in SQUARE]
METRES = [[690_000, 6_170_000]] * 4


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "found 'None'"),
        ({"type": "Topology"}, "found 'Topology'"),
        ({"type": "FeatureCollection", "features": {}}, "found 'FeatureCollection'"),
        (feature(None), "found 'Feature'"),
        (feature({"type": "Point", "coordinates": [12, 55]}), "not 'Point'"),
        (feature(polygon(POND), kind="water"), "no Polygon or MultiPolygon of land"),
        (polygon(), "no Polygon or MultiPolygon of land"),
        (polygon(SQUARE[:3]), "at least four positions"),
        (polygon("abc"), "at least four positions"),
        (polygon(["a", "b", "c", "d"]), "two numbers, longitude first"),
        (polygon([[True, 55]] * 4), "two numbers, longitude first"),
        (polygon([[12]] * 4), "two numbers, longitude first"),
        ({"type": "MultiPolygon", "coordinates": [1]}, "list of rings"),
        (polygon(TURNED), "is not in Denmark"),
        (polygon(METRES), "is not in Denmark"),
        ('{"type":"Polygon","coordinates":[[[NaN,55],[1,1],[1,1],[1,1]]]}', "Denmark"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(written, content, told):
    with pytest.raises(OutlineError, match=told):
        read(written(content))


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path):
    large = tmp_path / "stor.geojson"
    with large.open("wb") as file:
        file.truncate(5_000_001)

    with pytest.raises(OutlineError, match="cannot be read"):
        read(tmp_path / "findes-ikke.geojson")
    with pytest.raises(OutlineError, match="larger than 5 MB"):
        read(large)


def off(point, start, end):
    """Measure the distance to a line by trying many points of it."""
    return min(
        hypot(
            point[0] - start[0] - (end[0] - start[0]) * n / 500,
            point[1] - start[1] - (end[1] - start[1]) * n / 500,
        )
        for n in range(501)
    )


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2))
def test_no_point_that_is_left_out_lies_far_from_the_line(points):
    kept = simplified(points, 2.0)

    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    lines = list(pairwise(kept))
    assert all(
        min(off(point, start, end) for start, end in lines) <= 2.1 for point in points
    )


def test_a_straight_line_is_its_ends():
    assert simplified([(n, n) for n in range(1000)], 0.1) == [(0, 0), (999, 999)]
