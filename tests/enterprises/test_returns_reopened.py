"""An approved return is corrected: openly, and public only when approved again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from enterprises import reporting, rounds, services
from enterprises.figures import staffing
from enterprises.models import StaffingReturn
from tests.enterprises.factories import (
    EnterpriseFactory,
    ReturnRoundFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.returns import first

Status = StaffingReturn.Status
WHY = "Virksomheden ringede: de talte forkert."


@pytest.fixture
def approved(db):
    one = StaffingReturnFactory(
        enterprise=EnterpriseFactory(
            name="Kædehjulet",
            published=True,
            established=True,
            email="post@kaedehjulet.example",
        ),
        year=2025,
        approved=True,
        note="Talt op i august",
        reported_total=12,
    )
    StaffingCountFactory(staffing_return=one, category=first(), value=12)
    return one


def address(one, page="change"):
    return reverse(f"admin:enterprises_staffingreturn_{page}", args=[one.pk])


def shown(client, enterprise):
    return client.get(enterprise.get_absolute_url()).content.decode()


def correct(draft, value, editor):
    draft.counts.update(value=value)
    services.submit_return(staffing_return=draft, by=editor)
    reporting.approve(staffing_return=draft, by=editor)


def test_what_is_approved_stays_public_until_the_correction_is(
    approved, editor, client
):
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)
    draft.counts.update(value=21)
    meanwhile = shown(client, approved.enterprise)
    of_the_day = staffing(approved.as_of_date).total.quantity
    services.submit_return(staffing_return=draft, by=editor)
    pending = shown(client, approved.enterprise)
    reporting.approve(staffing_return=draft, by=editor)
    after = shown(client, approved.enterprise)
    approved.refresh_from_db()

    assert ">12<" in meanwhile
    assert ">21<" not in meanwhile + pending
    assert of_the_day.value == 12
    assert ">21<" in after
    assert ">12<" not in after
    assert staffing(approved.as_of_date).total.quantity.value == 21
    assert approved.status == Status.SUPERSEDED


def test_the_draft_begins_with_all_that_was_approved(approved, editor):
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)

    assert (draft.note, draft.reported_total) == ("Talt op i august", 12)
    assert [str(count) for count in draft.counts.all()] == [
        str(count) for count in approved.counts.all()
    ]
    assert approved.counts.count() == 1


def test_who_opened_it_and_why_is_kept(approved, editor):
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)
    correct(draft, 21, editor)

    assert [(step.status, step.user, step.reason) for step in approved.steps.all()] == [
        (Status.APPROVED, editor, f"Genåbnet: {WHY}"),
        (Status.SUPERSEDED, editor, ""),
    ]
    assert draft.steps.first().reason == f"Genåbnet: {WHY}"


@pytest.mark.parametrize(
    ("situation", "reason", "told"),
    [
        ("approved", " ", "Skriv, hvorfor"),
        ("pending", WHY, "Kun en godkendt"),
        ("superseded", WHY, "Kun en godkendt"),
    ],
)
def test_it_needs_a_reason_and_an_approval(db, editor, situation, reason, told):
    one = StaffingReturnFactory(**{situation: True})

    with pytest.raises(services.Refused, match=told):
        services.reopen_return(staffing_return=one, by=editor, reason=reason)

    assert StaffingReturn.objects.count() == 1


def test_it_is_reopened_once_at_a_time_and_again_after(approved, editor):
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)
    with pytest.raises(services.Refused, match="allerede genåbnet"):
        services.reopen_return(staffing_return=approved, by=editor, reason=WHY)
    correct(draft, 21, editor)

    again = services.reopen_return(staffing_return=draft, by=editor, reason=WHY)
    correct(again, 22, editor)

    assert StaffingReturn.objects.approved().get() == again
    assert staffing(again.as_of_date).total.quantity.value == 22


def test_nobody_begins_a_second_return_beside_an_approved_one(approved):
    second = StaffingReturnFactory.build(enterprise=approved.enterprise, year=2025)

    with pytest.raises(ValidationError, match="genåbn den"):
        second.full_clean()


def test_the_editor_reopens_and_corrects_in_the_admin(approved, editor_client):
    page = editor_client.get(address(approved)).content.decode()
    step = address(approved, "genaabn")
    version = editor_client.get(step).context["version"]

    without = editor_client.post(step, {"_version": version, "reason": ""})
    told = editor_client.post(step, {"_version": version, "reason": WHY}, follow=True)
    draft = StaffingReturn.objects.get(status=Status.DRAFT)
    edited = editor_client.get(address(draft)).content.decode()

    assert step in page
    assert "Skriv, hvorfor" in without.content.decode()
    assert address(draft) in told.content.decode()
    assert WHY in told.content.decode()
    assert WHY in edited
    assert 'value="12' in edited
    assert step not in told.content.decode()


def test_the_editor_may_think_better_of_it(approved, editor, editor_client):
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)

    place = address(draft, "delete")
    version = editor_client.get(place).context["version"]
    editor_client.post(place, {"post": "yes", "_version": version})

    assert StaffingReturn.objects.get() == approved
    assert services.can_reopen(approved)


def test_an_approved_return_is_still_closed_to_editing(approved, editor_client):
    response = editor_client.post(address(approved), {"note": "Ændret"})
    approved.refresh_from_db()

    assert response.status_code == 403
    assert approved.note == "Talt op i august"


def test_the_round_counts_it_once_and_reminds_nobody(approved, editor):
    this_round = ReturnRoundFactory(year=2025, opened=True)
    draft = services.reopen_return(staffing_return=approved, by=editor, reason=WHY)

    before = rounds.standing(this_round, this_round.deadline_date)
    with pytest.raises(services.Refused, match="ingen at minde"):
        rounds.remind(return_round=this_round)
    correct(draft, 21, editor)
    after = rounds.standing(this_round, this_round.deadline_date)

    assert [row.staffing_return for row in before.rows] == [approved]
    assert [row.staffing_return for row in after.rows] == [draft]


def test_a_correction_opens_no_batch_of_hidden_numbers(db, editor):
    """The others' sum, known before, must not be held against a sum without it."""
    category = first()
    category.is_sensitive = True
    category.save()
    returns = [
        StaffingReturnFactory(enterprise__published=True, year=2025, approved=True)
        for _ in range(3)
    ]
    for one, value in zip(returns, (3, 3, 2), strict=True):
        StaffingCountFactory(staffing_return=one, category=category, value=value)

    before = staffing(returns[0].as_of_date).by_category[category.slug].quantity
    draft = services.reopen_return(staffing_return=returns[0], by=editor, reason=WHY)
    correct(draft, 9, editor)
    after = staffing(returns[0].as_of_date).by_category[category.slug].quantity

    assert str(before) == "8"
    assert str(after) == "mindst 11"
