"""Make the first editor of a local installation."""

import os
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "redaktoer"
PASSWORD_FILE = settings.VAR_DIR / "admin-password.txt"


class Command(BaseCommand):
    """Makes the user once, with a random password kept in `var/`.

    The password is written before the user is made: an interruption between the two
    leaves a password without a user, which the next run completes.
    """

    help = "Make the local editor 'redaktoer', with a password in var/. Local use only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(
                "Refused in production. Make an administrator with: "
                "manage.py createsuperuser"
            )
        users = get_user_model()._default_manager
        if users.filter(username=USERNAME).exists():
            return
        users.create_superuser(username=USERNAME, password=password())
        self.stdout.write(f"Made the local editor {USERNAME}.")


def password() -> str:
    """Return the password from its file, making both when there is none."""
    try:
        return read_password()
    except FileNotFoundError:
        PASSWORD_FILE.parent.mkdir(exist_ok=True)
        partial = PASSWORD_FILE.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{USERNAME}\n{secrets.token_urlsafe(15)}\n")
        partial.replace(PASSWORD_FILE)
        return read_password()


def read_password() -> str:
    """Return the password: the second line, under the user's name."""
    return PASSWORD_FILE.read_text().splitlines()[1]
