"""The schematic map puts places where they lie and lets every pin be seen."""

from math import hypot

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common.maps import (
    EAST,
    NORTH,
    PIN_RADIUS,
    SOUTH,
    WEST,
    Pin,
    SchematicMap,
    project,
)

ROSKILDE = (55.6415, 12.0803)
JYLLINGE = (55.7520, 12.1060)
VIBY = (55.5480, 12.0220)


def test_north_is_up_and_east_is_right():
    roskilde, jyllinge, viby = (project(*town) for town in (ROSKILDE, JYLLINGE, VIBY))

    assert viby[0] < roskilde[0] < jyllinge[0]
    assert jyllinge[1] < roskilde[1] < viby[1]


@given(
    st.lists(
        st.tuples(
            st.floats(min_value=SOUTH, max_value=NORTH),
            st.floats(min_value=WEST, max_value=EAST),
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
