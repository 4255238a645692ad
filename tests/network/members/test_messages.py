"""Messages to members: one mail to each, once, whatever happens on the way."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from mailer.models import Message

from network import retention
from network.members import messages
from network.members.membership import leave
from network.members.messages import MessageRefused
from network.models import Member, MemberDelivery, MemberMessage
from network.models.message import Progress
from portal.models import MailDelivery
from tests.network.factories import (
    EventFactory,
    MemberDeliveryFactory,
    MemberFactory,
    MemberMessageFactory,
)
from tests.smtp import SMTP, mail_server
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

State = MemberMessage.State


def send_mail():
    call_command("send_mail", verbosity=0)


def step(client, message, slug):
    """Open a step's page, and press its button."""
    place = f"/admin/network/membermessage/{message.pk}/trin/{slug}/"
    asked = client.get(place)
    return asked, client.post(place, {"_version": asked.context["version"]})


# What a member gets


def test_each_member_gets_a_mail_alone(settings):
    anne, bo = MemberFactory(active=True), MemberFactory(active=True)
    MemberFactory()
    message = MemberMessageFactory(subject="Nyt møde", body="Vi ses.\n\nKom gerne.")

    messages.send(message)
    send_mail()

    assert [letter.to for letter in mail.outbox] == [[anne.email], [bo.email]]
    for member, other, letter in zip((anne, bo), (bo, anne), mail.outbox, strict=True):
        whole = letter.message().as_string()
        assert letter.subject == "Nyt møde"
        assert "Vi ses.\n\nKom gerne." in letter.body
        assert settings.MAIL_FROM in letter.from_email
        assert letter.reply_to == [settings.CONTACT_EMAIL]
        assert not letter.cc + letter.bcc
        assert f"/netvaerk/medlem/{member.token}/" in letter.body
        assert letter.extra_headers["List-Unsubscribe"] == (
            f"<{settings.SITE_URL}/netvaerk/medlem/{member.token}/meld-ud/>"
        )
        assert letter.extra_headers["List-Unsubscribe-Post"] == (
            "List-Unsubscribe=One-Click"
        )
        assert other.email not in whole
        assert other.token not in whole


def test_the_address_in_the_header_leaves(client):
    MemberFactory(active=True)
    messages.send(MemberMessageFactory())
    send_mail()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")

    answer = client.post(
        address.partition("//")[2].partition("/")[2].join(["/", ""]),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 200
    assert MemberDelivery.objects.get().member is None


def test_only_those_who_want_it_get_it():
    wants = MemberFactory(active=True, wants_clusters=True)
    MemberFactory(active=True)
    MemberFactory(active=True, wants_clusters=True, delete_on_date=timezone.localdate())

    number = messages.send(MemberMessageFactory(audience="klynger"))

    assert number == 1
    assert MemberDelivery.objects.get().member == wants


def test_a_meeting_is_told_of_with_time_place_and_link(settings):
    event = EventFactory(published=True, title="Fælles indkøb", slug="indkoeb")
    MemberFactory(active=True)

    messages.send(MemberMessageFactory(event=event))
    send_mail()

    body = mail.outbox[0].body
    assert "Fælles indkøb\nonsdag 12. september 2018, kl. 16.00–18.00\nRådhuset" in body
    assert f"{settings.SITE_URL}/netvaerk/arrangementer/indkoeb/" in body


def test_a_line_break_in_the_subject_is_a_space():
    MemberFactory(active=True)

    messages.send(MemberMessageFactory(subject="Møde\r\nBcc: x@example.org"))
    send_mail()

    assert mail.outbox[0].subject == "Møde Bcc: x@example.org"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"sending": True}, "allerede sendt af sted"),
        ({"sent": True}, "allerede sendt af sted"),
        ({"audience": "klynger"}, "ingen medlemmer"),
    ],
)
def test_what_cannot_be_sent_says_why(values, told):
    MemberFactory(active=True)
    message = MemberMessageFactory(**values)

    with pytest.raises(MessageRefused, match=told):
        messages.send(message)

    assert not MemberDelivery.objects.exists()


def test_nobody_is_led_to_a_draft():
    MemberFactory(active=True)
    message = MemberMessageFactory(event=EventFactory())

    with pytest.raises(MessageRefused, match="Mødet er en kladde"):
        messages.send(message)


# On the way


def test_four_hundred_are_queued_in_batches_and_sent_once():
    MemberFactory.create_batch(400, active=True)
    message = MemberMessageFactory()

    messages.send(message)
    handed = messages.queue_waiting()
    again = messages.queue_waiting()
    send_mail()
    send_mail()

    message.refresh_from_db()
    assert (handed, again) == (400, 0)
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 400
    assert message.state == State.SENT
    assert message.recipient_count == 400
    assert message.progress == Progress(waiting=0, sent=400, failed=0, left=0)


def test_a_request_only_writes_rows(editor_client, django_assert_max_num_queries):
    MemberFactory.create_batch(120, active=True)
    message = MemberMessageFactory()
    place = f"/admin/network/membermessage/{message.pk}/trin/send/"
    version = editor_client.get(place).context["version"]

    with django_assert_max_num_queries(30):
        editor_client.post(place, {"_version": version})

    assert MemberDelivery.objects.count() == 120
    assert not Message.objects.exists()


def test_a_batch_that_breaks_leaves_nothing_half_done(monkeypatch):
    MemberFactory.create_batch(3, active=True)
    messages.send(MemberMessageFactory())
    real, seen = messages._mail, []

    def breaks(row):
        seen.append(row)
        if len(seen) == 3:
            raise RuntimeError("The machine went down.")
        return real(row)

    monkeypatch.setattr(messages, "_mail", breaks)
    with pytest.raises(RuntimeError):
        messages.queue_waiting()
    half_done = Message.objects.count()
    monkeypatch.undo()
    send_mail()

    assert half_done == 0
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 3


def test_a_message_that_cannot_be_written_holds_no_other_mail_up(monkeypatch, caplog):
    MemberFactory(active=True)
    messages.send(MemberMessageFactory(subject="Til alle"))
    messages.try_out(MemberMessageFactory(subject="Til mig"), "redaktoer@example.org")

    def breaks(row):
        raise RuntimeError("No such template.")

    monkeypatch.setattr(messages, "_mail", breaks)
    send_mail()

    assert [letter.subject for letter in mail.outbox] == ["Prøve: Til mig"]
    assert "cannot be queued" in caplog.text
    assert MemberMessage.objects.get(subject="Til alle").state == State.SENDING


def test_a_mail_that_left_does_not_leave_again():
    MemberFactory(active=True)
    messages.send(MemberMessageFactory())
    messages.queue_waiting()
    kept = Message.objects.get()
    send_mail()

    # As when the process dies between sending and crossing off.
    kept.pk = None
    kept.save()
    send_mail()

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_press_at_once_send_once():
    MemberFactory.create_batch(5, active=True)
    message = MemberMessageFactory()

    answers = all_at_once(4, partial(patiently, partial(messages.send, message)))

    assert sorted(map(str, answers)) == sorted(
        ["5", *["Beskeden er allerede sendt af sted."] * 3]
    )
    assert MemberDelivery.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_many_who_queue_at_once_queue_each_mail_once():
    MemberFactory.create_batch(60, active=True)
    messages.send(MemberMessageFactory())

    handed = all_at_once(4, partial(patiently, messages._queue_batch))

    while messages._queue_batch():
        pass
    assert all(isinstance(number, int) for number in handed)
    assert Message.objects.count() == 60
    assert len({place.email.to[0] for place in Message.objects.all()}) == 60


def test_those_who_wait_for_a_mail_come_first():
    MemberFactory(active=True)
    messages.send(MemberMessageFactory(subject="Til alle"))
    messages.queue_waiting()
    messages.try_out(MemberMessageFactory(subject="Til mig"), "redaktoer@example.org")

    send_mail()

    assert [letter.subject for letter in mail.outbox] == ["Prøve: Til mig", "Til alle"]


def test_who_leaves_on_the_way_gets_nothing_and_leaves_a_number():
    stays, goes, went = MemberFactory.create_batch(3, active=True)
    message = MemberMessageFactory()
    messages.send(message)
    leave(went)
    messages.queue_waiting()
    leave(goes)

    send_mail()

    message.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [[stays.email]]
    assert message.progress == Progress(waiting=0, sent=1, failed=0, left=2)
    assert message.state == State.SENT
    assert message.recipient_count == 3


def test_after_leaving_no_address_is_kept_and_the_counts_are():
    member = MemberFactory(active=True)
    message = MemberMessageFactory()
    messages.send(message)
    send_mail()

    leave(member)

    assert message.progress == Progress(waiting=0, sent=1, failed=0, left=0)
    assert MemberDelivery.objects.get().member_id is None
    assert not Message.objects.exists()


def test_a_lapsed_member_is_deleted_although_a_message_went_out():
    MemberDeliveryFactory(member__delete_on_date=timezone.localdate())

    deleted = retention.delete_due(timezone.localdate())

    assert sum(deleted.values()) == 1
    assert MemberDelivery.objects.get().member is None


def test_one_refused_address_stops_nobody(settings, editor_client):
    settings.MAILER_EMAIL_BACKEND = SMTP
    bad, *_good = MemberFactory.create_batch(3, active=True)
    message = MemberMessageFactory()
    messages.send(message)
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        server.answers["RCPT"] = "550 unknown"
        messages.queue_waiting()
        # Only the first is refused: the others are not due yet.
        others = Message.objects.exclude(member_delivery__member=bad)
        for place in others:
            MailDelivery.objects.create(
                message=place, next_at=timezone.now() + timedelta(hours=1)
            )
        send_mail()
        half = message.progress
        server.answers.clear()
        MailDelivery.objects.filter(failed_at__isnull=True).update(
            next_at=timezone.now()
        )
        send_mail()
        arrived = server.letters

    message.refresh_from_db()
    shown = editor_client.get(f"/admin/network/membermessage/{message.pk}/change/")
    assert half == Progress(waiting=2, sent=0, failed=1, left=0)
    assert len(arrived) == 2
    assert message.progress == Progress(waiting=0, sent=2, failed=1, left=0)
    assert message.state == State.SENT
    assert "2 af 3 sendt, 1 kom ikke sikkert frem" in shown.text


def test_a_mail_server_that_drops_the_line_loses_nobody(settings):
    settings.MAILER_EMAIL_BACKEND = SMTP
    MemberFactory.create_batch(3, active=True)
    message = MemberMessageFactory()
    messages.send(message)
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        server.answers["."] = "451 later"
        send_mail()
        waiting = message.progress
        server.answers.clear()
        MailDelivery.objects.update(next_at=timezone.now())
        send_mail()
        arrived = [letter["To"] for letter in server.letters]

    assert waiting == Progress(waiting=3, sent=0, failed=0, left=0)
    assert len(arrived) == len(set(arrived)) == 3
    assert message.progress.sent == 3


def test_a_mail_server_that_never_answers_is_told_of(settings, monkeypatch):
    settings.MAILER_EMAIL_BACKEND = SMTP
    real = timezone.now
    MemberFactory.create_batch(2, active=True)
    message = MemberMessageFactory()
    messages.send(message)
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        server.drops = ["."] * 20
        for hour in range(4):
            monkeypatch.setattr(
                timezone, "now", lambda hour=hour: real() + timedelta(hours=hour)
            )
            send_mail()
        arrived = [letter["To"] for letter in server.letters]

    message.refresh_from_db()
    members = Member.objects.values_list("email", flat=True)
    assert sorted(arrived) == sorted([*members, *members])
    assert message.progress == Progress(waiting=0, sent=0, failed=2, left=0)
    assert message.state == State.SENT


# On the desk


def test_the_mail_is_seen_before_it_is_sent(editor_client):
    message = MemberMessageFactory(subject="Nyt møde", body="Vi ses på rådhuset.")

    shown = editor_client.get(f"/admin/network/membermessage/{message.pk}/mail/")

    assert "Vi ses på rådhuset." in shown.text
    assert "Alle medlemmer, hver for sig" in shown.text
    assert "Du får mailen, fordi du er medlem af netværket." in shown.text


def test_a_trial_goes_to_the_editor_alone(editor, editor_client):
    editor.email = "redaktoer@example.org"
    editor.save()
    MemberFactory(active=True)
    message = MemberMessageFactory(subject="Nyt møde")

    _asked, done = step(editor_client, message, "proev")
    send_mail()

    message.refresh_from_db()
    assert done.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["redaktoer@example.org"]]
    assert mail.outbox[0].subject == "Prøve: Nyt møde"
    assert message.state == State.DRAFT


def test_an_editor_without_an_address_is_told(editor_client):
    _asked, told = step(editor_client, MemberMessageFactory(), "proev")

    assert "Din konto har ingen mailadresse." in told.text


def test_the_page_that_asks_says_how_many(editor_client):
    MemberFactory.create_batch(2, active=True)
    message = MemberMessageFactory(subject="Nyt møde")

    asked, done = step(editor_client, message, "send")
    shown = editor_client.get(done["Location"])

    assert "2 medlemmer" in asked.text
    assert "Nyt møde" in asked.text
    assert "0 af 2 sendt" in shown.text
    assert "Hent de nyeste tal" in shown.text


def test_what_is_on_its_way_cannot_be_changed_deleted_or_sent_again(editor_client):
    message = MemberMessageFactory(sending=True, body="Som sendt.")
    place = f"/admin/network/membermessage/{message.pk}"

    changed = editor_client.post(f"{place}/change/", {"subject": "x", "body": "y"})
    deleted = editor_client.post(f"{place}/delete/", {"post": "yes"})
    again = editor_client.get(f"{place}/trin/send/")

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert again.status_code == 302
    assert MemberMessage.objects.get().body == "Som sendt."


def test_the_desk_names_a_message_that_is_half_sent(editor_client):
    MemberMessageFactory(sending=True)

    desk = editor_client.get("/admin/")

    labels = [task["label"] for task in desk.context["waiting"]]
    assert "besked til medlemmer er kun sendt til nogle" in labels


def test_no_page_of_a_message_names_a_member(editor_client):
    member = MemberFactory(active=True, name="Anne")
    message = MemberMessageFactory()
    messages.send(message)
    pages = [
        editor_client.get(f"/admin/network/membermessage/{path}")
        for path in (
            "",
            f"{message.pk}/change/",
            f"{message.pk}/mail/",
            f"{message.pk}/history/",
        )
    ]

    assert {page.status_code for page in pages} == {200}
    assert not any(member.email in page.text for page in pages)
    assert not any("Anne" in page.text for page in pages)


def test_the_list_asks_the_same_number_of_questions(
    editor_client, django_assert_max_num_queries
):
    MemberMessageFactory.create_batch(20, sent=True)

    with django_assert_max_num_queries(8):
        shown = editor_client.get("/admin/network/membermessage/")

    assert shown.status_code == 200
