"""A list from the national register: from the file to the public page."""

from datetime import date

from django.test import Client

from enterprises.models import Enterprise, RsvStatus
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    RsvStatusFactory,
)
from tests.enterprises.registers import csv_file, cvr_numbers, row

CVR = cvr_numbers(6)
Status = RsvStatus.Status


def ours(place, name, status):
    enterprise = EnterpriseFactory(
        name=name, cvr_number=CVR[place], published=True, established=True
    )
    RsvStatusFactory(
        enterprise=enterprise,
        status=status,
        effective_date=date(2017, 1, 1),
        checked_date=date(2017, 1, 1),
    )
    return enterprise


def planted(folder):
    """Ours, and a file in which each kind of difference is planted once."""
    new = ours(0, "Nyregistreret", Status.CONSIDERING)
    ours(1, "Afregistreret", Status.REGISTERED)
    ours(2, "Det gamle navn", Status.REGISTERED)
    LocationFactory(enterprise=ours(3, "Flytter", Status.REGISTERED))
    ours(4, "Uforandret", Status.REGISTERED)
    file = folder / "rsv.csv"
    place = {"street": "Ringvej 2", "postal_code": "4040", "town": "Jyllinge"}
    file.write_bytes(
        csv_file(
            row(CVR[0], "Nyregistreret", "01-03-2020"),
            row(CVR[1], "Afregistreret", "01-01-2017", "31-12-2019"),
            row(CVR[2], "Det nye navn", "01-01-2017"),
            row(CVR[3], "Flytter", "01-01-2017", **place),
            row(CVR[4], "Uforandret", "01-01-2017"),
            row(CVR[5], "Ukendt i Roskilde", "01-02-2018", **place),
        )
    )
    return new, file


def shown(enterprise):
    return Client().get(enterprise.get_absolute_url()).content.decode()


def upload(desk, file):
    desk.goto("/admin/enterprises/rsvimport/add/")
    desk.set_input_files("input[type=file]", file)
    desk.locator("input[name=_save]").last.click()


def test_differences_are_shown_and_those_approved_are_public(desk, tmp_path):
    new, file = planted(tmp_path)

    upload(desk, file)
    desk.get_by_role("button", name="Vis forskelle").click()
    desk.get_by_role("button", name="Godkend").wait_for()
    captions = desk.locator("table caption").all_inner_texts()
    listed = desk.locator("label:has(input[name=difference])").all_inner_texts()
    before = shown(new)
    for name in ("Det gamle navn", "Flytter", "Ukendt i Roskilde"):
        desk.get_by_label(name).uncheck()
    desk.get_by_role("button", name="Godkend").click()
    desk.get_by_text("Rækkerne er slettet").wait_for()
    told = desk.locator(".messagelist").inner_text()
    after = shown(new)

    assert captions == [
        "Nyregistreret (1)",
        "Afregistreret (1)",
        "Skiftet navn (1)",
        "Flyttet (1)",
        "Ukendt for os, men i Roskilde Kommune (1)",
    ]
    assert [text.strip() for text in listed] == [
        "Nyregistreret",
        "Afregistreret",
        "Det gamle navn",
        "Flytter",
        "Ukendt i Roskilde",
    ]
    assert "2 ændringer er gemt" in told
    assert "Registreret siden 1. marts 2020" not in before
    assert "1. marts 2020" in after
    assert not Enterprise.objects.filter(name="Det nye navn").exists()
    assert not Enterprise.objects.filter(name="Ukendt i Roskilde").exists()


def test_the_columns_are_asked_for_once(desk, tmp_path):
    _, file = planted(tmp_path)
    upload(desk, file)
    desk.get_by_role("button", name="Vis forskelle").click()
    desk.get_by_role("button", name="Godkend").wait_for()

    upload(desk, file)
    desk.get_by_role("button", name="Godkend").wait_for()

    assert "/forskelle/" in desk.url
