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
    path("advisory-board/bilag/<int:pk>", views.public_paper, name="public-paper"),
    path("til-moedet/", views.preparation, name="preparation"),
    path("til-moedet/bilag/<int:pk>", views.paper, name="paper"),
    path("til-moedet/<slug:slug>/", views.draft, name="draft"),
    path("til-moedet/<slug:slug>/laest/", views.draft_read, name="draft-read"),
    path("til-moedet/<slug:slug>/bemaerkning/", views.remark, name="remark"),
    path(
        "til-moedet/<slug:slug>/bemaerkning/<slug:anchor>/",
        views.remark,
        name="section-remark",
    ),
    path(
        "til-moedet/<slug:slug>/traek-tilbage/<int:pk>/",
        views.withdraw,
        name="withdraw",
    ),
    path("indkoeb/", views.ProcurementView.as_view(), name="procurement"),
    path("rsv/", views.RsvView.as_view(), name="rsv"),
    path("dokumenter/", views.DocumentsView.as_view(), name="documents"),
    path("dokumenter/<int:pk>/fil", views.document_file, name="document-file"),
    # /strategi/<slug>/
    path("<slug:slug>/", views.StrategyView.as_view(), name="detail"),
    path("<slug:slug>/dokument", views.strategy_document, name="strategy-document"),
    # /strategi/<slug>/evaluering/
    path(
        "<slug:slug>/evaluering/",
        views.ComparisonView.as_view(),
        name="evaluations",
    ),
    path(
        "<slug:slug>/evaluering/<int:year>/",
        views.EvaluationView.as_view(),
        name="evaluation",
    ),
    path(
        "<slug:slug>/evaluering/<int:year>/tal.csv",
        views.figures_csv,
        name="evaluation-csv",
    ),
    path(
        "<slug:slug>/evaluering/<int:year>/fastfrosset.json",
        views.frozen_json,
        name="evaluation-json",
    ),
    path(
        "<slug:slug>/evaluering/<int:year>/kladde/",
        views.PreviewView.as_view(),
        name="evaluation-preview",
    ),
    path("<slug:slug>/hoering/", views.hearing, name="hearing"),
    path("<slug:slug>/hoering/tak/", views.hearing_sent, name="hearing-sent"),
]
