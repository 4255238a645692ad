"""App configuration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The composing top: front page, contact, demonstration data."""

    name = "portal"
    verbose_name = "Portalen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to remember the addresses that pages leave."""
        from . import former_addresses

        former_addresses.connect()
