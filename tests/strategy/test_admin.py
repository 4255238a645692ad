"""Strategies and evaluations on the editor's desk."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from strategy.admin.indicator import figure_choices
from strategy.models import Erratum, Evaluation, Indicator, Strategy, WrittenOnce
from strategy.services import NAMED_FIGURES
from tests.common.test_admin import fields
from tests.strategy.factories import (
    AwardYearFactory,
    BoardMeetingFactory,
    BoardSeatFactory,
    ErratumFactory,
    EvaluationFactory,
    GoalAssessmentFactory,
    GoalFactory,
    IndicatorFactory,
    MeasurementFactory,
    ScreeningFactory,
    StrategyFactory,
    StrategySectionFactory,
)


def page_of(obj, page="change"):
    meta = obj._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[obj.pk])


@pytest.fixture
def adopted(db):
    strategy = StrategyFactory(
        status=Strategy.Status.ADOPTED,
        visibility=Strategy.Visibility.PUBLIC,
        deciding_body="Byrådet",
        decision_text="2014",
    )
    StrategySectionFactory(strategy=strategy, body="<p>Det vedtagne.</p>")
    return strategy


@pytest.fixture
def ready(db):
    """An evaluation that lacks nothing."""
    evaluation = EvaluationFactory(cut_off_date=timezone.localdate())
    goal = GoalFactory(strategy=evaluation.strategy)
    GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    return evaluation


@pytest.mark.parametrize(
    "name", ["strategy", "goal", "indicator", "evaluation", "boardmeeting", "screening"]
)
def test_a_list_costs_the_same_for_any_number(
    editor_client, django_assert_num_queries, name
):
    def make():
        goal = GoalFactory()
        IndicatorFactory(goal=goal)
        EvaluationFactory(strategy=goal.strategy)
        BoardMeetingFactory()
        ScreeningFactory()

    url = reverse(f"admin:strategy_{name}_changelist")
    make()
    make()
    editor_client.get(url)
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get(url)
    for _ in range(10):
        make()

    # Strategies are also a filter, listed in one query whatever their number.
    with django_assert_num_queries(len(for_two)):
        editor_client.get(url)


def test_an_adopted_text_is_read_only_and_says_why(editor_client, adopted):
    page = editor_client.get(page_of(adopted))
    typed = fields(page) | {"title": "Noget andet", "sections-0-heading": "Andet"}

    response = editor_client.post(page_of(adopted), typed)
    adopted.refresh_from_db()

    assert response.status_code == 302
    assert "Strategien er vedtaget" in page.text
    assert "<p>Det vedtagne.</p>" in page.text
    assert adopted.title != "Noget andet"
    assert adopted.sections.get().heading != "Andet"


def test_an_adopted_strategy_keeps_notes_errata_and_a_successor(editor_client, adopted):
    typed = fields(editor_client.get(page_of(adopted))) | {
        "working_notes": "Husk møde",
        "status": Strategy.Status.SUPERSEDED,
        "errata-TOTAL_FORMS": "1",
        "errata-0-text": "Der skulle stå 2015.",
        "errata-0-reason": "Tastefejl.",
    }

    response = editor_client.post(page_of(adopted), typed)
    adopted.refresh_from_db()

    assert response.status_code == 302
    assert adopted.working_notes == "Husk møde"
    assert adopted.status == Strategy.Status.SUPERSEDED
    assert adopted.errata.get().date == timezone.localdate()


def test_there_is_no_way_back_from_adopted(editor_client, adopted):
    typed = fields(editor_client.get(page_of(adopted))) | {"status": "kladde"}

    response = editor_client.post(page_of(adopted), typed)
    adopted.refresh_from_db()

    assert response.status_code == 200
    assert adopted.status == Strategy.Status.ADOPTED


def test_what_was_superseded_is_not_in_force_again(editor_client, adopted):
    Strategy.objects.update(status=Strategy.Status.SUPERSEDED)
    typed = fields(editor_client.get(page_of(adopted))) | {"status": "vedtaget"}

    response = editor_client.post(page_of(adopted), typed)
    adopted.refresh_from_db()

    assert response.status_code == 200
    assert adopted.status == Strategy.Status.SUPERSEDED


def test_what_was_adopted_is_never_hidden_again(editor_client, adopted):
    typed = fields(editor_client.get(page_of(adopted))) | {"visibility": "board"}

    response = editor_client.post(page_of(adopted), typed)
    adopted.refresh_from_db()

    assert response.status_code == 200
    assert adopted.visibility == Strategy.Visibility.PUBLIC


@pytest.mark.parametrize("change", [{"visibility": "board"}, {"status": "kladde"}])
def test_what_was_evaluated_is_not_hidden_before_it_is_adopted(editor_client, change):
    evaluation = EvaluationFactory(published=True)
    page = page_of(evaluation.strategy)

    answer = editor_client.post(page, fields(editor_client.get(page)) | change)

    assert answer.status_code == 200
    assert Evaluation.objects.published().get() == evaluation


def test_what_an_adopted_goal_goes_on_from_is_told_once(editor_client, adopted):
    former = StrategyFactory()
    Strategy.objects.filter(pk=adopted.pk).update(predecessor=former)
    one, other = (GoalFactory(strategy=former) for _ in range(2))
    goal = GoalFactory(strategy=adopted)

    for earlier in (one, other):
        typed = fields(editor_client.get(page_of(goal)))
        editor_client.post(page_of(goal), typed | {"predecessor": earlier.pk})

    goal.refresh_from_db()
    assert goal.predecessor == one


def test_a_missing_evaluation_keeps_the_deadline_that_readers_are_told(editor_client):
    today = timezone.localdate()
    late = EvaluationFactory(due_date=today - timedelta(days=1), year=2018)
    moved = {"due_date": "31.12.2199", "year": "2019"}

    editor_client.post(page_of(late), fields(editor_client.get(page_of(late))) | moved)
    deleted = editor_client.post(page_of(late, "delete"), {"post": "yes"})

    assert deleted.status_code == 403
    late.refresh_from_db()
    assert (late.year, late.due_date) == (2018, today - timedelta(days=1))


def test_no_deadline_is_set_that_is_over(editor_client):
    evaluation = EvaluationFactory()
    typed = fields(editor_client.get(page_of(evaluation)))

    answer = editor_client.post(page_of(evaluation), typed | {"due_date": "01.06.2018"})

    assert "Skriv en frist, der ikke er gået." in answer.text
    evaluation.refresh_from_db()
    assert evaluation.due_date is None


def test_what_is_decided_on_is_not_deleted(editor_client, adopted):
    goal = GoalFactory(strategy=adopted)
    published = EvaluationFactory(published=True)

    answers = [
        editor_client.post(page_of(obj, "delete"), {"post": "yes"}).status_code
        for obj in (adopted, goal, published)
    ]

    assert answers == [403, 403, 403]


def test_how_an_adopted_goal_goes_is_said_beside_its_figures(
    editor, editor_client, adopted
):
    goal = GoalFactory(strategy=adopted, title="Flere virksomheder", assessed=True)
    indicator = IndicatorFactory(goal=goal, name="Etablerede")
    MeasurementFactory(indicator=indicator, value=7, source="Mødelisten")
    url = page_of(goal).replace("change/", "trin/vurder/")

    page = editor_client.get(url)
    response = editor_client.post(
        url,
        fields(page)
        | {"standing": "bagud", "reason": "To lukkede.", "date": "2026-05-01"},
    )
    goal.refresh_from_db()

    assert "Etablerede" in page.text
    assert "Mødelisten" in page.text
    assert response.status_code == 302
    assert (goal.standing, goal.standing_reason) == ("bagud", "To lukkede.")
    assert goal.standing_date == date(2026, 5, 1)
    assert goal.standings.get().recorded_by == editor


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": " "}, "Dette felt er påkrævet"),
        ({"date": "2099-01-01"}, "Skriv en dag, der har været."),
        ({"standing": "ikke_vurderet"}, "Marker en gyldig valgmulighed"),
    ],
)
def test_nobody_judges_a_goal_without_a_reason_or_ahead_of_time(
    editor_client, adopted, typed, sentence
):
    goal = GoalFactory(strategy=adopted)
    url = page_of(goal).replace("change/", "trin/vurder/")
    whole = {"standing": "bagud", "reason": "To lukkede.", "date": "2026-05-01"}

    response = editor_client.post(url, fields(editor_client.get(url)) | whole | typed)

    assert response.status_code == 200
    assert sentence in response.text
    assert not goal.standings.exists()


def test_the_form_of_a_goal_changes_no_standing(editor_client, adopted):
    goal = GoalFactory(strategy=adopted, assessed=True)
    typed = fields(editor_client.get(page_of(goal))) | {"standing": "naaet"}

    response = editor_client.post(page_of(goal), typed)
    goal.refresh_from_db()

    assert response.status_code == 302
    assert goal.standing == "paa_vej"


def test_every_named_figure_can_be_chosen_in_danish(editor_client):
    indicator = IndicatorFactory(bound=True)
    offered = {key for _, group in figure_choices()[1:] for key, _ in group}

    page = editor_client.get(page_of(indicator))
    response = editor_client.post(page_of(indicator), fields(page))

    assert offered == set(NAMED_FIGURES)
    assert "RSV-registrerede virksomheder" in page.text
    assert response.status_code == 302
    assert Indicator.objects.get().figure_key == "etableret"


def test_publishing_asks_then_freezes_and_locks(editor_client, ready):
    url = page_of(ready).replace("change/", "trin/offentliggoer/")

    page = editor_client.get(url)
    response = editor_client.post(url, fields(page), follow=True)
    ready.refresh_from_db()

    assert "Det kan ikke gøres om" in page.text
    assert ready.is_locked
    assert "tallene er frosset" in response.text
    assert "Evalueringen er offentlig, så tal og ord ligger fast" in response.text


def test_publishing_too_early_gets_the_reason(editor_client):
    evaluation = EvaluationFactory(cut_off_date=timezone.localdate())
    GoalFactory(strategy=evaluation.strategy, number=3)
    url = page_of(evaluation).replace("change/", "trin/offentliggoer/")

    response = editor_client.post(url, fields(editor_client.get(url)))
    evaluation.refresh_from_db()

    assert "Mangler: mål 3" in response.text
    assert not evaluation.is_locked


def test_a_published_evaluation_takes_errata_only(editor_client):
    published = EvaluationFactory(published=True, summary="Som besluttet")
    typed = fields(editor_client.get(page_of(published))) | {
        "summary": "Pyntet",
        "errata-TOTAL_FORMS": "1",
        "errata-0-text": "Tallet var 8.",
        "errata-0-reason": "En kom for sent.",
    }

    response = editor_client.post(page_of(published), typed)
    published.refresh_from_db()

    assert response.status_code == 302
    assert published.summary == "Som besluttet"
    assert Erratum.objects.get().evaluation == published


def test_an_erratum_is_written_once(editor_client):
    published = EvaluationFactory(published=True)
    erratum = ErratumFactory(evaluation=published)
    place = page_of(published)
    before = Erratum.objects.values().get()

    page = editor_client.get(place)
    typed = fields(page) | {
        "errata-TOTAL_FORMS": "1",
        "errata-INITIAL_FORMS": "1",
        "errata-0-id": erratum.pk,
        "errata-0-evaluation": published.pk,
        "errata-0-text": "Noget helt andet.",
        "errata-0-reason": "Fordi.",
        "errata-0-DELETE": "on",
    }
    response = editor_client.post(place, typed)

    assert response.status_code == 302
    assert Erratum.objects.values().get() == before
    assert erratum.text in page.text
    for change in (
        erratum.save,
        erratum.delete,
        Erratum.objects.all().delete,
        lambda: Erratum.objects.update(text="Noget andet"),
    ):
        with pytest.raises(WrittenOnce, match="skriv en ny rettelse"):
            change()
    assert Erratum.objects.values().get() == before


def test_a_draft_is_put_right_itself_and_takes_no_errata(editor_client):
    draft = EvaluationFactory()

    assert "errata-TOTAL_FORMS" not in fields(editor_client.get(page_of(draft)))


def test_the_deadline_filter_finds_late_and_soon(editor_client):
    today = timezone.localdate()
    late = EvaluationFactory(due_date=today - timedelta(days=1))
    soon = EvaluationFactory(due_date=today + timedelta(days=60))
    EvaluationFactory(due_date=today + timedelta(days=61))
    EvaluationFactory(due_date=today, published=True)
    url = reverse("admin:strategy_evaluation_changelist")

    pressing = editor_client.get(f"{url}?frist=snart").context["cl"].result_list
    overdue = editor_client.get(f"{url}?frist=over").context["cl"].result_list

    assert set(pressing) == {late, soon}
    assert set(overdue) == {late}


def test_only_goals_of_the_evaluated_strategy_are_offered(editor_client, ready):
    GoalFactory(title="Fra en anden strategi")

    page = editor_client.get(page_of(ready).replace("change/", "skriv/"))

    assert str(ready.strategy.goals.get()) in page.text
    assert "Fra en anden strategi" not in page.text


def test_an_award_year_is_found_by_its_year(editor_client):
    AwardYearFactory(year=2019)
    AwardYearFactory(year=2020)
    url = reverse("admin:strategy_awardyear_changelist")

    response = editor_client.get(f"{url}?q=2019")

    assert [found.year for found in response.context["cl"].result_list] == [2019]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_vacant": True}, "Ledig"),
        ({"organisation": "Skolen"}, "Besat"),
        ({"holder_name": "Formanden", "end_date": "2020-12-31"}, "Udløbet"),
        ({}, "Ikke oplyst"),
    ],
)
def test_a_seat_is_said_to_be_taken_only_where_somebody_has_said_so(
    editor_client, values, told
):
    BoardSeatFactory(**values)

    listed = editor_client.get("/admin/strategy/boardseat/").text

    badges = re.findall(r"desk-badge[^>]*>([^<]*)<", listed)
    assert badges == [told]
