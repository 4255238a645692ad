"""A link opens one row, and nothing that is stored opens it."""

import pytest
from django.core.mail.message import EmailMessage
from mailer.models import Message

from common.mail import TOKEN, PersonalMail, queue, send_now
from common.personal_links import hash_of, opened_by
from network.models import Registration
from tests.network.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


def test_a_token_opens_its_own_row_only():
    RegistrationFactory()
    mine = RegistrationFactory()

    assert opened_by(Registration.objects.all(), mine.token) == mine
    assert opened_by(Registration.objects.all(), f"{mine.token}x") is None
    assert opened_by(Registration.objects.exclude(pk=mine.pk), mine.token) is None


def test_the_row_holds_nothing_that_opens_it():
    row = RegistrationFactory()

    stored = {str(value) for value in Registration.objects.values_list().get(pk=row.pk)}

    assert row.token not in stored
    assert hash_of(row.token) in stored
    assert opened_by(Registration.objects.all(), row.token_seed) is None


def test_a_new_secret_key_keeps_old_links(settings):
    row = RegistrationFactory()
    before = row.token

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5

    assert row.token == before
    assert RegistrationFactory().token != before


def personal_mail(row):
    mail = PersonalMail(
        subject="Din plads",
        body=f"https://portal.example/{TOKEN}/",
        from_email="netvaerk@example.org",
        to=[row.email],
        headers={"List-Unsubscribe": f"<https://portal.example/{TOKEN}/>"},
    )
    mail.attach_alternative(f'<a href="/{TOKEN}/">Se</a>', "text/html")
    mail.about = (row._meta.label, row.pk)
    return mail


def test_a_queued_mail_gets_its_link_when_it_leaves(mailoutbox: list[EmailMessage]):
    row = RegistrationFactory()
    queue(personal_mail(row))
    stored = Message.objects.get().message_data

    send_now()

    assert row.token not in stored
    [mail] = mailoutbox
    sent = mail.message().as_string().replace("=\n", "")
    assert sent.count(row.token) == 3
    assert TOKEN not in sent


def test_a_mail_about_a_deleted_row_is_not_sent(mailoutbox: list[EmailMessage]):
    row = RegistrationFactory()
    queue(personal_mail(row))
    row.delete()

    send_now()

    assert mailoutbox == []
    assert not Message.objects.exists()
