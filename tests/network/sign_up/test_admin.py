"""Sign-ups on the editor's desk: found, corrected, taken back, added by telephone."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from network.models import Registration
from network.sign_up import registrations
from tests.common.test_admin import fields
from tests.network.factories import EventFactory, RegistrationFactory

LIST = reverse("admin:network_registration_changelist")
State = Registration.State


@pytest.fixture
def event(db):
    return EventFactory(
        published=True, starts_at=timezone.now() + timedelta(days=20), capacity=2
    )


def step_of(row, step):
    return reverse(f"admin:network_{row._meta.model_name}_{step}", args=[row.pk])


def take(client, row, step, **typed):
    address = step_of(row, step)
    version = client.get(address).context["version"]
    return client.post(address, {"_version": version, **typed}, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_the_list_shows_the_order_of_one_event(editor_client, event):
    rows = [
        RegistrationFactory(event=event, number=number, waiting=number > 2)
        for number in (4, 1, 3, 2)
    ]
    RegistrationFactory()

    page = editor_client.get(f"{LIST}?event__id__exact={event.pk}")

    shown = page.context["cl"].result_list
    assert list(shown) == [rows[1], rows[3], rows[2], rows[0]]
    assert [row.in_line for row in shown][2:] == [1, 2]


def test_the_editor_takes_somebody_off_and_the_next_is_offered_the_seat(
    editor_client, event
):
    seated = RegistrationFactory.create_batch(2, event=event, confirmed=True)
    waits = RegistrationFactory(event=event, waiting=True)

    response = take(editor_client, seated[0], "afmeld")

    seated[0].refresh_from_db()
    waits.refresh_from_db()
    assert "er meldt fra" in told(response)
    assert (seated[0].state, waits.state) == (State.CANCELLED, State.OFFERED)
    assert [mail.email.to for mail in Message.objects.order_by("pk")] == [
        [seated[0].email],
        [waits.email],
    ]


def test_the_editor_corrects_within_the_seats(editor_client, event):
    row = RegistrationFactory(event=event, confirmed=True)

    right = take(editor_client, row, "ret", name="Ny", colleagues="Bo")
    wrong = take(editor_client, row, "ret", name="Ny", colleagues="Bo\nCa")

    row.refresh_from_db()
    assert "er rettet" in told(right)
    assert "Der er ikke flere pladser" in wrong.text
    assert (row.name, row.people) == ("Ny", 2)


def test_the_mail_goes_again(editor_client, event):
    row = RegistrationFactory(event=event, confirmed=True)

    take(editor_client, row, "send-igen")

    assert Message.objects.get().email.subject.startswith("Du har en plads")


@pytest.mark.parametrize("step", ["ret", "send-igen", "afmeld"])
def test_what_is_over_has_no_buttons(editor_client, event, step):
    over = RegistrationFactory(event=event, cancelled=True)
    past = RegistrationFactory(confirmed=True)

    for row in (over, past):
        response = editor_client.post(step_of(row, step), {"name": "X"}, follow=True)
        assert "skiftet status" in told(response)
    assert not Message.objects.exists()


def test_somebody_who_rang_is_signed_up_or_waits(editor_client, event):
    for n in range(3):
        response = take(
            editor_client,
            event,
            "tilmeld",
            name=f"Person {n}",
            email=f"p{n}@example.org",
        )
    again = take(editor_client, event, "tilmeld", name="P", email="P0@example.org")

    states = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert "står på ventelisten" in told(response)
    assert "allerede tilmeldt" in again.text
    assert Message.objects.count() == 3


def test_who_is_deleted_leaves_the_seat_to_the_next(editor_client, event):
    seated = RegistrationFactory.create_batch(2, event=event, confirmed=True)
    waits = RegistrationFactory(event=event, waiting=True)
    address = reverse("admin:network_registration_delete", args=[seated[0].pk])
    version = editor_client.get(address).context["version"]

    editor_client.post(address, {"post": "yes", "_version": version})

    waits.refresh_from_db()
    assert not Registration.objects.filter(pk=seated[0].pk).exists()
    assert waits.state == State.OFFERED


def test_the_editor_is_told_when_there_are_fewer_seats_than_people(
    editor_client, event
):
    RegistrationFactory.create_batch(2, event=event, confirmed=True)
    address = reverse("admin:network_event_change", args=[event.pk])
    typed = fields(editor_client.get(address))

    fine = editor_client.post(address, typed, follow=True)
    typed = fields(editor_client.get(address)) | {"capacity": "1"}
    fewer = editor_client.post(address, typed, follow=True)

    assert "Ingen mister sin plads" not in told(fine)
    assert "2 har eller får holdt en plads, men der er nu kun 1." in told(fewer)
    assert registrations.seats(event).taken == 2


def test_the_editor_is_told_of_groups_that_never_fit(editor_client, event):
    RegistrationFactory.create_batch(2, event=event, confirmed=True)
    RegistrationFactory(event=event, waiting=True, colleagues="Bo")
    address = reverse("admin:network_event_change", args=[event.pk])
    typed = fields(editor_client.get(address))

    fine = editor_client.post(address, typed, follow=True)
    typed = fields(editor_client.get(address)) | {"capacity": "1"}
    fewer = editor_client.post(address, typed, follow=True)

    assert "for flere, end" not in told(fine)
    assert "1 tilmelding på ventelisten er for flere, end der er pladser" in told(fewer)


def test_nobody_is_named_in_the_log_of_the_desk(editor_client, event):
    row = RegistrationFactory(event=event, confirmed=True, name="Rita Registreret")

    take(editor_client, row, "afmeld")
    take(editor_client, event, "tilmeld", name="Sonja", email="sonja@example.org")

    words = " ".join(
        f"{entry.object_repr} {entry.change_message}"
        for entry in LogEntry.objects.all()
    )
    assert "Meld fra" in words
    assert not any(name in words for name in ("Rita", "Sonja", "example.org"))
