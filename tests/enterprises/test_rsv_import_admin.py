"""The editor takes in a list from the register: file, columns, differences, yes."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enterprises.importers import files
from enterprises.models import Enterprise, RsvImport, RsvStatus
from tests.enterprises.factories import EnterpriseFactory, RsvImportFactory
from tests.enterprises.registers import csv_file, cvr_numbers, excel_file, row

CVR = cvr_numbers(4)
ADD = reverse("admin:enterprises_rsvimport_add")
LIST = reverse("admin:enterprises_rsvimport_changelist")


def columns(listed):
    return reverse("admin:enterprises_rsvimport_kolonner", args=[listed.pk])


def differences(listed):
    return reverse("admin:enterprises_rsvimport_forskelle", args=[listed.pk])


@pytest.fixture
def client(developer_client):
    return developer_client


def upload(client, data, name="rsv.csv", **more):
    fields = {
        "list_date": timezone.localdate().isoformat(),
        "register": "Det Centrale Virksomhedsregister",
        "is_complete": "on",
        "file": SimpleUploadedFile(name, data),
    }
    return client.post(ADD, fields | more)


MAPPING = {
    "cvr": "CVR-nr.",
    "navn": "Virksomhedsnavn",
    "registreret": "Registreret fra",
}


@pytest.fixture
def listed(client):
    """A list that renames one of ours and leaves another out, with columns chosen."""
    EnterpriseFactory(name="Før", cvr_number=CVR[0])
    EnterpriseFactory(name="Væk", cvr_number=CVR[1], registered=True)
    upload(client, csv_file(row(CVR[0], "<b>Efter</b>", ""), row("12345678", "x")))
    found = RsvImport.objects.get()
    client.post(columns(found), {**MAPPING, "kommune": "Kommune"})
    found.refresh_from_db()
    return found


def test_the_way_from_file_to_approval(client):
    EnterpriseFactory(name="Kædehjulet", cvr_number=CVR[0])
    data = excel_file(row(CVR[0], "KÆDEHJULET", "2016-01-31"))

    to_columns = upload(client, data, "rsv.xlsx")
    found = RsvImport.objects.get()
    page = client.get(to_columns.url)
    to_differences = client.post(to_columns.url, MAPPING)
    shown = client.get(to_differences.url)
    (difference,) = shown.context["comparison"].differences
    done = client.post(
        to_differences.url, {"difference": [difference.key]}, follow=True
    )

    assert to_columns.url == columns(found)
    assert 'value="CVR-nr." selected' in page.text
    assert "Nyregistreret (1)" in shown.text
    assert "Registreret 31. januar 2016" in shown.text
    assert "1 ændringer er gemt" in done.text
    assert "Rækkerne er slettet" in done.text
    assert RsvStatus.objects.get().source.endswith("rsv.xlsx")
    (entry,) = LogEntry.objects.filter(content_type__model="enterprise")
    assert entry.object_id == str(Enterprise.objects.get().pk)


def test_one_file_at_a_time_is_taken_in(client):
    page = client.get(ADD).text

    assert 'name="_save"' in page
    assert "_addanother" not in page
    assert "_continue" not in page


def test_known_headings_lead_straight_to_the_differences(client, listed):
    response = upload(client, csv_file(row(CVR[0], "Efter")))

    newest = RsvImport.objects.first()
    assert response.url == differences(newest)


def test_only_what_is_certain_is_ticked_and_everything_is_escaped(client, listed):
    page = client.get(differences(listed)).text

    ticked = re.findall(r'<input type="checkbox"[^>]*checked> ([^<]*)', page)
    boxes = re.findall(r'<input type="checkbox"[^>]*> ([^<]*)', page)
    assert "&lt;b&gt;Efter&lt;/b&gt;" in page
    assert "Række 3: “12345678” er ikke et CVR-nummer" in page
    assert sorted(boxes) == ["Før", "Før", "Væk"]
    assert ticked == ["Før", "Før"]


def test_a_double_post_changes_nothing(client, listed):
    page = client.get(differences(listed))
    keys = [d.key for d in page.context["comparison"].differences]
    client.post(differences(listed), {"difference": keys})
    after = list(RsvStatus.objects.values())

    again = client.post(differences(listed), {"difference": keys}, follow=True)

    assert "allerede godkendt" in again.text
    assert list(RsvStatus.objects.values()) == after


def test_nothing_chosen_changes_nothing_but_the_day_of_the_check(client):
    enterprise = EnterpriseFactory(name="Ens", cvr_number=CVR[0], registered=True)
    upload(client, csv_file(row(CVR[0], "Ens", "01-01-2017")))
    found = RsvImport.objects.get()
    client.post(columns(found), MAPPING)

    page = client.get(differences(found)).text
    client.post(differences(found))

    assert "Der er ingen forskelle" in page
    assert enterprise.rsv_history.get().checked_date == timezone.localdate()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Filen er tom."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "ikke en liste"),
        (b"x" * (files.MAX_BYTES + 1), "for stor"),
    ],
)
def test_a_file_that_is_refused_says_why_beside_the_field(client, data, sentence):
    response = upload(client, data)

    (error,) = response.context["adminform"].form.errors["file"]
    assert sentence in error
    assert not RsvImport.objects.exists()


def test_a_list_of_tomorrow_is_refused(client):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = upload(client, csv_file(row(CVR[0])), list_date=tomorrow.isoformat())

    assert "ikke er kommet" in response.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00b\r\n.csv", "x" * 300, "🚲"]
)
def test_a_hostile_file_name_is_only_a_name(client, name):
    upload(client, csv_file(row(CVR[0])), name)

    kept = RsvImport.objects.get().file_name
    assert len(kept) <= 100
    assert not re.search(r"[/\x00-\x1f]", kept)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({}, "Vælg den kolonne, CVR-numrene står i."),
        ({"cvr": "Findes ikke"}, "Vælg en kolonne fra filen."),
        ({"cvr": "Nummer", "navn": "Nummer"}, "er allerede valgt til CVR-nummer"),
    ],
)
def test_a_wrong_choice_of_columns_is_told(client, chosen, sentence):
    listed = RsvImportFactory()

    page = client.post(columns(listed), chosen)

    assert sentence in page.text
    assert RsvImport.objects.get().state == RsvImport.State.UPLOADED


def test_steps_cannot_be_taken_out_of_order(client):
    uploaded = RsvImportFactory()
    approved = RsvImportFactory(approved=True)
    change = reverse("admin:enterprises_rsvimport_change", args=[approved.pk])

    assert client.post(differences(uploaded)).url == columns(uploaded)
    assert client.get(columns(approved)).url == differences(approved)
    assert client.get(change).url == differences(approved)
    assert "Rækkerne er slettet" in client.get(differences(approved)).text


def test_only_the_first_are_shown_when_there_are_very_many(client, monkeypatch):
    monkeypatch.setattr("enterprises.admin.rsv_import.SHOWN", 1)
    listed = RsvImportFactory(
        state="klar",
        headers=["A", "B", "C"],
        mapping={"cvr": "A", "navn": "B", "kommune": "C"},
        rows=[[2, [CVR[0], "En", "265"]], [3, [CVR[1], "To", "265"]]],
    )

    page = client.get(differences(listed)).text

    assert "for at se de sidste 1" in page
    assert page.count('type="checkbox"') == 1


def test_strangers_and_other_staff_are_kept_out(client, db):
    listed = RsvImportFactory()
    other = Client()
    other.force_login(User.objects.create_user("other", is_staff=True))

    for address in (LIST, ADD, columns(listed), differences(listed)):
        assert other.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert other.post(differences(listed)).status_code == 403


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "x", "%00"])
def test_a_list_that_is_not_there_is_no_fault(client, key):
    for step in ("kolonner", "forskelle"):
        assert client.get(f"{LIST}{key}/{step}/").status_code == 404


def test_the_pages_hold_no_inline_style_or_script(client, listed):
    pages = "".join(
        client.get(url).text
        for url in (LIST, ADD, columns(RsvImportFactory()), differences(listed))
    )

    assert (
        re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", pages) == []
    )
