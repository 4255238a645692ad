"""The award: the call and the winners."""

from datetime import date

import pytest

from tests.enterprises.factories import EnterpriseFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import page

pytestmark = pytest.mark.django_db

LONG_AGO = date(2019, 6, 1)
FAR_AHEAD = date(2090, 1, 1)


def test_the_award_shows_this_year_s_call_and_all_winners(client):
    coming = make.AwardYearFactory(
        published=True,
        year=2090,
        call="<p>Indstil nu</p>",
        deadline_date=FAR_AHEAD,
    )
    make.JurorFactory(award_year=coming, role="Formanden", sector="byraad")
    make.JurorFactory(award_year=coming, role="Skolelederen", name="Vibe Vest")
    winner = EnterpriseFactory(published=True, name="Værkstedet")
    make.NomineeFactory(
        winner=True,
        name="Værkstedet",
        enterprise=winner,
        award_year=make.AwardYearFactory(published=True, pictured=True, year=2017),
    )

    html = page(client, "award")

    current, decided = html.split('id="vindere"')
    assert "Åben for indstilling" in current
    assert "Indstil nu" in current
    assert "1. januar 2090" in current
    assert "Formanden" in current
    assert "Byrådet" in current
    assert "Skolelederen, Vibe Vest" in current
    assert winner.get_absolute_url() in decided
    assert "For et rummeligt værksted." in decided
    assert 'alt="Vinderen på scenen."' in decided
    assert "2090" not in decided


def test_a_year_after_its_deadline_takes_no_more_nominations(client):
    make.AwardYearFactory(published=True, year=2018, deadline_date=LONG_AGO)

    html = page(client, "award")

    assert "Lukket for indstilling" in html
    assert "Indstil en kandidat" not in html


def test_a_year_before_its_deadline_leads_to_the_form(client):
    make.AwardYearFactory(open=True, year=2090)

    html = page(client, "award")

    assert 'href="/strategi/prisen/2090/indstil/"' in html
