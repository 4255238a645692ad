"""The programme's public pages: what they say, what they cost, what they keep."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.quantities import Qualifier
from strategy.followed import goals_by_figure
from strategy.models import (
    BoardSeat,
    Evaluation,
    Initiative,
    ProgrammePage,
    ScreeningStep,
    Standing,
    Strategy,
)
from strategy.services import publish_evaluation
from tests.enterprises.factories import (
    EnterpriseFactory,
    SourceFactory,
    UNGoalFactory,
)
from tests.network.factories import EventFactory

from . import factories as make

pytestmark = pytest.mark.django_db

FIXED_PAGES = [
    *("list", "initiatives", "award", "board", "procurement", "rsv", "documents"),
]
LONG_AGO = date(2019, 6, 1)
FAR_AHEAD = date(2090, 1, 1)


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def page(client: Client, name: str) -> str:
    return text_of(client, reverse(f"strategy:{name}"))


# The pages answer, full and empty


@pytest.mark.parametrize("name", FIXED_PAGES)
def test_an_empty_programme_still_has_its_pages(client, name):
    html = page(client, name)

    assert html.count("<h1") == 1
    assert 'aria-current="page"' in html


@pytest.mark.parametrize("name", FIXED_PAGES)
def test_no_page_sets_a_cookie_or_speaks_in_place_of_the_styles(client, name):
    response = client.get(reverse(f"strategy:{name}"))

    assert not response.cookies
    assert b" style=" not in response.content
    assert b"<script>" not in response.content


# /strategi/


def test_the_way_in_says_who_decides_when_and_who_evaluates(client):
    make.StrategyFactory(
        proposed=True,
        title="Ny strategi",
        deciding_body="Byrådet",
        decision_text="sidst i august 2018",
        evaluated_by="Beskæftigelses- og Sundhedsudvalget",
        evaluation_rhythm="hvert år",
    )

    html = page(client, "list")

    assert "Til beslutning: Byrådet, sidst i august 2018" in html
    assert "Evalueres hvert år af Beskæftigelses- og Sundhedsudvalget" in html


@pytest.mark.parametrize(
    ("trait", "is_said"), [("published", True), ("proposed", False)]
)
def test_only_an_adopted_goal_is_said_to_be_unjudged(client, trait, is_said):
    goal = make.GoalFactory(strategy=make.StrategyFactory(**{trait: True}))

    page = client.get(goal.strategy.get_absolute_url()).text

    assert goal.title in page
    assert ("Ikke vurderet" in page) is is_said


def test_examples_stand_apart_from_the_municipality_s_own_strategies(client):
    make.StrategyFactory(published=True, title="Den ægte", period_start_year=2014)
    make.StrategyFactory(
        published=True, example=True, title="Den opdigtede", period_start_year=2023
    )

    html = page(client, "list")

    own, apart = html.split('id="eksempel"')
    assert "Den ægte" in own
    assert "Den opdigtede" not in own
    assert "Den opdigtede" in apart
    assert "Eksempel</span>" in apart


def test_a_missing_evaluation_is_said_plainly(client):
    strategy = make.StrategyFactory(published=True)
    make.EvaluationFactory(strategy=strategy, year=2018, due_date=LONG_AGO)
    make.EvaluationFactory(strategy=strategy, year=2089, due_date=FAR_AHEAD)

    pages = [page(client, "list"), text_of(client, strategy.get_absolute_url())]

    for html in pages:
        assert "Evalueringen for 2018 mangler" in html
        assert "1. juni 2019" in html
        assert "Evalueringen for 2089" not in html


# /strategi/<slug>/


def test_a_strategy_shows_its_text_goals_and_how_it_came_about(client):
    strategy = make.StrategyFactory(
        published=True, documented=True, origin="<p>Boardet drøftede den.</p>"
    )
    make.StrategySectionFactory(strategy=strategy, heading="Vision", anchor="vision")
    goal = make.GoalFactory(strategy=strategy, number=1, assessed=True)
    goal.un_goals.add(UNGoalFactory())
    initiative = make.InitiativeFactory(published=True, title="Mentorforløb")
    goal.initiatives.add(initiative)
    make.ErratumFactory(strategy=strategy, evaluation=None, text="Årstallet er 2014.")

    html = text_of(client, strategy.get_absolute_url())

    for anchor in ("vision", "maal-1", "saadan-blev-den-til"):
        assert f'id="{anchor}"' in html
    assert '<a href="#vision">Vision</a>' in html
    assert "På vej" in html
    assert goal.standing_reason in html
    assert "8. Anstændige jobs og økonomisk vækst" in html
    assert f"#{initiative.slug}" in html
    assert "Boardet drøftede den." in html
    assert "Årstallet er 2014." in html
    assert "Strategien i korte træk." in html
    assert "PDF, 15\xa0byte" in html


def test_an_indicator_shows_where_it_began_is_and_should_be(client):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=1)
    indicator = make.IndicatorFactory(
        goal=goal,
        baseline_value=Decimal(4),
        baseline_date=date(2014, 12, 31),
        target_value=Decimal(10),
        target_date=date(2022, 12, 31),
        target_qualifier=Qualifier.AT_LEAST,
    )
    make.MeasurementFactory(indicator=indicator, date=date(2015, 12, 31), value=5)
    make.MeasurementFactory(
        indicator=indicator,
        date=date(2018, 8, 31),
        value=7,
        qualifier=Qualifier.APPROXIMATE,
        source="Kommunens egen optælling",
        includes_examples=True,
    )

    html = text_of(client, goal.strategy.get_absolute_url())

    assert '<dd class="readings__number">4</dd>' in html
    assert '<dd class="readings__number">ca. 7</dd>' in html
    assert '<dd class="readings__number">mindst 10</dd>' in html
    assert "31. august 2018<br>Kilde: Kommunens egen optælling" in html
    assert "Regnet ud fra eksempler" in html
    assert "Etablerede virksomheder, 2014–2018" in html


def test_the_contents_lead_to_the_headings_inside_a_section_too(client):
    strategy = make.StrategyFactory(published=True)
    make.StrategySectionFactory(
        strategy=strategy,
        heading="Vision",
        anchor="vision",
        body="<h2>Først</h2><p>A</p><h3>Dybt</h3><p>B</p><h2>Så</h2><p>C</p>",
    )
    make.GoalFactory(strategy=strategy, number=1, title="Flere i job")

    html = text_of(client, strategy.get_absolute_url())

    contents = html.split("data-contents")[1].split("</nav>")[0]
    for anchor, title in (
        ("vision", "Vision"),
        ("vision-foerst", "Først"),
        ("vision-saa", "Så"),
        ("strategiens-maal", "Mål"),
        ("maal-1", "1. Flere i job"),
    ):
        assert f'<a href="#{anchor}">{title}</a>' in contents
        assert f'id="{anchor}"' in html
    assert "Dybt" not in contents
    assert "Tager ca. 1 minut at læse" in html


def test_every_section_and_goal_has_an_address_to_copy(client):
    strategy = make.StrategyFactory(published=True)
    make.StrategySectionFactory(strategy=strategy, heading="Vision", anchor="vision")
    make.GoalFactory(strategy=strategy, number=2, title="Flere i job")

    html = text_of(client, strategy.get_absolute_url())

    assert 'href="#vision" data-copy-link' in html
    assert "til “Vision”" in html
    assert 'href="#maal-2" data-copy-link' in html


def test_what_became_of_the_goals_stands_side_by_side(client):
    first = make.StrategyFactory(published=True, period_start_year=2014)
    second = make.StrategyFactory(
        published=True, period_start_year=2018, predecessor=first
    )
    before = make.GoalFactory(strategy=first, number=1, title="Flere i job")
    make.GoalFactory(strategy=first, number=2, title="En messe hvert år")
    make.GoalFactory(
        strategy=second, number=1, title="Flere i flexjob", predecessor=before
    )

    html = text_of(client, second.get_absolute_url())

    assert "Hvad er nyt siden 2014" in html
    table = html.split('id="hvad-er-nyt"')[1].split("</table>")[0]
    for words in ("1. Flere i job", "1. Flere i flexjob", "Ændret"):
        assert words in table
    assert table.index("2. En messe hvert år") < table.index("Udgået")


def test_a_predecessor_that_is_not_public_is_not_compared_with(client):
    first = make.StrategyFactory(board_only=True)
    second = make.StrategyFactory(published=True, predecessor=first)
    before = make.GoalFactory(strategy=first, title="Hemmeligt mål")
    make.GoalFactory(strategy=second, predecessor=before)

    html = text_of(client, second.get_absolute_url())

    assert "Hemmeligt mål" not in html
    assert "hvad-er-nyt" not in html


def test_who_looks_for_what_is_new_is_told_when_nobody_knows(client):
    first = make.StrategyFactory(published=True, title="Den første")
    second = make.StrategyFactory(published=True, predecessor=first)
    make.GoalFactory(strategy=second)

    html = text_of(client, second.get_absolute_url())

    assert 'href="#hvad-er-nyt"' in html
    assert "Vi kender ikke målene i" in html


def test_an_indicator_leads_to_its_figure_in_the_registry(client):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=1)
    make.IndicatorFactory(goal=goal, bound=True)

    html = text_of(client, goal.strategy.get_absolute_url())

    assert f'href="{reverse("enterprises:figures")}#metode-etableret"' in html
    assert 'id="metode-etableret"' in text_of(client, reverse("enterprises:figures"))


def test_a_figure_in_the_registry_leads_back_to_its_goals(
    client, django_assert_num_queries
):
    strategy = make.StrategyFactory(published=True, slug="aaben", title="Strategien")
    for number, key in enumerate(("etableret", "rsv-registrerede"), start=1):
        goal = make.GoalFactory(strategy=strategy, number=number, title=f"Mål {key}")
        for _ in range(2):
            make.IndicatorFactory(goal=goal, kind="tal", figure_key=key)
    make.IndicatorFactory(goal__title="Kladdens", kind="tal", figure_key="etableret")
    make.IndicatorFactory(
        goal__strategy__published=True, kind="tal", figure_key="sprunget"
    )

    html = text_of(client, reverse("enterprises:figures"))

    there = [f'href="{strategy.get_absolute_url()}#maal-{n}"' for n in (1, 2)]
    assert [html.count(link) for link in there] == [1, 1]
    assert html.index('id="metode-rsv-registreret"') < html.index(there[1])
    assert "Kladdens" not in html
    with django_assert_num_queries(1):
        goals_by_figure()


def test_headings_in_the_text_come_below_the_section_s_own(client):
    section = make.StrategySectionFactory(
        strategy=make.StrategyFactory(published=True),
        body="<h3>Først</h3><p>…</p><h4>Så</h4>",
    )

    html = text_of(client, section.strategy.get_absolute_url())

    assert f'<h3 id="{section.anchor}-foerst">Først</h3>' in html
    assert f'<h4 id="{section.anchor}-saa">Så</h4>' in html


def test_predecessor_and_successor_lead_to_each_other(client):
    first = make.StrategyFactory(published=True, title="Den første")
    second = make.StrategyFactory(proposed=True, title="Den anden", predecessor=first)

    assert second.get_absolute_url() in text_of(client, first.get_absolute_url())
    assert first.get_absolute_url() in text_of(client, second.get_absolute_url())


# /strategi/<slug>/evaluering/<year>/


@pytest.fixture
def evaluated() -> Evaluation:
    """Return the second of two years, published with figures of the registry."""
    strategy = make.StrategyFactory(published=True, slug="strategi-2014")
    goal = make.GoalFactory(strategy=strategy, number=1, title="Flere virksomheder")
    make.IndicatorFactory(
        goal=goal,
        bound=True,
        name="Etablerede",
        target_value=Decimal(12),
        target_date=date(2022, 12, 31),
    )
    for number, founded in enumerate([2015, 2016, 2017, 2017]):
        EnterpriseFactory(
            published=True,
            slug=f"virksomhed-{number}",
            established_date=date(founded, 6, 1),
        )
    for year in (2016, 2017):
        evaluation = make.EvaluationFactory(
            strategy=strategy,
            year=year,
            cut_off_date=date(year, 12, 31),
            meeting_date=date(year + 1, 6, 9),
            decision="Udvalget tog evalueringen til efterretning.",
            case_url="https://example.org/sag",
            recommendations="<p>Fortsæt arbejdet.</p>",
        )
        make.GoalAssessmentFactory(
            evaluation=evaluation,
            goal=goal,
            standing=Standing.BEHIND,
            reason="Der mangler otte.",
        )
        publish_evaluation(evaluation, at=datetime(year + 1, 5, 15, 8, 12, tzinfo=UTC))
    return evaluation


def test_an_evaluation_compares_with_the_year_before(client, evaluated):
    html = text_of(client, evaluated.get_absolute_url())

    assert '<td class="number" data-label="2016">2</td>' in html
    assert '<td class="number" data-label="2017">4</td>' in html
    assert "12 i 2022" in html
    assert "Bagud" in html
    assert "Der mangler otte." in html


def test_the_first_evaluation_has_no_year_to_compare_with(client, evaluated):
    html = text_of(client, reverse("strategy:evaluation", args=["strategi-2014", 2016]))

    assert '<td class="number" data-label="2016">2</td>' in html
    assert 'data-label="2017"' not in html


def test_an_evaluation_tells_the_decision_and_how_each_figure_was_made(
    client, evaluated
):
    figure = evaluated.figures.get()

    html = text_of(client, evaluated.get_absolute_url())

    assert "Beskæftigelses- og Sundhedsudvalget 9. juni 2018" in html
    assert "Udvalget tog evalueringen til efterretning." in html
    assert 'href="https://example.org/sag"' in html
    assert "Fortsæt arbejdet." in html
    assert figure.method in html
    assert figure.source in html
    assert "31. december 2017" in html
    assert "15. maj 2018 kl. 10.12" in html
    assert evaluated.fingerprint in html


def test_an_evaluation_stays_while_the_registry_changes(client, evaluated):
    before = client.get(evaluated.get_absolute_url()).content

    EnterpriseFactory(published=True, established_date=date(2015, 1, 1))
    first = EnterpriseFactory._meta.model.objects.get(slug="virksomhed-0")
    first.established_date = date(2018, 3, 1)
    first.save()
    EnterpriseFactory._meta.model.objects.filter(slug="virksomhed-1").delete()

    assert client.get(evaluated.get_absolute_url()).content == before


def test_an_erratum_stands_beside_the_figure(client, evaluated):
    make.ErratumFactory(
        evaluation=evaluated,
        date=date(2018, 9, 2),
        text="Tallet er siden opgjort til 5.",
        reason="En indberetning kom for sent.",
    )

    html = text_of(client, evaluated.get_absolute_url())

    assert "Rettelse 2. september 2018" in html
    assert "Tallet er siden opgjort til 5." in html
    assert "En indberetning kom for sent." in html
    assert '<td class="number" data-label="2017">4</td>' in html


def test_an_evaluation_without_figures_says_so(client):
    evaluation = make.EvaluationFactory(
        published=True, when_text="foråret 2018", source=SourceFactory()
    )

    html = text_of(client, evaluation.get_absolute_url())

    assert "foråret 2018" in html
    assert "Kilden oplyser ingen tal fra evalueringen" in html
    assert "Kilden fortæller ikke, hvad udvalget besluttede" in html
    assert "<table" not in html


def test_the_network_s_meetings_have_a_section_of_their_own(client):
    strategy = make.StrategyFactory(published=True)
    goal = make.GoalFactory(strategy=strategy, number=1)
    make.IndicatorFactory(goal=goal, kind="tal", figure_key="netvaerksmoeder")
    evaluation = make.EvaluationFactory(
        strategy=strategy, cut_off_date=date(2018, 12, 31)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    publish_evaluation(evaluation, at=datetime(2019, 5, 1, tzinfo=UTC))

    html = text_of(client, evaluation.get_absolute_url())

    assert 'id="netvaerket"' in html
    assert "0 møder i 2018" in html
    assert "har lovet 3 til 4 om året. Det er 3 færre end lovet." in html


# /strategi/indsatser/


def test_initiatives_are_grouped_by_how_far_they_are(client):
    make.InitiativeFactory(
        published=True, title="Løbende", stage=Initiative.Stage.RUNNING
    )
    make.InitiativeFactory(
        published=True,
        title="Kommende",
        stage=Initiative.Stage.PLANNED,
        audience="Iværksættere",
        how_to_join="Skriv til os.",
    )

    html = page(client, "initiatives")

    running, planned = html.split('id="planlagt"')
    assert "Løbende</h3>" in running
    assert "Kommende</h3>" in planned
    assert "Iværksættere" in planned
    assert "Skriv til os." in planned


def test_confidential_screenings_are_only_counted(client):
    confidential = make.ScreeningFactory(title="Den hemmelige kantine")
    make.ScreeningStepFactory(screening=confidential, date=date(2017, 1, 1))
    opened = make.ScreeningFactory(title="Det åbne værksted", opened=True)
    make.ScreeningStepFactory(screening=opened, stage=ScreeningStep.Stage.PLAN)

    html = page(client, "initiatives")

    assert "Fortrolige screeninger: <strong>under 5</strong>" in html
    assert "Idé" not in html
    assert "Det åbne værksted" in html
    assert "Den hemmelige kantine" not in html
    assert "Regnet ud fra eksempler" not in html


def test_counts_of_made_up_screenings_say_so(client):
    invented = make.ScreeningFactory(title="Opdigtet kantine", is_example=True)
    make.ScreeningStepFactory(screening=invented, stage=ScreeningStep.Stage.PLAN)

    html = page(client, "initiatives")

    assert "Regnet ud fra eksempler" in html
    assert "Opdigtet kantine" not in html


def test_an_opened_screening_that_is_made_up_says_so(client):
    make.ScreeningFactory(title="Opdigtet vaskeri", is_example=True, opened=True)

    html = page(client, "initiatives")

    assert "Opdigtet vaskeri" in html
    assert "Eksempel" in html.split("Opdigtet vaskeri")[1].split("</li>")[0]


# /strategi/advisory-board/


def test_the_board_names_seven_sectors_and_only_those_who_agreed(client):
    sector = BoardSeat.Sector
    make.BoardSeatFactory(
        sector=sector.BUSINESS,
        organisation="Handelsforeningen",
        holder_name="Ja Tak",
        consent_date=date(2018, 1, 1),
    )
    make.BoardSeatFactory(sector=sector.CULTURE, holder_name="Nej Tak")
    make.BoardSeatFactory(sector=sector.COUNCIL, vacant=True)
    make.BoardSeatFactory(
        sector=sector.EDUCATION, organisation="Den gamle skole", end_date=LONG_AGO
    )

    html = page(client, "board")

    for label in sector.labels:
        assert f"<h3>{label}</h3>" in html
    assert "Handelsforeningen" in html
    assert "Ja Tak" in html
    assert "Nej Tak" not in html
    now, _, former = html.partition("Tidligere pladser")
    assert "Den gamle skole" not in now
    assert "Den gamle skole" in former
    # The vacant seat, the former one's sector, and the four nobody has filled.
    assert html.count("Ledig plads") == 5


def test_a_meeting_shows_agenda_minutes_and_what_became_of_the_advice(client):
    goal = make.GoalFactory(strategy=make.StrategyFactory(published=True), number=3)
    meeting = make.BoardMeetingFactory(
        published=True, agenda="<p>Merværdi</p>", minutes="<p>Enighed</p>"
    )
    make.AdviceFactory(meeting=meeting, goal=goal, outcome="Metoden er aftalt.")

    html = page(client, "board")

    assert "<p>Merværdi</p>" in html
    assert "<p>Enighed</p>" in html
    assert "Metoden er aftalt." in html
    assert f"{goal.strategy.get_absolute_url()}#maal-3" in html


# /strategi/prisen/


def test_the_award_shows_this_year_s_call_and_all_winners(client):
    coming = make.AwardYearFactory(
        published=True,
        year=2090,
        call="<p>Indstil nu</p>",
        deadline_date=FAR_AHEAD,
    )
    make.JurorFactory(award_year=coming, role="Formanden", sector="byraad")
    make.JurorFactory(award_year=coming, role="Skolelederen", name="Vibe Vest")
    winner = EnterpriseFactory(published=True, name="Værkstedet")
    make.NomineeFactory(
        winner=True,
        name="Værkstedet",
        enterprise=winner,
        award_year=make.AwardYearFactory(published=True, pictured=True, year=2017),
    )

    html = page(client, "award")

    current, decided = html.split('id="vindere"')
    assert "Åben for indstilling" in current
    assert "Indstil nu" in current
    assert "1. januar 2090" in current
    assert "Formanden" in current
    assert "Byrådet" in current
    assert "Skolelederen, Vibe Vest" in current
    assert winner.get_absolute_url() in decided
    assert "For et rummeligt værksted." in decided
    assert 'alt="Vinderen på scenen."' in decided
    assert "2090" not in decided


def test_a_year_after_its_deadline_takes_no_more_nominations(client):
    make.AwardYearFactory(published=True, year=2018, deadline_date=LONG_AGO)

    html = page(client, "award")

    assert "Lukket for indstilling" in html
    assert "Indstil en kandidat" not in html


# /strategi/indkoeb/ and /strategi/dokumenter/


def test_procurement_explains_the_law_and_carries_the_two_policies(client):
    make.ProgrammePageFactory(
        published=True, place="rsv", title="RSV hos os", body="<p>Vi drøfter den.</p>"
    )
    make.ProgrammePageFactory(
        published=True, place="mervaerdi", title="Mere end varen", body="<p>Glæde.</p>"
    )

    html = page(client, "procurement")
    rsv_page = page(client, "rsv")

    rsv, social_value = html.split('id="rsv"')[1].split('id="mervaerdi"')
    assert "RSV hos os" in rsv
    assert 'href="/strategi/rsv/"' in rsv
    assert "Vi drøfter den." in rsv_page
    assert "Mere end varen" in social_value
    assert "Udbudsloven § 54" in html
    assert "Mindst 30 %" in html
    assert "er ikke nok i sig selv" in html
    assert "Udbudsloven § 190" in html
    assert "?rsv=registreret" in html
    assert "?tilbud=varer" in html
    assert "?tilbud=ydelser" in html


def test_documents_tell_kind_date_size_and_contents(client):
    source = SourceFactory()
    make.DocumentFactory(
        published=True, filed=True, date=date(2018, 8, 20), source=source
    )
    make.DocumentFactory(published=True, linked=True, title="Andetsteds")

    html = page(client, "documents")

    assert "Notat</span>" in html
    assert "20. august 2018" in html
    assert "PDF, 15\xa0byte" in html
    assert "Hvad kommunen har gjort." in html
    assert str(source) in html
    assert 'href="https://example.org/notat"' in html
    assert html.index("Notat om socialøkonomi</a>") < html.index("Andetsteds</a>")


def test_a_file_that_is_gone_does_not_take_the_page_with_it(client):
    document = make.DocumentFactory(published=True, filed=True)
    document.file.storage.delete(document.file.name)

    html = page(client, "documents")

    assert document.title in html
    assert client.get(file_of(document)).status_code == 404


# Files


def file_of(document) -> str:
    return reverse("strategy:document-file", args=[document.pk])


def test_public_files_are_handed_out(client):
    document = make.DocumentFactory(published=True, filed=True)
    strategy = make.StrategyFactory(published=True, documented=True)
    paper = make.MeetingPaperFactory(meeting__published=True)
    award_year = make.AwardYearFactory(published=True, pictured=True)

    for address in (
        file_of(document),
        reverse("strategy:strategy-document", args=[strategy.slug]),
        reverse("strategy:public-paper", args=[paper.pk]),
    ):
        response = client.get(address)
        assert response["Content-Disposition"].startswith("attachment;")
        assert b"".join(response.streaming_content) == make.PDF
    picture = client.get(reverse("strategy:award-picture", args=[award_year.year]))
    assert picture["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8")


# What is not public


def secret_addresses() -> list[str]:
    """Return the addresses of things that exist and are nobody's business."""
    draft = make.StrategyFactory(documented=True)
    board = make.StrategyFactory(board_only=True, documented=True)
    # Even a draft that somebody has by mistake opened to all.
    opened = make.StrategyFactory(visibility=Strategy.Visibility.PUBLIC)
    unfinished = make.EvaluationFactory(strategy=make.StrategyFactory(published=True))
    hidden = make.EvaluationFactory(published=True, strategy=board)
    document = make.DocumentFactory(filed=True)
    withdrawn = make.DocumentFactory(withdrawn=True, filed=True)
    paper = make.MeetingPaperFactory()
    award_year = make.AwardYearFactory(pictured=True)
    return [
        *(strategy.get_absolute_url() for strategy in (draft, board, opened)),
        *(evaluation.get_absolute_url() for evaluation in (unfinished, hidden)),
        reverse("strategy:strategy-document", args=[draft.slug]),
        reverse("strategy:strategy-document", args=[board.slug]),
        file_of(document),
        file_of(withdrawn),
        reverse("strategy:public-paper", args=[paper.pk]),
        reverse("strategy:award-picture", args=[award_year.year]),
    ]


def test_what_is_not_public_has_no_address(client, editor_client):
    addresses = secret_addresses()

    assert [client.get(address).status_code for address in addresses] == [404] * 11
    # The public address is the same for everybody: a draft is read in the admin.
    assert editor_client.get(addresses[0]).status_code == 404


CANARY = "Kanariefugl"


def test_nothing_unpublished_shows_on_any_page(client):
    public = make.StrategyFactory(
        published=True,
        working_notes=CANARY,
        source=SourceFactory(note=CANARY),
    )
    public_goal = make.GoalFactory(strategy=public, number=1)
    hidden = make.StrategyFactory(
        board_only=True,
        slug="skjult-forslag",
        title=CANARY,
        summary=CANARY,
        predecessor=public,
    )
    older = make.StrategyFactory(title=CANARY, slug="skjult-kladde")
    newer = make.StrategyFactory(published=True, predecessor=older)
    hidden_goal = make.GoalFactory(strategy=hidden, title=CANARY, number=1)
    make.EvaluationFactory(
        published=True, strategy=hidden, summary=CANARY, due_date=LONG_AGO
    )
    make.EvaluationFactory(strategy=hidden, year=2019, due_date=LONG_AGO)
    make.EvaluationFactory(
        strategy=public, year=2017, summary=CANARY, due_date=LONG_AGO
    )
    evaluation = make.EvaluationFactory(
        strategy=public, cut_off_date=date(2018, 12, 31)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=public_goal)
    draft = make.InitiativeFactory(title=CANARY, slug=CANARY)
    shown = make.InitiativeFactory(published=True)
    public_goal.initiatives.add(draft, shown)
    hidden_goal.initiatives.add(shown)
    make.AdviceFactory(goal=public_goal, text=CANARY)
    meeting = make.BoardMeetingFactory(published=True)
    make.AdviceFactory(meeting=meeting, goal=hidden_goal)
    make.BoardMeetingFactory(title=CANARY)
    make.BoardSeatFactory(holder_name=CANARY)
    make.ScreeningStepFactory(screening__title=CANARY, screening__initiative=draft)
    make.ScreeningFactory(opened=True, title="Åben", notes=CANARY, initiative=draft)
    make.NomineeFactory(winner=True, name=CANARY)
    award_year = make.AwardYearFactory(published=True)
    unlisted = EnterpriseFactory(name=CANARY, slug=CANARY)
    make.NomineeFactory(award_year=award_year, enterprise=unlisted)
    make.NomineeFactory(
        award_year=award_year, enterprise=unlisted, winner=True, name="Vinder"
    )
    make.DocumentFactory(title=CANARY, strategy=public)
    make.DocumentFactory(published=True, strategy=hidden)
    for place in ProgrammePage.Place:
        make.ProgrammePageFactory(place=place, title=CANARY, lead=CANARY, body=CANARY)
    publish_evaluation(evaluation, at=datetime(2019, 5, 1, tzinfo=UTC))

    addresses = [
        *(reverse(f"strategy:{name}") for name in FIXED_PAGES),
        *(thing.get_absolute_url() for thing in (public, newer, evaluation)),
        reverse("sitemap"),
    ]

    for address in addresses:
        html = text_of(client, address)
        assert CANARY.lower() not in html.lower(), address
        assert "skjult-" not in html, address
        assert "Evalueringen for 2019" not in html, address


# What a page costs


def add_strategies(number: int) -> str:
    for _ in range(number):
        strategy = make.StrategyFactory(published=True, source=SourceFactory())
        make.EvaluationFactory(published=True, strategy=strategy)
        make.EvaluationFactory(strategy=strategy, year=2019, due_date=LONG_AGO)
    return reverse("strategy:list")


def add_to_strategy(number: int) -> str:
    strategy = Strategy.objects.filter(slug="laest").first() or make.StrategyFactory(
        published=True,
        slug="laest",
        predecessor=make.StrategyFactory(published=True),
    )
    for _ in range(number):
        make.StrategySectionFactory(strategy=strategy, body="<h2>A</h2><h2>B</h2>")
        goal = make.GoalFactory(
            strategy=strategy,
            assessed=True,
            predecessor=make.GoalFactory(strategy=strategy.predecessor),
        )
        goal.un_goals.add(UNGoalFactory())
        goal.initiatives.add(make.InitiativeFactory(published=True))
        make.MeasurementCorrectionFactory(measurement__indicator__goal=goal)
        make.AdviceFactory(goal=goal, meeting__published=True)
        year = 2000 + strategy.evaluations.count()
        make.EvaluationFactory(published=True, strategy=strategy, year=year)
        make.ErratumFactory(strategy=strategy, evaluation=None)
        make.DocumentFactory(
            published=True, filed=True, strategy=strategy, source=SourceFactory()
        )
    return strategy.get_absolute_url()


def add_to_evaluation(number: int) -> str:
    """Publish one more year's evaluation, of more goals than the year before."""
    strategy = Strategy.objects.filter(slug="maalt").first() or make.StrategyFactory(
        published=True, slug="maalt"
    )
    year = 2010 + strategy.evaluations.count()
    evaluation = make.EvaluationFactory(
        strategy=strategy, year=year, cut_off_date=date(year, 12, 31)
    )
    for _ in range(number):
        goal = make.GoalFactory(strategy=strategy)
        goal.initiatives.add(make.InitiativeFactory(published=True))
        make.MeasurementFactory(indicator__goal=goal, date=date(2009, 1, 1))
        make.AdviceFactory(
            goal=goal, meeting__published=True, meeting__date=date(year, 3, 1)
        )
        EventFactory(published=True, starts_at=datetime(year, 5, 1, 12, tzinfo=UTC))
    for goal in strategy.goals.all():
        make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    publish_evaluation(evaluation, at=datetime(year + 1, 5, 1, tzinfo=UTC))
    for _ in range(number):
        make.ErratumFactory(evaluation=evaluation)
        make.DocumentFactory(
            published=True, evaluation=evaluation, source=SourceFactory()
        )
    return evaluation.get_absolute_url()


def add_to_comparison(number: int) -> str:
    for _ in range(number):
        add_to_evaluation(1)
    return reverse("strategy:evaluations", args=["maalt"])


def add_initiatives(number: int) -> str:
    for _ in range(number):
        initiative = make.InitiativeFactory(published=True, source=SourceFactory())
        for _ in range(2):
            initiative.goals.add(make.GoalFactory(strategy__published=True))
        for _ in range(2):
            make.InitiativePeriodFactory(initiative=initiative, source=SourceFactory())
        make.DocumentFactory(
            published=True, initiative=initiative, source=SourceFactory()
        )
        make.ScreeningStepFactory(screening__is_open=True)
        make.ScreeningStepFactory()
    return reverse("strategy:initiatives")


def add_meetings(number: int) -> str:
    for _ in range(number):
        make.BoardSeatFactory(source=SourceFactory())
        meeting = make.BoardMeetingFactory(published=True)
        make.DocumentFactory(published=True, meeting=meeting, source=SourceFactory())
        goal = make.GoalFactory(strategy__published=True)
        make.AdviceFactory(meeting=meeting, goal=goal)
    return reverse("strategy:board")


def add_award_years(number: int) -> str:
    for _ in range(number):
        award_year = make.AwardYearFactory(published=True)
        make.DocumentFactory(
            published=True, award_year=award_year, source=SourceFactory()
        )
        for winner in (True, False):
            make.NomineeFactory(
                award_year=award_year,
                enterprise=EnterpriseFactory(published=True),
                winner=winner,
            )
    return reverse("strategy:award")


def add_purchases(number: int) -> str:
    for _ in range(number):
        make.InitiativeFactory(published=True, kind=Initiative.Kind.PROCUREMENT)
        EnterpriseFactory(
            published=True,
            established_date=date(2016, 1, 1),
            reserved_contracts="ja",
            reserved_contracts_date=date(2026, 2, 14),
        )
    return reverse("strategy:procurement")


def add_documents(number: int) -> str:
    for _ in range(number):
        make.DocumentFactory(
            published=True,
            filed=True,
            strategy=make.StrategyFactory(published=True, documented=True),
            evaluation=make.EvaluationFactory(published=True),
            initiative=make.InitiativeFactory(published=True),
            award_year=make.AwardYearFactory(published=True),
            meeting=make.BoardMeetingFactory(published=True),
            source=SourceFactory(),
        )
    return reverse("strategy:documents")


@pytest.mark.parametrize(
    "add",
    [
        add_strategies,
        add_to_strategy,
        add_to_evaluation,
        add_to_comparison,
        add_initiatives,
        add_meetings,
        add_award_years,
        add_purchases,
        add_documents,
    ],
)
def test_a_page_costs_the_same_for_two_and_for_eight(
    client, django_assert_num_queries, add
):
    address = add(2)
    with CaptureQueriesContext(connection) as for_two:
        text_of(client, address)

    address = add(6)

    with django_assert_num_queries(len(for_two)):
        text_of(client, address)
