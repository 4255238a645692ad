"""What the page of one enterprise says beside the record itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.charts import BarChart, Series
from common.quantities import Quantity

from .figures import YearOfStaff
from .masking import UNDER_FIVE
from .models import RsvStatus, StaffingCategory

Status = RsvStatus.Status
Group = StaffingCategory.Group

STEP_TITLES = {
    Status.CONSIDERING: "Overvejer at blive registreret",
    Status.APPLIED: "Anmeldt til registrering",
    Status.REGISTERED: "Registreret",
    Status.DEREGISTERED: "Afregistreret",
    Status.REFUSED: "Registrering nægtet",
}


@dataclass(frozen=True)
class RsvHistory:
    """An enterprise's RSV history up to a day, newest step first."""

    steps: Sequence[RsvStatus]
    is_running: bool

    @property
    def registered(self) -> RsvStatus | None:
        """The step that says registered, only while it holds.

        An enterprise that has closed is not called registered, whatever the last
        step says.
        """
        if not self.is_running or not self.steps:
            return None
        latest = self.steps[0]
        return latest if latest.status == Status.REGISTERED else None

    @property
    def registered_since(self) -> date | None:
        """Since when without a break: a renewed step does not begin it anew."""
        if not self.registered:
            return None
        since = self.registered.effective_date
        for step in self.steps:
            if step.status != Status.REGISTERED:
                break
            since = step.effective_date
        return since

    @property
    def titled_steps(self) -> list[tuple[str, RsvStatus]]:
        """Each step with its words."""
        return [(STEP_TITLES[Status(step.status)], step) for step in self.steps]


@dataclass(frozen=True)
class StaffRow:
    """One kind of staff over the years; None where a return leaves it out."""

    label: str
    explanation: str
    cells: list[tuple[int, Quantity | None]]


@dataclass(frozen=True)
class StaffHistory:
    """An enterprise's approved years, oldest first, as the public may see them."""

    years: Sequence[YearOfStaff]

    @property
    def latest(self) -> YearOfStaff:
        """The newest year."""
        return self.years[-1]

    @property
    def has_hidden(self) -> bool:
        """Whether a small number is hidden anywhere."""
        return any(UNDER_FIVE in year.cells.values() for year in self.years)

    @property
    def chart(self) -> BarChart:
        """The three groups of staff by year; volunteers are never on the axis.

        Where a number is hidden the bar shows the least it can be, so no exact sum
        is written above it.
        """
        return BarChart(
            key="medarbejdere",
            title="Medarbejdere pr. år uden frivillige",
            categories=[str(year.year) for year in self.years],
            series=[
                self._series("ordinært ansatte", Group.ORDINARY),
                self._series("ansatte på særlige vilkår", Group.SPECIAL_TERMS),
                self._series("i etablerede forløb", Group.COURSE),
            ],
            show_total=all(year.total.is_exact for year in self.years),
        )

    def _series(self, label: str, group: Group) -> Series:
        amounts = [year.by_group[group] for year in self.years]
        return Series(
            label=label,
            values=[amount.value for amount in amounts],
            texts=[str(amount) for amount in amounts],
        )

    @property
    def totals(self) -> list[tuple[int, Quantity]]:
        """The sum of each year, volunteers left out."""
        return [(year.year, year.total) for year in self.years]

    @property
    def rows(self) -> list[StaffRow]:
        """The kinds of staff, volunteers left out."""
        return self._rows(volunteers=False)

    @property
    def volunteer_rows(self) -> list[StaffRow]:
        """The volunteers alone."""
        return self._rows(volunteers=True)

    def _rows(self, *, volunteers: bool) -> list[StaffRow]:
        categories = {
            category
            for year in self.years
            for category in year.cells
            if (category.group == Group.VOLUNTEERS) == volunteers
        }
        return [
            StaffRow(
                category.name,
                category.explanation,
                [(year.year, year.cells.get(category)) for year in self.years],
            )
            for category in sorted(categories, key=lambda c: (c.position, c.pk))
        ]
