"""What happens to a return on its way, and to an enterprise's record.

Each verb is one transaction, locks the row it moves, and raises `Refused` with a Danish
sentence where the step is not allowed. Approval locks a return; what is then found to
be wrong is corrected in another return of the same year, which takes its place once it
is approved too.
"""

from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.publication import PublicationState

from .models import Enterprise, RsvStatus, StaffingReturn, StaffingReturnStep

Status = StaffingReturn.Status
Actor = StaffingReturnStep.Actor

# From which status each step may be taken.
STEPS: dict[Status, tuple[Status, ...]] = {
    Status.PENDING: (Status.DRAFT, Status.RETURNED),
    Status.APPROVED: (Status.PENDING,),
    Status.RETURNED: (Status.PENDING,),
}
WHY_NOT: dict[Status, str] = {
    Status.DRAFT: "Indberetningen er en kladde. Send den til godkendelse først.",
    Status.PENDING: "Indberetningen venter allerede på godkendelse.",
    Status.RETURNED: (
        "Indberetningen er sendt retur. Den skal sendes til godkendelse igen først."
    ),
    Status.APPROVED: (
        "Indberetningen er godkendt og låst. Genåbn den, hvis tallene skal rettes."
    ),
    Status.SUPERSEDED: "Indberetningen er afløst af en rettet.",
}


class Refused(Exception):
    """A step that may not be taken now; the text tells the editor why, in Danish."""


def can_become(staffing_return: StaffingReturn, status: Status) -> bool:
    """Say whether the return may take the step to a status."""
    return staffing_return.status in STEPS[status]


@transaction.atomic
def submit_return(
    *,
    staffing_return: StaffingReturn,
    by: AbstractBaseUser | None = None,
    actor: Actor = Actor.EDITOR,
) -> StaffingReturn:
    """Send a draft, or a return that came back, to approval.

    Raises:
        Refused: it is on its way already, or there is no figure in it.
    """
    locked = _locked(staffing_return, Status.PENDING)
    if not locked.counts.filter(value__isnull=False).exists():
        raise Refused(
            "Der er ingen tal i indberetningen endnu. Skriv mindst ét; 0 tæller også."
        )
    locked.reason = ""
    return _move(locked, Status.PENDING, actor, by)


@transaction.atomic
def approve_return(
    *, staffing_return: StaffingReturn, by: AbstractBaseUser | None
) -> StaffingReturn:
    """Approve a return: it becomes public with its enterprise, and is locked.

    Raises:
        Refused: it does not await approval.
    """
    locked = _locked(staffing_return, Status.APPROVED)
    for earlier in _approved_beside(locked).select_for_update():
        _move(earlier, Status.SUPERSEDED, Actor.EDITOR, by)
    locked.approved_at = timezone.now()
    return _move(locked, Status.APPROVED, Actor.EDITOR, by)


def can_reopen(staffing_return: StaffingReturn) -> bool:
    """Say whether the return is approved and not being corrected already."""
    return (
        staffing_return.status == Status.APPROVED
        and not _open_beside(staffing_return).exists()
    )


@transaction.atomic
def reopen_return(
    *, staffing_return: StaffingReturn, by: AbstractBaseUser | None, reason: str
) -> StaffingReturn:
    """Begin to correct an approved return, and return the draft it is done in.

    What is approved stays public as it is until the draft is approved. Evaluations hold
    copies of the figures, so nothing that was decided on changes.

    Raises:
        Refused: it is not approved, it is being corrected, or there is no reason.
    """
    locked = StaffingReturn.objects.select_for_update().get(pk=staffing_return.pk)
    if locked.status != Status.APPROVED:
        raise Refused("Kun en godkendt indberetning kan genåbnes.")
    if _open_beside(locked).exists():
        raise Refused("Indberetningen er allerede genåbnet. Ret i kladden.")
    if not reason.strip():
        raise Refused("Skriv, hvorfor indberetningen genåbnes.")
    draft = StaffingReturn.objects.create(
        enterprise_id=locked.enterprise_id,
        year=locked.year,
        as_of_date=locked.as_of_date,
        note=locked.note,
        reported_total=locked.reported_total,
        reported_total_qualifier=locked.reported_total_qualifier,
    )
    for count in locked.counts.all():
        count.pk, count.staffing_return = None, draft
        count._state.adding = True
        count.save()
    why = f"Genåbnet: {reason.strip()}"
    for one, status in ((locked, Status.APPROVED), (draft, Status.DRAFT)):
        one.steps.create(
            status=status, actor=Actor.EDITOR, user_id=by.pk if by else None, reason=why
        )
    return draft


def _of_the_same_year(one: StaffingReturn) -> QuerySet[StaffingReturn]:
    return StaffingReturn.objects.filter(
        enterprise_id=one.enterprise_id, year=one.year
    ).exclude(pk=one.pk)


def _approved_beside(one: StaffingReturn) -> QuerySet[StaffingReturn]:
    return _of_the_same_year(one).filter(status=Status.APPROVED)


def _open_beside(one: StaffingReturn) -> QuerySet[StaffingReturn]:
    return _of_the_same_year(one).filter(approved_at__isnull=True)


@transaction.atomic
def send_return_back(
    *, staffing_return: StaffingReturn, by: AbstractBaseUser | None, reason: str
) -> StaffingReturn:
    """Send a return back to its enterprise with the reason it will read.

    Raises:
        Refused: it does not await approval, or there is no reason.
    """
    locked = _locked(staffing_return, Status.RETURNED)
    if not reason.strip():
        raise Refused(
            "Skriv, hvorfor indberetningen sendes retur, så virksomheden ved, hvad den "
            "skal rette."
        )
    locked.reason = reason.strip()
    return _move(locked, Status.RETURNED, Actor.EDITOR, by)


def _locked(staffing_return: StaffingReturn, status: Status) -> StaffingReturn:
    locked = StaffingReturn.objects.select_for_update().get(pk=staffing_return.pk)
    if not can_become(locked, status):
        raise Refused(WHY_NOT[Status(locked.status)])
    return locked


def _move(
    locked: StaffingReturn,
    status: Status,
    actor: Actor,
    by: AbstractBaseUser | None,
) -> StaffingReturn:
    locked.status = status
    locked.save(update_fields=["status", "reason", "approved_at"])
    locked.steps.create(
        status=status,
        actor=actor,
        user_id=by.pk if by else None,
        reason=locked.reason if status == Status.RETURNED else "",
    )
    return locked


@transaction.atomic
def confirm_enterprise(*, enterprise: Enterprise, at: datetime) -> Enterprise:
    """Note that somebody vouches for the record as it stands."""
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    locked.confirmed_at = at
    locked.save(update_fields=["confirmed_at"])
    return locked


@transaction.atomic
def publish_enterprise(*, enterprise: Enterprise) -> Enterprise:
    """Show an enterprise to everybody.

    Raises:
        Refused: everybody can see it already.
    """
    return _show(enterprise, PublicationState.PUBLISHED, "Den er allerede offentlig.")


@transaction.atomic
def withdraw_enterprise(*, enterprise: Enterprise) -> Enterprise:
    """Take an enterprise off the site at once; nothing is deleted.

    Raises:
        Refused: nobody but the editors can see it anyway.
    """
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if not locked.is_published:
        raise Refused("Den er ikke offentlig, så der er intet at trække tilbage.")
    return _show(locked, PublicationState.WITHDRAWN, "Den er allerede trukket tilbage.")


def _show(enterprise: Enterprise, state: PublicationState, why_not: str) -> Enterprise:
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if locked.publication_state == state:
        raise Refused(why_not)
    locked.publication_state = state
    locked.save(update_fields=["publication_state"])
    return locked


@transaction.atomic
def record_rsv_check(*, enterprise: Enterprise, on: date) -> RsvStatus:
    """Note that somebody looked into the register and found the status unchanged.

    Raises:
        Refused: no status has taken effect by that day.
    """
    latest = enterprise.rsv_history.select_for_update().until(on).first()
    if latest is None:
        raise Refused("Virksomheden har ingen RSV-status at kontrollere.")
    latest.checked_date = on
    latest.save(update_fields=["checked_date"])
    return latest
