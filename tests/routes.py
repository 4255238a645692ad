"""The portal's addresses as tests walk them, and one public row behind each."""

import re
from datetime import timedelta
from decimal import Decimal

from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from strategy.models import ProgrammePage
from tests.enterprises import factories as enterprises
from tests.network import factories as network
from tests.strategy import factories as strategy

# What fills the holes in an address so that it leads to something public.
# The key is so high that no sequence reaches it: PostgreSQL never takes one back.
SLUG, YEAR, PK = "aaben", 2018, 700_000_071
# Where the public enterprise lies.
COORDINATES = {"latitude": Decimal("55.6415"), "longitude": Decimal("12.0803")}


def walk(resolver=None, beginning=""):
    """Yield each route of the URLconf with its view, from its root on."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = beginning + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from walk(entry, route)
        else:
            yield route, entry.callback


def public_routes():
    """List the routes outside the admin."""
    return [route for route, _view in walk() if not route.startswith("admin/")]


def address(route, **holes):
    """Fill the holes of a route, by default so that it leads to something public."""
    values = {"slug:slug": SLUG, "int:year": YEAR, "int:pk": PK} | {
        f"{kind}:{name}": value
        for name, value in holes.items()
        for kind in ("slug", "int")
    }
    route = re.sub(r"\(\?P<\w+>[^)]*\)|[$^]", lambda m: "0" * (len(m[0]) > 1), route)
    for hole, value in values.items():
        route = route.replace(f"<{hole}>", str(value))
    return f"/{route}"


def content_of(response):
    """Read an answer to its end, which is what lets go of a file.

    Closing it instead would also close the database below the test.
    """
    return b"".join(response) if response.streaming else response.content


def open_everything():
    """Make one public row for each page, picture and paper that has an address."""
    enterprise = enterprises.EnterpriseFactory(
        slug=SLUG, published=True, established=True, pictured=True
    )
    sector = enterprises.SectorFactory(slug="genbrug", name="Genbrug")
    enterprise.sectors.add(sector)
    enterprises.LocationFactory(enterprise=enterprise, **COORDINATES)
    enterprises.OfferFactory(enterprise=enterprise)
    enterprises.RsvStatusFactory(enterprise=enterprise)
    count = enterprises.StaffingCountFactory(
        staffing_return__enterprise=enterprise, staffing_return__approved=True
    )
    report = enterprises.StatusReportFactory(slug=SLUG, published=True)
    enterprises.ReportedFigureFactory(report=report)
    soon = timezone.now() + timedelta(days=9)
    event = network.EventFactory(
        slug=SLUG, published=True, host=enterprise, starts_at=soon
    )
    network.EventMaterialFactory(pk=PK, event=event)
    # Pictures are shown once an event is over.
    held = timezone.now() - timedelta(days=9)
    network.EventPictureFactory(
        pk=PK, event=network.EventFactory(published=True, starts_at=held)
    )
    topic = network.TopicFactory(slug=SLUG, published=True, event=event, answered=True)
    network.TopicSupportFactory(topic=topic, confirmed=True)
    cluster = network.ClusterFactory(slug=SLUG, published=True)
    cluster.enterprises.add(enterprise)
    network.ClusterMeetingFactory(cluster=cluster)
    plan = strategy.StrategyFactory(
        slug=SLUG, published=True, documented=True, heard=True
    )
    strategy.OriginStepFactory(strategy=plan)
    strategy.HearingRemarkFactory(strategy=plan, published=True)
    goal = strategy.GoalFactory(strategy=plan, number=1)
    initiative = strategy.InitiativeFactory(slug=SLUG, published=True)
    strategy.InitiativePeriodFactory(initiative=initiative)
    goal.initiatives.add(initiative)
    evaluation = strategy.EvaluationFactory(published=True, strategy=plan, year=YEAR)
    meeting = strategy.BoardMeetingFactory(pk=PK, published=True)
    strategy.MeetingPaperFactory(pk=PK, meeting=meeting)
    strategy.AdviceFactory(meeting=meeting, goal=goal)
    document = strategy.DocumentFactory(pk=PK, published=True, filed=True)
    award_year = strategy.AwardYearFactory(year=YEAR, open=True, pictured=True)
    strategy.NomineeFactory(award_year=award_year, enterprise=enterprise)
    place = ProgrammePage.Place.PROGRAMME
    strategy.ProgrammePageFactory(place=place, published=True)
    return {
        "enterprise": enterprise,
        "return": count.staffing_return,
        "report": report,
        "event": event,
        "topic": topic,
        "cluster": cluster,
        "strategy": plan,
        "goal": goal,
        "initiative": initiative,
        "evaluation": evaluation,
        "meeting": meeting,
        "document": document,
        "award_year": award_year,
    }


def admin_pages(model, pk):
    """Yield the name and the address of each of the admin's pages for a model."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    for page, holes in (
        ("changelist", []),
        ("add", []),
        ("change", [pk]),
        ("delete", [pk]),
        ("history", [pk]),
    ):
        try:
            yield page, reverse(f"{name}_{page}", args=holes)
        except NoReverseMatch:
            continue
