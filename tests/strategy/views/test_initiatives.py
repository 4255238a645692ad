"""Initiatives and their screenings, as readers see them."""

from datetime import date

import pytest

from strategy.models import Initiative, ScreeningStep
from tests.enterprises.factories import SourceFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import page

pytestmark = pytest.mark.django_db


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


def test_many_confidential_screenings_are_counted_by_their_stage(client):
    for _ in range(5):
        make.ScreeningStepFactory(stage=ScreeningStep.Stage.PLAN)

    html = page(client, "initiatives")

    assert '<th scope="row">Plan</th><td class="number">5</td>' in html
    assert '<th scope="row">I alt</th><td class="number">5</td>' in html


def test_an_initiative_shows_each_of_its_runs(client):
    initiative = make.InitiativeFactory(published=True, slug="mentor")
    make.InitiativePeriodFactory(
        initiative=initiative,
        start_date=date(2024, 2, 1),
        end_date=date(2024, 8, 31),
        participants=6,
        outcome="To er blevet ansat.",
    )
    make.InitiativePeriodFactory(
        initiative=initiative, start_date=date(2025, 2, 1), source=SourceFactory()
    )

    html = page(client, "initiatives")

    newest, first = html.split("1. februar 2025")[1].split("1. februar 2024")
    assert "Antal deltagere er ikke oplyst" in newest
    assert "Kilde: " in newest
    assert " til 31. august 2024" in first
    assert "6 deltagere" in first
    assert "To er blevet ansat." in first


@pytest.mark.parametrize(
    ("stage", "is_asked"),
    [("i_gang", True), ("planlagt", True), ("gennemfoert", False)],
)
def test_who_can_still_take_part_is_asked_to(client, stage, is_asked):
    make.InitiativeFactory(published=True, slug="mentor", stage=stage)

    html = page(client, "initiatives")

    assert ("/strategi/indsatser/mentor/vil-med/" in html) is is_asked
