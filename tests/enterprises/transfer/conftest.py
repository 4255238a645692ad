"""A registry with one of everything that a sheet tells about."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from common.quantities import Qualifier
from enterprises.models import (
    StaffingCategory,
)
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    SectorFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.transfer.files import CVR


@pytest.fixture
def registry():
    """One of everything that a sheet tells about."""
    enterprise = EnterpriseFactory(
        name="Kædehjulet",
        slug="kaedehjulet",
        cvr_number=CVR[0],
        legal_form="80",
        phone="+45 00 00 00 00",
        description="<p>Vi <strong>reparerer</strong>;\n cykler</p>",
        social_purpose="=1+1",
        website="https://example.org/",
        reserved_contracts="ja",
        reserved_contracts_date=date(2018, 5, 1),
        established_date=date(2016, 1, 1),
        confirmed_at=datetime(2018, 6, 30, 22, 30, tzinfo=UTC),
        published=True,
    )
    enterprise.sectors.set([SectorFactory(name="Genbrug"), SectorFactory(name="Café")])
    enterprise.un_goals.set([3, 8])
    RsvStatusFactory(enterprise=enterprise, registered=True)
    StaffingCategoryFactory(name="Andre", slug="andre")
    reported = StaffingReturnFactory(
        enterprise=enterprise, reported_total=Decimal("12.5"), note="-"
    )
    StaffingCountFactory(
        staffing_return=reported,
        category=StaffingCategory.objects.first(),
        value=Decimal("1234.5"),
        qualifier=Qualifier.APPROXIMATE,
    )
    StaffingCountFactory(
        staffing_return=reported,
        category__name="Nogle",
        value=None,
        as_published="flere",
    )
    EnterpriseFactory(name="Den anden", slug="den-anden")
    return enterprise
