"""App configuration of the network."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Social Vision Roskilde: events, members, enquiries."""

    name = "network"
    verbose_name = "Netværket"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep sign-ups in step with their events."""
        from . import signals

        signals.connect()
