"""The editor takes a list out, puts it right in Excel, and takes it in again."""

import io
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from enterprises.admin import transfer
from enterprises.models import Enterprise, TableImport
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    StaffingReturnFactory,
    TableImportFactory,
)
from tests.enterprises.registers import csv_file, cvr_numbers
from tests.routes import content_of

CVR = cvr_numbers(3)
ADD = reverse("admin:enterprises_tableimport_add")
LIST = reverse("admin:enterprises_tableimport_changelist")
MODELS = ["enterprise", "rsvstatus", "staffingreturn"]


def address(model, page):
    return reverse(f"admin:enterprises_{model}_{page}")


def look(upload):
    return reverse("admin:enterprises_tableimport_gennemse", args=[upload.pk])


@pytest.fixture
def client(developer_client):
    return developer_client


def upload(client, data, name="virksomheder.csv", kind="virksomheder"):
    fields = {"kind": kind, "file": SimpleUploadedFile(name, data)}
    return client.post(ADD, fields)


def renaming(*rows):
    return csv_file(*rows, headings=("CVR-nummer", "Navn", "Kort beskrivelse"))


def say_yes(client, page):
    seen = re.search(r'name="seen" value="([^"]+)"', page.text)[1]
    return client.post(page.request["PATH_INFO"], {"seen": seen}, follow=True)


# Out


@pytest.mark.parametrize("model", MODELS)
def test_every_list_offers_its_files(client, model):
    page = client.get(address(model, "changelist")).text

    assert f'href="{address(model, "xlsx")}"' in page
    assert f'href="{address(model, "csv")}"' in page
    assert "Indlæs fra fil" in page


@pytest.mark.parametrize("model", MODELS)
def test_both_files_hold_what_the_list_shows(client, model):
    RsvStatusFactory(enterprise__name="Kædehjulet", source="Registret")
    StaffingReturnFactory(enterprise__name="Kædehjulet")

    text = client.get(address(model, "csv"))
    book = client.get(address(model, "xlsx"))

    lines = content_of(text).decode("utf-8-sig").splitlines()
    sheet = load_workbook(io.BytesIO(content_of(book))).worksheets[0]
    assert "Kædehjulet" in lines[1]
    assert [cell.value for cell in sheet[1]] == lines[0].split(";")
    assert sheet.max_row == len(lines)
    assert text["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in text["Cache-Control"]


def test_a_filtered_list_gives_a_filtered_file(client):
    EnterpriseFactory(name="Kladden")
    EnterpriseFactory(name="Den offentlige", published=True)
    chosen = "?publication_state__exact=offentlig&q=den"

    page = client.get(address("enterprise", "changelist") + chosen)
    text = content_of(client.get(address("enterprise", "csv") + chosen)).decode()

    assert f"{address('enterprise', 'csv')}?publication_state" in page.text
    assert "Den offentlige" in text
    assert "Kladden" not in text


@pytest.mark.parametrize(
    "question", ["?nonsense=1", "?publication_state__exact=x", "?p=999999", "?o=x"]
)
def test_a_filter_that_makes_no_sense_is_no_fault(client, question):
    response = client.get(address("enterprise", "csv") + question)

    assert response.status_code in (200, 302)
    content_of(response)


def test_a_list_too_long_for_excel_leads_to_csv(client, monkeypatch):
    monkeypatch.setattr(transfer, "EXCEL_ROWS", 1)
    EnterpriseFactory.create_batch(2)

    page = client.get(address("enterprise", "xlsx"), follow=True)

    assert "Hent den som CSV" in page.text


# In


def test_the_way_from_file_to_registry(client):
    enterprise = EnterpriseFactory(name="Før", cvr_number=CVR[0])
    data = renaming((CVR[0], "Efter <b>", "En linje"), (CVR[1], "Helt ny", "En linje"))

    to_look = upload(client, data)
    page = client.get(to_look.url)
    between = Enterprise.objects.get(pk=enterprise.pk).name
    done = say_yes(client, page)

    assert between == "Før"
    assert "Efter &lt;b&gt;" in page.text
    assert "Helt ny" in page.text
    assert "Nye: 1. Ændrede: 1." in done.text
    assert Enterprise.objects.get(pk=enterprise.pk).name == "Efter <b>"
    told = LogEntry.objects.filter(content_type__model="enterprise")
    assert {entry.object_id for entry in told} == {
        str(pk) for pk in Enterprise.objects.values_list("pk", flat=True)
    }
    assert all("virksomheder.csv" in entry.change_message for entry in told)


def test_a_file_with_faults_cannot_be_taken_in(client):
    EnterpriseFactory(cvr_number=CVR[0])

    page = client.get(upload(client, renaming((CVR[0], "", "x"), ("1", "A", "x"))).url)

    assert "2 rækker kan ikke indlæses" in page.text
    assert "Række 3" in page.text
    assert 'value="Indlæs"' not in page.text


def test_a_file_that_says_the_same_has_nothing_to_take_in(client):
    EnterpriseFactory(cvr_number=CVR[0])
    data = content_of(client.get(address("enterprise", "csv")))

    page = client.get(upload(client, data).url)

    assert "Der er intet at indlæse" in page.text
    assert 'value="Indlæs"' not in page.text


def test_unknown_columns_are_named(client):
    EnterpriseFactory(cvr_number=CVR[0])
    data = csv_file((CVR[0], "x", "y"), headings=("CVR-nummer", "Farve", "<i>"))

    page = client.get(upload(client, data).url)

    assert "kolonnerne “Farve”, “&lt;i&gt;”" in page.text


def test_what_somebody_changed_meanwhile_is_shown_again(client):
    enterprise = EnterpriseFactory(name="Før", cvr_number=CVR[0])
    page = client.get(upload(client, renaming((CVR[0], "Mit", "x"))).url)
    Enterprise.objects.filter(pk=enterprise.pk).update(name="Deres")

    again = say_yes(client, page)
    done = say_yes(client, again)

    assert "Række 2 (Deres)" in again.text
    assert "Nogen har rettet noget" in again.text
    assert "Filen er indlæst" in done.text


def test_a_double_post_changes_nothing(client):
    page = client.get(upload(client, renaming((CVR[0], "Ny", "x"))).url)
    say_yes(client, page)

    again = say_yes(client, page)

    assert "allerede indlæst" in again.text
    assert Enterprise.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Filen er tom."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "ikke en liste"),
        (b"Farve\nx\n", "kender ingen af overskrifterne"),
    ],
)
def test_a_file_that_is_refused_says_why_beside_the_field(client, data, sentence):
    response = upload(client, data)

    (error,) = response.context["adminform"].form.errors["file"]
    assert sentence in error
    assert 'value="virksomheder" selected' in response.text
    assert not TableImport.objects.exists()


def test_only_one_button_and_the_list_says_what_the_file_is(client):
    page = client.get(f"{ADD}?kind=rsv").text

    assert 'value="rsv" selected' in page
    assert "_addanother" not in page


def test_very_many_rows_are_counted_and_the_first_shown(client, monkeypatch):
    monkeypatch.setattr("enterprises.transfer.intake.SHOWN", 1)
    monkeypatch.setattr(transfer, "SHOWN", 1)

    page = client.get(upload(client, renaming(*[(n, "A", "x") for n in CVR])).url)

    assert "de første 1 af 3" in page.text


def test_a_step_of_rsv_leads_to_its_enterprise(client):
    status = RsvStatusFactory()

    response = client.get(
        reverse("admin:enterprises_rsvstatus_change", args=[status.pk])
    )

    assert response.url == reverse(
        "admin:enterprises_enterprise_change", args=[status.enterprise_id]
    )


# Who may


def staff(*permissions):
    user = User.objects.create_user("other", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_strangers_and_other_staff_are_kept_out(db):
    waiting = TableImportFactory()
    other = staff()
    places = [ADD, LIST, look(waiting)]
    places += [address(model, page) for model in MODELS for page in ("csv", "xlsx")]

    for place in places:
        assert other.get(place).status_code == 403
        assert Client().get(place).status_code == 302
    assert other.post(look(waiting), {"seen": "0-0"}).status_code == 403


def test_who_may_only_see_can_take_out_and_not_in(db):
    EnterpriseFactory()
    reader = staff("view_enterprise")

    page = reader.get(address("enterprise", "changelist")).text

    assert "Hent som Excel" in page
    assert "Indlæs fra fil" not in page
    assert content_of(reader.get(address("enterprise", "csv")))
    assert reader.get(address("staffingreturn", "csv")).status_code == 403


def test_a_file_needs_leave_for_what_it_writes(db):
    clerk = staff(
        "add_tableimport", "change_tableimport", "add_rsvstatus", "change_rsvstatus"
    )
    waiting = TableImportFactory()

    page = clerk.get(ADD).text
    refused = upload(clerk, renaming((CVR[0], "Ny", "x")))

    assert '<option value="rsv"' in page
    assert '<option value="virksomheder"' not in page
    assert "kind" in refused.context["adminform"].form.errors
    assert clerk.get(look(waiting)).status_code == 403
    assert clerk.post(look(waiting), {"seen": "0-0"}).status_code == 403


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "x", "%00"])
def test_a_file_that_is_not_there_is_no_fault(client, key):
    assert client.get(f"{LIST}{key}/gennemse/").status_code in (400, 404)


@pytest.mark.parametrize("seen", ["", "x", "0-0", "9" * 500, "\x00"])
def test_a_seal_that_makes_no_sense_takes_nothing_in(client, seen):
    waiting = TableImportFactory()

    response = client.post(look(waiting), {"seen": seen}, follow=True)

    assert response.status_code == 200
    assert not Enterprise.objects.exists()


def test_the_pages_hold_no_inline_style_or_script(client):
    taken = TableImportFactory(taken_in=True)
    pages = "".join(
        client.get(url).text
        for url in (LIST, ADD, look(TableImportFactory()), look(taken))
    )

    found = re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", pages)
    assert found == []
