"""Mails about the yearly returns."""

import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from common.mail import compose, queue

from .models import RecordProposal, ReturnInvitation, ReturnRound, StaffingReturn

# Stands in a queued mail where the link will be.
LINK = "[[link]]"


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """Return the full address that a token opens."""
    return f"{settings.SITE_URL}{reverse('enterprises:report-open', args=[token])}"


class InvitationMail(EmailMessage):
    """A mail whose link is made in the moment it leaves.

    So the queue, its log and every copy of the database are without tokens: they only
    ever hold the hash. Tried again after a fault, the mail gets a new link, and with it
    another Message-ID: a mailbox that drops duplicates must not keep the dead link.
    """

    invitation_id: int = 0

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        """Make the link and send; a link that was called back is not sent at all."""
        token = secrets.token_urlsafe(32)
        is_open = ReturnInvitation.objects.filter(
            pk=self.invitation_id,
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        ).update(token_hash=hash_of(token))
        if not is_open:
            return 0
        headers = dict(self.extra_headers)
        if name := headers.get("Message-ID"):
            headers["Message-ID"] = f"<{hash_of(token)[:16]}.{name.lstrip('<')}"
        mail = EmailMessage(
            subject=self.subject,
            body=self.body.replace(LINK, address_of(token)),
            from_email=self.from_email,
            to=self.to,
            reply_to=self.reply_to,
            headers=headers,
            connection=self.connection,
        )
        return mail.send(fail_silently)


def queue_link(
    template: str, invitation: ReturnInvitation, return_round: ReturnRound | None
) -> None:
    """Queue a mail that brings an invitation's link to its enterprise."""
    staffing_return = invitation.staffing_return
    mail = compose(
        template,
        _about(staffing_return, return_round) | {"invitation": invitation},
        to=staffing_return.enterprise.email,
        kind=InvitationMail,
    )
    mail.invitation_id = invitation.pk
    queue(mail)


def queue_receipt(staffing_return: StaffingReturn, proposal: RecordProposal) -> None:
    """Queue the receipt of what has been sent in."""
    if staffing_return.enterprise.email:
        context = _about(staffing_return, None) | {"proposal": proposal}
        to = staffing_return.enterprise.email
        queue(compose("return_receipt", context, to=to))


def _about(
    staffing_return: StaffingReturn, return_round: ReturnRound | None
) -> dict[str, Any]:
    return {
        "staffing_return": staffing_return,
        "enterprise": staffing_return.enterprise,
        "return_round": return_round,
        "link": LINK,
    }
