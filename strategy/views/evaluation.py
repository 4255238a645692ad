"""Evaluations as the committee saw them: page, files, preview and years compared."""

import json
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from common.readings import export
from common.responses import for_one_reader
from strategy import frozen, gathering
from strategy.comparisons import side_by_side
from strategy.exports import figures_as_csv
from strategy.frozen import Document
from strategy.models import Evaluation, Strategy

from .shared import (
    SECTION,
    overdue_evaluations,
    public_documents,
    table_of_contents,
)


def public_evaluation(slug: str, year: int) -> Evaluation:
    """Find a public evaluation by its strategy and year.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(
        Evaluation.objects.published()
        .select_related("strategy")
        .prefetch_related("errata", public_documents()),
        strategy__slug=slug,
        year=year,
    )


def contents_of(document: Document) -> list[dict[str, Any]]:
    """Return the contents of an evaluation's page."""
    return table_of_contents(
        [
            ("sammenfatning", "Sammenfatning", True),
            ("maalene", "Målene", True),
            ("anbefalinger", "Anbefalinger", document.recommendations),
            ("indsatser", "Indsatser", document.initiatives),
            ("netvaerket", "Netværket", document.network),
            ("raad", "Råd fra Advisory Board", document.advice),
            ("tallene-bag", "Tallene bag", True),
        ]
    )


class EvaluationView(DetailView):
    """One year's evaluation as the committee saw it."""

    template_name = "strategy/evaluation.html"
    context_object_name = "evaluation"
    extra_context = SECTION

    def get_object(self, queryset: QuerySet | None = None) -> Evaluation:
        """Find the evaluation by its strategy and year."""
        return public_evaluation(self.kwargs["slug"], self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read what was frozen; add the other years."""
        document = self.get_document()
        others = (
            Evaluation.objects.published()
            .filter(strategy=self.object.strategy_id)
            .exclude(pk=self.object.pk)
            .order_by("-year")
        )
        return super().get_context_data(
            document=document,
            strategy=self.object.strategy,
            name=f"Evaluering {document.year}",
            other_years=list(others.values_list("year", flat=True)),
            contents=contents_of(document),
            **kwargs,
        )

    def get_document(self) -> Document:
        """Return what the page is drawn from."""
        return Document.of(self.object)


@method_decorator(for_one_reader, name="dispatch")
class PreviewView(EvaluationView):
    """A draft as the committee will see it, for those who prepare it."""

    def get_object(self, queryset: QuerySet | None = None) -> Evaluation:
        """Find the draft; for everybody else there is nothing here."""
        user = self.request.user
        if not (user.is_staff and user.has_perm("strategy.change_evaluation")):
            raise Http404
        return get_object_or_404(
            Evaluation.objects.filter(state=Evaluation.State.DRAFT)
            .select_related("strategy", "source")
            .prefetch_related("errata", "assessments"),
            strategy__slug=self.kwargs["slug"],
            year=self.kwargs["year"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that it is not the evaluation itself."""
        return super().get_context_data(is_preview=True, **kwargs)

    def get_document(self) -> Document:
        """Gather what publication would freeze now."""
        now = timezone.now()
        try:
            figures = list(gathering.figures_of(self.object))
        except gathering.UnknownFigure:
            figures = []
        for figure in figures:
            figure.copied_at = now
        content = gathering.draft_of(self.object, figures, now)
        # The way through the text makes it exactly what publication would keep.
        return Document(json.loads(frozen.serialise(content)))


@require_safe
@export
def figures_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Hand out the frozen figures as CSV."""
    document = Document.of(public_evaluation(slug, year))
    return HttpResponse(
        figures_as_csv(document),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": (
                f'attachment; filename="{document.strategy["slug"]}-{year}-tal.csv"'
            )
        },
    )


@require_safe
@export
def frozen_json(request: HttpRequest, slug: str, year: int) -> HttpResponseBase:
    """Hand out the frozen text, byte for byte what the fingerprint is of."""
    evaluation = public_evaluation(slug, year)
    return HttpResponse(
        evaluation.frozen_content.encode(),
        content_type="application/json",
        headers={
            "Content-Disposition": (
                f'attachment; filename="{slug}-{year}-fastfrosset.json"'
            )
        },
    )


class ComparisonView(DetailView):
    """A strategy's evaluations side by side."""

    template_name = "strategy/evaluations.html"
    context_object_name = "strategy"
    extra_context = SECTION

    def get_queryset(self) -> QuerySet[Strategy]:
        """Fetch a public strategy with its public evaluations, oldest first."""
        return Strategy.objects.published().prefetch_related(
            Prefetch(
                "evaluations",
                Evaluation.objects.published()
                .order_by("year")
                .prefetch_related("errata"),
                to_attr="public_evaluations",
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Hold the frozen documents against each other."""
        documents = [
            Document.of(evaluation) for evaluation in self.object.public_evaluations
        ]
        return super().get_context_data(
            documents=documents,
            years=[document.year for document in documents],
            goals=side_by_side(documents),
            overdue=overdue_evaluations().filter(strategy=self.object),
            **kwargs,
        )
