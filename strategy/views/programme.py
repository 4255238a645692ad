"""The way in."""

from typing import Any

from django.utils import timezone
from django.views.generic import ListView

from strategy.models import Evaluation, Strategy

from .shared import SECTION, overdue_evaluations, page_texts

NEWEST_EVALUATIONS = 5


class ProgrammeView(ListView):
    """The way in: every strategy, the newest evaluations and the rest of the work."""

    queryset = Strategy.objects.published().newest_first().select_related("source")
    template_name = "strategy/programme.html"
    context_object_name = "strategies"
    extra_context = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text, the evaluations, those that are missing, and open hearings."""
        today = timezone.localdate()
        evaluations = Evaluation.objects.published().select_related("strategy")
        return super().get_context_data(
            page=page_texts("programmet").get("programmet"),
            examples=[strategy for strategy in self.object_list if strategy.is_example],
            evaluations=evaluations.order_by("-year", "-pk")[:NEWEST_EVALUATIONS],
            overdue=overdue_evaluations(),
            heard=[
                strategy
                for strategy in self.object_list
                if strategy.is_open_for_hearing(today)
            ],
            **kwargs,
        )
