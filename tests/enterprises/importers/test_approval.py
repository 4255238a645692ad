"""What an editor approves is taken in, and nothing else."""

from datetime import date, timedelta

import pytest

from common.publication import PublicationState
from enterprises.importers import approval
from enterprises.importers.columns import Column
from enterprises.importers.differences import Kind, compare
from enterprises.models import Enterprise, Location, RsvImport, RsvStatus
from enterprises.services import Refused
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    RsvImportFactory,
)
from tests.enterprises.importers.lists import (
    CVR,
    ON,
    Status,
    approve_all,
    mapped,
    ours,
    told,
)
from tests.enterprises.registers import (
    HEADINGS,
    api_company,
    api_file,
    csv_file,
    excel_file,
    row,
)


def test_nothing_changes_before_approval(planted):
    before = list(Enterprise.objects.values()), list(RsvStatus.objects.values())

    compare(mapped(planted, ON, True))

    assert (
        list(Enterprise.objects.values()),
        list(RsvStatus.objects.values()),
    ) == before


def test_approval_takes_in_what_was_chosen_and_confirms_the_rest(planted):
    listed = mapped(planted, ON, True)

    outcome = approve_all(listed)

    new = RsvStatus.objects.get(enterprise__cvr_number=CVR[0], status="registreret")
    ended = RsvStatus.objects.get(enterprise__cvr_number=CVR[1], status="afregistreret")
    gone = RsvStatus.objects.get(enterprise__cvr_number=CVR[2], status="afregistreret")
    assert new.effective_date == date(2020, 3, 1)
    assert new.source == "Det Centrale Virksomhedsregister, rsv.csv"
    assert new.checked_date == ON
    assert ended.effective_date == date(2019, 12, 31)
    assert gone.effective_date == ON
    assert Enterprise.objects.get(cvr_number=CVR[3]).name == "Efter"
    place = Location.objects.get(enterprise__cvr_number=CVR[4])
    assert str(place) == "Ringvej 2, 4040 Jyllinge"
    assert place.latitude is None
    assert (outcome.changes, outcome.confirmed, outcome.gone) == (6, 4, 0)
    for place in (3, 4, 5, 7):
        status = RsvStatus.objects.get(enterprise__cvr_number=CVR[place])
        assert status.checked_date == ON


def test_what_was_unknown_becomes_a_draft(planted):
    approve_all(mapped(planted, ON, True))

    enterprise = Enterprise.objects.get(cvr_number=CVR[8])

    assert enterprise.publication_state == PublicationState.DRAFT
    assert enterprise.legal_form == "110"
    assert enterprise.slug == "ukendt-i-roskilde"
    assert [str(step) for step in enterprise.rsv_history.all()] == [
        "Registreret 01.02.2018"
    ]
    assert str(enterprise.locations.get()) == "ALGADE 1, 4000 Roskilde"
    assert not Enterprise.objects.filter(cvr_number__in=CVR[9:11]).exists()


def test_the_same_file_again_gives_no_differences(planted):
    approve_all(mapped(planted, ON, True))

    again = mapped(planted, ON, True)

    assert told(again) == []


def test_what_is_not_chosen_stays(planted):
    listed = mapped(planted, ON, True)
    renamed = compare(listed).differences[3]

    outcome = approval.approve(listed, keys={renamed.key, "gone"})

    assert (outcome.changes, outcome.gone) == (1, 1)
    assert Enterprise.objects.get(cvr_number=CVR[3]).name == "Efter"
    assert Enterprise.objects.count() == 9
    assert RsvStatus.objects.filter(status="afregistreret").count() == 1


def test_approving_twice_changes_nothing(planted):
    listed = mapped(planted, ON, True)
    approve_all(listed)
    after = list(RsvStatus.objects.order_by("pk").values())

    with pytest.raises(Refused, match="allerede godkendt"):
        approval.approve(listed, keys=set())

    assert list(RsvStatus.objects.order_by("pk").values()) == after
    listed.refresh_from_db()
    assert (listed.headers, listed.rows) == ([], [])


def test_a_later_status_of_ours_must_be_settled_by_hand(db):
    ours(0, "Uenig", Status.DEREGISTERED, since=date(2019, 1, 1))

    (difference,) = compare(
        mapped(csv_file(row(CVR[0], "Uenig", "01-01-2017")), ON, True)
    ).differences

    assert difference.kind == Kind.REGISTERED
    assert "i hånden" in difference.why_not


def test_what_must_be_settled_by_hand_cannot_be_approved(db):
    ours(0, "Uenig", Status.DEREGISTERED, since=date(2019, 1, 1))
    listed = mapped(csv_file(row(CVR[0], "Uenig", "01-01-2017")), ON, True)

    outcome = approve_all(listed)

    assert outcome.changes == 0
    assert RsvStatus.objects.count() == 1


@pytest.mark.parametrize("form", ["10", "Enkeltmandsvirksomhed", "PMV"])
def test_a_form_that_the_law_keeps_out_cannot_be_approved(db, form):
    listed = mapped(csv_file(row(CVR[0], "Solo", "01-01-2017", form=form)), ON, True)

    (difference,) = compare(listed).differences

    assert "§ 4" in difference.why_not


def test_an_application_is_settled_by_the_registration_of_that_day(db):
    ours(0, "Ansøger", Status.APPLIED, since=date(2020, 3, 1))
    listed = mapped(csv_file(row(CVR[0], "Ansøger", "01-03-2020")), ON, True)

    approve_all(listed)

    assert RsvStatus.objects.get().status == Status.REGISTERED


def test_registered_again_is_taken_in_with_both_steps(db):
    enterprise = ours(0, "Kædehjulet", Status.REGISTERED, since=date(2016, 5, 1))
    LocationFactory(enterprise=enterprise, street="Algade 1a, 2 th.")
    data = api_file(
        api_company(CVR[0], ("2016-05-01", "2018-04-30"), ("2019-01-01", None))
    )

    listed = mapped(data, ON, True)
    kinds = told(listed)
    approve_all(listed)

    assert kinds == [(Kind.REGISTERED, CVR[0])]
    assert [str(step) for step in enterprise.rsv_history.all()] == [
        "Registreret 01.01.2019",
        "Afregistreret 01.05.2018",
        "Registreret 01.05.2016",
    ]
    assert told(mapped(data, ON, True)) == []


def test_a_list_without_days_gives_its_own(db):
    ours(0, "Ny", Status.CONSIDERING)
    headings = ("CVR", "Navn")

    listed = mapped(csv_file((CVR[0], "Ny"), headings=headings), ON, True)
    approve_all(listed)

    status = RsvStatus.objects.get(status=Status.REGISTERED)
    assert status.effective_date == ON


def test_an_older_list_leaves_what_came_later(db):
    ours(0, "Senere", Status.REGISTERED, since=ON + timedelta(days=1))

    listed = mapped(csv_file(row(CVR[1], "En anden", municipality="751")), ON, True)

    assert told(listed) == []


def test_several_places_get_one_more(db):
    enterprise = ours(0, "Kæden")
    LocationFactory.create_batch(2, enterprise=enterprise)
    listed = mapped(
        csv_file(
            row(CVR[0], "Kæden", street="Ringvej 2, 4040 Jyllinge"), headings=HEADINGS
        ),
        ON,
        False,
    )

    approve_all(listed)

    assert [place.street for place in enterprise.locations.all()] == [
        *["Algade 1"] * 2,
        "Ringvej 2",
    ]


def test_two_new_ones_of_one_name_get_an_address_each(db):
    EnterpriseFactory(slug="kaeden")
    listed = mapped(
        csv_file(
            row(CVR[0], "Kæden", "01-01-2017"),
            row(CVR[1], "Kæden", "01-01-2017"),
            row(CVR[2], "🚲", "01-01-2017"),
            encoding="utf-8",
        ),
        ON,
        True,
    )

    approve_all(listed)

    slugs = Enterprise.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == [
        *("kaeden", f"kaeden-{CVR[0]}", f"kaeden-{CVR[1]}"),
        "virksomhed",
    ]


def test_hostile_cells_become_plain_names(db):
    name = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
    data = excel_file(row(CVR[0], name, "2017-01-01"))

    approve_all(mapped(data, ON, True))

    assert Enterprise.objects.get().name == name


@pytest.mark.parametrize("length", [120, 121])
def test_a_name_too_long_for_us_is_left_to_the_editor(db, length):
    data = csv_file(row(CVR[0], "x" * length, "2017-01-01"))

    (difference,) = compare(mapped(data, ON, True)).differences

    assert bool(difference.why_not) is (length == 121)


def test_columns_are_asked_for_once_and_only_those_are_kept(db):
    first = approval.take_in(
        RsvImport(list_date=ON),
        data=csv_file(
            (CVR[0], "Kædehjulet", "00000000"), headings=("A", "B", "Telefon")
        ),
        file_name="a.csv",
    )
    assert first.state == RsvImport.State.UPLOADED
    approval.map_columns(first, mapping={"cvr": "A", "navn": "B"})

    second = approval.take_in(
        RsvImport(list_date=ON),
        data=csv_file(("x", CVR[0], "Nyt navn"), headings=("C", "A", "B")),
        file_name="b.csv",
    )

    first.refresh_from_db()
    assert first.rows == [[2, [CVR[0], "Kædehjulet"]]]
    assert second.state == RsvImport.State.MAPPED
    assert list(second.rows) == [(2, [CVR[0], "Nyt navn"])]


def test_the_api_needs_no_mapping(db):
    listed = approval.take_in(
        RsvImport(list_date=ON),
        data=api_file(api_company(CVR[0], ("2016-05-01", None))),
        file_name="cvr.json",
    )

    assert listed.state == RsvImport.State.MAPPED
    assert set(listed.mapping) == set(Column.values)


def test_lists_that_nobody_approves_are_deleted_on_their_day(db):
    RsvImportFactory(delete_on_date=ON, file_name="gammel.csv")
    RsvImportFactory(delete_on_date=ON + timedelta(days=1), file_name="ny.csv")
    RsvImportFactory(delete_on_date=ON, approved=True, file_name="godkendt.csv")

    approval.forget_overdue(ON)

    kept = RsvImport.objects.values_list("file_name", flat=True)
    assert sorted(kept) == ["godkendt.csv", "ny.csv"]
