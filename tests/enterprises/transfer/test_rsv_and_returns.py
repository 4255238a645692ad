"""What a row of a file does to an RSV history and to a return."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import LogEntry

from common.quantities import Unit
from enterprises import services
from enterprises.models import (
    StaffingCategory,
    StaffingReturn,
)
from enterprises.transfer import (
    ReturnSheet,
    RsvSheet,
)
from tests.enterprises.factories import (
    EnterpriseFactory,
    StaffingCategoryFactory,
)
from tests.enterprises.registers import csv_file
from tests.enterprises.transfer.files import CVR, as_csv, look, sentences, take

pytestmark = pytest.mark.django_db


# RSV

RSV = ("CVR-nummer", "Gælder fra", "Status", "Kilde", "Sidst kontrolleret")


def test_steps_are_added_and_put_right(registry, editor):
    data = csv_file(
        (CVR[0], "01-01-2017", "Registreret", "CVR", "01-09-2018"),
        (CVR[0], "01-09-2018", "Afregistreret", "CVR", ""),
        headings=RSV,
    )

    take(RsvSheet(), data, by=editor)

    history = registry.rsv_history.order_by("effective_date")
    assert [(row.status, row.checked_date) for row in history] == [
        ("registreret", date(2018, 9, 1)),
        ("afregistreret", None),
    ]
    (entry,) = LogEntry.objects.all()
    assert entry.object_id == str(registry.pk)
    assert "RSV-historik" in entry.change_message


@pytest.mark.parametrize(
    ("row", "heading", "sentence"),
    [
        (("", "2018-01-01", "Anmeldt", "CVR", ""), "CVR-nummer", "CVR-nummer eller"),
        ((CVR[2], "2018-01-01", "Anmeldt", "CVR", ""), "CVR-nummer", "tilføj"),
        ((CVR[0], "", "Anmeldt", "CVR", ""), "Gælder fra", "Skriv den dag"),
        ((CVR[0], "i går", "Anmeldt", "CVR", ""), "Gælder fra", "31-01-2016"),
        ((CVR[0], "2018-01-01", "", "CVR", ""), "Status", "rækken er ny"),
        ((CVR[0], "2018-01-01", "Måske", "CVR", ""), "Status", "mulighederne"),
        ((CVR[0], "2018-01-01", "Anmeldt", "", ""), "Kilde", "rækken er ny"),
        ((CVR[0], "2018-01-01", "Registreret", "CVR", ""), "Status", "beskyttet"),
        ((CVR[0], "2018-01-02", "Anmeldt", "CVR", "2018-01-01"), "Gælder", "før den"),
        ((CVR[1], "2018-01-01", "Registreret", "CVR", "2018-02-01"), "Status", "§ 4"),
    ],
)
def test_a_wrong_step_is_told(row, heading, sentence, registry):
    EnterpriseFactory(cvr_number=CVR[1], legal_form="10")

    found = look(RsvSheet(), csv_file(row, headings=RSV))

    ((number, told, why), *_) = sentences(found)
    assert number == 2
    assert heading in told
    assert sentence in why


def test_one_step_a_day(registry):
    row = (CVR[0], "2018-01-01", "Anmeldt", "CVR", "")

    found = look(RsvSheet(), csv_file(row, row, headings=RSV))

    assert (found.new, found.refused) == (1, 1)
    assert "én RSV-status pr. dag" in found.errors[0].sentence


# Returns

RETURN = ("CVR-nummer", "År", "Opgjort pr.", "Status", "Andre", "Nogle", "Oplyst i alt")


def test_a_return_is_begun_and_sent_to_approval(registry, editor):
    data = csv_file(
        (CVR[0], "2019", "31-08-2019", "Afventer godkendelse", "ca. 7", "0", "7"),
        headings=RETURN,
    )

    take(ReturnSheet(), data, by=editor)

    found = StaffingReturn.objects.get(year=2019)
    assert found.status == StaffingReturn.Status.PENDING
    assert found.steps.get().user == editor
    assert {str(c.quantity) for c in found.counts.all()} == {"ca. 7", "0"}
    assert all(c.unit == Unit.PERSONS for c in found.counts.all())


def test_numbers_are_put_right_and_none_is_never_zero(registry):
    data = csv_file(
        (CVR[0], "2018", "31-08-2018", "Kladde", "ikke oplyst", "", ""), headings=RETURN
    )

    take(ReturnSheet(), data)

    found = StaffingReturn.objects.get()
    counts = {c.category.name: c.value for c in found.counts.all()}
    assert counts["Andre"] is None
    assert "Nogle" not in counts
    assert found.reported_total is None


def test_an_approved_return_is_locked(registry):
    StaffingReturn.objects.update(
        status="godkendt", approved_at=datetime(2018, 9, 1, tzinfo=UTC)
    )
    unchanged = as_csv(ReturnSheet())
    data = csv_file((CVR[0], "2018", "9"), headings=("CVR-nummer", "År", "Andre"))

    found = look(ReturnSheet(), data)

    assert "godkendt og låst" in found.errors[0].sentence
    assert look(ReturnSheet(), unchanged).unchanged == 1


def test_a_return_that_is_being_corrected_is_put_right_in_its_draft(registry, editor):
    StaffingReturn.objects.update(
        status="godkendt", approved_at=datetime(2018, 9, 1, tzinfo=UTC)
    )
    approved = StaffingReturn.objects.get()
    draft = services.reopen_return(
        staffing_return=approved, by=editor, reason="Et tal mangler."
    )
    unchanged = as_csv(ReturnSheet())

    data = csv_file((CVR[0], "2018", "9"), headings=("CVR-nummer", "År", "Andre"))
    take(ReturnSheet(), data)

    assert look(ReturnSheet(), unchanged).rows == 1
    assert draft.counts.get(category__name="Andre").value == 9
    assert not approved.counts.filter(category__name="Andre").exists()


@pytest.mark.parametrize(
    ("row", "heading", "sentence"),
    [
        ((CVR[0], "19", "2019-08-31", "", "1", "", ""), "År", "fire cifre"),
        ((CVR[0], "1999", "2019-08-31", "", "1", "", ""), "År", "fire cifre"),
        ((CVR[0], "2019", "", "", "1", "", ""), "Opgjort pr.", "rækken er ny"),
        (
            (CVR[0], "2019", "2019-08-31", "Godkendt", "1", "", ""),
            "Status",
            "egen side",
        ),
        (
            (CVR[0], "2019", "2019-08-31", "Afventer godkendelse", "", "", ""),
            "Status",
            "ingen tal",
        ),
        ((CVR[0], "2019", "2019-08-31", "", "flere", "", ""), "Andre", "ca. 12"),
        ((CVR[0], "2019", "2019-08-31", "", "1,234", "", ""), "Andre", "decimaler"),
        ((CVR[0], "2019", "2019-08-31", "", "1", "", "7 [syv]"), "Oplyst i", "klammer"),
    ],
)
def test_a_wrong_return_is_told(row, heading, sentence, registry):
    found = look(ReturnSheet(), csv_file(row, headings=RETURN))

    assert any(
        heading in told and sentence in why for _, told, why in sentences(found)
    ), sentences(found)


def test_sending_needs_a_number_also_where_the_file_takes_it_away(registry):
    headings = [c.name for c in StaffingCategory.objects.all()]
    data = csv_file(
        (CVR[0], "2018", "Afventer godkendelse", *[""] * len(headings)),
        headings=("CVR-nummer", "År", "Status", *headings),
    )
    kept = csv_file(
        (CVR[0], "2018", "Afventer godkendelse"),
        headings=("CVR-nummer", "År", "Status"),
    )

    assert look(ReturnSheet(), data).refused == 1
    assert look(ReturnSheet(), kept).changed == 1


def test_a_category_named_like_a_column_stays_apart():
    StaffingCategoryFactory(name="Status")

    headings = ReturnSheet().headings

    assert "Status (antal)" in headings
    assert len(set(headings)) == len(headings)
