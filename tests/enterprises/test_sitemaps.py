from datetime import UTC, datetime

import pytest

from enterprises.sitemaps import EnterpriseSitemap, RegistrySitemap, StatusReportSitemap

from .factories import EnterpriseFactory, StatusReportFactory

pytestmark = pytest.mark.django_db


def test_only_public_enterprises_are_named():
    public = EnterpriseFactory(
        published=True, confirmed_at=datetime(2026, 2, 14, tzinfo=UTC)
    )
    EnterpriseFactory()
    EnterpriseFactory(withdrawn=True)

    sitemap = EnterpriseSitemap()

    assert list(sitemap.items()) == [public]
    assert sitemap.lastmod(public) == public.confirmed_at


def test_only_public_reports_are_named():
    public = StatusReportFactory(published=True)
    StatusReportFactory()

    assert list(StatusReportSitemap().items()) == [public]


def test_the_pages_that_are_always_there_answer(client):
    sitemap = RegistrySitemap()

    for name in sitemap.items():
        assert client.get(sitemap.location(name)).status_code == 200
