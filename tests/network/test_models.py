"""The network's own rules, beside the constraints of the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.models import (
    ENQUIRY_RETENTION,
    MEMBER_RETENTION,
    Event,
    Member,
    Registration,
)
from network.models.deletion import LINK_RETENTION
from tests.network.factories import (
    EnquiryFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
    TopicSuggestionFactory,
    TopicSupportFactory,
)

pytestmark = pytest.mark.django_db

STARTS = datetime(2018, 9, 12, 14, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)


def test_a_cancelled_event_stays_public():
    EventFactory()
    published = EventFactory(published=True)
    cancelled = EventFactory(cancelled=True)

    assert set(Event.objects.published()) == {published, cancelled}
    assert cancelled.is_cancelled
    assert not published.is_cancelled


def test_an_event_is_held_when_it_has_ended():
    event = EventFactory(published=True)
    EventFactory(cancelled=True)
    EventFactory()

    assert list(Event.objects.held(ENDS)) == [event]
    assert not Event.objects.held(ENDS - timedelta(seconds=1)).exists()


def test_an_event_is_either_to_come_or_past():
    for hours in (0, 24, 48):
        EventFactory(starts_at=STARTS + timedelta(hours=hours))
    now = ENDS + timedelta(hours=24)

    upcoming = list(Event.objects.upcoming(now))
    past = list(Event.objects.past(now))

    assert [event.starts_at.day for event in upcoming] == [14]
    assert [event.starts_at.day for event in past] == [13, 12]


def test_an_event_going_on_is_still_to_come():
    EventFactory()

    assert Event.objects.upcoming(STARTS + timedelta(hours=1)).exists()


@pytest.mark.parametrize("again", ["A@example.org", " a@example.org ", "a@EXAMPLE.ORG"])
def test_a_mail_address_signs_up_once_however_written(again):
    event = EventFactory()
    RegistrationFactory(event=event, email="a@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(event=event, email=again)

    assert Registration.objects.get().email_key == "a@example.org"


def test_the_same_address_may_come_to_another_event():
    RegistrationFactory(email="a@example.org")

    RegistrationFactory(email="a@example.org").full_clean()


def test_only_confirmed_members_are_active():
    MemberFactory()
    member = MemberFactory(active=True)

    assert list(Member.objects.active()) == [member]


def test_personal_data_are_deleted_in_time():
    member, enquiry = MemberFactory(), EnquiryFactory()
    waiting = [TopicSupportFactory(), TopicSuggestionFactory(fresh=True)]
    today = enquiry.created_at.date()

    assert abs(enquiry.delete_on_date - today - ENQUIRY_RETENTION) <= timedelta(days=1)
    for row in waiting:
        left = row.delete_on_date - today - LINK_RETENTION
        assert abs(left) <= timedelta(days=1)
    assert abs(member.delete_on_date - today - MEMBER_RETENTION) <= timedelta(days=1)


@pytest.mark.parametrize(
    "factory", [RegistrationFactory, MemberFactory, EnquiryFactory]
)
def test_a_person_is_not_named_in_logs(factory):
    row = factory(name="Navn Navnesen", email="navn@example.org")

    assert "avn" not in f"{row} {row!r}".replace(type(row).__name__, "")


def test_an_online_event_needs_no_venue():
    EventFactory(online=True).full_clean()


def test_an_event_ends_after_it_begins():
    with pytest.raises(ValidationError) as told:
        EventFactory.build(ends_at=STARTS).full_clean()

    assert "Slutningen skal ligge efter begyndelsen." in told.value.messages
