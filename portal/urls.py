"""Where the whole site is mounted."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from network.enquiries import views as enquiries

from . import gallery, pasting, taking_part, views
from .sitemaps import SITEMAPS

handler404 = "portal.views.page_not_found"

urlpatterns = [
    # /
    path("", views.home, name="home"),
    path("kontakt/", views.contact, name="contact"),
    path("kontakt/skriv/", enquiries.write, name="enquiry-write"),
    path("kontakt/skriv/tak/", enquiries.sent, name="enquiry-sent"),
    path("kontakt/svar/<str:token>/", enquiries.thread, name="enquiry"),
    path("om/", views.about, name="about"),
    path("privatliv/", views.privacy, name="privacy"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("was", views.was, name="was"),
    # /virksomheder/ and /tal/
    path("", include("enterprises.urls")),
    # /strategi/
    path(
        "strategi/indsatser/<slug:slug>/vil-med/",
        taking_part.take_part,
        name="taking-part",
    ),
    path(
        "strategi/indsatser/<slug:slug>/vil-med/tak/",
        taking_part.sent,
        name="taking-part-sent",
    ),
    path("strategi/", include("strategy.urls")),
    # /netvaerk/
    path("netvaerk/", include("network.urls")),
    # /konto/
    path("konto/", include("portal.accounts.urls")),
    # for machines
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    # the editor's desk
    path(
        "admin/ryd-op/",
        admin.site.admin_view(pasting.tidy_pasted),
        name="tidy-pasted",
    ),
    path("admin/", admin.site.urls),
]

if settings.DEVELOPMENT:
    urlpatterns += [path("komponenter/", gallery.gallery, name="gallery")]
