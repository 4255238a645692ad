"""The network's addresses, mounted at /netvaerk/."""

from django.urls import path

from . import registration_views, views

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("kalender.ics", views.calendar, name="calendar"),
    # /netvaerk/arrangementer/
    path(
        "arrangementer/<slug:slug>.ics",
        views.event_calendar,
        name="event-calendar",
    ),
    path("arrangementer/<slug:slug>/", views.event, name="event"),
    path(
        "arrangementer/<slug:slug>/tilmelding/",
        registration_views.sign_up,
        name="sign-up",
    ),
    path(
        "arrangementer/<slug:slug>/tilmelding/tak/",
        registration_views.sign_up_sent,
        name="sign-up-sent",
    ),
    # /netvaerk/plads/: one's own, by the link in the mail
    path("plads/<str:token>/", registration_views.place, name="place"),
    path("plads/<str:token>/ret/", registration_views.change, name="place-change"),
    path("plads/<str:token>/afmeld/", registration_views.cancel, name="place-cancel"),
    path("materialer/<int:pk>", views.material, name="material"),
    path("billeder/<int:pk>", views.picture, name="picture"),
]
