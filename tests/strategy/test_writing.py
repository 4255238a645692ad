"""The page on which an evaluation is written, and the preview of what she writes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from strategy.models import Evaluation, Strategy
from strategy.services import (
    EvaluationNotReady,
    prepare_next,
    publish_evaluation,
    see_to_next,
)
from strategy.writing import name_of
from tests.enterprises.factories import EnterpriseFactory
from tests.network.factories import EventFactory

from . import factories as make

pytestmark = pytest.mark.django_db

MAY = datetime(2018, 5, 15, 8, 12, tzinfo=UTC)


@pytest.fixture
def draft():
    """This year's draft, with last year's evaluation behind it."""
    strategy = make.StrategyFactory(published=True, slug="aaben")
    goal = make.GoalFactory(strategy=strategy, number=1, title="Flere virksomheder")
    make.IndicatorFactory(goal=goal, bound=True, name="Etablerede")
    EnterpriseFactory(
        published=True, name="Kædehjulet", established_date=date(2016, 1, 1)
    )
    before = make.EvaluationFactory(
        strategy=strategy,
        year=2017,
        cut_off_date=date(2017, 12, 31),
        recommendations="<p>Hold en indkøbsdag.</p>",
    )
    make.GoalAssessmentFactory(evaluation=before, goal=goal, reason="Der mangler tre.")
    publish_evaluation(before, at=MAY)
    EnterpriseFactory(
        published=True, name="Genbrugsgården", established_date=date(2018, 2, 1)
    )
    EventFactory(
        published=True,
        title="Efterårsmøde",
        starts_at=datetime(2018, 9, 7, 14, tzinfo=UTC),
    )
    mentoring = make.InitiativeFactory(published=True, title="Mentorforløb")
    for start, outcome in (
        (date(2018, 2, 1), "Fire nye job."),
        (date(2019, 2, 1), "Det er først næste år."),
    ):
        make.InitiativePeriodFactory(
            initiative=mentoring, start_date=start, outcome=outcome
        )
    goal.initiatives.add(
        mentoring,
        make.InitiativeFactory(title="Hemmelig plan"),
    )
    make.AdviceFactory(goal=goal, text="Spørg skolerne.", meeting__published=True)
    make.AdviceFactory(text="Tænk større.", meeting__published=True)
    return make.EvaluationFactory(
        strategy=strategy, year=2018, cut_off_date=date(2018, 12, 31)
    )


def page_of(evaluation):
    return reverse("admin:strategy_evaluation_write", args=[evaluation.pk])


def preview_of(evaluation):
    return reverse(
        "strategy:evaluation-preview", args=[evaluation.strategy.slug, evaluation.year]
    )


def send(client, evaluation, block, later=True, version=None, **typed):
    """Send one block as the page does, by itself or with its button."""
    shown = client.get(page_of(evaluation)).context["blocks"][block].version
    data = {f"{block}-{name}": value for name, value in typed.items()}
    data |= {"block": block, "version": version or shown}
    return client.post(page_of(evaluation), data | ({"later": "1"} if later else {}))


@pytest.fixture
def block(draft):
    return name_of(draft.strategy.goals.get())


def test_a_missing_evaluation_keeps_the_deadline_that_readers_are_told(
    editor_client, draft
):
    late = timezone.localdate() - timedelta(days=1)
    Evaluation.objects.filter(pk=draft.pk).update(due_date=late)

    typed = {"committee": "Byrådet", "due_date": "2199-12-31"}
    answer = send(editor_client, draft, "rammer", **typed)

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert (draft.committee, draft.due_date) == ("Byrådet", late)


def test_no_deadline_is_set_that_is_over(editor_client, draft):
    typed = {"committee": "Byrådet", "due_date": "2018-06-01"}
    answer = send(editor_client, draft, "rammer", **typed)

    assert "Skriv en frist, der ikke er gået." in answer.json()["told"]
    draft.refresh_from_db()
    assert draft.due_date is None


# What lies beside the fields


def test_everything_known_about_the_year_is_on_one_page(editor_client, draft):
    html = editor_client.get(page_of(draft)).text

    for known in (
        '<td class="number" data-label="2017">1</td>',
        '<td class="number" data-label="2018"><strong>2</strong></td>',
        '<td class="number" data-label="Ændring">+1</td>',
        "Mentorforløb",
        "Fire nye job.",
        "Ikke offentlig: kommer ikke med",
        "Efterårsmøde",
        "Løftet er 3 til 4 i 2018. Det er 2 færre end lovet.",
        "0 af 2",
        "Genbrugsgården",
        "Spørg skolerne.",
        "Tænk større.",
        "Hold en indkøbsdag.",
        "Der mangler tre.",
        "<strong data-assessed>0</strong> af 1 mål er vurderet",
    ):
        assert known in html, known
    assert "Det er først næste år." not in html


def test_without_a_day_the_page_asks_for_it(editor_client, draft):
    Evaluation.objects.filter(pk=draft.pk).update(cut_off_date=None)

    response = editor_client.get(page_of(draft))

    assert response.status_code == 200
    assert "hvilken dag tallene gælder pr." in response.text


def test_a_figure_nobody_counts_any_more_stops_nobody(editor_client, draft):
    make.IndicatorFactory(
        goal=draft.strategy.goals.get(), kind="tal", figure_key="maaneskin"
    )

    for address in (page_of(draft), preview_of(draft)):
        assert editor_client.get(address).status_code == 200
    assert "“maaneskin”, som ikke findes" in editor_client.get(page_of(draft)).text


@pytest.mark.parametrize("address_of", [page_of, preview_of])
def test_the_page_costs_the_same_for_two_goals_and_for_eight(
    editor_client, draft, django_assert_num_queries, address_of
):
    def add(number):
        for _ in range(number):
            goal = make.GoalFactory(strategy=draft.strategy)
            make.IndicatorFactory(goal=goal, bound=True)
            make.MeasurementFactory(indicator__goal=goal, value=Decimal(3))
            goal.initiatives.add(make.InitiativeFactory(published=True))
            make.AdviceFactory(goal=goal, meeting__published=True)
            make.GoalAssessmentFactory(evaluation=draft, goal=goal)

    add(2)
    editor_client.get(address_of(draft))
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get(address_of(draft))
    add(6)

    with django_assert_num_queries(len(for_two)):
        editor_client.get(address_of(draft))


# Saving as she goes


def test_a_block_is_saved_by_itself_and_says_so(editor_client, draft, block):
    response = send(
        editor_client, draft, block, standing="paa_vej", reason="To er kommet til."
    )

    assert response.status_code == 200
    said = response.json()
    assert said["told"].startswith("Gemt kl. ")
    assert (said["complete"], said["assessed"]) == (True, 1)
    assessment = draft.assessments.get()
    assert (assessment.standing, assessment.reason) == ("paa_vej", "To er kommet til.")


def test_without_scripts_the_button_saves_and_leads_back(editor_client, draft):
    response = send(
        editor_client, draft, "sammenfatning", later=False, summary="Det går fremad."
    )

    assert response.status_code == 303
    assert response["Location"] == f"{page_of(draft)}#sammenfatning"
    draft.refresh_from_db()
    assert draft.summary == "Det går fremad."


def test_what_is_half_written_is_kept_and_is_no_assessment_yet(
    editor_client, draft, block
):
    send(editor_client, draft, block, standing="", reason="Jeg er i tvivl.")

    page = editor_client.get(page_of(draft)).text
    assert "Jeg er i tvivl." in page
    assert not draft.assessments.exists()
    assert "Jeg er i tvivl." not in editor_client.get(preview_of(draft)).text
    with pytest.raises(EvaluationNotReady, match="Mangler: mål 1"):
        publish_evaluation(draft, at=timezone.now())


def test_finishing_it_makes_it_one_and_emptying_it_takes_it_back(
    editor_client, draft, block
):
    send(editor_client, draft, block, standing="", reason="Jeg er i tvivl.")
    send(editor_client, draft, block, standing="bagud", reason="Nu er jeg sikker.")
    finished = draft.assessments.count()
    draft.refresh_from_db()
    begun = draft.unfinished
    send(editor_client, draft, block, standing="bagud", reason="")

    draft.refresh_from_db()
    assert (finished, begun) == (1, {})
    assert not draft.assessments.exists()
    assert list(draft.unfinished.values()) == [{"standing": "bagud", "reason": ""}]


def test_formatted_text_is_cleaned(editor_client, draft):
    send(
        editor_client,
        draft,
        "anbefalinger",
        recommendations="<p onclick='x()'>Fortsæt<script>x()</script></p>",
    )

    draft.refresh_from_db()
    assert draft.recommendations == "<p>Fortsæt</p>"


@pytest.mark.parametrize("later", [True, False])
def test_two_editors_cannot_overwrite_each_other_unseen(
    editor_client, draft, block, later
):
    make.GoalAssessmentFactory(
        evaluation=draft, goal=draft.strategy.goals.get(), reason="Den andens ord."
    )

    response = send(
        editor_client,
        draft,
        block,
        later=later,
        version="et-gammelt",
        standing="bagud",
        reason="Mine egne ord.",
    )

    assert response.status_code == 409
    assert draft.assessments.get().reason == "Den andens ord."
    if not later:
        assert "Den andens ord." in response.text
        assert "Mine egne ord." in response.text


@pytest.mark.parametrize("later", [True, False])
def test_bad_input_gets_a_sentence_and_is_kept(editor_client, draft, later):
    response = send(
        editor_client,
        draft,
        "rammer",
        later=later,
        cut_off_date="ingen dag",
        committee="",
    )

    assert response.status_code == (422 if later else 200)
    assert "Ikke gemt." in response.text if later else "ingen dag" in response.text
    draft.refresh_from_db()
    assert draft.cut_off_date == date(2018, 12, 31)


def test_a_block_nobody_has_is_not_found(editor_client, draft):
    response = editor_client.post(page_of(draft), {"block": "vurdering-0"})

    assert response.status_code == 404


def test_writing_for_an_hour_is_one_line_in_the_history(editor_client, draft, block):
    for words in ("En", "En to", "En to tre"):
        send(editor_client, draft, block, standing="bagud", reason=words)

    assert LogEntry.objects.filter(object_id=str(draft.pk)).count() == 1


def test_what_is_published_is_not_written_on_any_more(editor_client, draft):
    public = draft.strategy.evaluations.get(year=2017)

    answers = [
        editor_client.get(page_of(public)),
        editor_client.post(page_of(public), {"block": "sammenfatning"}),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert public.summary == Evaluation.objects.get(pk=public.pk).summary


# The preview


def staff_who_may(*codenames):
    user = User.objects.create_user("kollega", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def test_the_preview_is_the_page_as_it_would_be_and_says_it_is_not(
    editor_client, draft, block
):
    send(editor_client, draft, block, standing="paa_vej", reason="To er kommet til.")

    response = editor_client.get(preview_of(draft))

    assert '<p class="alert-heading">Det er en kladde</p>' in response.text
    assert "To er kommet til." in response.text
    assert "Fingeraftryk" not in response.text
    assert "Hemmelig plan" not in response.text
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert not draft.figures.exists()


def test_what_the_preview_shows_is_what_is_published(editor_client, draft, block):
    send(editor_client, draft, block, standing="paa_vej", reason="To er kommet til.")
    previewed = editor_client.get(preview_of(draft)).context["document"].content

    publish_evaluation(draft, at=timezone.now())

    page = editor_client.get(draft.get_absolute_url())
    published = page.context["document"].content
    for content in (previewed, published):
        content.pop("published_at")
        for figure in content["figures"]:
            figure.pop("copied_at")
    assert previewed == published


def test_the_preview_is_there_for_nobody_else(client, draft):
    outsider = Client()
    outsider.force_login(User.objects.create_user("udenfor"))
    reader = staff_who_may("view_evaluation")

    for who in (client, outsider, reader):
        assert who.get(preview_of(draft)).status_code == 404


def test_the_right_to_change_evaluations_opens_the_preview(draft):
    assert staff_who_may("change_evaluation").get(preview_of(draft)).status_code == 200


def test_a_published_evaluation_has_no_preview(editor_client, draft):
    public = draft.strategy.evaluations.get(year=2017)

    assert editor_client.get(preview_of(public)).status_code == 404


# Next year


def test_the_next_year_is_prepared_as_the_last_was(draft):
    Evaluation.objects.filter(pk=draft.pk).update(due_date=date(2020, 2, 29))

    prepared = prepare_next(draft.strategy, today=date(2019, 6, 1))

    assert prepared.year == 2019
    assert prepared.due_date == date(2021, 2, 28)
    assert prepared.cut_off_date == date(2019, 12, 31)
    assert prepared.committee == draft.committee
    assert not prepared.is_locked


def test_the_first_evaluation_is_of_this_year():
    strategy = make.StrategyFactory(published=True, evaluated_by="Udvalget for Job")

    prepared = prepare_next(strategy, today=date(2019, 6, 1))

    assert (prepared.year, prepared.due_date) == (2019, date(2020, 6, 15))
    assert prepared.committee == "Udvalget for Job"


@pytest.mark.parametrize(
    ("strategy", "sentence"),
    [
        ({"period_end_year": 2018}, "gælder ikke i 2019"),
        ({"status": "hoering"}, "gælder ikke i 2019"),
    ],
)
def test_a_year_without_the_strategy_is_not_prepared(strategy, sentence):
    held = make.StrategyFactory(published=True, **strategy)

    with pytest.raises(EvaluationNotReady, match=sentence):
        prepare_next(held, today=date(2019, 6, 1))

    assert not held.evaluations.exists()


def test_years_are_not_prepared_without_end(draft):
    prepare_next(draft.strategy, today=date(2018, 6, 1))

    with pytest.raises(EvaluationNotReady, match="for tidligt"):
        prepare_next(draft.strategy, today=date(2018, 6, 1))


def test_the_first_evaluation_waits_for_the_first_year_of_the_strategy():
    strategy = make.StrategyFactory(published=True, period_start_year=2028)

    prepared = prepare_next(strategy, today=date(2026, 11, 1))

    assert (prepared.year, prepared.due_date) == (2028, date(2029, 6, 15))


def test_publishing_prepares_the_year_after_and_reminds_of_it(editor_client, draft):
    Strategy.objects.update(evaluation_rhythm="hvert år", period_end_year=None)
    for goal in draft.strategy.goals.all():
        make.GoalAssessmentFactory(evaluation=draft, goal=goal)
    url = reverse("admin:strategy_evaluation_offentliggoer", args=[draft.pk])

    page = editor_client.get(url)
    answer = editor_client.post(url, {"_version": page.context["version"]}, follow=True)

    prepared = draft.strategy.evaluations.get(year=2019)
    assert "Evalueringen for 2019 er oprettet." in answer.text
    assert prepared.due_date
    assert not prepared.is_locked


@pytest.mark.parametrize(
    "changes",
    [{"evaluation_rhythm": ""}, {"period_end_year": 2017}, {"status": "hoering"}],
)
def test_nothing_is_prepared_that_nobody_promised(draft, changes):
    draft.delete()
    Strategy.objects.update(**{"evaluation_rhythm": "hvert år", **changes})
    strategy = Strategy.objects.get()

    assert see_to_next(strategy, today=date(2018, 6, 1)) is None
    assert strategy.evaluations.count() == 1


def test_what_waits_is_not_prepared_twice(draft):
    Strategy.objects.update(evaluation_rhythm="hvert år")

    assert see_to_next(draft.strategy, today=date(2018, 6, 1)) is None


def test_the_button_prepares_it_from_either_page(editor_client, draft):
    public = draft.strategy.evaluations.get(year=2017)
    draft.delete()
    steps = [
        reverse("admin:strategy_evaluation_naeste-aar", args=[public.pk]),
        reverse(
            "admin:strategy_strategy_forbered-evaluering", args=[draft.strategy_id]
        ),
    ]

    for url in steps:
        page = editor_client.get(url)
        editor_client.post(url, {"_version": page.context["version"]})

    years = draft.strategy.evaluations.values_list("year", flat=True)
    assert sorted(years) == [2017, 2018, 2019]


def test_the_decision_is_written_by_a_button(editor_client, draft):
    public = draft.strategy.evaluations.get(year=2017)
    url = reverse("admin:strategy_evaluation_beslutning", args=[public.pk])
    version = editor_client.get(url).context["version"]
    typed = {"_version": version, "decision": "Godkendt.", "case_url": "example.org/7"}

    ahead = timezone.localdate() + timedelta(days=1)
    refused = editor_client.post(url, typed | {"meeting_date": ahead.isoformat()})
    taken = editor_client.post(url, typed | {"meeting_date": "2018-06-09"})

    public.refresh_from_db()
    assert "Skriv den dag, udvalget besluttede det." in refused.text
    assert taken.status_code == 302
    assert (public.decision, public.meeting_date) == ("Godkendt.", date(2018, 6, 9))
    assert public.case_url == "https://example.org/7"


def test_the_desk_reminds_of_a_year_nobody_prepared(editor_client):
    make.StrategyFactory(published=True, evaluation_rhythm="hvert år", title="Glemt")
    ready = make.StrategyFactory(published=True, evaluation_rhythm="hvert år")
    make.EvaluationFactory(strategy=ready, year=timezone.localdate().year)
    make.StrategyFactory(
        published=True, evaluation_rhythm="hvert år", period_end_year=2017
    )

    index = editor_client.get(reverse("admin:index")).text
    found = editor_client.get(
        reverse("admin:strategy_strategy_changelist"), {"evaluering": "mangler"}
    )

    assert "strategi har ingen evaluering på vej" in index
    assert [one.title for one in found.context["cl"].result_list] == ["Glemt"]
