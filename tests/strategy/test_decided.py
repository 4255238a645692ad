"""Nobody at the desk changes without a trace what a committee was told.

Every form of the desk is filled with other words and sent, with rows forged where it
has none, and every address that deletes is tried. What is decided stays, down to the
last column.
"""

from datetime import date

import pytest
from django.contrib import admin
from django.db import models as db
from django.urls import reverse
from django.utils import timezone

from strategy import models
from strategy.corrections import correct_indicator
from strategy.services import publish_evaluation, record_decision, set_standing
from tests.common.test_admin import fields

from . import factories as make

pytestmark = pytest.mark.django_db

#: What was told, and what of it may still be written: no part of what was decided.
TOLD: dict[type[db.Model], set[str]] = {
    models.Strategy: {"working_notes", "case_url", "status"},
    models.StrategySection: set(),
    models.Goal: set(),
    models.GoalStanding: set(),
    models.Indicator: {"position"},
    models.IndicatorCorrection: set(),
    models.Measurement: set(),
    models.MeasurementCorrection: set(),
    models.Evaluation: set(),
    models.GoalAssessment: set(),
    models.EvaluationFigure: set(),
    models.Erratum: set(),
}


@pytest.fixture
def decided():
    """An adopted strategy with everything that follows: judged, measured, evaluated."""
    strategy = make.StrategyFactory(
        published=True,
        status=models.Strategy.Status.ADOPTED,
        deciding_body="Byrådet",
        adopted_date=date(2014, 5, 1),
    )
    make.StrategySectionFactory(strategy=strategy)
    goal = make.GoalFactory(strategy=strategy)
    indicator = make.IndicatorFactory(goal=goal, targeted=True)
    measurement = make.MeasurementFactory(indicator=indicator)
    make.MeasurementCorrectionFactory(measurement=measurement)
    correct_indicator(
        indicator, name="Virksomheder", reason="Kortere.", on=date(2018, 9, 1)
    )
    set_standing(goal, standing="bagud", reason="To lukkede.", on=date(2018, 1, 1))
    evaluation = make.EvaluationFactory(
        strategy=strategy, cut_off_date=date(2018, 12, 31)
    )
    make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    publish_evaluation(evaluation, at=timezone.now())
    record_decision(
        evaluation, decision="Godt.", meeting_date=date(2019, 6, 1), at=timezone.now()
    )
    make.ErratumFactory(evaluation=evaluation)
    make.ErratumFactory(of_strategy=True, strategy=strategy, evaluation=None)


def everything_told():
    return {
        model: [
            {name: value for name, value in row.items() if name not in free}
            for row in model.objects.order_by("pk").values()
        ]
        for model, free in TOLD.items()
    }


def on_the_desk():
    """Return what was told and has a page of its own on the desk."""
    pages = [model for model in TOLD if admin.site.is_registered(model)]
    return [row for model in pages for row in model.objects.all()]


def place(row, page):
    name = f"admin:strategy_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk])


def another(field, row):
    """Return something else that could be typed, and would be taken in a draft."""
    if field.choices:
        stands = getattr(row, field.name)
        return next(key for key, _ in field.choices if key != stands)
    if isinstance(field, db.ForeignKey):
        return field.related_model.objects.order_by("pk").last().pk
    if isinstance(field, (db.DateField, db.DateTimeField)):
        return "01.02.2003"
    if isinstance(field, (db.IntegerField, db.DecimalField)):
        return "2097"
    if isinstance(field, db.URLField):
        return "https://eksempel.example/"
    if isinstance(field, db.BooleanField):
        return "on"
    return "noget-helt-andet"


def forged(row, prefix=""):
    """Fill in what a form of the row would have, were it open."""
    return {
        f"{prefix}{field.name}": another(field, row)
        for field in row._meta.concrete_fields
        if field.name not in TOLD[type(row)]
        and (not field.is_relation or field.related_model in {*TOLD} - {type(row)})
        and not isinstance(field, (db.BigAutoField, db.FileField))
    }


def forged_rows(row):
    """Claim that every row below a record was in its form, changed and deleted."""
    typed = {}
    for relation in row._meta.related_objects:
        prefix = relation.get_accessor_name()
        below = relation.related_model.objects.filter(**{relation.field.name: row})
        if relation.related_model not in TOLD or not below:
            continue
        for number, each in enumerate(below):
            typed |= forged(each, f"{prefix}-{number}-")
            typed |= {
                f"{prefix}-{number}-id": each.pk,
                f"{prefix}-{number}-{relation.field.name}": row.pk,
                f"{prefix}-{number}-DELETE": "on",
            }
        typed |= {
            f"{prefix}-TOTAL_FORMS": len(below),
            f"{prefix}-INITIAL_FORMS": len(below),
        }
    return typed


def test_the_test_holds_what_a_strategy_and_an_evaluation_tell(decided):
    assert {row._meta.model_name for row in on_the_desk()} == {
        *("strategy", "goal", "indicator", "measurement", "evaluation")
    }
    assert all(everything_told().values())


def test_forged_forms_change_nothing_that_was_told(editor_client, decided):
    told = on_the_desk()
    make.MeasurementFactory(indicator__goal__number=5)
    make.EvaluationFactory(year=2030)
    before = everything_told()

    for row in told:
        for typed in (forged(row), forged_rows(row)):
            # Some other words are refused, others are not looked at.
            shown = fields(editor_client.get(place(row, "change")))
            answer = editor_client.post(place(row, "change"), shown | typed)

            assert answer.status_code < 500, row
    assert everything_told() == before


def test_nothing_that_was_told_is_deleted(editor_client, decided):
    before = everything_told()

    for row in on_the_desk():
        deleted = editor_client.post(place(row, "delete"), {"post": "yes"})
        assert deleted.status_code == 403, row
        chosen = {"action": "delete_selected", "_selected_action": row.pk}
        listed = reverse(f"admin:strategy_{row._meta.model_name}_changelist")
        editor_client.post(listed, chosen | {"post": "yes"})

    assert everything_told() == before


def test_nothing_is_added_to_what_was_told_but_what_says_when(editor_client, decided):
    goal, strategy = models.Goal.objects.get(), models.Strategy.objects.get()
    typed = {
        "strategy": {"number": "97", "title": "Nyt", "strategy": strategy.pk},
        "indicator": {"name": "Ny", "goal": goal.pk},
    }

    for model, words in ((models.Goal, "strategy"), (models.Indicator, "indicator")):
        add = reverse(f"admin:strategy_{model._meta.model_name}_add")
        editor_client.post(add, fields(editor_client.get(add)) | typed[words])
    strategy_page = place(strategy, "change")
    rows = {
        "sections-TOTAL_FORMS": "2",
        "sections-1-heading": "Nyt",
        "sections-1-anchor": "nyt",
        "sections-1-body": "Nyt",
        "goals-TOTAL_FORMS": "2",
        "goals-1-number": "97",
        "goals-1-title": "Nyt",
    }
    editor_client.post(strategy_page, fields(editor_client.get(strategy_page)) | rows)

    assert strategy.goals.get() == goal
    assert strategy.sections.count() == 1
    added = models.Indicator.objects.latest("pk")
    assert (added.name, added.added_date) == ("Ny", timezone.localdate())
