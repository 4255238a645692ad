"""The parts of a draft in words, and what became of them since somebody read them.

Sections and goals are compared alike: as a heading and a formatted text. A goal's text
holds its words, its targets and its deadlines, so a change of any of them is seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from common.differences import Paragraph, differences

from .models import Goal, Indicator, Strategy, StrategySection

FRONT, SECTION, GOAL = "forrest", "afsnit", "maal"


@dataclass(frozen=True)
class Part:
    """A part of a draft as it can be read: ``key`` tells it from the others."""

    key: str
    heading: str
    body: str

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal, and not a piece of text."""
        return self.key.startswith(f"{GOAL}-")


def front(strategy: Strategy) -> Part:
    """Return the title, the years it covers and the summary."""
    body = format_html("<p>{}</p><p>Gælder {}</p>", strategy.summary, strategy.period)
    return Part(FRONT, strategy.title, body)


def section_part(section: StrategySection) -> Part:
    """Return a section of the text."""
    return Part(f"{SECTION}-{section.pk}", section.heading, section.body)


def goal_part(goal: Goal) -> Part:
    """Return a goal with everything that is promised in it."""
    body = goal.description
    body += _listed(_target(indicator) for indicator in goal.indicators.all())
    body += _named("Indsatser", goal.initiatives.all())
    body += _named("FN’s verdensmål", goal.un_goals.all())
    return Part(f"{GOAL}-{goal.pk}", str(goal), body)


def _target(indicator: Indicator) -> str:
    """Say in one line what an indicator measures and where it should go."""
    said = [indicator.name]
    if indicator.baseline_date:
        day = _day(indicator.baseline_date)
        said.append(f"udgangspunkt {indicator.baseline.with_unit()} ({day})")
    if indicator.target_date:
        day = _day(indicator.target_date)
        said.append(f"mål {indicator.target.with_unit()} senest {day}")
    said.append(str(indicator.get_direction_display()).lower())
    return f"{said[0]}: {', '.join(said[1:])}."


def _day(day: date) -> str:
    return date_format(day, "j. F Y")


def _listed(lines: Iterable[str]) -> str:
    rows = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return f"<ul>{rows}</ul>" if rows else ""


def _named(what: str, rows: Iterable[object]) -> str:
    names = ", ".join(sorted(str(row) for row in rows))
    return format_html("<p>{}: {}</p>", what, names) if names else ""


def parts_of(strategy: Strategy) -> list[Part]:
    """Return a draft part by part, in the order of reading."""
    return [
        front(strategy),
        *(section_part(section) for section in strategy.sections.all()),
        *(goal_part(goal) for goal in strategy.goals.all()),
    ]


def kept(parts: Iterable[Part]) -> list[dict[str, str]]:
    """Return parts as a database can hold them."""
    return [asdict(part) for part in parts]


def recalled(rows: Iterable[Mapping[str, str]]) -> dict[str, Part]:
    """Return the parts that were kept, by their keys."""
    return {row["key"]: Part(**row) for row in rows}


@dataclass
class SeenPart:
    """A part as one reader meets it: what is new in it since they read it."""

    part: Part
    row: Any = None
    is_new: bool = False
    is_gone: bool = False
    former_heading: str = ""
    changes: list[Paragraph] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether it is another one than the reader knows."""
        return bool(self.is_new or self.is_gone or self.former_heading or self.changes)


def seen(part: Part, known: dict[str, Part] | None, row: Any = None) -> SeenPart:
    """Set a part beside what the reader knows of it; ``None`` is who knows nothing."""
    found = SeenPart(part, row)
    if known is None:
        return found
    former = known.get(part.key)
    if former is None:
        found.is_new = True
        return found
    if former.body != part.body:
        changes = differences(former.body, part.body)
        # Another way of marking the same words is no news.
        found.changes = changes if any(p.is_changed for p in changes) else []
    if former.heading != part.heading:
        found.former_heading = former.heading
    return found
