"""Addresses of the registry and the figures."""

from django.urls import path

from . import page_views, report_views, views

app_name = "enterprises"

urlpatterns = [
    # /virksomheder/
    path("virksomheder/", views.enterprise_list, name="list"),
    path("virksomheder/indberet/", report_views.answer, name="report"),
    path("virksomheder/indberet/tal/", report_views.figures, name="report-figures"),
    path("virksomheder/indberet/gennemse/", report_views.review, name="report-review"),
    path(
        "virksomheder/indberet/kvittering/",
        report_views.receipt,
        name="report-receipt",
    ),
    path(
        "virksomheder/indberet/nyt-link/",
        report_views.new_link,
        name="report-new-link",
    ),
    path(
        "virksomheder/indberet/nyt-link/sendt/",
        report_views.link_sent,
        name="report-link-sent",
    ),
    path(
        "virksomheder/indberet/<str:token>/",
        report_views.open_link,
        name="report-open",
    ),
    path("virksomheder/<slug:slug>/", page_views.enterprise_detail, name="detail"),
    path("virksomheder/<slug:slug>/logo", page_views.logo, name="logo"),
    path("virksomheder/<slug:slug>/billede", page_views.photo, name="photo"),
    path("virksomheder/<slug:slug>/ret/", page_views.correct, name="correct"),
    path(
        "virksomheder/<slug:slug>/ret/tak/",
        page_views.correction_sent,
        name="correction-sent",
    ),
    # /tal/
    path("tal/", views.programme_figures, name="figures"),
    path("tal/status/", views.status_reports, name="status-reports"),
    path("tal/status/<slug:slug>/", views.status_report, name="status-report"),
]
