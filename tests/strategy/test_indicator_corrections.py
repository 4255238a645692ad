"""What follows an adopted goal is changed in the open, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from common.quantities import Qualifier, Unit
from strategy import gathering
from strategy.corrections import correct_indicator
from strategy.drafts import Refused
from strategy.models import (
    Goal,
    Indicator,
    IndicatorCorrection,
    Strategy,
    WrittenOnce,
)
from tests.common.test_admin import fields

from . import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2019, 3, 1)


def adopted_strategy():
    return make.StrategyFactory(
        published=True, status=Strategy.Status.ADOPTED, decision_text="2014"
    )


@pytest.fixture
def indicator():
    return make.IndicatorFactory(
        goal__strategy=adopted_strategy(),
        bound=True,
        baseline_value=Decimal(14),
        baseline_date=date(2014, 12, 31),
        target_value=Decimal(60),
        target_qualifier=Qualifier.APPROXIMATE,
        target_date=date(2022, 12, 31),
    )


def place(row, page):
    name = f"admin:strategy_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk])


def words(answer):
    return " ".join(answer.text.split())


def strategy_page(client, indicator):
    return words(client.get(indicator.goal.strategy.get_absolute_url()))


def test_a_reader_sees_what_the_target_was_and_why_it_is_another(client, indicator):
    correct_indicator(
        indicator, target_value=Decimal(40), reason="Tastefejl.", on=TODAY
    )

    page = strategy_page(client, indicator)
    assert (
        "Rettet 1. marts 2019.</strong> Måltallet var før "
        "“ca. 60 senest 31. december 2022”. Grunden: Tastefejl."
    ) in page
    assert "senest 31. december 2022<br>Kilde: strategien, rettet</dd>" in page
    assert "31. december 2014<br>Kilde: strategien</dd>" in page
    assert Indicator.objects.get().target_value == 40


def test_what_was_never_corrected_says_nothing_of_it(client, indicator):
    page = strategy_page(client, indicator)

    assert "ettet" not in page.split('class="indicator"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("values", "former"),
    [
        ({"name": "Andet"}, "Navnet var før “Etablerede virksomheder”."),
        (
            {"figure_key": "arrangementer"},
            "Kilden til tallet var før “etablerede virksomheder”.",
        ),
        (
            {"kind": Indicator.Kind.MANUAL, "figure_key": ""},
            "Kilden til tallet var før “etablerede virksomheder”.",
        ),
        ({"unit": Unit.PERSONS}, "Enheden var før “antal”."),
        (
            {"direction": Indicator.Direction.DOWN},
            "Retningen var før “Flere er bedre”.",
        ),
        (
            {"baseline_value": None, "baseline_date": None},
            "Udgangspunktet var før “14 pr. 31. december 2014”.",
        ),
        (
            {"target_qualifier": Qualifier.EXACT},
            "Måltallet var før “ca. 60 senest 31. december 2022”.",
        ),
        (
            {"method": "Talt på dagen."},
            "Målemetoden var før “ikke skrevet”.",
        ),
    ],
)
def test_every_part_of_an_indicator_keeps_what_it_was(indicator, values, former):
    corrections = correct_indicator(indicator, reason="Byrådet.", on=TODAY, **values)

    assert [correction.told for correction in corrections] == [former]
    stored = Indicator.objects.get()
    assert {name: getattr(stored, name) for name in values} == values


def test_two_parts_are_kept_by_themselves(indicator):
    correct_indicator(
        indicator, reason="Byrådet.", on=TODAY, name="Andet", target_value=Decimal(1)
    )

    parts = IndicatorCorrection.objects.values_list("part", flat=True)
    assert set(parts) == {"navn", "maaltal"}


def test_every_correction_stays(indicator):
    correct_indicator(indicator, name="Andet", reason="Nej.", on=TODAY)

    for change in (
        indicator.corrections.first().delete,
        indicator.corrections.all().delete,
        lambda: indicator.corrections.update(reason="Ingen"),
    ):
        with pytest.raises(WrittenOnce):
            change()


def test_a_correction_that_changes_nothing_is_refused(indicator):
    with pytest.raises(Refused, match="Intet er ændret"):
        correct_indicator(
            indicator, name=indicator.name, target_value=60, reason="-", on=TODAY
        )


def test_a_correction_without_a_reason_changes_nothing(indicator):
    with pytest.raises(ValidationError):
        correct_indicator(indicator, name="Andet", reason="", on=TODAY)

    assert Indicator.objects.get().name == "Etablerede virksomheder"
    assert not IndicatorCorrection.objects.exists()


def test_what_was_measured_keeps_its_unit(indicator):
    make.MeasurementFactory(indicator=indicator)

    with pytest.raises(Refused, match="Målingerne er talt i antal"):
        correct_indicator(indicator, unit=Unit.PERSONS, reason="Nej.", on=TODAY)


def test_an_evaluation_freezes_what_was_measured_otherwise_before(indicator):
    make.MeasurementFactory(indicator=indicator, date=TODAY)
    correct_indicator(
        indicator, kind="manuel", figure_key="", reason="Talt i hånden.", on=TODAY
    )
    evaluation = make.EvaluationFactory(
        strategy=indicator.goal.strategy, cut_off_date=date(2019, 12, 31)
    )

    (figure,) = gathering.figures_of(evaluation)

    assert figure.method == (
        "Rettet 1. marts 2019: Kilden til tallet var før “etablerede virksomheder”. "
        "Grunden: Talt i hånden."
    )


# On the desk


def test_the_desk_corrects_an_indicator_by_a_step_with_a_reason(
    editor_client, indicator
):
    step = place(indicator, "ret")

    typed = fields(editor_client.get(step))
    missing = editor_client.post(step, typed | {"target_value": "40,5"})
    done = editor_client.post(
        step, typed | {"target_value": "40,5", "reason": "Tastefejl."}
    )

    assert typed["target_value"] == ["60"]
    assert typed["figure_key"] == ["etableret"]
    assert "Skriv, hvorfor indikatoren bliver ændret." in missing.text
    assert 'value="40,5"' in missing.text
    assert done.status_code == 302
    correction = IndicatorCorrection.objects.get()
    assert (correction.reason, correction.date) == ("Tastefejl.", timezone.localdate())
    assert Indicator.objects.get().target_value == Decimal("40.5")


def test_the_step_says_what_an_indicator_lacks(editor_client, indicator):
    step = place(indicator, "ret")
    typed = fields(editor_client.get(step)) | {"reason": "Nej."}

    lacking = editor_client.post(step, typed | {"target_date": ""})
    unbound = editor_client.post(step, typed | {"figure_key": ""})

    assert "Et måltal skal have både tal og dato." in lacking.text
    assert "Vælg et tal fra listen, eller vælg “skrives ind”." in unbound.text
    assert not IndicatorCorrection.objects.exists()


def test_two_editors_do_not_correct_over_each_other(editor_client, indicator):
    step = place(indicator, "ret")
    typed = fields(editor_client.get(step)) | {"reason": "Nej.", "target_value": "1"}
    correct_indicator(indicator, target_value=Decimal(2), reason="Ja.", on=TODAY)

    answer = editor_client.post(step, typed, follow=True)

    assert "har ændret" in answer.text
    assert Indicator.objects.get().target_value == 2


def test_a_forged_form_changes_nothing_of_what_follows_an_adopted_goal(
    editor_client, indicator
):
    forged = {
        "name": "Andet",
        "kind": "manuel",
        "figure_key": "",
        "unit": "personer",
        "direction": "ned",
        "baseline_value": "1",
        "baseline_date": "01.01.2000",
        "target_value": "1",
        "target_date": "01.01.2000",
        "method": "Anderledes",
    }
    before = Indicator.objects.values().get()
    for row, prefix in ((indicator, ""), (indicator.goal, "indicators-0-")):
        url = place(row, "change")
        typed = fields(editor_client.get(url))
        typed |= {f"{prefix}{name}": value for name, value in forged.items()}
        typed |= {
            "indicators-TOTAL_FORMS": "1",
            "indicators-INITIAL_FORMS": "1",
            "indicators-0-id": indicator.pk,
            "indicators-0-goal": indicator.goal_id,
        }

        answer = editor_client.post(url, typed)

        assert answer.status_code == 302
    assert Indicator.objects.values().get() == before


def test_a_draft_is_changed_without_a_step(editor_client):
    draft = make.IndicatorFactory()
    url = place(draft, "change")
    page = editor_client.get(url)

    editor_client.post(url, fields(page) | {"name": "Andet"})

    assert Indicator.objects.get().name == "Andet"
    assert place(draft, "ret") not in page.text


def test_what_follows_an_adopted_goal_reads_as_on_the_public_page(
    editor_client, indicator
):
    for row in (indicator, indicator.goal):
        page = words(editor_client.get(place(row, "change")))

        assert "14 pr. 31. december 2014" in page
        assert "ca. 60 senest 31. december 2022" in page
        assert "etablerede virksomheder" in page
        assert "14,00" not in page
        assert "60,00" not in page

    in_list = editor_client.get(reverse("admin:strategy_indicator_changelist"))
    assert "ca. 60 senest 31. december 2022" in words(in_list)
    assert "60,00" not in in_list.text


# What comes to an adopted goal afterwards


def test_a_new_measurement_is_counted_as_the_indicator_is(editor_client):
    indicator = make.IndicatorFactory(unit=Unit.PERSONS)
    url = place(indicator, "change")
    typed = fields(editor_client.get(url)) | {
        "measurements-2-TOTAL_FORMS": "1",
        "measurements-2-0-indicator": indicator.pk,
        "measurements-2-0-date": "31.08.2019",
        "measurements-2-0-value": "12",
        "measurements-2-0-qualifier": "ca",
        "measurements-2-0-unit": "antal",
        "measurements-2-0-source": "Mødelisten",
    }

    editor_client.post(url, typed)

    assert indicator.measurements.get().quantity.with_unit() == "ca. 12 personer"


def test_an_indicator_that_comes_later_says_when(editor_client, client, indicator):
    url = reverse("admin:strategy_indicator_add")
    typed = fields(editor_client.get(url)) | {
        "goal": indicator.goal_id,
        "name": "Frivillige",
        "target_value": "30",
        "target_date": "31.12.2022",
    }

    answer = editor_client.post(url, typed)

    assert answer.status_code == 302
    day = date_format(timezone.localdate(), "j. F Y")
    page = strategy_page(client, indicator)
    assert f"Tilføjet {day}, efter at strategien blev vedtaget." in page
    assert f"Kilde: kommunen, {day}</dd>" in page


def test_an_indicator_that_is_moved_to_an_adopted_goal_says_when(
    editor_client, indicator
):
    draft = make.IndicatorFactory(name="Frivillige")
    url = place(draft, "change")
    typed = fields(editor_client.get(url)) | {"goal": indicator.goal_id}

    editor_client.post(url, typed)

    draft.refresh_from_db()
    assert (draft.goal, draft.added_date) == (indicator.goal, timezone.localdate())


def test_what_was_adopted_along_is_not_dated_when_it_is_saved(editor_client, indicator):
    url = place(indicator, "change")

    editor_client.post(url, fields(editor_client.get(url)) | {"position": "3"})

    indicator.refresh_from_db()
    assert (indicator.position, indicator.added_date) == (3, None)


def test_an_adopted_strategy_gets_no_more_goals(editor_client):
    strategy = adopted_strategy()
    draft = make.GoalFactory()
    add = reverse("admin:strategy_goal_add")
    change = place(draft, "change")
    typed = {"strategy": strategy.pk, "number": "7", "title": "Et mål til"}

    added = editor_client.post(add, fields(editor_client.get(add)) | typed)
    moved = editor_client.post(change, fields(editor_client.get(change)) | typed)

    for answer in (added, moved):
        assert "Strategien er vedtaget, så den får ikke flere mål." in answer.text
        assert "Et mål til" in answer.text
    assert not Goal.objects.filter(strategy=strategy).exists()
