"""The enterprise's side of the yearly round: open the link, fill in, send.

A link grants the right to propose, never to publish. Whatever a browser sends, only the
fields listed here are taken in, and they wait for the editor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from common.personal_links import hash_of
from common.quantities import Quantity, Unit, danish_number, total

from . import mail, rounds, services
from .models import (
    Enterprise,
    RecordProposal,
    ReturnInvitation,
    SocialValueStatement,
    StaffingCategory,
    StaffingReturn,
)
from .services import Actor, Refused

Answer = RecordProposal.Answer

# The enterprise's fields that it may propose new words for.
DECLARATION = "reserved_contracts"
CHANGEABLE = (
    "name",
    "short_description",
    "social_purpose",
    "website",
    "email",
    "phone",
    "capacity",
    "delivery_area",
)
LABELS = {
    "name": "Navn",
    "short_description": "Kort beskrivelse",
    "social_purpose": "Socialt formål",
    "website": "Hjemmeside",
    "email": "Mailadresse",
    "phone": "Telefon",
    "capacity": "Kapacitet",
    "delivery_area": "Leverer til",
    DECLARATION: "Kan opfylde udbudslovens § 54",
}
STATEMENT = ("claim", "beneficiaries", "evidence", "evidence_url")


class LinkDead(Exception):
    """The link does not work, or does not any more; nobody is told which."""


# The link


def find(token: str) -> ReturnInvitation:
    """Return the open invitation that a token belongs to; reads only.

    Raises:
        LinkDead: unknown, used, expired or called back.
    """
    wanted = hash_of(token)
    found = _invitations().filter(token_hash=wanted).first()
    if not constant_time_compare(found.token_hash if found else "", wanted):
        raise LinkDead
    assert found is not None
    if found.used_at is not None:
        raise LinkDead
    return _alive(found)


@transaction.atomic
def open_link(token: str) -> ReturnInvitation:
    """Note that somebody pressed the button behind a link.

    Raises:
        LinkDead: as `find`.
    """
    found = find(token)
    if found.opened_at is None:
        found.opened_at = found.staffing_return.opened_at = timezone.now()
        found.save(update_fields=["opened_at"])
        found.staffing_return.save(update_fields=["opened_at"])
    return found


def held(invitation_pk: int) -> ReturnInvitation:
    """Return the invitation of a visit, also after it was used.

    Raises:
        LinkDead: expired or called back since.
    """
    found = _invitations().filter(pk=invitation_pk).first()
    if found is None:
        raise LinkDead
    return _alive(found)


def _invitations() -> Any:
    return ReturnInvitation.objects.select_related(
        "staffing_return__enterprise", "staffing_return__proposal"
    )


def _alive(invitation: ReturnInvitation) -> ReturnInvitation:
    if invitation.revoked_at is not None or invitation.expires_at <= timezone.now():
        raise LinkDead
    return invitation


@transaction.atomic
def ask_for_link(address: str) -> None:
    """Send a new link to what waits for an address; nobody is told if there was any.

    Several enterprises may share an address: each gets a link to its newest return.
    """
    waiting = StaffingReturn.objects.filter(
        Exists(ReturnInvitation.objects.filter(staffing_return=OuterRef("pk"))),
        enterprise__email__iexact=address.strip(),
        status__in=rounds.WITH_THE_ENTERPRISE,
    )
    newest = {one.enterprise_id: one for one in waiting.order_by("year")}
    for one in newest.values():
        rounds.invite(staffing_return=one, template="return_link")


# Filling in


@transaction.atomic
def save_answer(
    invitation: ReturnInvitation,
    *,
    answer: Answer,
    changes: Mapping[str, str],
    message: str = "",
    closed_date: date | None = None,
) -> None:
    """Keep the answer to "is this still right?" and the corrections that come with it.

    Raises:
        LinkDead: the link stopped working meanwhile.
        Refused: the return has been sent.
    """
    staffing_return = _to_fill_in(invitation)
    proposal = proposal_of(staffing_return)
    declared = {
        name: words for name, words in proposal.changes.items() if name == DECLARATION
    }
    proposal.answer = answer
    proposal.changes = declared
    if answer == Answer.CORRECT:
        proposal.changes |= differing(staffing_return.enterprise, changes)
    proposal.message = message if answer == Answer.CORRECT else ""
    proposal.closed_date = closed_date if answer == Answer.CLOSED else None
    proposal.save()


def differing(enterprise: Enterprise, words: Mapping[str, str]) -> dict[str, str]:
    """Keep the changeable fields whose words are not those of the record."""
    return {
        name: words[name]
        for name in CHANGEABLE
        if name in words and words[name] != getattr(enterprise, name)
    }


@dataclass(frozen=True)
class Figures:
    """What the page with the year's figures holds."""

    counts: Mapping[int, Quantity]
    reported_total: Quantity
    note: str = ""
    declaration: str = ""
    statement: Mapping[str, str] | None = None


@transaction.atomic
def save_figures(invitation: ReturnInvitation, figures: Figures) -> None:
    """Keep the year's figures by category, with what the enterprise says beside them.

    Raises:
        LinkDead: the link stopped working meanwhile.
        Refused: the return has been sent.
    """
    staffing_return = _to_fill_in(invitation)
    for category in categories_for(staffing_return):
        quantity = figures.counts.get(category.pk, Quantity(None, unit=Unit.PERSONS))
        staffing_return.counts.update_or_create(
            category=category,
            defaults={
                "value": quantity.value,
                "qualifier": quantity.qualifier,
                "unit": Unit.PERSONS,
                "as_published": "",
            },
        )
    staffing_return.reported_total = figures.reported_total.value
    staffing_return.reported_total_qualifier = figures.reported_total.qualifier
    staffing_return.note = figures.note
    staffing_return.save(
        update_fields=["reported_total", "reported_total_qualifier", "note"]
    )
    proposal = proposal_of(staffing_return)
    changes = {k: v for k, v in proposal.changes.items() if k != DECLARATION}
    enterprise = staffing_return.enterprise
    if figures.declaration and figures.declaration != enterprise.reserved_contracts:
        changes[DECLARATION] = figures.declaration
    proposal.changes = changes
    proposal.statement = {
        name: words
        for name, words in (figures.statement or {}).items()
        if name in STATEMENT and words
    }
    proposal.save()


def categories_for(staffing_return: StaffingReturn) -> list[StaffingCategory]:
    """Return the kinds of staff that were in use on the day of the return."""
    return list(StaffingCategory.objects.active(staffing_return.as_of_date))


def proposal_of(staffing_return: StaffingReturn) -> RecordProposal:
    """Return what has been said about the record so far; perhaps nothing yet."""
    found = RecordProposal.objects.filter(staffing_return=staffing_return).first()
    return found or RecordProposal(staffing_return=staffing_return)


def previous_of(staffing_return: StaffingReturn) -> StaffingReturn | None:
    """Return the same enterprise's last approved return before this one."""
    return (
        StaffingReturn.objects.approved()
        .filter(
            enterprise_id=staffing_return.enterprise_id, year__lt=staffing_return.year
        )
        .order_by("-year")
        .first()
    )


def _to_fill_in(invitation: ReturnInvitation) -> StaffingReturn:
    """Lock the return of a link that may still write to it."""
    staffing_return = lock_return(invitation)
    now = held(invitation.pk)
    if now.used_at or staffing_return.status not in rounds.WITH_THE_ENTERPRISE:
        raise Refused("Indberetningen er sendt. Den kan ikke ændres her mere.")
    return staffing_return


def lock_return(invitation: ReturnInvitation) -> StaffingReturn:
    """Make everybody else who writes to the return wait."""
    return (
        StaffingReturn.objects.select_for_update(of=("self",))
        .select_related("enterprise")
        .get(pk=invitation.staffing_return_id)
    )


# Sending


@transaction.atomic
def send(invitation: ReturnInvitation) -> None:
    """Send the return to the editor, use the link up and queue the receipt, once.

    Sent twice, or by many at once, it changes nothing more.

    Raises:
        LinkDead: the link stopped working meanwhile.
        Refused: something is missing; the sentence says what.
    """
    staffing_return = lock_return(invitation)
    now = held(invitation.pk)
    if now.used_at is not None:
        return
    proposal = RecordProposal.objects.filter(staffing_return=staffing_return).first()
    if proposal is None or not proposal.answer:
        raise Refused("Svar først på, om oplysningerne om jer stadig er rigtige.")
    has_figures = staffing_return.counts.filter(value__isnull=False).exists()
    if has_figures or proposal.answer != Answer.CLOSED:
        services.submit_return(staffing_return=staffing_return, actor=Actor.ENTERPRISE)
    proposal.sent_at = now.used_at = timezone.now()
    proposal.decided_at = None
    proposal.save()
    now.save(update_fields=["used_at"])
    mail.queue_receipt(staffing_return, proposal)


# What both sides should look at once more; nothing here stops anybody


def remarks(
    staffing_return: StaffingReturn, previous: StaffingReturn | None
) -> list[str]:
    """Point out what does not add up, and what leapt since the year before."""
    found = []
    counted = sum_of(staffing_return)
    stated = staffing_return.total_as_reported
    if counted.value is not None and stated.value is not None:
        rest = stated.value - counted.value
        if rest > 0:
            found.append(
                f"Kategorierne giver {counted}, men der står {stated} i alt. "
                f"{danish_number(rest)} er ikke fordelt."
            )
        elif rest < 0:
            found.append(
                f"Kategorierne giver {counted}, men der står {stated} i alt. "
                f"Det er {danish_number(-rest)} for mange."
            )
    if previous is None:
        return found
    before = {c.category_id: c.quantity for c in previous.counts.all()}
    for count in staffing_return.counts.select_related("category").order_by(
        "category__position", "category"
    ):
        then = before.get(count.category_id)
        if then is not None and leaps(then.value, count.value):
            found.append(
                f"{count.category}: {then} i {previous.year}, {count.quantity} i "
                f"{staffing_return.year}. Er det rigtigt?"
            )
    return found


def leaps(before: Decimal | None, now: Decimal | None) -> bool:
    """Say whether a number changed by more than half of what it was."""
    if before is None or now is None:
        return False
    return abs(now - before) * 2 > before


def sum_of(staffing_return: StaffingReturn) -> Quantity:
    """Add up the categories; volunteers are in no total."""
    counts = staffing_return.counts.exclude(
        category__group=StaffingCategory.Group.VOLUNTEERS
    )
    return total((count.quantity for count in counts), Unit.PERSONS)


# The editor's answer


@transaction.atomic
def approve(*, staffing_return: StaffingReturn, by: Any) -> StaffingReturn:
    """Approve the figures, and take an enterprise at its word that all is right.

    Raises:
        Refused: the return does not await approval.
    """
    approved = services.approve_return(staffing_return=staffing_return, by=by)
    proposal = RecordProposal.objects.filter(staffing_return=approved).first()
    if proposal and proposal.sent_at and proposal.answer == Answer.RIGHT:
        services.confirm_enterprise(enterprise=approved.enterprise, at=proposal.sent_at)
    return approved


@transaction.atomic
def send_back(
    *, staffing_return: StaffingReturn, by: Any, reason: str
) -> StaffingReturn:
    """Send the figures back; the reason goes by mail with a new link, where it can.

    Raises:
        Refused: the return does not await approval, or there is no reason.
    """
    returned = services.send_return_back(
        staffing_return=staffing_return, by=by, reason=reason
    )
    if returned.enterprise.email:
        rounds.invite(staffing_return=returned, template="return_sent_back")
    return returned


def undecided() -> QuerySet[RecordProposal]:
    """Return the sent proposals in which there is something to decide on."""
    return RecordProposal.objects.filter(
        ~Q(changes={}) | ~Q(statement={}) | ~Q(message="") | Q(answer=Answer.CLOSED),
        sent_at__isnull=False,
        decided_at__isnull=True,
    )


@transaction.atomic
def decide(
    *, proposal: RecordProposal, accepted: set[str], by: Any, shown: Mapping[str, str]
) -> Enterprise:
    """Take the accepted parts of a proposal into the record, and close the proposal.

    ``shown`` is the record as the editor saw it beside the proposal.

    Raises:
        Refused: decided already, or the record changed since it was shown.
    """
    locked = RecordProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.sent_at is None or locked.is_locked:
        raise Refused("Forslaget er allerede behandlet.")
    enterprise = Enterprise.objects.select_for_update().get(
        pk=locked.staffing_return.enterprise_id
    )
    if record_now(enterprise, locked) != dict(shown):
        raise Refused(
            "Virksomheden er rettet, mens du så på forslaget. Se det nye igennem."
        )
    for name, words in locked.changes.items():
        if name in accepted and name in (*CHANGEABLE, DECLARATION):
            setattr(enterprise, name, words)
            if name == DECLARATION:
                enterprise.reserved_contracts_date = timezone.localdate(locked.sent_at)
    if "closed_date" in accepted and locked.closed_date:
        enterprise.closed_date = locked.closed_date
    enterprise.confirmed_at = locked.sent_at
    enterprise.full_clean()
    enterprise.save()
    if "statement" in accepted and locked.statement:
        # A draft: it is shown when the editor has the consent of those it is about.
        SocialValueStatement.objects.create(
            enterprise=enterprise,
            year=locked.staffing_return.year,
            **{name: locked.statement.get(name, "") for name in STATEMENT},
        )
    locked.mark_decided(by.pk if by else None)
    locked.save()
    return enterprise


@dataclass(frozen=True)
class Difference:
    """One proposed field beside what the record says."""

    name: str
    label: str
    now: str
    proposed: str


def side_by_side(proposal: RecordProposal) -> list[Difference]:
    """Put every proposed field beside the record's own words, in the same order."""
    enterprise = proposal.staffing_return.enterprise
    return [
        Difference(
            name,
            LABELS[name],
            _in_words(name, getattr(enterprise, name)),
            _in_words(name, proposal.changes[name]),
        )
        for name in (*CHANGEABLE, DECLARATION)
        if name in proposal.changes
    ]


def _in_words(name: str, value: str) -> str:
    if name == DECLARATION:
        return str(Enterprise.ReservedContracts(value).label)
    return value


def record_now(enterprise: Enterprise, proposal: RecordProposal) -> dict[str, str]:
    """Return what the record says in the fields that a proposal is about."""
    words = {
        name: str(getattr(enterprise, name))
        for name in (*CHANGEABLE, DECLARATION)
        if name in proposal.changes
    }
    if proposal.closed_date:
        words["closed_date"] = str(enterprise.closed_date or "")
    return words
