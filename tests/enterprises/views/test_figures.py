"""The figures of a day."""

import pytest

from enterprises.models import Enterprise, StaffingCategory
from tests.enterprises.factories import (
    EnterpriseFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.views.reading import FIGURES, full_enterprise, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(db: None) -> None:
    """Two running, one registered, one coming and one closed in 2019; all examples."""
    EnterpriseFactory(published=True, registered=True, example=True)
    EnterpriseFactory(published=True, established=True, example=True)
    EnterpriseFactory(published=True, on_the_way=True, example=True)
    EnterpriseFactory(published=True, closed=True, example=True)
    EnterpriseFactory(established=True)


def test_figures_are_counted_as_of_the_day(client, programme):
    text = page(client, FIGURES, {"dato": "2018-08-31"})

    assert "Tal for 31. august 2018" in text
    assert "3 etablerede virksomheder Eksempel 31. august 2018" in text
    assert "1 virksomheder på vej" in text
    assert "1 RSV-registrerede virksomheder" in text
    assert "Regnet ud fra eksempler" in text


def test_before_the_programme_there_is_nothing(client, programme):
    text = page(client, FIGURES, {"dato": "2013-12-31"})

    assert "0 etablerede virksomheder 31. december 2013" in text
    assert "0 RSV-registrerede virksomheder" in text
    assert "År for år" not in text
    assert "Eksempel" not in text


def test_without_a_day_it_is_today(client, programme):
    text = page(client, FIGURES)

    assert "Tal for i dag" in text
    assert "2 etablerede virksomheder" in text
    assert "Du ser tallene for i dag" not in text


@pytest.mark.parametrize(
    "value",
    ["", "i morgen", "2018-02-30", "2999-01-01", "1850-01-01", "\x00", "9" * 5000],
)
def test_a_day_that_cannot_be_counted_gives_today_and_a_sentence(
    client, programme, value
):
    text = page(client, FIGURES, {"dato": value})

    assert "Du ser tallene for i dag" in text
    assert "2 etablerede virksomheder" in text


def test_every_figure_leads_to_how_it_was_counted(client, programme):
    html = client.get(FIGURES).content.decode()

    for key in [
        "etableret",
        "paa-vej",
        "lukket",
        "rsv-registreret",
        "ordinaer",
        "saerlige",
        "forloeb",
        "medarbejdere",
        "frivillige",
        "mervaerdi",
    ]:
        assert html.count(f'id="metode-{key}"') == 1


def test_staff_is_added_up_and_volunteers_stand_apart(client, programme):
    filed = StaffingReturnFactory(
        enterprise=Enterprise.objects.published().first(), approved=True
    )
    for slug, value in [("ordinaere", 7), ("fleksjob", 12), ("frivillige", 30300)]:
        StaffingCountFactory(
            staffing_return=filed,
            category=StaffingCategory.objects.get(slug=slug),
            value=value,
        )

    text = page(client, FIGURES, {"dato": "2018-12-31"})

    assert "Medarbejdere i alt uden frivillige 19" in text
    assert "30.300 frivillige" in text
    assert "30.319" not in text


def test_years_are_told_at_their_end_up_to_the_day(client, programme):
    rows = client.get(FIGURES, {"dato": "2019-08-31"}).context["rows"]

    assert [(f"{row['day']}", str(row["established"])) for row in rows] == [
        ("2014-12-31", "0"),
        ("2015-12-31", "0"),
        ("2016-12-31", "3"),
        ("2017-12-31", "3"),
        ("2018-12-31", "3"),
        ("2019-08-31", "2"),
    ]
    assert [str(row["registered"]) for row in rows] == ["0", "0", "0", "1", "1", "1"]


@pytest.mark.parametrize("number", [2, 12])
def test_figures_cost_the_same_however_many_enterprises(
    client, django_assert_num_queries, number
):
    category = StaffingCategory.objects.get(slug="ordinaere")
    for n in range(number):
        filed = StaffingReturnFactory(enterprise=full_enterprise(n), approved=True)
        StaffingCountFactory(staffing_return=filed, category=category)

    # stages, RSV, seven for staff, social value, two for the years, the goals behind
    with django_assert_num_queries(13):
        client.get(FIGURES)
