"""How many people work in one enterprise, year by year, as the public may see it."""

from dataclasses import dataclass
from datetime import date

from common.quantities import Quantity, Unit, total

from ..masking import known, public
from ..models import Enterprise, StaffingCategory, StaffingReturn
from .staff import Group


@dataclass(frozen=True)
class YearOfStaff:
    """One enterprise's approved return for one year, as the public may see it."""

    year: int
    as_of: date
    approved: date
    cells: dict[StaffingCategory, Quantity]
    by_group: dict[Group, Quantity]
    total: Quantity

    @property
    def volunteers(self) -> Quantity:
        """The volunteers, who are in no total."""
        return self.by_group[Group.VOLUNTEERS]


def staff_by_year(enterprise: Enterprise) -> list[YearOfStaff]:
    """Return an enterprise's approved years, oldest first, small numbers hidden."""
    returns = (
        enterprise.staffing_returns.published()
        .order_by("year")
        .prefetch_related("counts__category")
    )
    return [_year_of_staff(staffing_return) for staffing_return in returns]


def _year_of_staff(staffing_return: StaffingReturn) -> YearOfStaff:
    counts = sorted(
        staffing_return.counts.all(), key=lambda count: count.category.position
    )
    cells = {
        count.category: public(count.quantity, is_sensitive=count.category.is_sensitive)
        for count in counts
    }

    def add_up(*groups: Group) -> Quantity:
        return total(
            (
                known(count.quantity, is_sensitive=count.category.is_sensitive)
                for count in counts
                if count.category.group in groups
            ),
            Unit.PERSONS,
        )

    # Approval is dated whenever the status says approved: a constraint holds it.
    assert staffing_return.approved_at is not None
    return YearOfStaff(
        year=staffing_return.year,
        as_of=staffing_return.as_of_date,
        approved=staffing_return.approved_at.date(),
        cells=cells,
        by_group={group: add_up(group) for group in Group},
        total=add_up(Group.ORDINARY, Group.SPECIAL_TERMS, Group.COURSE),
    )
