"""Addresses below /strategi/. A strategy's slug comes last: fixed words win."""

from django.urls import path

from . import views

app_name = "strategy"

urlpatterns = [
    path("", views.ProgrammeView.as_view(), name="list"),
    # /strategi/<ord>/
    path("indsatser/", views.InitiativesView.as_view(), name="initiatives"),
    path("prisen/", views.AwardView.as_view(), name="award"),
    path("prisen/<int:year>/billede", views.award_picture, name="award-picture"),
    path("prisen/<int:year>/indstil/", views.nominate, name="nominate"),
    path(
        "prisen/<int:year>/indstil/tak/", views.nomination_sent, name="nomination-sent"
    ),
    path("advisory-board/", views.BoardView.as_view(), name="board"),
    path(
        "advisory-board/<int:pk>/bilag", views.board_attachment, name="board-attachment"
    ),
    path("indkoeb/", views.ProcurementView.as_view(), name="procurement"),
    path("dokumenter/", views.DocumentsView.as_view(), name="documents"),
    path("dokumenter/<int:pk>/fil", views.document_file, name="document-file"),
    # /strategi/<slug>/
    path("<slug:slug>/", views.StrategyView.as_view(), name="detail"),
    path("<slug:slug>/dokument", views.strategy_document, name="strategy-document"),
    path(
        "<slug:slug>/evaluering/<int:year>/",
        views.EvaluationView.as_view(),
        name="evaluation",
    ),
]
