"""Writing an evaluation: what lies beside the fields, and saving one block at a time.

The page consists of blocks that are saved by themselves while she writes: the frame,
one block for each goal, the summary and the recommendations. A block carries a digest
of what it showed, so that two editors cannot overwrite each other unseen.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone

from common.admin.fields import DayInput, RichTextarea, validate_year
from common.charts import TrendChart
from common.conflicts import digest
from enterprises.figures import ReturnsOfYear, returns_of_year
from network.figures import PROMISED_MEETINGS, meetings_of_year

from . import gathering
from .charts import charts_of
from .frozen import Document, FrozenGoal, FrozenMeeting, FrozenNetwork, change_in_words
from .models import (
    SAID,
    Advice,
    Evaluation,
    EvaluationFigure,
    Goal,
    GoalAssessment,
    Initiative,
    InitiativePeriod,
)

FRAME, SUMMARY, RECOMMENDATIONS = "rammer", "sammenfatning", "anbefalinger"


# What lies beside the fields


@dataclass(frozen=True)
class FigureBeside:
    """A figure at the cut-off, beside what last year's evaluation froze."""

    figure: EvaluationFigure
    before: Any

    @property
    def change(self) -> str:
        """How it moved."""
        return change_in_words(self.figure.quantity, self.before)


@dataclass
class GoalBeside:
    """One goal with everything that is known about its year."""

    goal: Goal
    figures: list[FigureBeside]
    initiatives: list[tuple[Initiative, InitiativePeriod | None]]
    charts: list[TrendChart]
    last_year: FrozenGoal | None
    block: "Block"


@dataclass
class YearBeside:
    """Everything the editor needs in front of her to write about a year."""

    evaluation: Evaluation
    goals: list[GoalBeside] = field(default_factory=list)
    before: Document | None = None
    decision_before: str = ""
    network: FrozenNetwork | None = None
    returns: ReturnsOfYear | None = None
    advice: list[Advice] = field(default_factory=list)
    trouble: str = ""

    @property
    def assessed(self) -> int:
        """How many goals are judged."""
        return sum(goal.block.is_complete for goal in self.goals)


def year_beside(evaluation: Evaluation, blocks: dict[str, "Block"]) -> YearBeside:
    """Gather the year of a draft; ``blocks`` are the fields it is written in."""
    year = YearBeside(evaluation, before=gathering.evaluation_before(evaluation))
    try:
        figures = list(gathering.figures_of(evaluation))
    except gathering.UnknownFigure as lost:
        figures, year.trouble = [], str(lost)
    year.goals = _goals_beside(evaluation, figures, year.before, blocks)
    on = evaluation.cut_off_date
    if on is not None:
        meetings = [
            FrozenMeeting(meeting.date, meeting.title, meeting.is_example)
            for meeting in meetings_of_year(on)
        ]
        year.network = FrozenNetwork(on.year, *PROMISED_MEETINGS, meetings)
        year.returns = returns_of_year(evaluation.year, on)
    year.advice = list(gathering.advice_for(evaluation).filter(goal=None))
    if year.before:
        last = evaluation.strategy.evaluations.get(year=year.before.year)
        year.decision_before = last.decision
    return year


def _goals_beside(
    evaluation: Evaluation,
    figures: list[EvaluationFigure],
    before: Document | None,
    blocks: dict[str, "Block"],
) -> list[GoalBeside]:
    by_goal: dict[int | None, list[FigureBeside]] = defaultdict(list)
    earlier = {one.key: one.quantity for one in before.figures} if before else {}
    for figure in figures:
        by_goal[figure.goal_id].append(FigureBeside(figure, earlier.get(figure.key)))
    judged = {goal.pk: goal for goal in before.goals} if before else {}
    advice = gathering.advice_for(evaluation)
    goals = evaluation.strategy.goals.prefetch_related(
        "indicators__measurements",
        Prefetch(
            "initiatives",
            Initiative.objects.order_by("position", "pk").prefetch_related("periods"),
        ),
        Prefetch("advice", advice, to_attr="advice_of_the_year"),
    )
    return [
        GoalBeside(
            goal,
            by_goal[goal.pk],
            [
                (initiative, gathering.period_by(initiative, evaluation.cut_off_date))
                for initiative in goal.initiatives.all()
            ],
            charts_of(goal),
            judged.get(goal.pk),
            blocks[name_of(goal)],
        )
        for goal in goals
    ]


# Blocks and their forms


def deadline_ahead(form: forms.ModelForm) -> date | None:
    """Return the deadline that was typed.

    Raises:
        ValidationError: readers would be told at once that it is over.
    """
    day: date | None = form.cleaned_data["due_date"]
    if day and "due_date" in form.changed_data and day < timezone.localdate():
        raise ValidationError("Skriv en frist, der ikke er gået.")
    return day


class FrameForm(forms.ModelForm):
    """When the evaluation is due, which day it counts, and who gets it."""

    class Meta:
        model = Evaluation
        fields = ["cut_off_date", "due_date", "committee", "meeting_date"]
        widgets = {
            "cut_off_date": DayInput,
            "due_date": DayInput,
            "meeting_date": DayInput,
        }
        labels = {"meeting_date": "Udvalgets møde, hvis du kender dagen"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take only days that somebody can have meant."""
        super().__init__(*args, **kwargs)
        for name in ("cut_off_date", "due_date", "meeting_date"):
            self.fields[name].validators.append(validate_year)
        if self.instance.is_overdue:
            self.fields["due_date"].disabled = True

    def clean_due_date(self) -> date | None:
        """Promise no day that is over."""
        return deadline_ahead(self)


class SummaryForm(forms.ModelForm):
    """What the year comes down to."""

    class Meta:
        model = Evaluation
        fields = ["summary"]
        labels = {"summary": "Skriv tre til fem linjer, som alle kan forstå"}
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}


class RecommendationsForm(forms.ModelForm):
    """What should be done next year."""

    class Meta:
        model = Evaluation
        fields = ["recommendations"]
        labels = {"recommendations": "Hvad bør udvalget gøre?"}
        widgets = {"recommendations": RichTextarea({"rows": 8})}


class AssessmentForm(forms.Form):
    """How one goal is going, and why; it may be half written for a while."""

    standing = forms.ChoiceField(
        label="Hvordan går det?",
        choices=SAID,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label="Hvorfor?",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="Udvalget læser din begrundelse ved siden af tallet.",
    )


@dataclass
class Block:
    """A part of the page that is saved by itself."""

    name: str
    title: str
    form: forms.BaseForm
    stands: dict[str, Any]
    goal: Goal | None = None
    theirs: dict[str, Any] | None = None

    @property
    def version(self) -> str:
        """A digest of what stands in the database."""
        return digest("\x1f".join(str(value or "") for value in self.stands.values()))

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left open in it."""
        return all(self.stands.values())


def name_of(goal: Goal) -> str:
    """Return the name of a goal's block, which is also its place on the page."""
    return f"vurdering-{goal.pk}"


MODEL_BLOCKS: dict[str, tuple[str, type[forms.ModelForm]]] = {
    FRAME: ("Rammen", FrameForm),
    SUMMARY: ("Sammenfatning", SummaryForm),
    RECOMMENDATIONS: ("Anbefalinger", RecommendationsForm),
}


def blocks_of(
    evaluation: Evaluation, sent: str = "", data: Any = None
) -> dict[str, Block]:
    """Return the blocks of the page; the one that was ``sent`` holds what was typed."""
    blocks = {}
    for name, (title, form_class) in MODEL_BLOCKS.items():
        stands = {
            field_name: getattr(evaluation, field_name)
            for field_name in form_class._meta.fields or ()
        }
        form = form_class(
            data if name == sent else None, instance=evaluation, prefix=name
        )
        blocks[name] = Block(name, title, form, stands)
    rows = {row.goal_id: row for row in evaluation.assessments.all()}
    for goal in evaluation.strategy.goals.all():
        stands = _written_of(goal, evaluation, rows.get(goal.pk))
        name = name_of(goal)
        assessment = AssessmentForm(
            data if name == sent else None, initial=stands, prefix=name
        )
        blocks[name] = Block(name, f"Mål {goal.number}", assessment, stands, goal)
    return blocks


def _written_of(
    goal: Goal, evaluation: Evaluation, row: GoalAssessment | None
) -> dict[str, Any]:
    if row is not None:
        return {"standing": row.standing, "reason": row.reason}
    begun = evaluation.unfinished.get(str(goal.pk), {})
    return {
        "standing": begun.get("standing", ""),
        "reason": begun.get("reason", ""),
    }


def save_block(block: Block, evaluation: Evaluation) -> None:
    """Save a block whose form is valid."""
    if isinstance(block.form, forms.ModelForm):
        names = list(block.form.cleaned_data)
        block.form.save(commit=False)
        evaluation.save(update_fields=names)
        return
    assert block.goal is not None
    _save_assessment(evaluation, block.goal, **block.form.cleaned_data)


def _save_assessment(
    evaluation: Evaluation, goal: Goal, *, standing: str, reason: str
) -> None:
    """Keep an assessment; one that is half written is not one yet."""
    begun = dict(evaluation.unfinished)
    begun.pop(str(goal.pk), None)
    if standing and reason:
        GoalAssessment.objects.update_or_create(
            evaluation=evaluation,
            goal=goal,
            defaults={"standing": standing, "reason": reason},
        )
    else:
        evaluation.assessments.filter(goal=goal).delete()
        if standing or reason:
            begun[str(goal.pk)] = {"standing": standing, "reason": reason}
    if begun != evaluation.unfinished:
        evaluation.unfinished = begun
        evaluation.save(update_fields=["unfinished"])


def now_in_words() -> str:
    """Say when something was saved."""
    return f"Gemt kl. {timezone.localtime():%H.%M}"
