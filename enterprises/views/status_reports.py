"""Published accounts of the programme, in their own words and reconciled."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.quantities import danish_number

from .. import figures
from ..models import ReportedFigure, StatusReport

Subject = ReportedFigure.Subject


@require_safe
def status_reports(request: HttpRequest) -> HttpResponse:
    """List the accounts that somebody has published."""
    reports = (
        StatusReport.objects.published()
        .select_related("source")
        .order_by("-as_of_date", "pk")
    )
    context = {"section": "tal", "reports": reports}
    return render(request, "enterprises/status_reports.html", context)


@dataclass(frozen=True)
class CheckedSum:
    """A published total and its parts, with the words for what lies between them."""

    whole: figures.Reconciliation

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return self.whole.adds_up

    @property
    def difference(self) -> str | None:
        """What lies between, without sign; None where it cannot be reckoned."""
        unallocated = self.whole.unallocated
        return None if unallocated is None else danish_number(abs(unallocated))

    @property
    def difference_label(self) -> str:
        """What the difference is called, depending on which side is larger."""
        return "Ikke fordelt" if (self.whole.unallocated or 0) > 0 else "For meget"

    @property
    def is_approximate(self) -> bool:
        """Whether a figure in the sum is less than exact."""
        return not (
            self.whole.total.quantity.is_exact and self.whole.parts_sum.is_exact
        )

    @property
    def line(self) -> str:
        """The whole reckoning in one line."""
        terms = [
            f"Oplyst i alt: {self.whole.total.quantity}",
            f"Sum af kategorier: {self.whole.parts_sum.number}",
        ]
        if self.difference and not self.adds_up:
            terms.append(f"{self.difference_label}: {self.difference}")
        return " · ".join(terms)


@require_safe
def status_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one account in its own words, and where its figures do not add up."""
    report = get_object_or_404(
        StatusReport.objects.published()
        .select_related("source")
        .prefetch_related("figures"),
        slug=slug,
    )
    reported = list(report.figures.all())
    reconciled = figures.reconcile(report)
    in_sums = {
        figure.pk for whole in reconciled for figure in (whole.total, *whole.parts)
    }
    context = {
        "section": "tal",
        "report": report,
        "source_words": f"{report.source.title}, {report.source.publisher}",
        "sums": [CheckedSum(whole) for whole in reconciled],
        "volunteers": [f for f in reported if f.subject == Subject.VOLUNTEERS],
        "alone": [
            f
            for f in reported
            if f.subject != Subject.VOLUNTEERS and f.pk not in in_sums
        ],
    }
    return render(request, "enterprises/status_report.html", context)
