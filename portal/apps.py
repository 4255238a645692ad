"""App configuration of the portal."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """The composing top: front page, contact, demonstration data."""

    name = "portal"
    verbose_name = "Portalen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to remember the addresses that pages leave, who edits, who is here."""
        from . import former_addresses, mail_rows, roles
        from .accounts import sessions

        former_addresses.connect()
        mail_rows.connect()
        roles.connect()
        sessions.connect()


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the editor's desk as its site."""

    # Named in the settings; the app `portal` itself is the class above.
    default = False
    default_site = "portal.desk.Desk"
