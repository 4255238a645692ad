"""The advisory board: its seats, its meetings and what became of its advice."""

from datetime import date

import pytest

from strategy.models import BoardSeat
from tests.strategy import factories as make
from tests.strategy.views.reading import page

pytestmark = pytest.mark.django_db

LONG_AGO = date(2019, 6, 1)


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
