"""Mails about the yearly returns."""

import secrets
from base64 import urlsafe_b64encode
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.mail import TOKEN, LateMail, compose, queue
from common.personal_links import hash_of

from .models import RecordProposal, ReturnInvitation, ReturnRound, StaffingReturn


def address_of(token: str) -> str:
    """Return the full address that a token opens."""
    return f"{settings.SITE_URL}{reverse('enterprises:report-open', args=[token])}"


class InvitationMail(LateMail):
    """A mail whose link is made in the moment it leaves.

    So the queue, its log and every copy of the database only ever hold the hash. The
    token follows from the mail's own name: tried again after a fault, the mail brings
    the same link under the same name, and what arrives twice is one mail to a mailbox.
    """

    invitation_id: int = 0

    def late_token(self) -> str | None:
        """Make the token; a link that was called back is not sent at all."""
        name = self.extra_headers.get("Message-ID") or secrets.token_urlsafe(32)
        made_from = f"{self.invitation_id} {name}"
        digest = salted_hmac("enterprises.mail", made_from, algorithm="sha256").digest()
        token = urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_open = ReturnInvitation.objects.filter(
            pk=self.invitation_id,
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        ).update(token_hash=hash_of(token))
        return token if is_open else None


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
        "link": address_of(TOKEN),
    }
