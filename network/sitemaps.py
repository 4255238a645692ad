"""The network's addresses for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from .models import Cluster, Event, Topic
from .models.cluster import ClusterQuerySet
from .models.event import EventQuerySet
from .models.topic import TopicQuerySet


class EventSitemap(Sitemap):
    """Every event that anyone may see."""

    def items(self) -> EventQuerySet:
        return Event.objects.published().order_by("-starts_at", "pk")

    def lastmod(self, event: Event) -> datetime:
        return event.updated_at


class TopicSitemap(Sitemap):
    """Every topic that anyone may see."""

    def items(self) -> TopicQuerySet:
        return Topic.objects.published().order_by("-created_at", "pk")


class ClusterSitemap(Sitemap):
    """Every cluster that anyone may see."""

    def items(self) -> ClusterQuerySet:
        return Cluster.objects.published().order_by("name", "pk")

    def lastmod(self, cluster: Cluster) -> datetime:
        return cluster.updated_at
