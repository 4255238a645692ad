"""Addresses of the registry and the figures."""

from django.urls import path

from . import views

app_name = "enterprises"

urlpatterns = [
    # /virksomheder/
    path("virksomheder/", views.enterprise_list, name="list"),
    path("virksomheder/<slug:slug>/", views.enterprise_detail, name="detail"),
    path("virksomheder/<slug:slug>/logo", views.logo, name="logo"),
    path("virksomheder/<slug:slug>/billede", views.photo, name="photo"),
    # /tal/
    path("tal/", views.programme_figures, name="figures"),
    path("tal/status/", views.status_reports, name="status-reports"),
    path("tal/status/<slug:slug>/", views.status_report, name="status-report"),
]
