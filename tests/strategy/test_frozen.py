"""What is frozen stays, whatever the registry does; what is tampered with is found."""

import csv
import hashlib
import io
import json
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.urls import reverse

from common.quantities import Qualifier, Quantity, Unit
from enterprises.models import (
    StaffingCategory,
)
from strategy.frozen import Document, change_in_words, faults
from strategy.models import (
    Evaluation,
    EvaluationFigure,
    Indicator,
    Standing,
)
from strategy.services import (
    EvaluationNotReady,
    publish_evaluation,
    record_decision,
)
from tests.enterprises import factories as enterprises
from tests.network.factories import EventFactory

from . import factories as make
from .later import CUT_OFF, FILES, MAY, make_enterprise, possible_changes

pytestmark = pytest.mark.django_db

FOLLOWED = ("etableret", "paa-vej", "rsv-registrerede", "saerlige", "netvaerksmoeder")


@pytest.fixture
def categories():
    return [
        enterprises.StaffingCategoryFactory(
            group=StaffingCategory.Group.SPECIAL_TERMS, is_sensitive=True
        ),
        enterprises.StaffingCategoryFactory(group=StaffingCategory.Group.ORDINARY),
    ]


@pytest.fixture
def frozen(categories):
    """A published evaluation of a year with a bit of everything in it."""
    dice = random.Random(2018)
    for _ in range(6):
        make_enterprise(dice, categories)
    for month in (2, 5, 9):
        EventFactory(published=True, starts_at=datetime(2018, month, 7, 14, tzinfo=UTC))
    strategy = make.StrategyFactory(published=True, slug="aaben")
    evaluation = make.EvaluationFactory(
        strategy=strategy,
        cut_off_date=CUT_OFF,
        summary="Det går fremad.",
        recommendations="<p>Fortsæt.</p>",
    )
    for number, key in enumerate(FOLLOWED, start=1):
        goal = make.GoalFactory(strategy=strategy, number=number, title=f"Mål om {key}")
        period = make.InitiativePeriodFactory(
            initiative__published=True, outcome="Tre nye job."
        )
        goal.initiatives.add(period.initiative)
        make.IndicatorFactory(
            goal=goal,
            kind=Indicator.Kind.FIGURE,
            figure_key=key,
            name=key,
            unit=Unit.PERSONS if key == "saerlige" else Unit.COUNT,
        )
        make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
        make.AdviceFactory(goal=goal, meeting__published=True)
    return publish_evaluation(evaluation, at=MAY)


def addresses(evaluation):
    holes = [evaluation.strategy.slug, evaluation.year]
    return [
        reverse(f"strategy:{name}", args=holes)
        for name in ("evaluation", "evaluation-csv", "evaluation-json")
    ] + [reverse("strategy:evaluations", args=holes[:1])]


def what_readers_get(client, evaluation):
    answers = [client.get(address) for address in addresses(evaluation)]
    assert [answer.status_code for answer in answers] == [200] * 4
    return [answer.content for answer in answers]


# The registry may change as it likes


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_happens_later_changes_a_byte(client, frozen, categories, seed):
    before = what_readers_get(client, frozen)
    dice = random.Random(seed)

    for _ in range(25):
        dice.choice(possible_changes(dice, categories))()

    again = Evaluation.objects.get()
    assert what_readers_get(client, frozen) == before
    assert again.fingerprint == frozen.fingerprint
    assert faults(again) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_file_that_is_taken_in_later_changes_a_byte(client, frozen, seed):
    before = what_readers_get(client, frozen)
    dice = random.Random(seed)

    done = {}
    for _ in range(2):
        for take_in in dice.sample(FILES, k=len(FILES)):
            done[take_in.__name__] = done.get(take_in.__name__, 0) + take_in(dice)

    assert min(done.values()) > 0, done
    assert what_readers_get(client, frozen) == before
    assert Evaluation.objects.get().fingerprint == frozen.fingerprint
    assert faults(Evaluation.objects.get()) == []


def test_the_same_changes_do_change_what_is_counted_now(frozen, categories):
    """Else the test above would hold of a registry that nobody touched."""
    for change in possible_changes(random.Random(0), categories):
        change()

    make.EvaluationFactory(strategy=frozen.strategy, year=2017, cut_off_date=CUT_OFF)
    later = Evaluation.objects.get(year=2017)
    for goal in frozen.strategy.goals.all():
        make.GoalAssessmentFactory(evaluation=later, goal=goal)
    publish_evaluation(later, at=MAY)

    then, now = Document.of(frozen), Document.of(later)
    assert [f.quantity for f in then.figures] != [f.quantity for f in now.figures]
    assert then.network.meetings != now.network.meetings
    assert then.initiatives != now.initiatives
    assert [goal.title for goal in then.goals] != [goal.title for goal in now.goals]


def test_errata_and_the_decision_are_all_that_comes_later(client, frozen):
    before = what_readers_get(client, frozen)[1:]

    erratum = make.ErratumFactory(evaluation=frozen, text="Der var otte.")
    record_decision(
        frozen,
        decision="Taget til efterretning.",
        meeting_date=date(2019, 6, 9),
        at=MAY,
    )

    page, *files, years = what_readers_get(client, frozen)
    told, nothing = (
        render_to_string("strategy/_errata.html", {"errata": errata, "year": 2018})
        for errata in ([erratum], [])
    )
    assert "Der var otte." in page.decode()
    assert "Taget til efterretning." in page.decode()
    assert "føjet til 15. maj 2019" in page.decode()
    assert told in years.decode()
    assert [*files, years.replace(told.encode(), nothing.encode())] == before
    assert faults(Evaluation.objects.get()) == []


def test_a_decision_is_written_once(frozen):
    decision = {"meeting_date": date(2019, 6, 9), "at": MAY}
    record_decision(frozen, decision="Taget til efterretning.", **decision)

    with pytest.raises(EvaluationNotReady, match="skriv en rettelse"):
        record_decision(frozen, decision="Noget andet.", **decision)

    assert Evaluation.objects.get().decision == "Taget til efterretning."


def test_a_draft_has_no_decision_yet():
    with pytest.raises(EvaluationNotReady, match="Offentliggør"):
        record_decision(
            make.EvaluationFactory(),
            decision="Ja.",
            meeting_date=date(2019, 6, 9),
            at=MAY,
        )


# What is frozen


def test_the_fingerprint_is_that_of_the_file_anyone_can_fetch(client, frozen):
    file = client.get(reverse("strategy:evaluation-json", args=["aaben", 2018])).content

    assert hashlib.sha256(file).hexdigest() == frozen.fingerprint
    assert json.loads(file)["summary"] == "Det går fremad."


def test_small_numbers_are_hidden_in_what_is_frozen(client, categories):
    for number in (2, 9):
        staffing_return = enterprises.StaffingReturnFactory(
            enterprise__published=True,
            enterprise__established_date=date(2015, 1, 1),
            year=2018,
            as_of_date=CUT_OFF,
            approved=True,
        )
        enterprises.StaffingCountFactory(
            staffing_return=staffing_return, category=categories[0], value=number
        )
    evaluation = make.EvaluationFactory(strategy__published=True, cut_off_date=CUT_OFF)
    goal = make.GoalFactory(strategy=evaluation.strategy)
    make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    make.IndicatorFactory(
        goal=goal, kind="tal", figure_key="saerlige", unit=Unit.PERSONS
    )

    publish_evaluation(evaluation, at=MAY)

    figure = Document.of(evaluation).figures[0]
    assert not figure.quantity.is_exact
    assert figure.quantity.value != 11
    assert '"value":"11.00"' not in evaluation.frozen_content


def test_the_csv_tells_method_source_and_day_and_runs_no_formula(client, frozen):
    strategy = make.StrategyFactory(published=True, slug="regneark")
    goal = make.GoalFactory(strategy=strategy, title="=1+1")
    evaluation = make.EvaluationFactory(strategy=strategy, cut_off_date=CUT_OFF)
    make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
    make.MeasurementFactory(
        indicator__goal=goal,
        indicator__name="@SUM(A1)",
        value=Decimal("7.5"),
        qualifier=Qualifier.APPROXIMATE,
        source="-Mødelisten",
        method="+Talt",
    )
    publish_evaluation(evaluation, at=MAY)

    response = client.get(reverse("strategy:evaluation-csv", args=["regneark", 2018]))

    (row,) = csv.DictReader(
        io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"
    )
    assert row["Mål"] == "'=1+1"
    assert row["Hvad tallet tæller"] == "'@SUM(A1)"
    assert row["Kilde"] == "'-Mødelisten"
    assert row["Metode"] == "'+Talt"
    assert (row["Hvor præcist"], row["Tal"]) == ("ca.", "7,5")
    assert row["Gælder pr."] == "2018-08-31"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Quantity(Decimal(7)), Quantity(Decimal(4)), "+3"),
        (Quantity(Decimal(4)), Quantity(Decimal(7)), "−3"),
        (Quantity(Decimal(4)), Quantity(Decimal(4)), "±0"),
        (Quantity(Decimal(7), Qualifier.APPROXIMATE), Quantity(Decimal(4)), "ca. +3"),
        (Quantity(Decimal(7), Qualifier.AT_LEAST), Quantity(Decimal(4)), ""),
        (Quantity(None), Quantity(Decimal(4)), ""),
        (Quantity(Decimal(7)), None, ""),
        (Quantity(Decimal(7), unit=Unit.PERSONS), Quantity(Decimal(4)), ""),
    ],
)
def test_a_change_is_told_only_where_it_is_known(now, before, words):
    assert change_in_words(now, before) == words


def test_goals_come_in_their_order_with_the_figure_of_the_year_before(client):
    strategy = make.StrategyFactory(published=True)
    goals = [make.GoalFactory(strategy=strategy, number=n) for n in (2, 1)]
    indicator = make.IndicatorFactory(goal=goals[1])
    for year, value in ((2017, 4), (2018, 7)):
        make.MeasurementFactory(
            indicator=indicator, date=date(year, 6, 1), value=Decimal(value)
        )
        evaluation = make.EvaluationFactory(
            strategy=strategy, year=year, cut_off_date=date(year, 12, 31)
        )
        for goal in goals:
            make.GoalAssessmentFactory(evaluation=evaluation, goal=goal)
        publish_evaluation(evaluation, at=MAY)

    document = Document.of(evaluation)

    assert [goal.number for goal in document.goals] == [1, 2]
    assert document.before_year == 2017
    assert document.goals[0].figures[0].before == Quantity(Decimal(4))
    assert document.goals[0].figures[0].change == "+3"
    assert document.goals[1].figures == []


# Tampering


def rewrite(evaluation, **changes):
    """Write another document and, as a thorough forger would, its fingerprint."""
    text = json.dumps(json.loads(evaluation.frozen_content) | changes)
    Evaluation.objects.update(
        frozen_content=text, fingerprint=hashlib.sha256(text.encode()).hexdigest()
    )


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda e: EvaluationFigure.objects.update(value=Decimal(8)), "er ændret"),
        (lambda e: EvaluationFigure.objects.update(method="Gættet"), "er ændret"),
        (lambda e: e.figures.all()[0].delete(), "er slettet"),
        (lambda e: make.EvaluationFigureFactory(evaluation=e), "er føjet til"),
        (
            lambda e: e.assessments.update(standing=Standing.REACHED),
            "Vurderingen af mål 1 er ændret",
        ),
        (
            lambda e: e.assessments.update(reason="Det gik godt."),
            "Vurderingen af mål 1 er ændret",
        ),
        (lambda e: Evaluation.objects.update(summary="Godt"), "Sammenfatningen"),
        (lambda e: Evaluation.objects.update(recommendations=""), "Anbefalingerne"),
        (lambda e: Evaluation.objects.update(committee="Byrådet"), "Udvalget"),
        (lambda e: Evaluation.objects.update(cut_off_date=None), "Dagen for tallene"),
        (lambda e: Evaluation.objects.update(published_at=CUT_OFF_NOON), "Tidspunktet"),
        (lambda e: Evaluation.objects.update(fingerprint="0" * 64), "Fingeraftrykket"),
        (
            lambda e: Evaluation.objects.update(
                frozen_content=e.frozen_content.replace("fremad", "tilbage")
            ),
            "Fingeraftrykket",
        ),
        (lambda e: rewrite(e, summary="Godt"), "Sammenfatningen"),
        (lambda e: rewrite(e, figures=[]), "er føjet til"),
        (lambda e: Evaluation.objects.update(frozen_content="["), "kan ikke læses"),
        (lambda e: Evaluation.objects.update(frozen_content="[]"), "kan ikke læses"),
    ],
)
def test_the_command_finds_what_was_tampered_with(frozen, capsys, tamper, told):
    tamper(frozen)

    with pytest.raises(CommandError) as failed:
        call_command("check_evaluations")

    printed = capsys.readouterr().out
    assert failed.value.returncode == 1
    assert f"CHANGED  {Evaluation.objects.get().fingerprint}" in printed
    assert str(frozen) in printed
    assert told in printed


def test_the_command_is_content_with_what_is_untouched(frozen, capsys):
    make.EvaluationFactory(strategy=frozen.strategy, year=2019)

    call_command("check_evaluations")

    printed = capsys.readouterr().out
    assert f"ok  {frozen.fingerprint}  {frozen}" in printed
    assert "Evaluering 2019" not in printed


def test_the_desk_tells_the_editor(editor_client, frozen):
    index, place = reverse("admin:index"), "admin:strategy_evaluation_change"
    quiet = editor_client.get(index).text

    EvaluationFigure.objects.update(value=Decimal(8))

    assert "er ændret, efter at den blev låst" not in quiet
    assert "er ændret, efter at den blev låst" in editor_client.get(index).text
    page = editor_client.get(reverse(place, args=[frozen.pk])).text
    assert "Tallet “etableret” er ændret." in page


CUT_OFF_NOON = datetime(2018, 12, 31, 12, tzinfo=UTC)
