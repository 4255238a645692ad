"""App configuration of the strategy."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Strategies, goals, evaluations, board, initiatives, award."""

    name = "strategy"
    verbose_name = "Strategi og evaluering"
    default_auto_field = "django.db.models.BigAutoField"
