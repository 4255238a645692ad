"""Charts drawn on the server: plain data in, geometry for an SVG out.

Units in the drawing are the SVG's own; the template scales it to the page.
A value of None means "ikke oplyst" and is drawn as nothing, never as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from math import ceil, floor, log10

from common.quantities import danish_number

Number = Decimal | int

WIDTH = 720
HEIGHT = 260
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 26, 30
PLOT_HEIGHT = HEIGHT - TOP - BOTTOM
BASELINE = TOP + PLOT_HEIGHT

#: A letter's width: on a phone, where letters are nearly twice as large in the drawing,
#: and anywhere else.
PHONE_LETTER, LETTER = 14, 8
#: More labels than this beside each other are no help.
PHONE_LABELS, LABELS = 6, 12
#: Between two labels, and between a number and the lines it belongs to.
GAP = 8

#: Fills in the order of the series; each is told from the next in black and white.
FILLS = ("solid", "hatch", "dots", "cross", "plain")


class Reach(Enum):
    """Where a label is written; the table says all of them."""

    EVERYWHERE = "everywhere"
    WIDE = "wide"
    NOWHERE = "nowhere"


def reaches(labels: Sequence[str], width: int) -> list[Reach]:
    """Choose which labels are written: evenly, apart, and always the last.

    Args:
        labels: one for each place.
        width: in which they stand.
    """
    number, letters = len(labels), max(map(len, labels), default=0)
    on_phones = width // (letters * PHONE_LETTER + GAP)
    elsewhere = width // (letters * LETTER + GAP)
    wide = ceil(number / max(min(elsewhere, LABELS), 1)) or 1
    phone = wide * (ceil(number / wide / max(min(on_phones, PHONE_LABELS), 1)) or 1)
    return [
        Reach.EVERYWHERE
        if back % phone == 0
        else Reach.WIDE
        if back % wide == 0
        else Reach.NOWHERE
        for back in reversed(range(number))
    ]


@dataclass(frozen=True)
class Label:
    """Words below or above a place in the drawing, kept inside its right edge."""

    x: float
    text: str
    reach: Reach
    anchor: str = "middle"

    @classmethod
    def at(cls, x: float, text: str, reach: Reach) -> "Label":
        """Put words in the middle of a place, or as near to it as there is room."""
        if x + len(text) * PHONE_LETTER / 2 > WIDTH:
            return cls(WIDTH, text, reach, "end")
        return cls(x, text, reach)


def nice_ceiling(value: Number) -> int:
    """Find a round axis top at or above value, with a whole number half-way."""
    if value <= 10:
        return max(4, 2 * ceil(value / 2))
    step: int = 10 ** floor(log10(value))
    return next(
        factor * step for factor in (1, 2, 3, 4, 5, 6, 8, 10) if factor * step >= value
    )


@dataclass(frozen=True)
class Series:
    """One row of values, one for each category of its chart.

    `texts` are the values as words, e.g. "ca. 30"; by default the numbers.
    """

    label: str
    values: Sequence[Number | None]
    texts: Sequence[str] = ()

    def text(self, index: int) -> str:
        """Word the value at this place, as a table shows it."""
        if self.texts:
            return self.texts[index]
        value = self.values[index]
        return "ikke oplyst" if value is None else danish_number(value)


@dataclass(frozen=True)
class Tick:
    """A line across the plot and its number."""

    y: float
    label: str


class Plot:
    """Where a chart is drawn: from nothing to a round number above all values."""

    @property
    def ceiling(self) -> int:
        """The number at the top of the axis."""
        raise NotImplementedError

    @property
    def left(self) -> int:
        """Where the plot begins: there is room for the numbers beside the lines."""
        return max(LEFT, len(danish_number(self.ceiling)) * PHONE_LETTER + GAP)

    @property
    def plot_width(self) -> int:
        """How wide the plot is."""
        return WIDTH - self.left - RIGHT

    @property
    def ticks(self) -> list[Tick]:
        """Three lines: nothing, half and all."""
        return [
            Tick(self._y(value), danish_number(value))
            for value in (0, self.ceiling // 2, self.ceiling)
        ]

    def _y(self, value: Number) -> float:
        """Find the height of a value in the drawing."""
        return round(BASELINE - PLOT_HEIGHT * float(value) / self.ceiling, 1)


@dataclass(frozen=True)
class Block:
    """One painted part of a bar."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    title: str


@dataclass(frozen=True)
class Bar:
    """A stacked bar, its total above it and its category below it."""

    top: float
    label: Label
    total: Label
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A table row saying what one bar shows."""

    label: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class BarChart(Plot):
    """Stacked bars over categories (mostly years).

    Args:
        key: unique on the page; becomes part of ids.
        title: the caption, a short sentence.
        categories: labels below the bars.
        series: at most five, bottom first; each as long as the categories.
        unit: what is counted, e.g. "personer".
        category_name: heading of the table's first column.
        show_total: write the sum above each bar. Turn it off where parts must
            not be added.
    """

    key: str
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = "personer"
    category_name: str = "År"
    show_total: bool = True

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn truthfully."""
        if len(self.series) > len(FILLS):
            raise ValueError(f"At most {len(FILLS)} series can be told apart.")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{series.label}: one value per category, please.")

    def _total(self, index: int) -> Number:
        """Add what is known."""
        return sum(series.values[index] or 0 for series in self.series)

    @cached_property
    def ceiling(self) -> int:
        """The number at the top of the axis."""
        return nice_ceiling(
            max((self._total(i) for i in range(len(self.categories))), default=0)
        )

    @cached_property
    def legend(self) -> list[tuple[str, str]]:
        """Fill and label of each series."""
        return [
            (fill, series.label)
            for fill, series in zip(FILLS, self.series, strict=False)
        ]

    @cached_property
    def totals(self) -> list[str]:
        """What stands above the bars."""
        places = range(len(self.categories))
        return [self._total_text(i) if self.show_total else "" for i in places]

    @cached_property
    def bars(self) -> list[Bar]:
        """The bars from left to right."""
        slot = self.plot_width / max(len(self.categories), 1)
        width = min(slot * 0.62, 64)
        found = zip(
            reaches(self.categories, self.plot_width),
            reaches(self.totals, self.plot_width),
            strict=True,
        )
        return [self._bar(i, slot, width, *both) for i, both in enumerate(found)]

    def _bar(
        self, index: int, slot: float, width: float, below: Reach, above: Reach
    ) -> Bar:
        """Stack one category's values from the baseline up."""
        x = self.left + slot * index + (slot - width) / 2
        y = float(BASELINE)
        blocks = []
        for fill, series in zip(FILLS, self.series, strict=False):
            value = series.values[index]
            if not value:
                continue
            height = PLOT_HEIGHT * float(value) / self.ceiling
            y -= height
            title = f"{self.categories[index]}: {series.text(index)} {series.label}"
            blocks.append(
                Block(
                    round(x, 1),
                    round(y, 1),
                    round(width, 1),
                    round(height, 1),
                    fill,
                    title,
                )
            )
        centre = round(x + width / 2, 1)
        return Bar(
            top=round(y - 7, 1),
            label=Label.at(centre, self.categories[index], below),
            total=Label.at(centre, self.totals[index], above),
            blocks=blocks,
        )

    def _total_text(self, index: int) -> str:
        """Word the sum; where a part is unknown it is only the least it can be."""
        missing = [series.values[index] is None for series in self.series]
        if all(missing):
            return "ikke oplyst"
        total = danish_number(self._total(index))
        return f"mindst {total}" if any(missing) else total

    @cached_property
    def rows(self) -> list[Row]:
        """The same values as a table."""
        return [
            Row(category, [(series.label, series.text(i)) for series in self.series])
            for i, category in enumerate(self.categories)
        ]


@dataclass(frozen=True)
class Point:
    """One measured point: when, how much, the amount as words, and who says so."""

    label: str
    value: Number | None
    text: str = ""
    source: str = ""

    @property
    def words(self) -> str:
        """The amount as a reader meets it."""
        if self.text:
            return self.text
        return "ikke oplyst" if self.value is None else danish_number(self.value)


@dataclass(frozen=True)
class Dot:
    """A point placed in the drawing, and how much it is."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True)
class TrendChart(Plot):
    """How one indicator moved, with its target as a dashed line.

    Args:
        key: unique on the page; becomes part of ids.
        title: the caption.
        points: oldest first.
        target: the value aimed at, in the points' unit.
        target_text: the target as words, e.g. "Mål: ca. 60".
        target_source: who says what it should be.
        unit: what is counted.
    """

    key: str
    title: str
    points: Sequence[Point]
    target: Number | None = None
    target_text: str = ""
    target_source: str = ""
    unit: str = ""

    @cached_property
    def ceiling(self) -> int:
        """The number at the top of the axis."""
        values = [point.value for point in self.points if point.value is not None]
        return nice_ceiling(max([*values, self.target or 0, 0]))

    @cached_property
    def target_y(self) -> float | None:
        """Where the target's line lies."""
        return None if self.target is None else self._y(self.target)

    @cached_property
    def places(self) -> list[float]:
        """Where all points lie along the axis, measured or not."""
        slot = self.plot_width / max(len(self.points), 1)
        return [round(self.left + slot * (i + 0.5), 1) for i in range(len(self.points))]

    @cached_property
    def labels(self) -> list[Label]:
        """What stands below the axis."""
        return self._labels([point.label for point in self.points])

    @cached_property
    def dots(self) -> list[Dot]:
        """The measured points."""
        words = ["" if point.value is None else point.words for point in self.points]
        return [
            Dot(x, self._y(point.value), label)
            for x, point, label in zip(
                self.places, self.points, self._labels(words), strict=True
            )
            if point.value is not None
        ]

    def _labels(self, words: list[str]) -> list[Label]:
        found = reaches(words, self.plot_width)
        return [Label.at(*one) for one in zip(self.places, words, found, strict=True)]

    @cached_property
    def line(self) -> str:
        """The points as an SVG path; a gap where nothing was measured."""
        path: list[str] = []
        pen_down = False
        for x, point in zip(self.places, self.points, strict=True):
            if point.value is None:
                pen_down = False
                continue
            path.append(f"{'L' if pen_down else 'M'}{x} {self._y(point.value)}")
            pen_down = True
        return "".join(path)

    @property
    def is_sourced(self) -> bool:
        """Whether the points say where they come from."""
        return any(point.source for point in self.points)

    @cached_property
    def rows(self) -> list[tuple[str, str, str]]:
        """The same values as a table: when, how much, and who says so."""
        return [(point.label, point.words, point.source) for point in self.points]
