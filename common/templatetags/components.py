"""Components with logic; those without are includes in templates/components/."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms.boundfield import BoundField, BoundWidget
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.charts import BarChart, TrendChart
from common.forms import ErrorSummary
from common.maps import Pin, SchematicMap

register = template.Library()

#: The drawn motifs in static/img/motifs/ and the ground each stands on.
MOTIFS = {
    "cafe": "brick",
    "care": "brick",
    "culture": "ochre",
    "default": "fjord",
    "digital": "fjord",
    "garden": "green",
    "kitchen": "ochre",
    "learning": "fjord",
    "logistics": "ochre",
    "repair": "fjord",
    "service": "green",
    "shop": "brick",
    "textile": "brick",
    "workshop": "ochre",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show an icon of the design system. It is decoration: say it in words too.

    The name must stand in static/img/icons.json.
    """
    return format_html(
        '<svg class="icon-svg" width="24" height="24" focusable="false" '
        'aria-hidden="true">'
        '<use href="{}#icon-{}"></use></svg>',
        static("build/sprite.svg"),
        name,
    )


#: Characters that could end a script, or begin a comment in one, written harmlessly.
HARMLESS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def linked_data(data: Any) -> SafeString:
    """Tell machines what the page is about, as JSON-LD: data, which no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(text)
    )


@register.simple_tag
def icon_address(name: str) -> str:
    """Give the address of an icon, for a <use> inside an svg of another class."""
    return f"{static('build/sprite.svg')}#icon-{name}"


@register.simple_tag
def motif(key: str = "") -> SafeString:
    """Show the drawn motif of a field of work; an unknown one gets a house."""
    if key not in MOTIFS:
        key = "default"
    return format_html(
        '<svg class="motif motif--{}" width="176" height="110" focusable="false" '
        'aria-hidden="true">'
        '<use href="{}#motif-{}"></use></svg>',
        MOTIFS[key],
        static("build/sprite.svg"),
        key,
    )


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: object) -> dict[str, Any]:
    """Show the way back, from the front page to this one.

    Parts are label, address, label, address, … and last the label of this page.
    """
    *way, here = parts
    return {"way": list(zip(way[::2], way[1::2], strict=True)), "here": here}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: template.Context,
    page: Page[Any],
    parameter: str = "side",
    label: str = "Sider",
) -> dict[str, Any]:
    """Link to the other pages of a list, keeping the rest of the address."""
    return {
        "label": label,
        "request": context["request"],
        "page": page,
        "parameter": parameter,
        "numbers": page.paginator.get_elided_page_range(
            page.number, on_each_side=1, on_ends=1
        ),
    }


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """Give the address of this list with another page number."""
    query = context["request"].GET.copy()
    query[context["parameter"]] = number
    if number == 1:
        del query[context["parameter"]]
    return f"?{query.urlencode()}" if query else context["request"].path


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart: BarChart, source: str = "") -> dict[str, Any]:
    """Draw stacked bars with a legend and the same values as a table."""
    return {"chart": chart, "source": source}


@register.inclusion_tag("components/trend_chart.html")
def trend_chart(chart: TrendChart, source: str = "") -> dict[str, Any]:
    """Draw how one indicator moved, with its target and the values as a table."""
    return {"chart": chart, "source": source}


@register.inclusion_tag("components/schematic_map.html")
def schematic_map(
    pins: Sequence[Pin], title: str = "", listed: bool = True
) -> dict[str, Any]:
    """Draw where places lie in the municipality, with their names as a list.

    The list is left out where the page has one with the same numbers.
    """
    return {
        "map": SchematicMap(pins, settings.MAP_OUTLINE),
        "title": title,
        "listed": listed,
        "attribution": settings.MAP_ATTRIBUTION,
    }


@register.simple_tag
def numbers_on_map(pins: Sequence[Pin] | None) -> set[int]:
    """Return the numbers that the map shows: those of pins that lie on it."""
    drawn = SchematicMap(pins or (), settings.MAP_OUTLINE)
    return {mark.number for mark in drawn.marks}


@register.filter
def among(number: int, numbers: set[int]) -> int:
    """Return a number that is one of some, and 0 for another."""
    return number if number in numbers else 0


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """Say above a form what is wrong in it, with a link to each field."""
    return {"summary": ErrorSummary.of(form)}


#: The design system's class for a control; everything else is a "form-input".
CONTROL_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "form-checkbox"),
    (forms.Select, "form-select"),
    (forms.FileInput, ""),
]


@register.simple_tag
def form_control(field: BoundField) -> SafeString:
    """Draw a field's control with the design system's class added to its own."""
    widget = field.field.widget
    css_class = next(
        (name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)),
        "form-input",
    )
    classes = f"{css_class} {widget.attrs.get('class', '')}".strip()
    attrs: dict[str, str | bool] = {"class": classes} if classes else {}
    if field.use_fieldset:
        # Parts of one answer have no labels of their own.
        attrs["aria-labelledby"] = f"{field.auto_id}_legend"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def form_option(option: BoundWidget, css_class: str) -> SafeString:
    """Draw one radio button or check box of a group, without its label."""
    option.data["attrs"]["class"] = css_class
    return option.tag()


@register.filter
def joined(values: Sequence[object]) -> str:
    """Put a middle dot between short facts: "Reparation · Fleksjob"."""
    return " · ".join(str(value) for value in values if value)


@register.filter
def unlocalized(number: float) -> str:
    """Write a number as SVG wants it, whatever the language of the page."""
    return f"{number:g}"
