"""The network's addresses for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from .models import Event
from .models.event import EventQuerySet


class EventSitemap(Sitemap):
    """Every event that anyone may see."""

    def items(self) -> EventQuerySet:
        return Event.objects.published().order_by("-starts_at", "pk")

    def lastmod(self, event: Event) -> datetime:
        return event.updated_at
