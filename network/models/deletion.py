"""When personal data are deleted, where no event's date decides it."""

from datetime import date, timedelta

from django.utils import timezone

# How long personal data stay when no event date says otherwise.
ENQUIRY_RETENTION = timedelta(days=365)
MEMBER_RETENTION = timedelta(days=730)
# A link that nobody has pressed the button behind.
LINK_RETENTION = timedelta(days=7)


def enquiry_deletion_date() -> date:
    """Return the day an enquiry received today is deleted at the latest."""
    return timezone.localdate() + ENQUIRY_RETENTION


def member_deletion_date() -> date:
    """Return the day a membership lapses unless it is renewed."""
    return timezone.localdate() + MEMBER_RETENTION


def link_deletion_date() -> date:
    """Return the day that is deleted which nobody confirms by the link sent today."""
    return timezone.localdate() + LINK_RETENTION
