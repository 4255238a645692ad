"""What several pages of the programme need."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from strategy.models import (
    Document,
    Evaluation,
    Goal,
    ProgrammePage,
    Strategy,
)

SECTION = {"section": "strategi"}


def page_texts(*places: str) -> dict[str, ProgrammePage]:
    """Return the published texts of some places, by place."""
    pages = ProgrammePage.objects.published().select_related("source")
    return {page.place: page for page in pages.filter(place__in=places)}


def overdue_evaluations() -> QuerySet[Evaluation]:
    """Return evaluations that the public was promised and that are not there."""
    return (
        Evaluation.objects.overdue(timezone.localdate())
        .filter(strategy__in=Strategy.objects.published())
        .select_related("strategy")
        .order_by("strategy_id", "year")
    )


def public_goals() -> QuerySet[Goal]:
    """Return goals that may be named and linked to, with their strategy."""
    return Goal.objects.published().select_related("strategy")


def public_documents() -> Prefetch:
    """Fetch the documents beside what they belong to, as ``public_documents``."""
    documents = Document.objects.published().select_related("source")
    return Prefetch(
        "documents",
        documents.order_by(F("date").desc(nulls_last=True), "title", "pk"),
        to_attr="public_documents",
    )


def table_of_contents(blocks: Iterable[tuple[str, str, Any]]) -> list[dict[str, str]]:
    """Return the contents of a page from (id, title, whether it is there)."""
    return [{"id": anchor, "title": title} for anchor, title, there in blocks if there]
