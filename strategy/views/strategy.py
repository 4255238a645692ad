"""One strategy: its text, goals and what follows them."""

from django.db.models import Prefetch
from django.views.generic import DetailView

from strategy.charts import indicator_chart
from strategy.models import (
    Advice,
    Document,
    Evaluation,
    Goal,
    Initiative,
    Strategy,
)

from .shared import SECTION, overdue_evaluations, table_of_contents


class StrategyView(DetailView):
    """One strategy: its text, goals, indicators and evaluations."""

    template_name = "strategy/strategy.html"
    context_object_name = "strategy"
    extra_context = SECTION

    def get_queryset(self):
        """Fetch the strategy with everything below it that is public."""
        goals = Goal.objects.prefetch_related(
            "un_goals",
            "indicators__measurements",
            Prefetch("initiatives", Initiative.objects.published()),
            Prefetch("advice", Advice.objects.published().select_related("meeting")),
        )
        return (
            Strategy.objects.published()
            .select_related("source")
            .prefetch_related(
                "sections",
                "errata",
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

    def get_context_data(self, **kwargs):
        """Add neighbours, charts and the table of contents."""
        strategy = self.object
        goals = list(strategy.goals.all())
        for goal in goals:
            for number, indicator in enumerate(goal.indicators.all(), start=1):
                measurements = list(indicator.measurements.all())
                indicator.latest = measurements[-1] if measurements else None
                indicator.chart = indicator_chart(
                    indicator, f"{goal.anchor}-indikator-{number}"
                )
        overdue = overdue_evaluations().filter(strategy=strategy)
        return super().get_context_data(
            goals=goals,
            overdue=overdue,
            predecessor=Strategy.objects.published().filter(successor=strategy).first(),
            successor=Strategy.objects.published().filter(predecessor=strategy).first(),
            contents=self._contents(goals),
            **kwargs,
        )

    def _contents(self, goals):
        strategy = self.object
        contents = [
            {"id": section.anchor, "title": section.heading}
            for section in strategy.sections.all()
        ]
        blocks = [
            ("strategiens-maal", "Mål", goals),
            ("strategiens-evalueringer", "Evalueringer", True),
            (
                "strategiens-dokumenter",
                "Dokumenter",
                strategy.document or strategy.public_documents,
            ),
            ("saadan-blev-den-til", "Sådan blev den til", strategy.origin),
            ("strategiens-rettelser", "Rettelser", strategy.errata.all()),
        ]
        return contents + table_of_contents(blocks)
