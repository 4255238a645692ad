"""What in the registry wants looking after; the desk counts it and lists it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from . import rsv
from .models import StaffingReturn
from .models.enterprise import EnterpriseQuerySet

YEAR = timedelta(days=365)


def without_confirmation(enterprises: EnterpriseQuerySet) -> EnterpriseQuerySet:
    """Keep running or coming enterprises that nobody vouched for within a year."""
    limit = timezone.now() - YEAR
    today = timezone.localdate()
    return enterprises.filter(
        Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=limit),
        Q(closed_date__isnull=True) | Q(closed_date__gt=today),
    )


def with_rsv_findings(enterprises: EnterpriseQuerySet) -> EnterpriseQuerySet:
    """Keep enterprises whose RSV history is wrong or was not looked up in a year."""
    return rsv.with_findings(enterprises, timezone.localdate())


def without_return(enterprises: EnterpriseQuerySet) -> EnterpriseQuerySet:
    """Keep enterprises that ran all through last year and have sent in no return."""
    year = timezone.localdate().year - 1
    today = timezone.localdate()
    sent = StaffingReturn.objects.filter(
        enterprise=OuterRef("pk"),
        year=year,
        status__in=[StaffingReturn.Status.PENDING, StaffingReturn.Status.APPROVED],
    )
    return enterprises.established(today).filter(
        ~Exists(sent), established_date__year__lte=year
    )
