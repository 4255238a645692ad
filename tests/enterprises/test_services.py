"""The way of a return, and what is done to a record by a button."""

from datetime import date

import pytest
from django.utils import timezone

from common.publication import PublicationState
from enterprises import services
from enterprises.models import StaffingReturn, StaffingReturnStep
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)

Status = StaffingReturn.Status


@pytest.fixture
def pending(db):
    return StaffingReturnFactory(pending=True)


def test_a_draft_with_figures_is_submitted(editor):
    draft = StaffingCountFactory(value=0).staffing_return

    services.submit_return(staffing_return=draft, by=editor)
    draft.refresh_from_db()
    step = draft.steps.get()

    assert draft.status == Status.PENDING
    assert (step.status, step.user) == (Status.PENDING, editor)
    assert step.actor == StaffingReturnStep.Actor.EDITOR


def test_an_enterprise_submits_without_a_user(db):
    draft = StaffingCountFactory().staffing_return

    services.submit_return(
        staffing_return=draft, actor=StaffingReturnStep.Actor.ENTERPRISE
    )

    assert draft.steps.get().user is None


def test_a_return_without_figures_is_not_submitted(editor):
    draft = StaffingCountFactory(not_stated=True).staffing_return

    with pytest.raises(services.Refused, match="Skriv mindst ét"):
        services.submit_return(staffing_return=draft, by=editor)

    assert not draft.steps.exists()


def test_approval_dates_and_locks(pending, editor):
    services.approve_return(staffing_return=pending, by=editor)
    pending.refresh_from_db()

    assert pending.is_locked
    assert pending.approved_at is not None
    assert pending.steps.get().status == Status.APPROVED


def test_a_return_goes_back_with_its_reason_and_comes_again(editor):
    pending = StaffingCountFactory(
        staffing_return=StaffingReturnFactory(pending=True)
    ).staffing_return

    services.send_return_back(
        staffing_return=pending, by=editor, reason=" Tæl fleksjob igen. "
    )
    pending.refresh_from_db()
    reason_while_returned = pending.reason
    services.submit_return(staffing_return=pending, by=editor)
    pending.refresh_from_db()

    assert reason_while_returned == "Tæl fleksjob igen."
    assert (pending.status, pending.reason) == (Status.PENDING, "")
    assert [step.reason for step in pending.steps.all()] == ["Tæl fleksjob igen.", ""]


def test_sending_back_needs_a_reason(pending, editor):
    with pytest.raises(services.Refused, match="Skriv, hvorfor"):
        services.send_return_back(staffing_return=pending, by=editor, reason="  ")

    assert not pending.steps.exists()


VERBS = {
    Status.PENDING: lambda obj: services.submit_return(staffing_return=obj),
    Status.APPROVED: lambda obj: services.approve_return(staffing_return=obj, by=None),
    Status.RETURNED: lambda obj: services.send_return_back(
        staffing_return=obj, by=None, reason="Ret det."
    ),
}
TRAITS = {
    Status.DRAFT: {},
    Status.PENDING: {"pending": True},
    Status.RETURNED: {"returned": True},
    Status.APPROVED: {"approved": True},
    Status.SUPERSEDED: {"superseded": True},
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in Status
        for after in VERBS
        if before not in services.STEPS[after]
    ],
)
def test_an_illegal_step_is_refused_with_a_sentence(db, before, after):
    staffing_return = StaffingReturnFactory(**TRAITS[before])
    StaffingCountFactory(staffing_return=staffing_return)

    with pytest.raises(services.Refused) as refusal:
        VERBS[after](staffing_return)
    staffing_return.refresh_from_db()

    assert str(refusal.value) == services.WHY_NOT[before]
    assert staffing_return.status == before
    assert not staffing_return.steps.exists()


def test_the_row_decides_not_the_object_in_hand(pending, editor):
    stale = StaffingReturn.objects.get(pk=pending.pk)
    services.approve_return(staffing_return=pending, by=editor)

    with pytest.raises(services.Refused, match="godkendt og låst"):
        services.send_return_back(staffing_return=stale, by=editor, reason="For sent")


def test_confirming_leaves_everything_else(db):
    enterprise = EnterpriseFactory(name="Kædehjulet")
    enterprise.name = "Ikke gemt"
    now = timezone.now()

    services.confirm_enterprise(enterprise=enterprise, at=now)
    enterprise.refresh_from_db()

    assert (enterprise.name, enterprise.confirmed_at) == ("Kædehjulet", now)


def test_publishing_and_withdrawing(db):
    enterprise = EnterpriseFactory()

    services.publish_enterprise(enterprise=enterprise)
    with pytest.raises(services.Refused, match="allerede offentlig"):
        services.publish_enterprise(enterprise=enterprise)
    services.withdraw_enterprise(enterprise=enterprise)
    with pytest.raises(services.Refused, match="ikke offentlig"):
        services.withdraw_enterprise(enterprise=enterprise)
    enterprise.refresh_from_db()

    assert enterprise.publication_state == PublicationState.WITHDRAWN


def test_a_check_dates_the_status_that_holds(db):
    enterprise = EnterpriseFactory()
    old = RsvStatusFactory(enterprise=enterprise, effective_date=date(2017, 1, 1))
    now = RsvStatusFactory(enterprise=enterprise, effective_date=date(2019, 1, 1))
    later = RsvStatusFactory(enterprise=enterprise, effective_date=date(2030, 1, 1))

    services.record_rsv_check(enterprise=enterprise, on=date(2026, 5, 4))
    for row in (old, now, later):
        row.refresh_from_db()

    assert now.checked_date == date(2026, 5, 4)
    assert (old.checked_date, later.checked_date) == (None, None)


def test_without_a_status_there_is_nothing_to_check(db):
    with pytest.raises(services.Refused, match="ingen RSV-status"):
        services.record_rsv_check(enterprise=EnterpriseFactory(), on=date(2026, 5, 4))
