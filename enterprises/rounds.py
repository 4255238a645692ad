"""The editor's side of the yearly round: ask, remind, call back, see how it goes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from common.personal_links import hash_of

from . import mail
from .models import Enterprise, ReturnInvitation, ReturnRound, StaffingReturn
from .services import Refused

Status = StaffingReturn.Status
LIFETIME = timedelta(days=30)
# The enterprise can still write in these.
WITH_THE_ENTERPRISE = (Status.DRAFT, Status.RETURNED)


@transaction.atomic
def open_round(*, return_round: ReturnRound) -> int:
    """Ask every established enterprise, and say how many were sent a link.

    Each gets one return for the year. Those whose figures are in already, and those
    without a mail address, are not written to.

    Raises:
        Refused: the round is open already.
    """
    locked = _locked(return_round)
    if locked.is_open:
        raise Refused("Runden er allerede åbnet.")
    StaffingReturn.objects.bulk_create(
        StaffingReturn(
            enterprise=enterprise, year=locked.year, as_of_date=locked.as_of_date
        )
        for enterprise in _without_return(locked)
    )
    locked.opened_at = timezone.now()
    locked.save(update_fields=["opened_at"])
    return _write_to(_unanswered(locked), locked, "return_invitation")


@transaction.atomic
def remind(*, return_round: ReturnRound) -> int:
    """Send a new link to all who have not answered, and say to how many.

    Raises:
        Refused: the round is not open, or everybody has answered.
    """
    locked = _locked(return_round)
    if not locked.is_open:
        raise Refused("Åbn runden først.")
    number = _write_to(_unanswered(locked), locked, "return_reminder")
    if not number:
        raise Refused(
            "Der er ingen at minde om det: alle med en mailadresse har svaret."
        )
    locked.reminded_at = timezone.now()
    locked.save(update_fields=["reminded_at"])
    return number


@transaction.atomic
def invite(
    *, staffing_return: StaffingReturn, template: str = "return_invitation"
) -> ReturnInvitation:
    """Send an enterprise a new link to its return; an older one stops working.

    Raises:
        Refused: the return is not with the enterprise, or there is no mail address.
    """
    locked = (
        StaffingReturn.objects.select_for_update(of=("self",))
        .select_related("enterprise")
        .get(pk=staffing_return.pk)
    )
    if locked.status not in WITH_THE_ENTERPRISE:
        raise Refused("Indberetningen er sendt. Der er intet at udfylde.")
    if not locked.enterprise.email:
        raise Refused("Virksomheden har ingen mailadresse. Skriv den på virksomheden.")
    return_round = ReturnRound.objects.filter(year=locked.year).first()
    return _write([locked], return_round, template)[0]


@transaction.atomic
def revoke(*, staffing_return: StaffingReturn) -> None:
    """Call the return's link back at once.

    Raises:
        Refused: there is no link that works.
    """
    StaffingReturn.objects.select_for_update().get(pk=staffing_return.pk)
    if not _close_links([staffing_return], timezone.now()):
        raise Refused("Der er ikke noget link, der virker.")


def has_open_link(staffing_return: StaffingReturn) -> bool:
    """Say whether a link to the return works today."""
    return staffing_return.invitations.filter(
        used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
    ).exists()


def number_to_write_to(return_round: ReturnRound) -> int:
    """Say how many enterprises the next mail of the round would go to."""
    return sum(bool(one.email) for one in _to_ask(return_round))


def number_without_address(return_round: ReturnRound) -> int:
    """Say how many of those that have not answered cannot be written to."""
    return sum(not one.email for one in _to_ask(return_round))


def _to_ask(return_round: ReturnRound) -> list[Enterprise]:
    asked = [one.enterprise for one in _unanswered(return_round)]
    return asked if return_round.is_open else [*asked, *_without_return(return_round)]


def _without_return(return_round: ReturnRound) -> models.QuerySet[Enterprise]:
    has_one = StaffingReturn.objects.filter(
        enterprise=OuterRef("pk"), year=return_round.year
    )
    return (
        Enterprise.objects.published()
        .established(return_round.as_of_date)
        .filter(
            ~Exists(has_one),
            Q(closed_date__isnull=True) | Q(closed_date__gt=timezone.localdate()),
        )
    )


def _locked(return_round: ReturnRound) -> ReturnRound:
    return ReturnRound.objects.select_for_update().get(pk=return_round.pk)


def _unanswered(return_round: ReturnRound) -> models.QuerySet[StaffingReturn]:
    return (
        StaffingReturn.objects.select_related("enterprise")
        .filter(year=return_round.year, status__in=WITH_THE_ENTERPRISE)
        # One that has told it is closed has answered, and so has one that the editor
        # opened again.
        .exclude(proposal__sent_at__isnull=False, status=Status.DRAFT)
        .exclude(Exists(_approved_twin()))
        .filter(
            Q(enterprise__closed_date__isnull=True)
            | Q(enterprise__closed_date__gt=timezone.localdate())
        )
        .order_by("pk")
    )


def _approved_twin() -> models.QuerySet[StaffingReturn]:
    """Find what the same enterprise has had approved for the same year."""
    return StaffingReturn.objects.approved().filter(
        enterprise=OuterRef("enterprise"), year=OuterRef("year")
    )


def _is_correction() -> Q:
    return ~Q(status=Status.APPROVED) & Q(Exists(_approved_twin()))


def _write_to(
    returns: models.QuerySet[StaffingReturn], return_round: ReturnRound, template: str
) -> int:
    reachable = [
        one for one in returns.select_for_update(of=("self",)) if one.enterprise.email
    ]
    return len(_write(reachable, return_round, template))


def _write(
    returns: list[StaffingReturn], return_round: ReturnRound | None, template: str
) -> list[ReturnInvitation]:
    now = timezone.now()
    _close_links(returns, now)
    invitations = ReturnInvitation.objects.bulk_create(
        ReturnInvitation(
            staffing_return=staffing_return,
            # Of a token nobody has; the mail brings its own when it leaves.
            token_hash=hash_of(secrets.token_urlsafe(32)),
            expires_at=now + LIFETIME,
        )
        for staffing_return in returns
    )
    StaffingReturn.objects.filter(pk__in=[one.pk for one in returns]).update(
        invited_at=now
    )
    for invitation in invitations:
        mail.queue_link(template, invitation, return_round)
    return invitations


def _close_links(returns: Iterable[StaffingReturn], now: datetime) -> int:
    return ReturnInvitation.objects.filter(
        staffing_return__in=[one.pk for one in returns],
        used_at__isnull=True,
        revoked_at__isnull=True,
    ).update(revoked_at=now)


# How it goes


class State(models.TextChoices):
    """How far an enterprise is in a round, in the order it happens."""

    UNREACHED = "uden-mail", "Ikke inviteret"
    INVITED = "inviteret", "Inviteret"
    OPENED = "aabnet", "Åbnet"
    RETURNED = "retur", "Sendt retur"
    SENT = "sendt", "Sendt"
    CLOSED = "lukket", "Siger, den er lukket"
    APPROVED = "godkendt", "Godkendt"


# What the editor has to do something about, then what waits for the enterprises.
WAITS = (
    State.SENT,
    State.CLOSED,
    State.UNREACHED,
    State.RETURNED,
    State.OPENED,
    State.INVITED,
    State.APPROVED,
)


@dataclass(frozen=True)
class Row:
    """One enterprise in a round."""

    staffing_return: StaffingReturn
    state: State
    is_overdue: bool
    has_open_link: bool


@dataclass(frozen=True)
class Standing:
    """A round as it stands on a day."""

    rows: list[Row]

    @property
    def counts(self) -> list[tuple[State, int]]:
        """How many are in each state."""
        return [
            (state, sum(row.state is state for row in self.rows)) for state in State
        ]

    @property
    def groups(self) -> list[tuple[State, list[Row]]]:
        """Who is in each state, what waits for the editor first."""
        found = ((state, [r for r in self.rows if r.state is state]) for state in WAITS)
        return [(state, rows) for state, rows in found if rows]

    @property
    def answered(self) -> int:
        """How many have done their part."""
        done = (State.SENT, State.CLOSED, State.APPROVED)
        return sum(row.state in done for row in self.rows)

    @property
    def overdue(self) -> int:
        """How many have not answered although the deadline has passed."""
        return sum(row.is_overdue for row in self.rows)


def standing(return_round: ReturnRound, on: date) -> Standing:
    """Read a round in one query, whatever the number of enterprises."""
    open_links = ReturnInvitation.objects.filter(
        staffing_return=OuterRef("pk"),
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    returns = (
        StaffingReturn.objects.filter(year=return_round.year)
        # What is being corrected stands as approved until the correction is.
        .exclude(Q(status=Status.SUPERSEDED) | _is_correction())
        .select_related("enterprise")
        .annotate(
            link_is_open=Exists(open_links),
            told_at=F("proposal__sent_at"),
        )
        .order_by("enterprise__name", "pk")
    )
    overdue = return_round.is_open and return_round.is_overdue(on)
    return Standing([_row(one, overdue) for one in returns])


def _row(staffing_return: StaffingReturn, overdue: bool) -> Row:
    state = _state(staffing_return)
    return Row(
        staffing_return,
        state,
        is_overdue=overdue
        and state in (State.UNREACHED, State.INVITED, State.OPENED, State.RETURNED),
        has_open_link=staffing_return.link_is_open,  # type: ignore[attr-defined]
    )


def _state(one: StaffingReturn) -> State:
    if one.status == Status.APPROVED:
        return State.APPROVED
    if one.status == Status.PENDING:
        return State.SENT
    if one.status == Status.RETURNED:
        return State.RETURNED
    if one.told_at:  # type: ignore[attr-defined]
        return State.CLOSED
    if one.opened_at:
        return State.OPENED
    return State.INVITED if one.invited_at else State.UNREACHED
