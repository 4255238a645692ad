"""The network's addresses, mounted at /netvaerk/."""

from django.urls import path

from . import views
from .clusters import views as clusters
from .events import views as events
from .members import views as members
from .sign_up import views as sign_up
from .topics import views as topics

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("kalender.ics", events.calendar, name="calendar"),
    # /netvaerk/arrangementer/
    path("arrangementer/", events.event_list, name="events"),
    path(
        "arrangementer/<slug:slug>.ics",
        events.event_calendar,
        name="event-calendar",
    ),
    path("arrangementer/<slug:slug>/", events.event, name="event"),
    path(
        "arrangementer/<slug:slug>/tilmelding/",
        sign_up.sign_up,
        name="sign-up",
    ),
    path(
        "arrangementer/<slug:slug>/tilmelding/tak/",
        sign_up.sign_up_sent,
        name="sign-up-sent",
    ),
    # /netvaerk/plads/: one's own, by the link in the mail
    path("plads/<str:token>/", sign_up.place, name="place"),
    path("plads/<str:token>/ret/", sign_up.change, name="place-change"),
    path("plads/<str:token>/afmeld/", sign_up.cancel, name="place-cancel"),
    path("materialer/<int:pk>", events.material, name="material"),
    path("billeder/<int:pk>", events.picture, name="picture"),
    # /netvaerk/emner/
    path("emner/", topics.topic_list, name="topics"),
    path("emner/foreslaa/", topics.suggest, name="suggest-topic"),
    path("emner/foreslaa/tak/", topics.suggested, name="topic-suggested"),
    path("emner/<slug:slug>/", topics.topic, name="topic"),
    path("emner/<slug:slug>/stoet/", topics.support_topic, name="support-topic"),
    path(
        "emner/<slug:slug>/stoet/tak/",
        topics.support_sent,
        name="topic-support-sent",
    ),
    # by a personal link
    path("forslag/<str:token>/", topics.suggestion, name="topic-suggestion"),
    path("stoette/<str:token>/", topics.supporter, name="topic-supporter"),
    path("glemt/", topics.forgotten, name="forgotten"),
    # /netvaerk/klynger/
    path("klynger/", clusters.cluster_list, name="clusters"),
    path("klynger/<slug:slug>/", clusters.cluster, name="cluster"),
    path("klynger/<slug:slug>/vil-med/", clusters.join, name="cluster-join"),
    path(
        "klynger/<slug:slug>/vil-med/tak/",
        clusters.join_sent,
        name="cluster-join-sent",
    ),
    # /netvaerk/medlem/
    path("medlem/", members.join, name="member-join"),
    path("medlem/tak/", members.thanks, name="member-thanks"),
    path("medlem/<str:token>/", members.member, name="member"),
    path("medlem/<str:token>/bekraeft/", members.confirm, name="member-confirm"),
    path("medlem/<str:token>/forny/", members.renew, name="member-renew"),
    path("medlem/<str:token>/meld-ud/", members.leave, name="member-leave"),
]
