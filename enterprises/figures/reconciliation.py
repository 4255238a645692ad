"""A published account's totals held against their parts. Nothing is corrected."""

from dataclasses import dataclass
from decimal import Decimal

from common.quantities import Quantity, Unit, total

from ..models import ReportedFigure, StatusReport


@dataclass(frozen=True)
class Reconciliation:
    """A published total held against its parts. Nothing is corrected."""

    subject: ReportedFigure.Subject
    total: ReportedFigure
    parts: list[ReportedFigure]
    parts_sum: Quantity

    @property
    def unallocated(self) -> Decimal | None:
        """What the parts leave of the total, below zero where they exceed it.

        None where the total or one of the parts is not stated as a number.
        """
        if self.total.value is None or any(p.value is None for p in self.parts):
            return None
        return self.total.value - (self.parts_sum.value or Decimal(0))

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return self.unallocated == 0


def reconcile(report: StatusReport) -> list[Reconciliation]:
    """Hold each total of a report against the parts of the same subject."""
    figures = list(report.figures.all())
    return [
        Reconciliation(
            subject=ReportedFigure.Subject(figure.subject),
            total=figure,
            parts=(parts := _parts_of(figure, figures)),
            parts_sum=total((part.quantity for part in parts), Unit(figure.unit)),
        )
        for figure in figures
        if figure.role == ReportedFigure.Role.TOTAL
    ]


def _parts_of(
    whole: ReportedFigure, figures: list[ReportedFigure]
) -> list[ReportedFigure]:
    return [
        figure
        for figure in figures
        if figure.role == ReportedFigure.Role.PART and figure.subject == whole.subject
    ]
