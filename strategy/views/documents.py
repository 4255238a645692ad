"""Documents to read further in."""

from collections import Counter
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.views.generic import ListView

from strategy.models import (
    AwardYear,
    BoardMeeting,
    Document,
    Evaluation,
    Initiative,
    Strategy,
)

from .shared import SECTION

# What a document may belong to; only what anyone may see is named.
OWNERS = (
    Prefetch("strategy", Strategy.objects.published()),
    Prefetch("evaluation", Evaluation.objects.published().select_related("strategy")),
    Prefetch("initiative", Initiative.objects.published()),
    Prefetch("award_year", AwardYear.objects.published()),
    Prefetch("meeting", BoardMeeting.objects.published()),
)


class DocumentsView(ListView):
    """Documents to read further in, all of them or one kind."""

    template_name = "strategy/documents.html"
    context_object_name = "documents"
    extra_context = SECTION

    def get_queryset(self) -> QuerySet[Document]:
        """Newest first; those without a date come last."""
        return (
            Document.objects.published()
            .select_related("source")
            .prefetch_related(*OWNERS)
            .order_by(F("date").desc(nulls_last=True), "title", "pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the kind that is asked for, and count them all."""
        found = list(self.object_list)
        numbers = Counter(document.kind for document in found)
        asked = self.request.GET.get("slags", "")
        chosen = asked if asked in numbers else ""
        strategies = Strategy.objects.published().exclude(document="")
        return super().get_context_data(
            object_list=[
                document for document in found if not chosen or document.kind == chosen
            ],
            kinds=[
                (kind.value, kind.label, numbers[kind.value])
                for kind in Document.Kind
                if numbers[kind.value]
            ],
            chosen=chosen,
            number=len(found),
            strategies=[] if chosen else strategies.newest_first(),
            **kwargs,
        )
