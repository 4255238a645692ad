"""An enterprise on its way through its return, step by step."""

from datetime import timedelta

from django.utils import timezone

from common.personal_links import hash_of
from enterprises import reporting
from enterprises.models import (
    Enterprise,
    RecordProposal,
    ReturnInvitation,
    StaffingCategory,
    StaffingReturn,
)
from tests.enterprises.factories import (
    EnterpriseFactory,
    ReturnInvitationFactory,
    StaffingReturnFactory,
)

BASE = "/virksomheder/indberet/"
TOKEN = "t" * 43
Status = StaffingReturn.Status


def make_link(token=TOKEN, staffing_return=None, **more):
    one = staffing_return or StaffingReturnFactory(
        enterprise=EnterpriseFactory(
            name="Kædehjulet",
            published=True,
            established=True,
            email="post@kaedehjulet.example",
        ),
        year=2026,
    )
    values = {"expires_at": timezone.now() + timedelta(days=3)} | more
    return ReturnInvitationFactory(
        staffing_return=one, token_hash=hash_of(token), **values
    )


def record(enterprise):
    return {name: getattr(enterprise, name) for name in reporting.CHANGEABLE}


def first():
    return StaffingCategory.objects.exclude(
        group=StaffingCategory.Group.VOLUNTEERS
    ).first()


def answer(visit, link, chosen="rigtigt", **more):
    data = record(link.staffing_return.enterprise) | {"answer": chosen} | more
    return visit.post(BASE, data)


def fill_in(visit, **more):
    data = {f"number_{first().pk}": "7"} | more
    return visit.post(f"{BASE}tal/", data)


def send(visit):
    return visit.post(f"{BASE}gennemse/")


def dump():
    return [
        list(ReturnInvitation.objects.values()),
        list(StaffingReturn.objects.values()),
        list(RecordProposal.objects.values()),
        list(Enterprise.objects.values()),
    ]
