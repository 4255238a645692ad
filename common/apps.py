"""App configuration of the bottom layer."""

from django.apps import AppConfig
from django.db.models import CharField
from django.db.models.functions import Length


class CommonConfig(AppConfig):
    """What every app may use and no app owns."""

    name = "common"
    verbose_name = "Fælles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a constraint in the database ask how long a text is."""
        CharField.register_lookup(Length)
