"""The network on the editor's desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.models import Event
from tests.network.factories import (
    EnquiryFactory,
    EventFactory,
    MemberFactory,
    RegistrationFactory,
    TopicFactory,
)

LISTS = {
    name: reverse(f"admin:network_{name}_changelist")
    for name in ("event", "registration", "member", "topic", "enquiry")
}


def page_of(obj, page="change"):
    name = obj._meta.model_name
    return reverse(f"admin:network_{name}_{page}", args=[obj.pk])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_any_number(
    editor_client, django_assert_num_queries, name
):
    def make():
        RegistrationFactory()
        MemberFactory()
        TopicFactory()
        EnquiryFactory()

    make()
    make()
    editor_client.get(LISTS[name])
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get(LISTS[name])
    for _ in range(10):
        make()

    with django_assert_num_queries(len(for_two)):
        editor_client.get(LISTS[name])


def test_a_list_names_nobody(editor_client):
    RegistrationFactory(name="Rita Registreret", email="rita@example.org")
    MemberFactory(name="Mads Medlem", email="mads@example.org")
    EnquiryFactory(name="Sonja Spørger", email="sonja@example.org")

    pages = "".join(
        editor_client.get(LISTS[name]).text
        for name in ("registration", "member", "enquiry")
    )

    assert "Tilmelding" in pages
    assert not any(word in pages for word in ("Rita", "Mads", "Sonja", "example.org"))


@pytest.mark.parametrize("name", ["registration", "member", "enquiry"])
def test_the_day_of_deletion_is_always_shown(editor_client, name):
    page = editor_client.get(LISTS[name])

    assert "delete_on_date" in page.context["cl"].list_display


def test_a_person_is_found_by_the_whole_address_only(editor_client):
    rita = RegistrationFactory(name="Rita", email="rita@example.org")

    def found(words):
        response = editor_client.get(f"{LISTS['registration']}?q={words}")
        return list(response.context["cl"].result_list)

    assert found("rita@example.org") == [rita]
    assert found("rita") == []


def test_nobody_is_added_by_hand(editor_client):
    answers = [
        editor_client.get(reverse(f"admin:network_{name}_add")).status_code
        for name in ("registration", "member", "enquiry")
    ]

    assert answers == [403, 403, 403]


def test_events_without_minutes_are_found(editor_client):
    now = timezone.now()
    past = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=1)}
    missing = EventFactory(published=True, **past)
    EventFactory(published=True, minutes="<p>Vi mødtes.</p>", **past)
    EventFactory(cancelled=True, **past)
    EventFactory(
        published=True,
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=2),
    )

    response = editor_client.get(f"{LISTS['event']}?tid=referat")

    assert list(response.context["cl"].result_list) == [missing]
    assert Event.objects.count() == 4
