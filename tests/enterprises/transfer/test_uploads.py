"""Between the look and the yes, and files too large for a page."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from common.tables import Unreadable
from enterprises.models import (
    Enterprise,
    StaffingReturn,
    TableImport,
)
from enterprises.services import Refused
from enterprises.transfer import (
    SHEETS,
    EnterpriseSheet,
    intake,
    uploads,
)
from enterprises.transfer.returns import Count
from tests.enterprises.factories import (
    TableImportFactory,
)
from tests.enterprises.registers import csv_file
from tests.enterprises.transfer.files import (
    CVR,
    HEADINGS,
)

pytestmark = pytest.mark.django_db


# Between the look and the yes


def kept(data, kind="virksomheder"):
    return uploads.keep(
        TableImport(kind=kind), file=io.BytesIO(data), file_name="../x\r\n.csv"
    )


def yes(upload, by=None):
    return uploads.approve(upload, seen=uploads.seal(upload.prints), by=by)


def test_an_upload_is_taken_in_once_and_its_rows_are_forgotten(registry):
    upload = kept(
        csv_file((CVR[0], "Nyt", "x"), (CVR[1], "Ny", "x"), headings=HEADINGS)
    )

    done = yes(upload)

    assert (done.new_rows, done.changed_rows) == (1, 1)
    assert bytes(TableImport.objects.get().content) == b""
    with pytest.raises(Refused, match="allerede indlæst"):
        yes(upload)
    assert "/" not in done.file_name


def test_what_somebody_changed_meanwhile_is_told_by_row(registry):
    upload = kept(csv_file((CVR[0], "Nyt", "x"), headings=HEADINGS))
    Enterprise.objects.filter(pk=registry.pk).update(name="Deres")

    with pytest.raises(intake.Changed, match=r"Række 2 \(Deres\)"):
        yes(upload)

    registry.refresh_from_db()
    assert registry.name == "Deres"


def test_a_page_that_is_out_of_date_cannot_say_yes(registry):
    upload = kept(csv_file((CVR[0], "Nyt", "x"), headings=HEADINGS))
    old = uploads.seal(upload.prints)
    Enterprise.objects.filter(pk=registry.pk).update(name="Deres")
    _, _, is_other = uploads.look(upload)

    with pytest.raises(intake.Changed, match="siden du så på filen"):
        uploads.approve(upload, seen=old, by=None)

    assert is_other
    assert yes(upload).changed_rows == 1


def test_what_was_deleted_meanwhile_is_not_made_anew_unseen(registry):
    upload = kept(csv_file((CVR[0], "Nyt", "x"), headings=HEADINGS))
    StaffingReturn.objects.all().delete()
    registry.delete()

    with pytest.raises(intake.Changed):
        yes(upload)

    assert Enterprise.objects.count() == 1


def test_a_number_taken_at_the_same_moment_is_a_sentence(registry, monkeypatch):
    upload = kept(csv_file((CVR[1], "Ny", "x"), headings=HEADINGS))
    plan = EnterpriseSheet.plan

    def overtaken(self, *args, **kwargs):
        found = plan(self, *args, **kwargs)
        Enterprise.objects.filter(slug="den-anden").update(cvr_number=CVR[1])
        return found

    monkeypatch.setattr(EnterpriseSheet, "plan", overtaken)

    with pytest.raises(intake.Changed, match="lige nu"):
        yes(upload)


def test_more_rows_than_a_page_takes_lead_to_the_command(monkeypatch):
    monkeypatch.setattr(EnterpriseSheet, "desk_rows", 2)
    data = csv_file(*[(n, "A", "x") for n in CVR[:3]], headings=HEADINGS)

    with pytest.raises(Unreadable, match="import_table"):
        kept(data)

    assert not TableImport.objects.exists()


def test_files_that_nobody_takes_in_are_deleted():
    today = date(2018, 9, 1)
    TableImportFactory(delete_on_date=today, file_name="gammel.csv")
    TableImportFactory(delete_on_date=today, taken_in=True, file_name="indlæst.csv")
    TableImportFactory(delete_on_date=today + timedelta(1), file_name="ny.csv")

    number = uploads.forget_overdue(today)

    assert number == 1
    assert set(TableImport.objects.values_list("file_name", flat=True)) == {
        "indlæst.csv",
        "ny.csv",
    }


def test_delete_expired_deletes_them_too(capsys):
    TableImportFactory(delete_on_date=date(2018, 9, 1))

    call_command("delete_expired", dry_run=True)
    call_command("delete_expired")

    assert "TableImport: 1 to delete" in capsys.readouterr().out
    assert not TableImport.objects.exists()


# Commands


def test_the_editors_guide_names_every_column():
    guide = (Path(settings.BASE_DIR) / "docs" / "editing.md").read_text()
    rows = [line for line in guide.splitlines() if line.startswith("|")]
    lists = {row.split("|")[1].strip(): row for row in rows}

    for sheet in SHEETS.values():
        named = lists[sheet.title]
        fixed = [
            column.heading
            for column in sheet().columns
            if not isinstance(column, Count)
        ]
        assert [heading for heading in fixed if heading not in named] == []
        assert f"{sheet.desk_rows:,}".replace(",", ".") in guide


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_of_any_size_goes_through_the_commands(
    ending, registry, editor, tmp_path, capsys
):
    path = tmp_path / f"x.{ending}"

    call_command("export_table", "virksomheder", path)
    Enterprise.objects.filter(pk=registry.pk).update(name="Andet")
    call_command("import_table", "virksomheder", path)
    looked = capsys.readouterr().out
    between = Enterprise.objects.get(pk=registry.pk).name
    call_command("import_table", "virksomheder", path, approve="editor")

    assert "2 of 2" in looked
    assert "Række 2, Andet, Navn: Andet → Kædehjulet" in looked
    assert between == "Andet"
    assert "0 new, 1 changed" in capsys.readouterr().out
    assert Enterprise.objects.get(pk=registry.pk).name == "Kædehjulet"


@pytest.mark.parametrize(
    ("data", "options", "sentence"),
    [
        (b"", {}, "Filen er tom"),
        (b"CVR-nummer;Navn\n1;x\n", {}, "1 rows are refused"),
        (b"CVR-nummer;Navn\n1;x\n", {"approve": "nobody"}, "no active user"),
        (None, {}, "No such file"),
    ],
)
def test_a_command_says_why_it_did_nothing(data, options, sentence, tmp_path):
    path = tmp_path / "x.csv"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(CommandError, match=sentence):
        call_command("import_table", "virksomheder", path, **options)
