"""The registry, the figures of a day and the published accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common import limits
from common.charts import BarChart, Series
from common.figures import Figure
from common.quantities import danish_number
from common.readings import SEARCHES, too_many

from . import figures
from .audiences import audience_of
from .cards import cards, pins, rows_of
from .forms import DayForm, EnterpriseFilterForm, echo
from .models import (
    Enterprise,
    ReportedFigure,
    RsvStatus,
    StaffingCategory,
    StatusReport,
)
from .registry.current import current

PAGE_SIZE = 24
# The municipality's first strategy for the social economy is from this year.
FIRST_YEAR = 2014
# The day of the municipality's own account, which the portal began with.
DAY_OF_THE_ACCOUNT = date(2018, 8, 31)

Stage = Enterprise.Stage
STAGES_IN_ORDER = (Stage.ESTABLISHED, Stage.ON_THE_WAY, Stage.CLOSED)
Status = RsvStatus.Status
Subject = ReportedFigure.Subject


# /virksomheder/


@require_safe
def enterprise_list(request: HttpRequest) -> HttpResponse:
    """Let a reader find an enterprise; every choice is part of the address."""
    registry = current()
    form = EnterpriseFilterForm(request.GET, registry)
    if form.query and (refusal := SEARCHES.refuse(request)):
        return _too_many_searches(request, form, refusal)
    page, ignored_page = _page(form.found, request)
    enterprises = rows_of(page.object_list, registry)
    shown = cards(enterprises, registry)
    context = {
        "section": "virksomheder",
        "form": form,
        "audience": audience_of({} if form.query else form.chosen),
        "page": page,
        "cards": shown,
        "pins": pins(enterprises.values()),
        "ignored": [*form.ignored, *ignored_page],
        "ways_out": [] if shown else form.ways_out,
        "has_examples": any(card.example for card in shown),
        "leaves_out_closed": not form.chosen["stage"],
    }
    return render(request, "enterprises/enterprise_list.html", context)


def _too_many_searches(
    request: HttpRequest, form: EnterpriseFilterForm, refusal: limits.Refusal
) -> HttpResponse:
    """Keep what was typed and chosen for another try."""
    context = {
        "section": "virksomheder",
        "query": form.query,
        "choices": form.choices_in_address,
    }
    return too_many(request, refusal, "enterprises/too_many_searches.html", context)


def _page(found: Sequence[int], request: HttpRequest) -> tuple[Page, list[str]]:
    """Return the page asked for, or the nearest there is and a sentence about it."""
    paginator = Paginator(found, PAGE_SIZE)
    asked = request.GET.get("side", "1")
    try:
        number = int(asked)
    except ValueError:
        number = 0
    nearest = min(max(number, 1), paginator.num_pages)
    ignored = (
        []
        if number == nearest
        else [f"Side {echo(asked)} findes ikke. Du ser side {nearest}."]
    )
    return paginator.page(nearest), ignored


# /tal/


@require_safe
def programme_figures(request: HttpRequest) -> HttpResponse:
    """Count the programme as of a day, each figure with how it was counted."""
    today = timezone.localdate()
    form = DayForm(request.GET, today)
    day = form.as_of
    stages = figures.count_by_stage(day)
    rsv = figures.count_by_rsv(day)
    staffing = figures.staffing(day)
    social_value = figures.social_value_statements(day)
    years = figures.counts_on(_days_compared(day))
    main = [
        stages[Stage.ESTABLISHED],
        stages[Stage.ON_THE_WAY],
        rsv[Status.REGISTERED],
        social_value,
    ]
    counted = [
        *(stages[stage] for stage in STAGES_IN_ORDER),
        *rsv.values(),
        staffing.total,
        *staffing.by_group.values(),
        social_value,
    ]
    context = {
        "section": "tal",
        "form": form,
        "day": day,
        "is_today": day == today,
        "account_day": DAY_OF_THE_ACCOUNT,
        "year_ends": _year_ends(today)[::-1],
        "main": main,
        "stages": [stages[stage] for stage in STAGES_IN_ORDER],
        "rsv": rsv.values(),
        "staffing": staffing,
        "staff_groups": _staff_groups(staffing),
        "rows": [
            {
                "day": counts.day,
                "label": _label(counts.day, today),
                "established": counts.by_stage[Stage.ESTABLISHED],
                "on_the_way": counts.by_stage[Stage.ON_THE_WAY],
                "closed": counts.by_stage[Stage.CLOSED],
                "registered": counts.registered,
            }
            for counts in years
        ],
        "chart": _chart_of_years(years, today),
        "methods": _methods(counted),
        "has_examples": any(figure.includes_examples for figure in counted),
    }
    return render(request, "enterprises/figures.html", context)


def _year_ends(until: date) -> list[date]:
    """Return the last day of every full year since the first strategy."""
    return [date(year, 12, 31) for year in range(FIRST_YEAR, until.year)]


def _days_compared(day: date) -> list[date]:
    """Return each year's end up to a day, and the day itself."""
    return [*_year_ends(day), day] if day.year >= FIRST_YEAR else []


@dataclass(frozen=True)
class Method:
    """One way of counting, and the figures that were counted in it."""

    text: str
    source: str
    as_of: date
    figures: list[Figure]


def _methods(counted: list[Figure]) -> list[Method]:
    """Put figures that are counted alike together, so that it is said once."""
    methods: dict[tuple[str, str, date], Method] = {}
    for figure in counted:
        key = (figure.method, figure.source, figure.as_of)
        methods.setdefault(key, Method(*key, figures=[])).figures.append(figure)
    return list(methods.values())


def _label(day: date, today: date) -> str:
    """Name a day in the row of years: a year's end is its year."""
    if day == today:
        return "I dag"
    is_end = (day.month, day.day) == (12, 31)
    return str(day.year) if is_end else f"{day.day}.{day.month}."


def _chart_of_years(years: list[figures.DayCounts], today: date) -> BarChart | None:
    """Draw how many there were of the two stages that a running programme has."""
    if not years:
        return None
    return BarChart(
        key="aar-for-aar",
        title="Virksomheder i programmet ved årets udgang",
        categories=[_label(counts.day, today) for counts in years],
        series=[
            Series(
                figures.STAGE_LABELS[stage],
                [counts.by_stage[stage].value for counts in years],
            )
            for stage in (Stage.ESTABLISHED, Stage.ON_THE_WAY)
        ],
        unit="virksomheder",
        category_name="Ved udgangen af",
        show_total=False,
    )


def _staff_groups(staffing: figures.StaffingFigures) -> list[dict[str, object]]:
    """Put the kinds of staff under their groups; volunteers stand elsewhere."""
    categories = StaffingCategory.objects.exclude(
        group=StaffingCategory.Group.VOLUNTEERS
    )
    groups: dict[str, list[tuple[StaffingCategory, Figure]]] = {}
    for category in categories:
        groups.setdefault(category.group, []).append(
            (category, staffing.by_category[category.slug])
        )
    return [
        {"figure": staffing.by_group[StaffingCategory.Group(group)], "rows": rows}
        for group, rows in groups.items()
    ]


# /tal/status/


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
