"""Personal data go on the day that was promised."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from network.models import Enquiry, Member, Registration
from network.retention import PERSONAL
from tests.network.factories import EnquiryFactory, MemberFactory, RegistrationFactory

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
