"""One strategy: its text, goals and what follows them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from common.formatted import formatted, reading_time
from strategy.charts import indicator_chart
from strategy.followed import figure_place
from strategy.models import (
    Advice,
    Document,
    Evaluation,
    Goal,
    Initiative,
    OriginStep,
    Strategy,
)
from strategy.succession import steps

from .shared import SECTION, overdue_evaluations, table_of_contents

GOALS = "strategiens-maal"


def _follow(goals: Iterable[Any]) -> None:
    """Lay beside each indicator what is drawn: the latest, a chart, corrections."""
    for goal in goals:
        for number, indicator in enumerate(goal.indicators.all(), start=1):
            measurements = list(indicator.measurements.all())
            indicator.latest = measurements[-1] if measurements else None
            indicator.corrected = [
                measurement
                for measurement in measurements
                if measurement.corrections.all()
            ]
            key = f"{goal.anchor}-indikator-{number}"
            indicator.chart = indicator_chart(indicator, key)
            indicator.figure_place = figure_place(indicator.figure_key)


class StrategyView(DetailView):
    """One strategy: its text, goals, indicators and evaluations."""

    template_name = "strategy/strategy.html"
    context_object_name = "strategy"
    extra_context = SECTION

    def get_queryset(self) -> QuerySet[Strategy]:
        """Fetch the strategy with everything below it that is public."""
        goals = Goal.objects.prefetch_related(
            "un_goals",
            "indicators__measurements__corrections",
            "indicators__corrections",
            "standings",
            Prefetch("initiatives", Initiative.objects.published()),
            Prefetch("advice", Advice.objects.published().select_related("meeting")),
        )
        return (
            Strategy.objects.published()
            .select_related("source")
            .prefetch_related(
                "sections",
                "errata",
                Prefetch("origin_steps", OriginStep.objects.with_hearing_counts()),
                Prefetch("goals", goals),
                Prefetch(
                    "evaluations",
                    Evaluation.objects.published().order_by("-year"),
                    to_attr="public_evaluations",
                ),
                Prefetch(
                    "documents",
                    Document.objects.published().select_related("source"),
                    to_attr="public_documents",
                ),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add neighbours, charts and the table of contents."""
        strategy = self.object
        sections = list(strategy.sections.all())
        for section in sections:
            section.shown = formatted(section.body, 3, section.anchor)
        predecessor = (
            Strategy.objects.published()
            .filter(successor=strategy)
            .prefetch_related("goals")
            .first()
        )
        goals = list(strategy.goals.all())
        former_goals = list(predecessor.goals.all()) if predecessor else []
        changes = steps(goals, former_goals)
        # Who looks for what is new is told why there is no answer.
        unknown = bool(predecessor and goals and not former_goals)
        _follow(goals)
        overdue = overdue_evaluations().filter(strategy=strategy)
        today = timezone.localdate()
        return super().get_context_data(
            sections=sections,
            reading_time=reading_time(section.shown.words for section in sections),
            goals=goals,
            changes=changes,
            former_goals_unknown=unknown,
            overdue=overdue,
            predecessor=predecessor,
            hearing_is_open=strategy.is_open_for_hearing(today),
            origin_steps=strategy.origin_steps.all(),
            successor=Strategy.objects.published().filter(predecessor=strategy).first(),
            contents=self._contents(sections, goals, bool(changes or unknown)),
            **kwargs,
        )

    def _contents(
        self, sections: list[Any], goals: list[Goal], compares: bool
    ) -> list[dict[str, Any]]:
        strategy = self.object
        contents = [
            {
                "id": section.anchor,
                "title": section.heading,
                "children": [
                    heading for heading in section.shown.headings if heading.level == 3
                ],
            }
            for section in sections
        ]
        goals_inside = [{"id": goal.anchor, "title": str(goal)} for goal in goals]
        if goals:
            contents.append({"id": GOALS, "title": "Mål", "children": goals_inside})
        blocks = [
            ("hvad-er-nyt", "Hvad er nyt", compares),
            ("strategiens-evalueringer", "Evalueringer", True),
            (
                "strategiens-dokumenter",
                "Dokumenter",
                strategy.document or strategy.public_documents,
            ),
            (
                "saadan-blev-den-til",
                "Sådan blev den til",
                strategy.origin or strategy.origin_steps.all(),
            ),
            ("strategiens-rettelser", "Rettelser", strategy.errata.all()),
        ]
        return contents + table_of_contents(blocks)
