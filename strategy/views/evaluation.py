"""One year's evaluation."""

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from network.figures import NAMED_FIGURES as NETWORK_FIGURES
from network.figures import PROMISED_MEETINGS
from strategy.comparisons import goal_rows
from strategy.models import (
    Evaluation,
    Indicator,
    Initiative,
)
from strategy.services import frozen_key

from .shared import SECTION, table_of_contents


class EvaluationView(DetailView):
    """One year's evaluation as the committee saw it."""

    template_name = "strategy/evaluation.html"
    context_object_name = "evaluation"
    extra_context = SECTION

    def get_object(self, queryset=None):
        """Find the evaluation by its strategy and year."""
        return get_object_or_404(
            Evaluation.objects.published()
            .select_related("strategy", "source")
            .prefetch_related("assessments__goal", "figures__goal", "errata"),
            strategy__slug=self.kwargs["slug"],
            year=self.kwargs["year"],
        )

    def get_context_data(self, **kwargs):
        """Add the year before, the other years and what the goals set going."""
        evaluation = self.object
        others = list(
            Evaluation.objects.published()
            .filter(strategy=evaluation.strategy_id)
            .exclude(pk=evaluation.pk)
            .prefetch_related("figures")
            .order_by("-year")
        )
        before = next(
            (
                other
                for other in others
                if other.year < evaluation.year and other.figures.all()
            ),
            None,
        )
        figures = list(evaluation.figures.all())
        rows = goal_rows(evaluation, before)
        initiatives = (
            Initiative.objects.published()
            .filter(goals__in=[row.goal for row in rows])
            .distinct()
        )
        network_figures = self._network_figures(figures)
        blocks = [
            ("sammenfatning", "Sammenfatning", True),
            ("maalene", "Målene", True),
            ("anbefalinger", "Anbefalinger", evaluation.recommendations),
            ("indsatser", "Indsatser", initiatives),
            ("netvaerket", "Netværket", network_figures),
            ("tallene-bag", "Tallene bag", True),
        ]
        return super().get_context_data(
            strategy=evaluation.strategy,
            name=f"Evaluering {evaluation.year}",
            rows=rows,
            before=before,
            others=others,
            figures=figures,
            has_goal_figures=any(row.figures for row in rows),
            includes_examples=any(figure.includes_examples for figure in figures),
            network_figures=network_figures,
            promised_meetings=PROMISED_MEETINGS,
            initiatives=initiatives,
            contents=table_of_contents(blocks),
            **kwargs,
        )

    def _network_figures(self, figures):
        bound = Indicator.objects.filter(
            goal__strategy=self.object.strategy_id, figure_key__in=NETWORK_FIGURES
        ).select_related("goal")
        keys = {frozen_key(indicator) for indicator in bound}
        return [figure for figure in figures if figure.key in keys]
