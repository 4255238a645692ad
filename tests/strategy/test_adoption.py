"""Adoption: by a step, once, and nothing decided changes afterwards."""

from datetime import date

import pytest
from django.urls import reverse

from strategy import adoption
from strategy.drafts import Refused
from strategy.models import Strategy
from tests.strategy.factories import StrategyFactory, StrategySectionFactory

pytestmark = pytest.mark.django_db

DECISION = {
    "deciding_body": "Byrådet",
    "adopted_date": "31.08.2026",
    "case_url": "https://example.org/sag",
    "is_sure": "on",
}


@pytest.fixture
def former():
    return StrategyFactory(slug="gammel", published=True)


@pytest.fixture
def plan(former):
    plan = StrategyFactory(slug="plan", board_only=True, predecessor=former)
    StrategySectionFactory(strategy=plan, body="<p>Vi vil.</p>")
    return plan


def page_of(plan, page="change"):
    return reverse(f"admin:strategy_strategy_{page}", args=[plan.pk])


def adopt(client, plan, **changes):
    place = page_of(plan, "vedtag")
    version = client.get(place).context["version"]
    return client.post(place, {"_version": version, **DECISION, **changes})


def test_the_step_freezes_publishes_and_supersedes(client, editor_client, plan, former):
    hidden = client.get(plan.get_absolute_url()).status_code

    adopt(editor_client, plan)

    plan.refresh_from_db()
    former.refresh_from_db()
    assert hidden == 404
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert plan.is_locked
    assert (plan.deciding_body, plan.adopted_date, plan.case_url) == (
        "Byrådet",
        date(2026, 8, 31),
        "https://example.org/sag",
    )
    assert former.status == Strategy.Status.SUPERSEDED


@pytest.mark.parametrize(("rhythm", "number"), [("hvert år", 1), ("", 0)])
def test_the_first_promised_evaluation_is_on_its_way(
    client, editor_client, plan, rhythm, number
):
    Strategy.objects.update(evaluation_rhythm=rhythm)

    adopt(editor_client, plan)

    evaluations = plan.evaluations.filter(due_date__isnull=False)
    assert evaluations.count() == number
    told = "er oprettet. Den skal være færdig" in editor_client.get("/admin/").text
    assert told is bool(number)


def test_afterwards_the_text_cannot_be_typed_over(editor_client, plan):
    section = plan.sections.get()
    adopt(editor_client, plan)
    form = editor_client.get(page_of(plan))

    editor_client.post(
        page_of(plan),
        {
            "_version": form.context["version"],
            "title": "Noget andet",
            "sections-TOTAL_FORMS": 1,
            "sections-INITIAL_FORMS": 1,
            "sections-0-id": section.pk,
            "sections-0-strategy": plan.pk,
            "sections-0-body": "<p>Noget andet.</p>",
        },
    )

    plan.refresh_from_db()
    section.refresh_from_db()
    assert plan.title != "Noget andet"
    assert section.body == "<p>Vi vil.</p>"


@pytest.mark.parametrize(
    "changes",
    [
        {"deciding_body": ""},
        {"adopted_date": ""},
        {"adopted_date": "i går"},
        {"adopted_date": "01.01.0001"},
        {"is_sure": ""},
        {"case_url": "ikke et link"},
    ],
)
def test_nothing_is_adopted_by_halves(editor_client, plan, changes):
    response = adopt(editor_client, plan, **changes)

    plan.refresh_from_db()
    assert response.context["form"].errors
    assert not plan.is_locked


def test_a_day_that_nobody_knows_is_told_in_words(editor_client, plan):
    adopt(editor_client, plan, adopted_date="", decision_text="2014")

    plan.refresh_from_db()
    assert (plan.adopted_date, plan.decision_text) == (None, "2014")
    assert plan.is_locked


def test_a_strategy_without_text_is_not_adopted(editor_client, plan):
    plan.sections.all().delete()

    response = adopt(editor_client, plan)

    assert "Strategien har ingen tekst endnu" in response.text


def test_it_is_adopted_once(plan):
    decision = {"deciding_body": "Byrådet", "adopted_date": date(2026, 8, 31)}
    adoption.adopt(strategy=plan, **decision)

    with pytest.raises(Refused):
        adoption.adopt(strategy=plan, **decision)


def test_no_draft_gets_past_the_step(editor_client, plan):
    form = editor_client.get(page_of(plan)).context["adminform"].form

    assert {value for value, _ in form.fields["status"].choices} == {
        "kladde",
        "hoering",
        "til_beslutning",
    }
