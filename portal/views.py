"""The pages that compose the whole, and the addresses that machines ask."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.richtext import safe_html
from enterprises import figures
from enterprises.audiences import AUDIENCES, EVERYBODY
from enterprises.models import Enterprise, ReportedFigure, RsvStatus, StatusReport
from network.models import Event
from network.sign_up.seats import with_sign_up
from strategy.models import Evaluation, ProgrammePage, Strategy

from . import health, news
from .former_addresses import present_address
from .models import ContactPoint

EVENTS_ON_FRONT_PAGE = 2
NEWS_ON_FRONT_PAGE = 5
STRATEGIES_SHOWN = 2

WHAT_HAPPENS_WITH_A_QUESTION = [
    {
        "title": "Du skriver",
        "text": "Fortæl kort, hvem du er, og hvad du gerne vil.",
    },
    {
        "title": "Forretningsudvikleren læser det",
        "text": "Flere kan se det, så det ikke ligger og venter. En frist holder øje.",
    },
    {
        "title": "Du får svar",
        "text": "Enten på dit spørgsmål, med et forslag til en samtale eller med et "
        "navn på dem, der kan hjælpe bedre.",
    },
]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say in ten seconds what this is, what one can do and what happens next."""
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "audiences": [EVERYBODY, *AUDIENCES],
        "counted": [
            figures.count_by_stage(today)[Enterprise.Stage.ESTABLISHED],
            figures.count_by_rsv(today)[RsvStatus.Status.REGISTERED],
        ],
        "reported": _reported_figures(),
        "events": with_sign_up(
            Event.objects.published()
            .taking_place()
            .upcoming(now)[:EVENTS_ON_FRONT_PAGE],
            now,
        ),
        "news": news.newest(NEWS_ON_FRONT_PAGE, today),
        "strategies": Strategy.objects.published().newest_first()[:STRATEGIES_SHOWN],
        "evaluation": Evaluation.objects.published()
        .select_related("strategy")
        .order_by("-year", "-pk")
        .first(),
    }
    return render(request, "portal/home.html", context)


def _reported_figures() -> list[ReportedFigure]:
    """Return what the newest account says of jobs and volunteers, in its own words."""
    report = (
        StatusReport.objects.published()
        .select_related("source")
        .order_by("-as_of_date", "-pk")
        .first()
    )
    if report is None:
        return []
    subjects = (ReportedFigure.Subject.JOBS, ReportedFigure.Subject.VOLUNTEERS)
    found = report.figures.filter(subject__in=subjects).exclude(
        role=ReportedFigure.Role.PART
    )
    first_of: dict[str, ReportedFigure] = {}
    for figure in found:
        figure.report = report
        first_of.setdefault(figure.subject, figure)
    return [first_of[subject] for subject in subjects if subject in first_of]


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Say whom to write to, what one gets help with and what happens then."""
    context = {
        "section": "kontakt",
        "points": ContactPoint.objects.all(),
        "steps": WHAT_HAPPENS_WITH_A_QUESTION,
        "answer_days": settings.ENQUIRY_ANSWER_DAYS,
    }
    return render(request, "portal/contact.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell what the programme is, who stands behind it and what is made up."""
    page = (
        ProgrammePage.objects.published()
        .filter(place=ProgrammePage.Place.PROGRAMME)
        .select_related("source")
        .first()
    )
    context = {"page": page, "body": safe_html(page.body) if page else ""}
    return render(request, "portal/about.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what becomes of what people tell us."""
    context = {"sign_up_kept_days": settings.SIGN_UP_KEPT_DAYS}
    return render(request, "portal/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the portal is and how to complain."""
    point = ContactPoint.objects.exclude(phone="").first()
    context = {"phone": point.phone if point else settings.CONTACT_PHONE}
    return render(request, "portal/accessibility.html", context)


@require_safe
def was(request: HttpRequest) -> HttpResponse:
    """Lead to the statutory accessibility statement."""
    return redirect(settings.WAS_URL)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Lead an old address to its page, or say that there is none."""
    if request.method in ("GET", "HEAD"):
        address = present_address(request.path)
        if address:
            query = request.META.get("QUERY_STRING", "")
            address = escape_uri_path(address)
            return HttpResponsePermanentRedirect(
                f"{address}?{query}" if query else address
            )
    return defaults.page_not_found(request, exception)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when visitors can be served, else 503 and what is wrong."""
    faults = health.faults()
    return HttpResponse(
        "".join(f"{fault}\n" for fault in faults) or "ok\n",
        content_type="text/plain",
        status=503 if faults else 200,
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where everything is and what is not for them."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in settings.PRIVATE_PATHS),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")
