"""Joining, staying in and leaving the network: the member's own doing, by link.

Nobody is told whether an address is known: a form that comes in is always answered
alike, and what is the case stands in the mail. A pending membership is no membership;
what comes of it in a week is deleted.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common.mail import TOKEN, compose_personal, queue, withdraw
from common.personal_links import opened_by

from ..models import Member, member_deletion_date
from ..models.member import interest_columns
from . import consents

CONFIRM_WITHIN = timedelta(days=7)
# How long before the membership lapses the member is asked.
ASKED_BEFORE = timedelta(days=30)
# However late the question went out, there is this long to answer it.
SHORTEST_NOTICE = timedelta(days=14)
ASKED_AT_ONCE = 100

State = Member.State


class MemberGone(Exception):
    """The membership was deleted meanwhile."""


def find(token: str) -> Member | None:
    """Return whose link it is, member or on the way to it; reads only."""
    return opened_by(Member.objects.current(timezone.localdate()), token)


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Member.objects.filter(sending_key=sending_key).exists()


@transaction.atomic
def join(
    *,
    sending_key: str,
    email: str,
    name: str,
    organisation: str,
    interests: Iterable[str],
) -> None:
    """Write to somebody who wants to be a member, or whom another says does.

    A member only gets the own link once more: what is kept changes by that alone.
    """
    today = timezone.localdate()
    address = email.strip().lower()
    Member.objects.filter(email=address, delete_on_date__lte=today).delete()
    written = {
        "name": name,
        "organisation": organisation,
        "consent_version": consents.CURRENT,
        "consented_at": timezone.now(),
        "delete_on_date": today + CONFIRM_WITHIN,
        **interest_columns(interests),
    }
    member, _ = Member.objects.select_for_update().get_or_create(
        email=address, defaults=written
    )
    if member.sending_key == sending_key:
        return
    member.sending_key = sending_key
    if not member.is_active:
        for field, value in written.items():
            setattr(member, field, value)
    member.save()
    template = "member_known" if member.is_active else "member_confirm"
    queue(compose_personal(template, {"member": member}, to=member.email, row=member))


@transaction.atomic
def confirm(member: Member) -> Member:
    """Make a member of somebody who pressed the button behind the link; once.

    Raises:
        MemberGone: the membership was deleted meanwhile.
    """
    locked = _locked(member)
    if not locked.is_active:
        locked.state = State.ACTIVE
        locked.joined_at = timezone.now()
        locked.delete_on_date = member_deletion_date()
        locked.save()
    return locked


@transaction.atomic
def change(
    member: Member, *, name: str, organisation: str, interests: Iterable[str]
) -> Member:
    """Keep what the member wrote; other interests are a consent given anew.

    Raises:
        MemberGone: the membership was deleted meanwhile.
    """
    locked = _locked(member)
    before = locked.interests
    locked.name = name
    locked.organisation = organisation
    locked.interests = list(interests)
    if locked.interests != before:
        locked.consent_version = consents.CURRENT
        locked.consented_at = timezone.now()
    locked.save()
    return locked


@transaction.atomic
def renew(member: Member) -> Member:
    """Let a membership last as long as a new one.

    Raises:
        MemberGone: the membership was deleted meanwhile.
    """
    locked = _locked(member)
    locked.delete_on_date = member_deletion_date()
    locked.renewal_asked_at = None
    locked.save()
    return locked


@transaction.atomic
def leave(member: Member) -> None:
    """Delete a membership and the mails that are on their way to it."""
    withdraw(member)
    Member.objects.filter(pk=member.pk).delete()


def ask_for_renewal(today: date) -> int:
    """Ask those whose membership lapses soon, once each; say how many that was."""
    asked = 0
    while number := _ask_some(today):
        asked += number
    return asked


@transaction.atomic
def _ask_some(today: date) -> int:
    members = list(
        Member.objects.select_for_update()
        .active()
        .filter(delete_on_date__lte=today + ASKED_BEFORE, renewal_asked_at__isnull=True)
        .order_by("pk")[:ASKED_AT_ONCE]
    )
    for member in members:
        member.renewal_asked_at = timezone.now()
        member.delete_on_date = max(member.delete_on_date, today + SHORTEST_NOTICE)
        member.save()
    if members:
        queue(*(_renewal_mail(member) for member in members))
    return len(members)


def _renewal_mail(member: Member) -> EmailMessage:
    mail = compose_personal(
        "member_renewal", {"member": member}, to=member.email, row=member
    )
    mail.extra_headers |= leaving_headers()
    return mail


def leaving_headers() -> dict[str, str]:
    """Return what lets a mail program leave for its reader by one click (RFC 8058)."""
    leaving = reverse("network:member-leave", args=[TOKEN])
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{leaving}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _locked(member: Member) -> Member:
    locked = Member.objects.select_for_update().filter(pk=member.pk).first()
    if locked is None:
        raise MemberGone
    return locked
