"""Reminders: each once, to those with a seat, and none of what is over or moved."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.utils import timezone
from mailer.models import Message

from network.events import reminders, steps
from network.models import Event, Registration, Reminder
from tests.network.factories import EventFactory, RegistrationFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

Kind = Reminder.Kind


def soon(**later):
    return timezone.now() + timedelta(**later)


def event_in(**later):
    choices = {
        name: later.pop(name)
        for name in ("remind_two_weeks", "remind_two_days")
        if name in later
    }
    return EventFactory(published=True, starts_at=soon(**later), **choices)


def signed_up_long_ago(event, **values):
    row = RegistrationFactory(event=event, **({"confirmed": True} | values))
    Registration.objects.filter(pk=row.pk).update(created_at=soon(days=-60))
    return row


def test_two_days_before_everybody_with_a_seat_is_reminded():
    event = event_in(days=1, hours=20)
    row = signed_up_long_ago(event)
    for state in ("waiting", "cancelled"):
        signed_up_long_ago(event, confirmed=False, **{state: True})

    assert reminders.send_due() == 1

    (message,) = Message.objects.all()
    assert message.email.to == [row.email]
    assert message.email.subject.startswith(f"Husk: {event.title}")
    assert event.hours in message.email.body


def test_a_second_run_sends_nothing():
    signed_up_long_ago(event_in(days=1))

    first, second = reminders.send_due(), reminders.send_due()

    assert (first, second) == (1, 0)
    assert Message.objects.count() == 1


def test_the_editor_chooses():
    for days in (10, 1):
        for choice in (True, False):
            event = event_in(days=days, remind_two_weeks=choice, remind_two_days=choice)
            signed_up_long_ago(event)

    assert reminders.send_due() == 2
    assert sorted(Reminder.objects.values_list("kind", flat=True)) == [
        Kind.TWO_DAYS,
        Kind.TWO_WEEKS,
    ]


@pytest.mark.parametrize(
    ("later", "number"),
    [
        ({"days": 15}, 0),
        ({"days": 13}, 1),
        # Late, but before the other takes over.
        ({"days": 2, "hours": 1}, 1),
        ({"days": 1, "hours": 23}, 0),
    ],
)
def test_two_weeks_before_is_not_two_days_before(later, number):
    signed_up_long_ago(event_in(remind_two_weeks=True, remind_two_days=False, **later))

    assert reminders.send_due() == number


def test_what_has_begun_is_not_reminded_of():
    signed_up_long_ago(event_in(hours=-1))

    assert reminders.send_due() == 0


def test_who_signed_up_after_it_was_due_is_not_reminded():
    RegistrationFactory(event=event_in(days=1), confirmed=True)

    assert reminders.send_due() == 0


@pytest.mark.parametrize("state", [Event.State.DRAFT, Event.State.CANCELLED])
def test_only_public_events_are_reminded_of(state):
    event = event_in(days=1)
    signed_up_long_ago(event)
    Event.objects.filter(pk=event.pk).update(state=state)

    assert reminders.send_due() == 0


def send_queued():
    outbox.outbox.clear()
    call_command("send_mail", verbosity=0)
    return [letter.subject for letter in outbox.outbox]


def test_a_queued_reminder_of_a_meeting_that_was_moved_is_not_sent():
    event = event_in(days=1)
    signed_up_long_ago(event)
    reminders.send_due()

    start = soon(days=1, hours=12)
    steps.move(
        event=event,
        reason="Vi flytter.",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )

    assert [subject.split(":")[0] for subject in send_queued()] == ["Ændret"]
    # Of the new time they are reminded anew.
    assert reminders.send_due() == 1
    assert [subject.split(":")[0] for subject in send_queued()] == ["Husk"]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Event.objects.update(state=Event.State.CANCELLED),
        lambda row: Registration.objects.update(state=Registration.State.CANCELLED),
        lambda row: row.delete(),
    ],
    ids=["called off", "left", "deleted"],
)
def test_a_queued_reminder_is_not_sent_once_it_makes_no_sense(change):
    row = signed_up_long_ago(event_in(days=1))
    reminders.send_due()

    change(row)

    assert send_queued() == []


def test_a_queued_reminder_is_not_sent_when_the_meeting_has_begun(monkeypatch):
    event = event_in(days=1)
    signed_up_long_ago(event)
    reminders.send_due()
    after = event.starts_at + timedelta(minutes=1)

    monkeypatch.setattr("common.mail.timezone.now", lambda: after)

    assert send_queued() == []


def test_a_queued_reminder_is_sent_else():
    signed_up_long_ago(event_in(days=1))

    call_command("send_reminders")

    assert [subject.split(":")[0] for subject in send_queued()] == ["Husk"]


def test_a_reminder_holds_no_address_and_goes_with_the_sign_up():
    row = signed_up_long_ago(event_in(days=1))
    reminders.send_due()

    values = str(Reminder.objects.values().get())
    row.delete()

    assert row.email not in values
    assert not Reminder.objects.exists()


def test_a_crash_before_the_end_loses_nothing_and_doubles_nothing(monkeypatch):
    event = event_in(days=1)
    for _ in range(3):
        signed_up_long_ago(event)

    with monkeypatch.context() as patch:
        patch.setattr("network.events.reminders.mail.queue", lambda *mails: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reminders.send_due()

    assert reminders.send_due() == 3
    assert Message.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_reminder_once():
    event = event_in(days=1)
    for _ in range(5):
        signed_up_long_ago(event)

    sent = all_at_once(4, lambda: patiently(reminders.send_due))

    assert sum(sent) == 5
    assert Message.objects.count() == 5
