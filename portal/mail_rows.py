"""A row for each kind of mail, made whenever the database has been migrated."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate

from .mail_kinds import templates


def connect() -> None:
    """Look after the rows whenever the database has been migrated."""
    post_migrate.connect(make_rows)


def make_rows(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Any = None, **kwargs: Any
) -> None:
    """Give each kind of mail its row, where the editor finds it."""
    if sender.label != "portal":
        return
    # Emptying the database sends the signal too, without the apps.
    try:
        model = (apps or global_apps).get_model("portal", "MailText")
    except LookupError:
        return
    rows = model.objects.using(using)
    # Of a mail that is not sent any more; words that somebody wrote are kept.
    rows.exclude(key__in=templates()).filter(
        subject="", opening="", closing=""
    ).delete()
    rows.bulk_create([model(key=key) for key in templates()], ignore_conflicts=True)
