"""Documents to read further in."""

from django.db.models import F, Prefetch
from django.views.generic import ListView

from strategy.models import Document, Strategy

from .shared import SECTION


class DocumentsView(ListView):
    """Documents to read further in."""

    template_name = "strategy/documents.html"
    context_object_name = "documents"
    extra_context = SECTION

    def get_queryset(self):
        """Newest first; those without a date come last."""
        return (
            Document.objects.published()
            .select_related("source")
            .prefetch_related(Prefetch("strategy", Strategy.objects.published()))
            .order_by(F("date").desc(nulls_last=True), "title", "pk")
        )

    def get_context_data(self, **kwargs):
        """Add the strategies that can be had as a document."""
        strategies = Strategy.objects.published().exclude(document="")
        return super().get_context_data(strategies=strategies.newest_first(), **kwargs)
