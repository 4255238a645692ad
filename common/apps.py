"""App configuration of the bottom layer."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """What every app may use and no app owns."""

    name = "common"
    verbose_name = "Fælles"
    default_auto_field = "django.db.models.BigAutoField"
