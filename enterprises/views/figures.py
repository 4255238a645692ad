"""The programme's figures, as of any day."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.charts import BarChart, Series
from common.figures import Figure

from .. import figures
from ..forms import DayForm
from ..models import Enterprise, RsvStatus, StaffingCategory

# The municipality's first strategy for the social economy is from this year.
FIRST_YEAR = 2014
# The day of the municipality's own account, which the portal began with.
DAY_OF_THE_ACCOUNT = date(2018, 8, 31)

Stage = Enterprise.Stage
STAGES_IN_ORDER = (Stage.ESTABLISHED, Stage.ON_THE_WAY, Stage.CLOSED)
Status = RsvStatus.Status


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
        "rows": [_row(counts, today) for counts in years],
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


def _row(counts: figures.DayCounts, today: date) -> dict[str, object]:
    """Lay out what there was on one of the days that are compared."""
    return {
        "day": counts.day,
        "label": _label(counts.day, today),
        "established": counts.by_stage[Stage.ESTABLISHED],
        "on_the_way": counts.by_stage[Stage.ON_THE_WAY],
        "closed": counts.by_stage[Stage.CLOSED],
        "registered": counts.registered,
    }


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
