"""Several days at once give what each day gives by itself."""

from datetime import date

import pytest

from enterprises import figures
from enterprises.models import Enterprise, RsvStatus

from .factories import EnterpriseFactory, RsvStatusFactory

pytestmark = pytest.mark.django_db

DAYS = [
    date(2014, 12, 31),
    date(2015, 1, 1),
    date(2016, 12, 31),
    date(2017, 1, 1),
    date(2018, 12, 31),
    date(2019, 1, 1),
    date(2021, 6, 1),
]


@pytest.fixture
def histories() -> None:
    """Enterprises whose stage or RSV status changes on some of the days."""
    EnterpriseFactory(published=True, on_the_way=True)
    EnterpriseFactory(published=True, registered=True)
    former = EnterpriseFactory(published=True, registered=True)
    RsvStatusFactory(enterprise=former, deregistered=True)
    RsvStatusFactory(
        enterprise=former, registered=True, effective_date=date(2021, 6, 1)
    )
    EnterpriseFactory(published=True, registered=True, closed=True)
    EnterpriseFactory(published=True, followed_from_date=date(2018, 12, 31))
    late = EnterpriseFactory(published=True, followed_from_date=date(2019, 1, 1))
    RsvStatusFactory(enterprise=late, registered=True)
    EnterpriseFactory(registered=True)


def test_each_day_counts_as_by_itself(histories):
    counted = figures.counts_on(DAYS)

    assert [counts.day for counts in counted] == DAYS
    for counts in counted:
        alone = figures.count_by_stage(counts.day)
        assert counts.by_stage == {
            stage: figure.quantity for stage, figure in alone.items()
        }
        registered = figures.count_by_rsv(counts.day)[RsvStatus.Status.REGISTERED]
        assert counts.registered == registered.quantity


def test_the_days_differ_where_something_happened(histories):
    counted = figures.counts_on(DAYS)

    established = [str(c.by_stage[Enterprise.Stage.ESTABLISHED]) for c in counted]
    assert established == ["0", "0", "3", "3", "3", "2", "2"]
    assert [str(c.registered) for c in counted] == ["0", "0", "0", "3", "3", "2", "3"]


def test_no_days_give_nothing(db):
    assert figures.counts_on([]) == []
