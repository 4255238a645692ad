"""What is not public, filled with words that are then looked for everywhere.

Every text of every hidden row is a word that stands nowhere else. All that a stranger
can fetch is fetched, and none of these words may be in it. A new model, or a new field,
is watched without a word here; a new model must only say when it is hidden.
"""

import re
from urllib.parse import unquote, urlencode

import pytest
from django.test import Client
from django.utils import timezone

from common.publication import PublicationState, Publishable
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RsvStatus,
    Sector,
    SocialValueStatement,
    StaffingCategory,
    StaffingReturn,
    StatusReport,
    TargetGroup,
    UNGoal,
)
from network.models import Cluster, Event, EventMaterial, EventPicture, Topic
from portal.models import ContactPoint, FormerAddress
from strategy.models import (
    AwardYear,
    BoardSeat,
    Document,
    Evaluation,
    HearingRemark,
    Initiative,
    MeetingPaper,
    Screening,
    Strategy,
)
from strategy.services import publish_as_told
from tests.canaries import LONG_AGO, Canaries
from tests.enterprises import factories as enterprises
from tests.enterprises.canaries import hide_registry
from tests.enterprises.returns import BASE, TOKEN, make_link
from tests.factories import MODELS
from tests.network.canaries import hide_network
from tests.portal import factories as portal
from tests.routes import address, content_of, open_everything, public_routes
from tests.strategy.canaries import hide_strategies
from tests.test_addresses import crawl

pytestmark = pytest.mark.django_db

# What each model is to strangers


# Rows that are public whenever a public row refers to them, or always.
ALWAYS_PUBLIC = {
    ContactPoint,
    FormerAddress,
    Sector,
    StaffingCategory,
    TargetGroup,
    UNGoal,
}
# Rows that hold no words of their own, or only such as stand in another row.
WITHOUT_TEXT = {
    "network.Arrival",
    "network.Reminder",
    "enterprises.RegistryChange",
    "enterprises.SearchText",
    "enterprises.SearchWord",
    "network.MemberDelivery",
    "strategy.ScreeningStep",
}

# What must come into sight when everything is made public: else nobody looked.
MAIN_TEXTS = {
    "enterprises.Enterprise.name",
    "enterprises.Enterprise.description",
    "enterprises.Location.town",
    "enterprises.Offer.title",
    "enterprises.RsvStatus.source",
    "enterprises.SocialValueStatement.claim",
    "enterprises.StatusReport.title",
    "enterprises.ReportedFigure.label",
    "enterprises.Source.title",
    "count of a hidden enterprise",
    "count of a return that is afventer",
    "figure of a hidden report",
    "sector of a hidden row",
    "network.Event.title",
    "network.ProgrammeItem.title",
    "network.EventMaterial.file",
    "network.Topic.title",
    "network.Topic.answer",
    "network.Topic.closing",
    "network.Cluster.name",
    "network.Cluster.outcome",
    "network.ClusterMeeting.outcome",
    "seats of a draft",
    "strategy.Strategy.title",
    "strategy.StrategySection.body",
    "strategy.Goal.title",
    "strategy.Indicator.name",
    "measurement of a hidden goal",
    "strategy.MeasurementCorrection.reason",
    "strategy.IndicatorCorrection.reason",
    "strategy.Evaluation.summary",
    "strategy.GoalAssessment.reason",
    "strategy.GoalStanding.reason",
    "strategy.EvaluationFigure.label",
    "figure of an unfinished evaluation",
    "strategy.Erratum.text",
    "strategy.BoardSeat.holder_name",
    "strategy.Juror.role",
    "strategy.BoardMeeting.minutes",
    "strategy.MeetingPaper.title",
    "strategy.MeetingPaper.file",
    "strategy.HearingRemark.text",
    "strategy.HearingRemark.answer",
    "strategy.OriginStep.who",
    "strategy.Advice.text",
    "strategy.Initiative.title",
    "strategy.InitiativePeriod.outcome",
    "participants of a hidden initiative",
    "strategy.Screening.title",
    "strategy.AwardYear.call",
    "strategy.Nominee.motivation",
    "strategy.Document.title",
    "strategy.Document.file",
    "strategy.ProgrammePage.title",
}


def hide_everything(canary, opened):
    """Put something hidden beside everything public."""
    hide_registry(canary, opened)
    hide_network(canary, opened)
    hide_strategies(canary, opened)
    canary.fill(portal.LimitCounterFactory)
    canary.fill(portal.LinkCheckFactory, dead=True, besides=["fault"])
    canary.fill(portal.MailDeliveryFactory)
    canary.fill(portal.MailTextFactory)


def publish_everything():
    """Make every row public that ever can be."""
    now, states = timezone.now(), {"publication_state": PublicationState.PUBLISHED}
    SocialValueStatement.objects.update(consent_date=LONG_AGO)
    for model in MODELS:
        if issubclass(model, Publishable):
            model.objects.update(**states)
    Event.objects.update(state=Event.State.PUBLISHED)
    Strategy.objects.update(
        status="vedtaget",
        visibility="offentlig",
        hearing_start_date=LONG_AGO,
        hearing_end_date=LONG_AGO,
    )
    HearingRemark.objects.update(state="offentlig", decided_at=now)
    MeetingPaper.objects.update(is_for_board=False)
    for evaluation in Evaluation.objects.filter(state="kladde"):
        publish_as_told(evaluation, at=now)
    StaffingReturn.objects.update(status="godkendt", approved_at=now)
    BoardSeat.objects.update(consent_date=LONG_AGO)
    Screening.objects.update(is_open=True)


def withdraw_everything():
    """Take back every row that ever was public."""
    for model in MODELS:
        if issubclass(model, Publishable):
            model.objects.update(publication_state=PublicationState.WITHDRAWN)
    Event.objects.update(state=Event.State.DRAFT)
    Strategy.objects.update(visibility=Strategy.Visibility.BOARD)
    StaffingReturn.objects.update(status="afventer", approved_at=None)
    BoardSeat.objects.update(consent_date=None)
    Screening.objects.update(is_open=False)


# All that a stranger can fetch


# What stands behind each address with a hole in it, and what fills the hole.
BEHIND = {
    "virksomheder/<slug:slug>/": Enterprise,
    "virksomheder/<slug:slug>/logo": Enterprise,
    "virksomheder/<slug:slug>/billede": Enterprise,
    "virksomheder/<slug:slug>/ret/": Enterprise,
    "virksomheder/<slug:slug>/ret/tak/": Enterprise,
    "tal/status/<slug:slug>/": StatusReport,
    "strategi/indsatser/<slug:slug>/vil-med/": Initiative,
    "strategi/indsatser/<slug:slug>/vil-med/tak/": Initiative,
    "strategi/prisen/<int:year>/billede": AwardYear,
    "strategi/prisen/<int:year>/indstil/": AwardYear,
    "strategi/prisen/<int:year>/indstil/tak/": AwardYear,
    "strategi/advisory-board/bilag/<int:pk>": MeetingPaper,
    "strategi/dokumenter/<int:pk>/fil": Document,
    "strategi/<slug:slug>/": Strategy,
    "strategi/<slug:slug>/dokument": Strategy,
    "strategi/<slug:slug>/evaluering/": Strategy,
    "strategi/<slug:slug>/hoering/": Strategy,
    "strategi/<slug:slug>/hoering/tak/": Strategy,
    "strategi/<slug:slug>/evaluering/<int:year>/": Evaluation,
    "strategi/<slug:slug>/evaluering/<int:year>/tal.csv": Evaluation,
    "strategi/<slug:slug>/evaluering/<int:year>/fastfrosset.json": Evaluation,
    "strategi/<slug:slug>/evaluering/<int:year>/kladde/": Evaluation,
    "netvaerk/arrangementer/<slug:slug>.ics": Event,
    "netvaerk/arrangementer/<slug:slug>/": Event,
    "netvaerk/arrangementer/<slug:slug>/tilmelding/": Event,
    "netvaerk/arrangementer/<slug:slug>/tilmelding/tak/": Event,
    "netvaerk/materialer/<int:pk>": EventMaterial,
    "netvaerk/billeder/<int:pk>": EventPicture,
    "netvaerk/emner/<slug:slug>/": Topic,
    "netvaerk/emner/<slug:slug>/stoet/": Topic,
    "netvaerk/emner/<slug:slug>/stoet/tak/": Topic,
    "netvaerk/klynger/<slug:slug>/": Cluster,
    "netvaerk/klynger/<slug:slug>/vil-med/": Cluster,
    "netvaerk/klynger/<slug:slug>/vil-med/tak/": Cluster,
}


# What is behind these is never public, for whoever is not signed in.
FOR_WRITERS = {"strategi/<slug:slug>/evaluering/<int:year>/kladde/"}


def addresses_of(row):
    """Yield the addresses a row has, or would have if it were public."""
    holder = getattr(row, "strategy", row)
    for route, model in BEHIND.items():
        if isinstance(row, model):
            yield address(
                route,
                slug=getattr(holder, "slug", ""),
                year=getattr(row, "year", ""),
                pk=row.pk,
            )


def choices():
    """Yield addresses with everything in them that a page lets one choose."""
    parameters = {
        "stadie": ["etableret", "paa-vej", "lukket"],
        "rsv": [*RsvStatus.Status.values, "ingen"],
        "omraade": Sector.objects.values_list("slug", flat=True),
        "by": Location.objects.values_list("town", flat=True),
        "tilbud": Offer.Kind.values,
        "maalgruppe": TargetGroup.objects.values_list("slug", flat=True),
    }
    for name, values in parameters.items():
        for value in values:
            yield f"/virksomheder/?{urlencode({name: value})}"
    yield "/virksomheder/?stadie=etableret&stadie=paa-vej&stadie=lukket&side=2"
    for year in range(2014, timezone.localdate().year + 1):
        yield f"/tal/?dato={year}-12-31"
    yield "/netvaerk/?side=2"
    yield "/netvaerk/emner/?vis=alle&sortering=nyeste&side=2"


def everything(visitor=Client):
    """Yield what a stranger gets: address, status, and all of it as text.

    ``visitor`` gives the stranger's browser.
    """
    seen = set()
    for place, response, _page in crawl(visitor):
        seen.add(place)
        yield place, response.status_code, text_of(response)
    places = [address(route) for route in public_routes()]
    places += [*choices(), "/findes-ikke/", "/sitemap.xml?p=2"]
    places += FormerAddress.objects.values_list("path", flat=True)
    for model in set(BEHIND.values()):
        for row in model._default_manager.all():
            places += addresses_of(row)
    for place in places:
        if place not in seen:
            seen.add(place)
            response = visitor().get(place)
            yield place, response.status_code, text_of(response)
    for response in (
        Client().post("/virksomheder/"),
        Client(enforce_csrf_checks=True).post("/virksomheder/"),
        Client().get("/", headers={"host": "evil.example"}),
    ):
        yield "an error", response.status_code, text_of(response)


def text_of(response):
    return f"{response.headers}\n{content_of(response).decode(errors='replace')}"


def what_leaks(canary, visitor=Client):
    """Say which canaries a stranger can see, and where.

    A page may repeat what its own address asked for.
    """
    return {
        (found, place)
        for place, _status, text in everything(visitor)
        for found in canary.found_in(text, besides=unquote(place))
    }


@pytest.fixture(autouse=True)
def unlimited(settings):
    """Let the stranger fetch all at once: what is refused for its haste is not seen."""
    settings.SEARCHES_PER_MINUTE = settings.EXPORTS_PER_MINUTE = 0


@pytest.fixture
def canary():
    return Canaries()


@pytest.fixture
def opened():
    return open_everything()


# What no reader ever sees, whatever is public.
NEVER = {
    "enterprises.Source.note",
    "enterprises.StatusReport.editor_note",
    "enterprises.StaffingReturn.note",
    "enterprises.StaffingReturn.reason",
    "enterprises.StaffingReturnStep.reason",
    "enterprises.ReturnInvitation.token_hash",
    "network.Event.online_url",
    "strategy.Strategy.working_notes",
    "strategy.Screening.notes",
    "strategy.HearingRemark.name",
    "strategy.HearingRemark.note",
    "strategy.HearingRemark.sending_key",
}
NEVER_OF = (
    "network.Registration.",
    "network.Member.",
    "network.Enquiry.",
    "network.TopicSupport.",
    "network.TopicSuggestion.",
    "network.MemberMessage.",
    "enterprises.RecordProposal.",
    "network.EnquiryMessage.",
    "enterprises.ReturnRound.",
    "enterprises.RsvImport.",
    "enterprises.Correction.",
    "enterprises.TableImport.",
    "strategy.Nomination.",
    "portal.LinkCheck.",
    "strategy.Remark.",
    "strategy.DraftReading.",
)


def is_secret(what):
    field = what.split(" (")[0]
    return field in NEVER or field.startswith(NEVER_OF)


APART = ("konto/", "netvaerk/medlem/", "netvaerk/plads/", "strategi/til-moedet/")


def test_every_address_with_a_hole_says_what_is_behind():
    # A link's token is a secret of its own: tests/enterprises/test_returns_pages.py,
    # tests/network/sign_up/test_views.py, tests/network/topics/test_suggestions.py,
    # tests/network/members/test_membership.py, tests/network/enquiries/test_views.py
    # and tests/portal/test_accounts.py; the board's: tests/strategy/test_preparation.py
    routes = {
        route
        for route in public_routes()
        if "<" in route and not route.startswith(APART)
    }
    by_link = {route for route in routes if "<str:token>" in route}
    assert by_link == {
        "virksomheder/indberet/<str:token>/",
        "kontakt/svar/<str:token>/",
        "netvaerk/forslag/<str:token>/",
        "netvaerk/stoette/<str:token>/",
    }
    assert routes - by_link == set(BEHIND)


def test_every_model_is_public_or_watched(canary, opened):
    hide_everything(canary, opened)

    watched = {".".join(what.split(".")[:2]) for what in canary.placed.values()}
    unwatched = {
        model
        for model in MODELS
        if model._meta.label not in watched and model._meta.label not in WITHOUT_TEXT
    }
    assert unwatched == ALWAYS_PUBLIC


def test_nothing_hidden_is_anywhere(canary, opened):
    hide_everything(canary, opened)

    assert what_leaks(canary) == set()


def test_a_reporting_link_shows_nothing_else_that_is_hidden(canary, opened):
    hide_everything(canary, opened)
    link = make_link(
        staffing_return=enterprises.StaffingReturnFactory(
            enterprise=opened["enterprise"], year=2030
        )
    )
    reporter = Client()
    reporter.post(f"{BASE}{TOKEN}/")

    inside = reporter.get(BASE)
    assert inside.status_code == 200
    assert link.staffing_return.enterprise.name in inside.text
    assert what_leaks(canary, lambda: reporter) == set()


def test_everything_is_seen_once_it_is_public_and_gone_when_it_is_not(canary, opened):
    hide_everything(canary, opened)

    publish_everything()
    leaks = {found for found, _place in what_leaks(canary)}
    seen = {found.split(" (")[0] for found in leaks}
    withdraw_everything()
    left = what_leaks(canary)

    assert {what for what in leaks if is_secret(what)} == set()
    assert MAIN_TEXTS - seen == set()
    assert left == set()


def test_what_is_hidden_has_no_address(canary, opened):
    hide_everything(canary, opened)
    answers = {}

    for model in set(BEHIND.values()):
        manager = model._default_manager
        if model in (EventMaterial, EventPicture):
            rows = manager.exclude(event__in=Event.objects.published())
        else:
            rows = manager.exclude(pk__in=model.objects.published())
        assert rows
        for row in rows:
            for place in addresses_of(row):
                answers[place] = Client().get(place).status_code

    assert set(answers.values()) == {404}


def test_what_is_hidden_is_nobodys_neighbour(canary, opened):
    hide_everything(canary, opened)
    place = opened["enterprise"].get_absolute_url()

    hidden = Client().get(place).text
    publish_everything()
    shown = Client().get(place).text

    assert "I nærheden" not in hidden
    assert "Andre, der ligner" not in hidden
    assert "I nærheden" in shown


def test_a_file_is_gone_with_its_row(opened):
    places = [address(route) for route in BEHIND if route not in FOR_WRITERS]

    before = [Client().get(place) for place in places]
    for response in before:
        assert content_of(response)
    withdraw_everything()
    after = [Client().get(place) for place in places]

    assert {response.status_code for response in before} == {200}
    assert {response.status_code for response in after} == {404}


def test_what_was_moved_before_it_was_public_tells_nobody(canary, opened):
    hide_everything(canary, opened)
    for model in (Enterprise, StatusReport, Event, Topic, Cluster, Strategy):
        for row in model.objects.exclude(pk__in=model.objects.published()):
            row.slug = canary.word("a slug that nobody knows")
            row.save()

    answers = {}
    for path in FormerAddress.objects.values_list("path", flat=True):
        response = Client().get(path)
        answers[path] = response.status_code
        assert canary.found_in(text_of(response)) == set()

    assert len(answers) >= 12
    assert set(answers.values()) == {404}


def test_a_small_number_hides_from_every_page(opened):
    """One enterprise with three people in flexjobs, among others that have many."""
    category = enterprises.StaffingCategoryFactory(
        sensitive=True, name="Beskyttet slags"
    )
    enterprises.StaffingCountFactory(
        staffing_return=opened["return"],
        category=category,
        value=3,
        as_published="kanariefugle: tre",
    )

    texts = {place: text for place, _status, text in everything()}

    page = texts[opened["enterprise"].get_absolute_url()]
    assert "Beskyttet slags" in page
    assert "under 5" in page
    assert [place for place, text in texts.items() if "kanariefugle" in text] == []
    # The total is at least the seven that are shown and one of the hidden.
    assert "mindst 8" in page
    assert not re.search(r">\s*(3|10)\s*<", page)
