"""What an evaluation says for good: one document, its fingerprint, and reading it.

Publishing writes everything that a reader is told into one JSON text. The page, its
print and its files are drawn from that text alone; the fingerprint is the SHA-256 of
its bytes, so that anyone can check it with the file from the page. ADR 15 says
what is in it and why.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils import timezone

from common.quantities import Qualifier, Quantity, Unit, danish_number

from .models import Evaluation, EvaluationFigure

#: Raised when what the document holds changes; old documents keep theirs.
FORMAT = 2

Content = dict[str, Any]


# Writing


def serialise(content: Content) -> str:
    """Write a document so that the same content always gives the same bytes."""
    return json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a document, as ``sha256sum`` gives it of the file."""
    return hashlib.sha256(text.encode()).hexdigest()


def quantity_as_content(quantity: Quantity) -> Content:
    """Write a quantity; numbers have two decimals, as in the database."""
    return {
        "value": None if quantity.value is None else f"{quantity.value:.2f}",
        "qualifier": str(quantity.qualifier),
        "unit": str(quantity.unit),
        "as_published": quantity.as_published,
    }


def figure_as_content(figure: EvaluationFigure) -> Content:
    """Write a frozen figure with everything that a reader is told about it."""
    return {
        "key": figure.key,
        "goal": figure.goal_id,
        "label": figure.label,
        "quantity": quantity_as_content(figure.quantity),
        "as_of": figure.as_of_date.isoformat(),
        "target": figure.target,
        "method": figure.method,
        "source": figure.source,
        "includes_examples": figure.includes_examples,
        "copied_at": in_utc(figure.copied_at),
    }


def in_utc(moment: datetime | None) -> str | None:
    """Write a moment the same way whatever the database gave."""
    return moment.astimezone(UTC).isoformat() if moment else None


# Reading


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(text)) if text else None


def _quantity(content: Mapping[str, Any] | None) -> Quantity | None:
    if content is None:
        return None
    value = content["value"]
    return Quantity(
        None if value is None else Decimal(value),
        Qualifier(content["qualifier"]),
        Unit(content["unit"]),
        content["as_published"],
    )


def change_in_words(now: Quantity, before: Quantity | None) -> str:
    """Say how a figure moved; nothing where the two cannot be held together.

    Of "mindst 68" and "mindst 79" nobody knows how far they are from each other.
    """
    if before is None or now.value is None or before.value is None:
        return ""
    known = {Qualifier.EXACT, Qualifier.APPROXIMATE}
    if now.unit is not before.unit or not {now.qualifier, before.qualifier} <= known:
        return ""
    difference = now.value - before.value
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    about = "" if now.is_exact and before.is_exact else "ca. "
    return f"{about}{sign}{danish_number(abs(difference))}"


@dataclass(frozen=True)
class FrozenFigure:
    """A figure as it was, and what the same figure was a year earlier."""

    key: str
    goal: int | None
    label: str
    quantity: Quantity
    as_of_date: date | None
    target: str
    method: str
    source: str
    includes_examples: bool
    copied_at: datetime | None
    before: Quantity | None = None

    @classmethod
    def read(cls, content: Content) -> Self:
        """Read a figure from a document."""
        quantity = _quantity(content["quantity"])
        assert quantity is not None
        return cls(
            key=content["key"],
            goal=content["goal"],
            label=content["label"],
            quantity=quantity,
            as_of_date=_day(content["as_of"]),
            target=content["target"],
            method=content["method"],
            source=content["source"],
            includes_examples=content["includes_examples"],
            copied_at=_moment(content["copied_at"]),
            before=_quantity(content.get("before")),
        )

    @property
    def change(self) -> str:
        """How it moved since the evaluation before: "+3", "ca. −2" or nothing."""
        return change_in_words(self.quantity, self.before)


@dataclass(frozen=True)
class FrozenGoal:
    """What an evaluation says about one goal: its figures, then the judgement."""

    pk: int
    number: int
    title: str
    standing: str
    standing_label: str
    reason: str
    figures: list[FrozenFigure]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number}. {self.title}"

    @property
    def anchor(self) -> str:
        """The goal's place on the strategy's page."""
        return f"maal-{self.number}"


@dataclass(frozen=True)
class FrozenMeeting:
    """A meeting of the network that was held in the year."""

    date: date | None
    title: str
    is_example: bool


@dataclass(frozen=True)
class FrozenNetwork:
    """The meetings of a year, held against what was promised."""

    year: int
    least: int
    most: int
    meetings: list[FrozenMeeting]

    @property
    def verdict(self) -> str:
        """Say plainly whether the promise was kept."""
        held = len(self.meetings)
        if held < self.least:
            return f"Det er {self.least - held} færre end lovet"
        if held > self.most:
            return "Det er flere end lovet"
        return "Løftet er holdt"


class Document:
    """A frozen document, or the draft of one, as pages and files read it."""

    def __init__(self, content: Content) -> None:
        """Take the content as it was written."""
        self.content = content

    @classmethod
    def of(cls, evaluation: Evaluation) -> Self:
        """Read what an evaluation froze."""
        return cls(json.loads(evaluation.frozen_content))

    @property
    def year(self) -> int:
        """The year that is evaluated."""
        return self.content["year"]

    @property
    def strategy(self) -> Content:
        """Title, address and rhythm of the strategy."""
        return self.content["strategy"]

    @property
    def committee(self) -> str:
        """Who evaluates."""
        return self.content["committee"]

    @property
    def summary(self) -> str:
        """What it comes down to."""
        return self.content["summary"]

    @property
    def recommendations(self) -> str:
        """What is advised, as formatted text."""
        return self.content["recommendations"]

    @property
    def before_year(self) -> int | None:
        """The year of the evaluation that the figures are held against."""
        return self.content["before_year"]

    @cached_property
    def cut_off_date(self) -> date | None:
        """The day the figures are of."""
        return _day(self.content["cut_off"])

    @cached_property
    def published_at(self) -> datetime | None:
        """When it was frozen."""
        return _moment(self.content["published_at"])

    @cached_property
    def completed_on(self) -> date | None:
        """The day on which an upgrade froze what had been read live until then."""
        return _day(self.content.get("completed_on"))

    @cached_property
    def source(self) -> Content | None:
        """Where it is told, for what another paper tells."""
        source = self.content["source"]
        return source and {**source, "date": _day(source["date"])}

    @cached_property
    def figures(self) -> list[FrozenFigure]:
        """Every figure, in the order of goals and indicators."""
        return [FrozenFigure.read(figure) for figure in self.content["figures"]]

    @cached_property
    def goals(self) -> list[FrozenGoal]:
        """The goals it speaks of, in the strategy's order."""
        return [
            FrozenGoal(
                pk=goal["id"],
                number=goal["number"],
                title=goal["title"],
                standing=goal["standing"],
                standing_label=goal["standing_label"],
                reason=goal["reason"],
                figures=[
                    figure for figure in self.figures if figure.goal == goal["id"]
                ],
            )
            for goal in self.content["goals"]
        ]

    @property
    def initiatives(self) -> list[Content]:
        """What was done for the goals, and what came of it."""
        return self.content["initiatives"]

    @property
    def returns(self) -> Content | None:
        """How many enterprises had reported, of how many."""
        return self.content["returns"]

    @cached_property
    def advice(self) -> list[Content]:
        """What the board advised, with the meeting's day."""
        return [
            {**advice, "date": _day(advice["date"])}
            for advice in self.content["advice"]
        ]

    @cached_property
    def network(self) -> FrozenNetwork | None:
        """The network's meetings against the promise."""
        network = self.content["network"]
        if network is None:
            return None
        return FrozenNetwork(
            network["year"],
            network["least"],
            network["most"],
            [
                FrozenMeeting(
                    _day(meeting["date"]), meeting["title"], meeting["is_example"]
                )
                for meeting in network["meetings"]
            ],
        )

    @property
    def has_goal_figures(self) -> bool:
        """Whether any goal was measured."""
        return any(goal.figures for goal in self.goals)

    @property
    def includes_examples(self) -> bool:
        """Whether anything in it was counted from examples."""
        return any(figure.includes_examples for figure in self.figures)


# Holding it against the rows


def faults(evaluation: Evaluation) -> list[str]:
    """Say in Danish what of a published evaluation is not as it was published.

    Reads ``figures`` and ``assessments`` with their goals as they were fetched.
    """
    found = []
    if fingerprint(evaluation.frozen_content) != evaluation.fingerprint:
        found.append("Fingeraftrykket passer ikke til det fastfrosne indhold.")
    try:
        content = json.loads(evaluation.frozen_content)
        found += _differences(content, evaluation)
    except (ValueError, KeyError, TypeError, AttributeError):
        found.append("Det fastfrosne indhold kan ikke læses.")
    return found


def is_untouched(evaluation: Evaluation) -> bool:
    """Tell whether a published evaluation is still as it was published."""
    return not faults(evaluation)


def _differences(content: Content, evaluation: Evaluation) -> Iterable[str]:
    if content.get("earlier_fingerprint_matched") is False:
        yield "Tallene passede ikke til fingeraftrykket, da portalen blev opgraderet."
    columns = {
        "year": ("Året", evaluation.year),
        "committee": ("Udvalget", evaluation.committee),
        "summary": ("Sammenfatningen", evaluation.summary),
        "recommendations": ("Anbefalingerne", evaluation.recommendations),
        "published_at": ("Tidspunktet", in_utc(evaluation.published_at)),
        "cut_off": (
            "Dagen for tallene",
            evaluation.cut_off_date and evaluation.cut_off_date.isoformat(),
        ),
    }
    for name, (label, stands) in columns.items():
        if content[name] != stands:
            yield f"{label} er ændret."
    yield from _changed_figures(content, evaluation)
    yield from _changed_assessments(content, evaluation)


def _changed_figures(content: Content, evaluation: Evaluation) -> Iterable[str]:
    frozen = {
        figure["key"]: {name: figure[name] for name in figure if name != "before"}
        for figure in content["figures"]
    }
    stands = {figure.key: figure for figure in evaluation.figures.all()}
    for key, figure in frozen.items():
        if key not in stands:
            yield f"Tallet “{figure['label']}” er slettet."
        elif figure_as_content(stands[key]) != figure:
            yield f"Tallet “{figure['label']}” er ændret."
    for key, row in stands.items():
        if key not in frozen:
            yield f"Tallet “{row.label}” er føjet til."


def _changed_assessments(content: Content, evaluation: Evaluation) -> Iterable[str]:
    frozen = {
        goal["id"]: (goal["standing"], goal["reason"])
        for goal in content["goals"]
        if goal["standing"]
    }
    stands = {
        assessment.goal_id: (assessment.standing, assessment.reason)
        for assessment in evaluation.assessments.all()
    }
    numbers = {goal["id"]: goal["number"] for goal in content["goals"]}
    for pk in sorted({*frozen, *stands}):
        if frozen.get(pk) != stands.get(pk):
            yield f"Vurderingen af mål {numbers.get(pk, 'uden nummer')} er ændret."
