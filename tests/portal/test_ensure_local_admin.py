import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from portal.management.commands import ensure_local_admin


@pytest.fixture
def password_file(db, tmp_path, monkeypatch):
    path = tmp_path / "var" / "admin-password.txt"
    monkeypatch.setattr(ensure_local_admin, "PASSWORD_FILE", path)
    return path


def sign_in(password_file):
    username, password = password_file.read_text().splitlines()
    return authenticate(username=username, password=password)


def test_the_password_in_the_file_opens_the_admin(password_file):
    call_command("ensure_local_admin")

    user = sign_in(password_file)

    assert user.is_staff
    assert user.is_superuser
    assert password_file.stat().st_mode & 0o777 == 0o600


def test_a_second_run_changes_nothing(password_file):
    call_command("ensure_local_admin")
    before = password_file.read_text(), User.objects.get().password

    call_command("ensure_local_admin")

    assert (password_file.read_text(), User.objects.get().password) == before


def test_a_run_interrupted_before_the_user_was_made_is_completed(password_file):
    call_command("ensure_local_admin")
    User.objects.all().delete()

    call_command("ensure_local_admin")

    assert sign_in(password_file)


def test_a_password_that_was_changed_and_its_file_removed_is_left_alone(password_file):
    call_command("ensure_local_admin")
    password_file.unlink()

    call_command("ensure_local_admin")

    assert not password_file.exists()


def test_refused_in_production(password_file, settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="Refused in production"):
        call_command("ensure_local_admin")

    assert not User.objects.exists()
