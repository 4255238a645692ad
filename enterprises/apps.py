"""App configuration of the registry."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """The registry, its RSV history and its figures."""

    name = "enterprises"
    verbose_name = "Virksomheder og tal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the search index in step with the registry."""
        from . import signals

        signals.connect()
