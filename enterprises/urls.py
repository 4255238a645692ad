"""Addresses of the registry and the figures."""

from django.urls import path

from .views import correction, enterprise, figures, registry, returns, status_reports

app_name = "enterprises"

urlpatterns = [
    # /virksomheder/
    path("virksomheder/", registry.enterprise_list, name="list"),
    path("virksomheder/indberet/", returns.answer, name="report"),
    path("virksomheder/indberet/tal/", returns.figures, name="report-figures"),
    path("virksomheder/indberet/gennemse/", returns.review, name="report-review"),
    path(
        "virksomheder/indberet/kvittering/",
        returns.receipt,
        name="report-receipt",
    ),
    path(
        "virksomheder/indberet/nyt-link/",
        returns.new_link,
        name="report-new-link",
    ),
    path(
        "virksomheder/indberet/nyt-link/sendt/",
        returns.link_sent,
        name="report-link-sent",
    ),
    path(
        "virksomheder/indberet/<str:token>/",
        returns.open_link,
        name="report-open",
    ),
    path("virksomheder/<slug:slug>/", enterprise.enterprise_detail, name="detail"),
    path("virksomheder/<slug:slug>/logo", enterprise.logo, name="logo"),
    path("virksomheder/<slug:slug>/billede", enterprise.photo, name="photo"),
    path("virksomheder/<slug:slug>/ret/", correction.correct, name="correct"),
    path(
        "virksomheder/<slug:slug>/ret/tak/",
        correction.correction_sent,
        name="correction-sent",
    ),
    # /tal/
    path("tal/", figures.programme_figures, name="figures"),
    path("tal/status/", status_reports.status_reports, name="status-reports"),
    path("tal/status/<slug:slug>/", status_reports.status_report, name="status-report"),
]
