"""The network's addresses, mounted at /netvaerk/."""

from django.urls import path

from . import cluster_views, member_views, registration_views, topic_views, views

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
    # /netvaerk/emner/
    path("emner/", topic_views.topic_list, name="topics"),
    path("emner/foreslaa/", topic_views.suggest, name="suggest-topic"),
    path("emner/foreslaa/tak/", topic_views.suggested, name="topic-suggested"),
    path("emner/<slug:slug>/", topic_views.topic, name="topic"),
    path("emner/<slug:slug>/stoet/", topic_views.support_topic, name="support-topic"),
    path(
        "emner/<slug:slug>/stoet/tak/",
        topic_views.support_sent,
        name="topic-support-sent",
    ),
    # by a personal link
    path("forslag/<str:token>/", topic_views.suggestion, name="topic-suggestion"),
    path("stoette/<str:token>/", topic_views.supporter, name="topic-supporter"),
    path("glemt/", topic_views.forgotten, name="forgotten"),
    # /netvaerk/klynger/
    path("klynger/<slug:slug>/", cluster_views.cluster, name="cluster"),
    path("klynger/<slug:slug>/vil-med/", cluster_views.join, name="cluster-join"),
    path(
        "klynger/<slug:slug>/vil-med/tak/",
        cluster_views.join_sent,
        name="cluster-join-sent",
    ),
    # /netvaerk/medlem/
    path("medlem/", member_views.join, name="member-join"),
    path("medlem/tak/", member_views.thanks, name="member-thanks"),
    path("medlem/<str:token>/", member_views.member, name="member"),
    path("medlem/<str:token>/bekraeft/", member_views.confirm, name="member-confirm"),
    path("medlem/<str:token>/forny/", member_views.renew, name="member-renew"),
    path("medlem/<str:token>/meld-ud/", member_views.leave, name="member-leave"),
]
