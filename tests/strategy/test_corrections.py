"""Figures that follow goals: nobody changes one without a trace."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from common.quantities import Quantity
from strategy.corrections import correct_measurement
from strategy.drafts import Refused
from strategy.models import Measurement, MeasurementCorrection, Strategy, WrittenOnce
from tests.common.test_admin import fields

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def measurement():
    strategy = make.StrategyFactory(
        published=True, status=Strategy.Status.ADOPTED, decision_text="2014"
    )
    return make.MeasurementFactory(
        indicator__goal__strategy=strategy, value=7, source="Mødelisten"
    )


def place(row, page):
    name = f"admin:strategy_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk])


def strategy_page(client, measurement):
    return client.get(measurement.indicator.goal.strategy.get_absolute_url()).text


def test_a_reader_sees_what_stood_there_and_why_it_was_corrected(client, measurement):
    correct_measurement(
        measurement,
        quantity=Quantity(Decimal(9)),
        source="Mødelisten",
        reason="To møder var glemt.",
        on=date(2019, 3, 1),
    )

    page = " ".join(strategy_page(client, measurement).split())
    assert "Rettet 1. marts 2019." in page
    assert (
        "Målingen pr. 31. august 2018 var før 7 (kilde: Mødelisten). "
        "Grunden: To møder var glemt."
    ) in page
    assert Measurement.objects.get().value == 9


def test_what_was_never_corrected_says_nothing_of_it(client, measurement):
    assert "Rettet" not in strategy_page(client, measurement)


def test_every_correction_stays(measurement):
    for value in (8, 9):
        correct_measurement(
            measurement,
            quantity=Quantity(Decimal(value)),
            source="Mødelisten",
            reason="Talt om.",
            on=date(2019, 3, 1),
        )

    formers = [correction.former for correction in measurement.corrections.all()]
    assert formers == ["7 (kilde: Mødelisten)", "8 (kilde: Mødelisten)"]
    for change in (
        measurement.corrections.first().delete,
        measurement.corrections.all().delete,
        lambda: measurement.corrections.update(reason="Ingen"),
    ):
        with pytest.raises(WrittenOnce):
            change()


def test_a_correction_that_changes_nothing_is_refused(measurement):
    with pytest.raises(Refused, match="Intet er ændret"):
        correct_measurement(
            measurement,
            quantity=Quantity(Decimal(7)),
            source="Mødelisten",
            reason="Ingen",
            on=date(2019, 3, 1),
        )

    assert not MeasurementCorrection.objects.exists()


def test_the_desk_corrects_a_measurement_by_a_step_with_a_reason(
    editor_client, measurement
):
    step = place(measurement, "ret")

    typed = fields(editor_client.get(step))
    missing = editor_client.post(step, typed | {"value": "9"})
    done = editor_client.post(step, typed | {"value": "9", "reason": "Tastefejl."})

    assert typed["value"] == ["7"]
    assert typed["source"] == ["Mødelisten"]
    assert "Skriv, hvorfor målingen bliver rettet." in missing.text
    assert 'value="9"' in missing.text
    assert done.status_code == 302
    correction = MeasurementCorrection.objects.get()
    assert (correction.reason, correction.date) == ("Tastefejl.", timezone.localdate())
    assert Measurement.objects.get().value == 9


def test_the_page_of_an_indicator_takes_new_measurements_and_changes_none(
    editor_client, measurement
):
    url = place(measurement.indicator, "change")
    page = editor_client.get(url)
    forged = fields(page) | {
        "measurements-TOTAL_FORMS": "1",
        "measurements-INITIAL_FORMS": "1",
        "measurements-0-id": measurement.pk,
        "measurements-0-indicator": measurement.indicator.pk,
        "measurements-0-value": "99",
        "measurements-0-DELETE": "on",
        "measurements-2-TOTAL_FORMS": "1",
        "measurements-2-0-indicator": measurement.indicator.pk,
        "measurements-2-0-date": "31.08.2019",
        "measurements-2-0-value": "12",
        "measurements-2-0-qualifier": "eksakt",
        "measurements-2-0-unit": "antal",
        "measurements-2-0-source": "Mødelisten",
    }

    answer = editor_client.post(url, forged)

    assert place(measurement, "ret") in page.text
    assert answer.status_code == 302
    assert list(Measurement.objects.values_list("date", "value")) == [
        (date(2018, 8, 31), 7),
        (date(2019, 8, 31), 12),
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31.08.2018", "Der er allerede en måling den dag."),
        ("31.08.2199", "Skriv en dag, der har været."),
    ],
)
def test_a_day_that_is_noted_or_to_come_is_not_noted(
    editor_client, measurement, day, sentence
):
    url = place(measurement.indicator, "change")
    typed = fields(editor_client.get(url)) | {
        "measurements-2-TOTAL_FORMS": "1",
        "measurements-2-0-indicator": measurement.indicator.pk,
        "measurements-2-0-date": day,
        "measurements-2-0-value": "12",
        "measurements-2-0-qualifier": "eksakt",
        "measurements-2-0-unit": "antal",
        "measurements-2-0-source": "Mødelisten",
    }

    answer = editor_client.post(url, typed)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert Measurement.objects.get().value == 7


def test_what_follows_an_adopted_goal_is_not_deleted(editor_client, measurement):
    answer = editor_client.post(place(measurement, "delete"), {"post": "yes"})

    assert answer.status_code == 403
    assert Measurement.objects.exists()


def test_what_follows_a_draft_can_be_deleted(editor_client):
    url = place(make.MeasurementFactory(), "delete")

    answer = editor_client.post(url, fields(editor_client.get(url)))

    assert answer.status_code == 302
    assert not Measurement.objects.exists()
