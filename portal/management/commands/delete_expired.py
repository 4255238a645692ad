"""Delete what was promised to be gone by today."""

from argparse import ArgumentParser
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand
from django.utils import timezone

from common import limits
from enterprises.models import Correction, ReturnInvitation, RsvImport, TableImport
from enterprises.registry import changes
from network import retention
from portal import outbox
from portal.accounts import sessions
from portal.models import LimitCounter, MailDelivery
from strategy import hearings
from strategy.models import HearingRemark, Nomination


class Command(BaseCommand):
    """Run once a day; docs/operating.md shows how."""

    help = (
        "Delete sign-ups, members, enquiries, support, corrections, nominations "
        "and hearing remarks whose day has come, lists and files that nobody approved "
        "in time, links that died 30 days ago, counts against abuse, and what is left "
        "of sessions that are over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let an operator look first."""
        parser.add_argument(
            "--dry-run", action="store_true", help="count, delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete or count, and say how much of each."""
        today = timezone.localdate()
        now = timezone.now()
        own = [
            Correction.objects.overdue(today),
            Nomination.objects.overdue(today),
            RsvImport.objects.overdue(today),
            TableImport.objects.overdue(today),
            ReturnInvitation.objects.expired(now),
        ]
        if options["dry_run"]:
            numbers, verb = retention.due(today), "to delete"
            numbers |= {rows.model: rows.count() for rows in own}
            numbers[LimitCounter] = limits.expired(now).count()
            numbers[MailDelivery] = outbox.expired(now).count()
            numbers[UserSession] = sessions.expired(now).count()
            numbers[HearingRemark] = HearingRemark.objects.overdue(today).count()
        else:
            numbers, verb = retention.delete_due(today), "deleted"
            numbers |= {rows.model: rows.delete()[0] for rows in own}
            numbers[LimitCounter] = limits.delete_expired(now)
            numbers[MailDelivery] = outbox.delete_expired(now)
            numbers[MailDelivery] += outbox.delete_orphans()
            numbers[UserSession] = sessions.delete_expired(now)
            numbers[HearingRemark] = hearings.delete_due(today)
            # No personal data, only notes that nobody will ask for again.
            changes.forget_old()
        for model, number in numbers.items():
            self.stdout.write(f"{model.__name__}: {number} {verb}")
