"""The editor puts many rows right in a file, as she does it in a browser."""

import csv
import io

import pytest
from playwright.sync_api import Page

from enterprises.models import Enterprise, TableImport
from tests.browser.axe import violations
from tests.enterprises.factories import EnterpriseFactory, TableImportFactory
from tests.enterprises.registers import cvr_numbers

CVR = cvr_numbers(2)
LIST = "/admin/enterprises/enterprise/"


def taken_out(page: Page, button: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_text(button, exact=True).click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def put_in(page: Page, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    page.get_by_text("Indlæs fra fil", exact=True).click()
    page.set_input_files(
        "[name=file]",
        {
            "name": "rettet.csv",
            "mimeType": "text/csv",
            # As Danish Excel saves it.
            "buffer": text.getvalue().encode("cp1252"),
        },
    )
    page.get_by_role("button", name="Se, hvad filen ændrer").click()


def test_out_put_right_looked_through_and_in(desk):
    kept = EnterpriseFactory(name="Kædehjulet", cvr_number=CVR[0], phone="+45 1")
    desk.goto(LIST)
    rows = taken_out(desk, "Hent som CSV")
    name = rows[0].index("Navn")

    rows[1][name] = ""
    put_in(desk, rows)
    faults = desk.locator(".desk-compare--rows").inner_text()
    cannot = desk.get_by_role("button", name="Indlæs", exact=True).count()
    desk.goto(LIST)
    rows[1][name] = "Ærlige hjul"
    rows.append([""] * len(rows[0]))
    rows[2][0], rows[2][name], rows[2][name + 1] = CVR[1], "Den nye", "Syr gardiner."
    put_in(desk, rows)
    changes = desk.locator(".desk-compare--changes").inner_text()
    before = Enterprise.objects.get(pk=kept.pk).name
    desk.get_by_role("button", name="Indlæs", exact=True).click()
    desk.locator(".messagelist .success").wait_for()

    assert "Række 2" in faults
    assert "Navn" in faults
    assert cannot == 0
    assert "Kædehjulet" in changes
    assert "Ærlige hjul" in changes
    assert before == "Kædehjulet"
    kept.refresh_from_db()
    assert (kept.name, kept.phone) == ("Ærlige hjul", "+45 1")
    assert Enterprise.objects.get(cvr_number=CVR[1]).name == "Den nye"
    assert bytes(TableImport.objects.get(taken_in_at__isnull=False).content) == b""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_files_are_accessible(examined, width):
    examined.set_viewport_size({"width": width, "height": 900})
    EnterpriseFactory(cvr_number="13585628", name="Før")
    waiting = TableImportFactory()
    found = {}

    for address in (
        LIST,
        "/admin/enterprises/rsvstatus/",
        "/admin/enterprises/tableimport/",
        "/admin/enterprises/tableimport/add/?kind=rsv",
        f"/admin/enterprises/tableimport/{waiting.pk}/gennemse/",
    ):
        examined.goto(address)
        found[address] = [
            *violations(examined, best_practices=False),
            examined.evaluate("document.documentElement.scrollWidth > innerWidth")
            and "scrolls sideways",
        ]

    assert found == {address: [False] for address in found}
