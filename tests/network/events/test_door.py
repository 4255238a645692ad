"""Who comes, on the desk: the list, the table, and the door on a phone."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from network.events import attendance
from network.sign_up import registrations
from tests.network.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"


def soon(**later):
    return timezone.now() + timedelta(**later)


def page_of(event, page="change"):
    return reverse(f"admin:network_event_{page}", args=[event.pk])


def door(event):
    return page_of(event, "door")


def today(**values):
    return EventFactory(published=True, starts_at=soon(minutes=-5), **values)


def test_the_list_names_everybody_with_a_seat_and_who_waits(editor_client):
    event = today()
    RegistrationFactory(
        event=event,
        confirmed=True,
        name="Ulla Berg",
        organisation="Værkstedet",
        colleagues="Ib Ny",
    )
    RegistrationFactory(event=event, waiting=True, name="Vera Venter")
    gone = RegistrationFactory(event=event, cancelled=True, name="Frede Fra")

    page = editor_client.get(page_of(event, "participants")).text

    day = date_format(registrations.deletion_date(event), "j. F Y")
    assert f"Portalen sletter listen {day}" in page
    for words in ("Ulla Berg", "Værkstedet", "Ib Ny", "med Ulla Berg", "Vera Venter"):
        assert words in page
    assert "Frede Fra" not in page
    assert gone.email not in page
    assert (
        "no-store" in editor_client.get(page_of(event, "participants"))["Cache-Control"]
    )


@pytest.mark.parametrize("number", [2, 12])
def test_a_page_costs_the_same_however_many_come(
    editor_client, django_assert_max_num_queries, number
):
    event = today()
    RegistrationFactory.create_batch(number, event=event, confirmed=True)
    editor_client.get(door(event))

    for page in ("participants", "door"):
        with django_assert_max_num_queries(9):
            editor_client.get(page_of(event, page))


def test_the_table_is_safe_in_a_spreadsheet_and_noted_without_names(editor_client):
    event = today()
    RegistrationFactory(
        event=event, confirmed=True, name="=1+1", organisation="@SUM(A1)"
    )
    RegistrationFactory(event=event, confirmed=True, name=f"Åse {CANARY}")

    response = editor_client.post(page_of(event, "participants_csv"))

    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Navn", "Organisation", "Tilmeldt af", "Plads", "Mødte frem"]
    assert rows[1][:2] == ["'=1+1", "'@SUM(A1)"]
    assert rows[2][0] == f"Åse {CANARY}"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment")
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == "Hentede deltagerlisten (2)."
    assert CANARY not in f"{entry.object_repr}{entry.change_message}"


def test_a_table_is_not_fetched_by_looking(editor_client):
    assert editor_client.get(page_of(today(), "participants_csv")).status_code == 405


def test_a_press_at_the_door_counts_one_and_leads_back_to_them(editor_client):
    event = today()
    row = RegistrationFactory(event=event, confirmed=True, name="Ulla Berg")
    key = f"{row.pk}-0"

    response = editor_client.post(door(event), {"kom": key, "navn": "Ulla"})
    page = editor_client.get(door(event)).text

    assert response["Location"] == f"{door(event)}?navn=Ulla#d-{key}"
    assert "<strong>1</strong> af 1 er kommet" in page
    editor_client.post(door(event), {"fortryd": key})
    assert "<strong>0</strong> af 1 er kommet" in editor_client.get(door(event)).text


def test_the_door_finds_by_name_and_by_organisation(editor_client):
    event = today()
    for name, organisation in (("Ulla Berg", "Værkstedet"), ("Åge Kok", "Køkkenet")):
        RegistrationFactory(
            event=event, confirmed=True, name=name, organisation=organisation
        )

    def found(words):
        page = editor_client.get(door(event), {"navn": words}).text
        return [name for name in ("Ulla Berg", "Åge Kok") if name in page]

    assert found("berg ulla") == ["Ulla Berg"]
    assert found("køkken") == ["Åge Kok"]
    assert found("findes ikke") == []
    assert found("") == ["Ulla Berg", "Åge Kok"]


def test_who_came_without_signing_up_is_counted_at_the_door(editor_client):
    event = today()

    editor_client.post(door(event), {"uden": "mere", "vist": "0"})
    late = editor_client.post(door(event), {"uden": "mere", "vist": "0"}, follow=True)

    event.refresh_from_db()
    assert event.attendance_count == 1
    assert "allerede blevet 1" in late.text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kom": "x"},
        {"kom": "1-0\r\nX: 1"},
        {"uden": "mere", "vist": "²"},
        {"uden": "mere", "vist": "9" * 3500},
        {"fortryd": "<script>"},
    ],
)
def test_the_door_takes_no_nonsense(editor_client, typed):
    event = today()

    response = editor_client.post(door(event), typed, follow=True)

    assert response.status_code == 200
    event.refresh_from_db()
    assert event.attendance_count is None


def test_only_those_with_the_right_see_who_comes():
    event = today()
    RegistrationFactory(event=event, confirmed=True, name=CANARY)
    user = User.objects.create_user("hjælper", password="not-a-secret", is_staff=True)
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_event", "change_event"])
    )
    client = Client()
    client.force_login(user)

    answers = [
        client.get(page_of(event, "participants")),
        client.post(page_of(event, "participants_csv")),
        client.get(door(event)),
        client.post(door(event), {"uden": "mere", "vist": "0"}),
    ]
    page = client.get(page_of(event)).text

    assert [answer.status_code for answer in answers] == [403] * 4
    assert page_of(event, "participants") not in page
    assert CANARY not in "".join(answer.text for answer in answers) + page
    assert not attendance.seated(event)[0].has_come


def test_nobody_is_ticked_off_before_the_day(editor_client):
    event = EventFactory(published=True, starts_at=soon(days=9))
    row = RegistrationFactory(event=event, confirmed=True)

    page = editor_client.get(door(event)).text
    editor_client.post(door(event), {"kom": f"{row.pk}-0"})

    assert "Du kan krydse af fra den dag" in page
    assert not attendance.seated(event)[0].has_come
