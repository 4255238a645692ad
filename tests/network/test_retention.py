"""Personal data go on the day that was promised."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from network import retention
from network.models import Enquiry, Event, Member, Registration
from network.retention import PERSONAL
from tests.network.factories import (
    ArrivalFactory,
    EnquiryFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("factory", "model"),
    [
        (RegistrationFactory, Registration),
        (MemberFactory, Member),
        (EnquiryFactory, Enquiry),
    ],
)
def test_what_is_due_is_deleted_and_the_rest_stays(factory, model):
    today = timezone.localdate()
    factory(delete_on_date=today)
    stays = factory(delete_on_date=today + timedelta(days=1))

    call_command("delete_expired", stdout=StringIO())

    assert list(model.objects.all()) == [stays]


def test_a_dry_run_counts_and_deletes_nothing():
    EnquiryFactory(delete_on_date=timezone.localdate())
    said = StringIO()

    call_command("delete_expired", "--dry-run", stdout=said)

    assert "Enquiry: 1 to delete" in said.getvalue()
    assert Enquiry.objects.count() == 1


def test_no_table_with_a_day_of_deletion_is_forgotten():
    dated = {
        model
        for model in apps.get_app_config("network").get_models()
        if any(field.name == "delete_on_date" for field in model._meta.fields)
    }

    assert set(PERSONAL) == dated


def counts(event):
    event = Event.objects.get(pk=event.pk)
    return event.signed_up_count, event.waited_count


def test_deleted_sign_ups_leave_their_numbers():
    today = timezone.localdate()
    event = EventFactory(published=True)
    due = {"event": event, "delete_on_date": today}
    row = RegistrationFactory(confirmed=True, colleagues="Bo", **due)
    ArrivalFactory(registration=row)
    RegistrationFactory(confirmed=True, **due)
    RegistrationFactory(waiting=True, colleagues="Bo\nCa", **due)
    RegistrationFactory(cancelled=True, **due)
    RegistrationFactory(**due)
    said = StringIO()

    call_command("delete_expired", stdout=said)
    call_command("delete_expired", stdout=StringIO())

    assert not Registration.objects.exists()
    assert "Registration: 5 deleted" in said.getvalue()
    assert counts(event) == (3, 3)


def test_numbers_are_added_up_over_the_days():
    today = timezone.localdate()
    event = EventFactory()
    for day in (today, today + timedelta(days=1)):
        RegistrationFactory(event=event, confirmed=True, delete_on_date=day)

    for days in (0, 1):
        retention.delete_due(today + timedelta(days=days))

    assert counts(event) == (2, 0)


def test_an_event_nobody_leaves_keeps_no_number():
    event = EventFactory()
    RegistrationFactory(event=event, confirmed=True)

    retention.delete_due(timezone.localdate() - timedelta(days=10_000))

    assert counts(event) == (None, None)
