"""The network's addresses, mounted at /netvaerk/."""

from django.urls import path

from . import views

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
    path("materialer/<int:pk>", views.material, name="material"),
    path("billeder/<int:pk>", views.picture, name="picture"),
]
