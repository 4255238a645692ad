"""The schematic map puts places where they lie and lets every pin be seen."""

from math import asin, cos, hypot, radians, sin, sqrt

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common.maps import HAND_DRAWN, PIN_RADIUS, Frame, Pin, SchematicMap
from common.outlines import Outline

ROSKILDE = (55.6415, 12.0803)
JYLLINGE = (55.7520, 12.1060)
VIBY = (55.5480, 12.0220)


def test_north_is_up_and_east_is_right():
    roskilde, jyllinge, viby = (
        HAND_DRAWN.project(*town) for town in (ROSKILDE, JYLLINGE, VIBY)
    )

    assert viby[0] < roskilde[0] < jyllinge[0]
    assert jyllinge[1] < roskilde[1] < viby[1]


@given(
    st.lists(
        st.tuples(
            st.floats(min_value=HAND_DRAWN.south, max_value=HAND_DRAWN.north),
            st.floats(min_value=HAND_DRAWN.west, max_value=HAND_DRAWN.east),
        ),
        max_size=24,
    )
)
def test_no_pin_hides_another(places: list[tuple[float, float]]):
    pins = [Pin(f"nr. {n}", *place) for n, place in enumerate(places)]

    marks = SchematicMap(pins).marks

    assert [mark.number for mark in marks] == list(range(1, len(pins) + 1))
    for i, mark in enumerate(marks):
        for other in marks[:i]:
            assert hypot(mark.x - other.x, mark.y - other.y) >= 2 * PIN_RADIUS - 0.2


def test_place_off_the_map_is_listed_with_its_number_but_not_drawn():
    pins = [Pin("Aarhus", 56.15, 10.2), Pin("Kædehjulet", *ROSKILDE, url="/k/")]
    template = Template("{% load components %}{% schematic_map pins %}")

    html = template.render(Context({"pins": pins}))

    assert [mark.number for mark in SchematicMap(pins).marks] == [2]
    assert "<li>Aarhus</li>" in html
    assert '<a href="/k/">Kædehjulet</a>' in html
    assert '<a href="/k/" aria-label="2: Kædehjulet">' in html
    assert 'role="group"' in html
    assert "skematisk" in html


def test_a_map_without_links_is_a_picture():
    template = Template("{% load components %}{% schematic_map pins %}")

    html = template.render(Context({"pins": [Pin("Kædehjulet", *ROSKILDE)]}))

    assert 'role="img"' in html
    assert "<a " not in html


# Some land around Roskilde, with a pond, and not at all as the hand drew it.
LAND = ((12.0, 55.6), (12.2, 55.6), (12.2, 55.7), (12.0, 55.7), (12.0, 55.6))
POND = ((12.1, 55.65), (12.12, 55.65), (12.12, 55.66), (12.1, 55.65))
OUTLINE = Outline((LAND,), (POND,))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure on a ball, as the map does not."""
    (lat1, lon1), (lat2, lon2) = (map(radians, place) for place in (one, other))
    a = sin((lat2 - lat1) / 2) ** 2
    a += cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))


@pytest.mark.parametrize("frame", [HAND_DRAWN, Frame.around(OUTLINE)])
@pytest.mark.parametrize(
    "ends", [(ROSKILDE, (55.6415, 12.15)), (ROSKILDE, (55.69, 12.0803))]
)
def test_the_scale_is_true_in_every_direction(frame, ends):
    drawn = SchematicMap([], None if frame is HAND_DRAWN else OUTLINE)
    one, other = (frame.project(*end) for end in ends)

    told = hypot(one[0] - other[0], one[1] - other[1]) * drawn.scale.km
    assert told / drawn.scale.length == pytest.approx(kilometres(*ends), rel=0.01)
    assert drawn.scale.length <= 0.4 * drawn.width


def test_there_is_no_water_that_nobody_supplied():
    assert SchematicMap([]).water == ""
    assert SchematicMap([], OUTLINE).water.startswith("M")


def test_the_operators_outline_fills_the_map_and_is_credited(settings):
    settings.MAP_OUTLINE, settings.MAP_ATTRIBUTION = OUTLINE, "Kortfabrikken"
    template = Template("{% load components %}{% schematic_map pins %}")

    html = template.render(Context({"pins": [Pin("Kædehjulet", *ROSKILDE)]}))

    drawn = SchematicMap([], OUTLINE)
    assert drawn.land in html
    assert drawn.water in html
    assert "Kort: Kortfabrikken" in html
    assert "skematisk" not in html
    assert max(drawn.width, drawn.height) == pytest.approx(520, abs=1)
    # Towns that lie outside are not drawn.
    assert [town.label for town in drawn.towns] == [
        "Roskilde",
        "Svogerslev",
        "Vindinge",
    ]


def test_a_towns_name_stays_on_the_map():
    narrow = Outline((tuple((lon + 0.01, lat) for lon, lat in LAND),), ())

    sides = {town.label: town.anchor for town in SchematicMap([], narrow).towns}

    assert SchematicMap([]).towns[4].anchor == "end"
    assert sides["Svogerslev"] == "start"


def test_a_towns_name_makes_way_for_a_pin():
    town = next(t for t in SchematicMap([]).towns if t.label == "Jyllinge")
    beside = Pin("Kædehjulet", JYLLINGE[0] - 0.004, JYLLINGE[1] + 0.015)

    moved = next(t for t in SchematicMap([beside]).towns if t.label == "Jyllinge")

    assert (town.anchor, moved.anchor) == ("start", "end")


def test_pins_can_share_the_number_of_their_enterprise():
    pins = [Pin("Butikken", *ROSKILDE, number=4), Pin("Lageret", *VIBY, number=4)]
    template = Template("{% load components %}{% schematic_map pins listed=False %}")

    html = template.render(Context({"pins": pins}))

    assert [mark.number for mark in SchematicMap(pins).marks] == [4, 4]
    assert "<ol>" not in html
    assert "Tallene er dem, der står i listen" in html
