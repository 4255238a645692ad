"""Every public address that search engines should know."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from enterprises.sitemaps import EnterpriseSitemap, RegistrySitemap, StatusReportSitemap
from network.sitemaps import ClusterSitemap, EventSitemap, TopicSitemap
from strategy.sitemaps import (
    ComparisonSitemap,
    EvaluationSitemap,
    ProgrammeSitemap,
    StrategySitemap,
)


class PageSitemap(Sitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        return [
            "home",
            "network:home",
            "network:events",
            "network:topics",
            "network:clusters",
            "contact",
            "about",
            "privacy",
            "accessibility",
        ]

    def location(self, name: str) -> str:
        return reverse(name)


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap,
    "registry": RegistrySitemap,
    "enterprises": EnterpriseSitemap,
    "status-reports": StatusReportSitemap,
    "programme": ProgrammeSitemap,
    "strategies": StrategySitemap,
    "evaluations": EvaluationSitemap,
    "comparisons": ComparisonSitemap,
    "events": EventSitemap,
    "topics": TopicSitemap,
    "clusters": ClusterSitemap,
}
