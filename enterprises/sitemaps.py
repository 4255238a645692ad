"""What search engines should know of the registry and the figures."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from .models import Enterprise, StatusReport


class RegistrySitemap(Sitemap):
    """The pages of the registry that are always there."""

    def items(self) -> list[str]:
        """Name their views."""
        return ["enterprises:list", "enterprises:figures", "enterprises:status-reports"]

    def location(self, item: str) -> str:
        """Give the address of one."""
        return reverse(item)


class EnterpriseSitemap(Sitemap):
    """Every public enterprise."""

    def items(self) -> QuerySet[Enterprise]:
        """List them in an order that does not change."""
        return Enterprise.objects.published().order_by("pk")

    def lastmod(self, item: Enterprise) -> datetime | None:
        """Say when somebody last confirmed the record."""
        return item.confirmed_at


class StatusReportSitemap(Sitemap):
    """Every public status report."""

    def items(self) -> QuerySet[StatusReport]:
        """List them, newest first."""
        return StatusReport.objects.published().order_by("-as_of_date", "pk")
