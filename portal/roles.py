"""The role of the editor: everything on the desk, nothing about users."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate

EDITOR = "Redaktør"
APPS = ("enterprises", "network", "strategy", "portal")


def connect() -> None:
    """Look after the group whenever the database has been migrated."""
    post_migrate.connect(give_editors_their_permissions)


def give_editors_their_permissions(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Any = None, **kwargs: Any
) -> None:
    """Keep the group's permissions those of the four apps, after each migration.

    What is locked stays so: the desk refuses to change or delete it for everybody.
    """
    if sender.label not in APPS:
        return
    # Emptying the database sends the signal too, without the apps.
    apps = apps or global_apps
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:
        return
    # Django makes permissions after the same signal, perhaps later than this.
    create_permissions(sender, verbosity=0, using=using)
    group, _ = group_model.objects.using(using).get_or_create(name=EDITOR)
    group.permissions.add(
        *permission_model.objects.using(using).filter(
            content_type__app_label=sender.label
        )
    )
