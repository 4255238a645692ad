"""What search engines should know of the programme."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from .models import Evaluation, Strategy


class ProgrammeSitemap(Sitemap):
    """The pages with addresses of their own."""

    def items(self) -> list[str]:
        """Return the names of the addresses."""
        names = (
            "list",
            "initiatives",
            "board",
            "award",
            "procurement",
            "rsv",
            "documents",
        )
        return [f"strategy:{name}" for name in names]

    def location(self, item: str) -> str:
        """Return the address of a name."""
        return reverse(item)


class StrategySitemap(Sitemap):
    """Every strategy that anyone may read."""

    def items(self) -> QuerySet[Strategy]:
        """Return public strategies."""
        return Strategy.objects.published().newest_first()


class EvaluationSitemap(Sitemap):
    """Every evaluation that anyone may read."""

    def items(self) -> QuerySet[Evaluation]:
        """Return public evaluations, newest first."""
        return (
            Evaluation.objects.published()
            .select_related("strategy")
            .order_by("-year", "-pk")
        )

    def lastmod(self, item: Evaluation) -> datetime | None:
        """Return when its figures were frozen."""
        return item.published_at


class ComparisonSitemap(Sitemap):
    """The years of each strategy side by side, where there are several."""

    def items(self) -> QuerySet[Strategy]:
        """Return public strategies with more than one public evaluation."""
        public = Q(evaluations__in=Evaluation.objects.published())
        return (
            Strategy.objects.published()
            .annotate(years=Count("evaluations", filter=public))
            .filter(years__gt=1)
            .newest_first()
        )

    def location(self, item: Strategy) -> str:
        """Return the address of the comparison."""
        return reverse("strategy:evaluations", args=[item.slug])
