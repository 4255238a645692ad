"""On a local start a mail is a file that any mail program opens."""

import re
from email import message_from_bytes, policy

import pytest

from common.mail import compose, queue, send_now


@pytest.mark.django_db
def test_each_mail_is_a_file_named_by_what_it_is_about(settings, tmp_path):
    settings.MAILER_EMAIL_BACKEND = "portal.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for n in range(2):
        to = f"p{n}@example.org"
        queue(compose("account_password_reset_key", {"way": "https://x.dk/"}, to=to))

    send_now()

    paths = sorted((tmp_path / "mail").iterdir())
    letters = [message_from_bytes(p.read_bytes(), policy=policy.default) for p in paths]
    assert all(re.search(r"-0\d-vaelg-en-ny-adgangskode\.eml$", p.name) for p in paths)
    assert [letter["To"] for letter in letters] == ["p0@example.org", "p1@example.org"]
    assert letters[0].get_body(("html",)).get_content().startswith("<!DOCTYPE html>")
