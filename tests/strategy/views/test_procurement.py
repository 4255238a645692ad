"""Procurement, § 54 and RSV, as readers see them."""

from datetime import date

import pytest

from tests.enterprises.factories import EnterpriseFactory, RsvStatusFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import page

pytestmark = pytest.mark.django_db


def test_procurement_explains_the_law_and_carries_the_two_policies(client):
    make.ProgrammePageFactory(
        published=True, place="rsv", title="RSV hos os", body="<p>Vi drøfter den.</p>"
    )
    make.ProgrammePageFactory(
        published=True, place="mervaerdi", title="Mere end varen", body="<p>Glæde.</p>"
    )

    html = page(client, "procurement")
    rsv_page = page(client, "rsv")

    rsv, social_value = html.split('id="rsv"')[1].split('id="mervaerdi"')
    assert "RSV hos os" in rsv
    assert 'href="/strategi/rsv/"' in rsv
    assert "Vi drøfter den." in rsv_page
    assert "Mere end varen" in social_value
    assert "Udbudsloven § 54" in html
    assert "Mindst 30 %" in html
    assert "er ikke nok i sig selv" in html
    assert "Udbudsloven § 190" in html
    assert "?rsv=registreret" in html
    assert "?tilbud=varer" in html
    assert "?tilbud=ydelser" in html


def test_only_who_says_yes_is_listed_with_the_day_it_was_said(client):
    def declare(name, answer, **more):
        day = None if answer == "ukendt" else date(2026, 2, 14)
        return EnterpriseFactory(
            name=name,
            reserved_contracts=answer,
            reserved_contracts_date=day,
            established_date=date(2016, 1, 1),
            **more,
        )

    yes = declare("Siger Ja", "ja", published=True)
    declare("Siger Nej", "nej", published=True)
    declare("Ved Ikke", "ukendt", published=True)
    declare("Skjult Ja", "ja")
    declare("Lukket Ja", "ja", published=True, closed_date=date(2020, 1, 1))
    # Registered, and says nothing of § 54: the one tells nothing of the other.
    RsvStatusFactory(
        enterprise=declare("Kun RSV", "ukendt", published=True), registered=True
    )

    html = page(client, "procurement")

    declared = html.split('id="egne-oplysninger"')[1].split('id="rsv"')[0]
    assert "Virksomhedens egen oplysning" in declared
    assert yes.get_absolute_url() in declared
    assert "14. februar 2026" in declared
    assert declared.count("<tr>") == 2
    for name in ("Siger Nej", "Ved Ikke", "Skjult Ja", "Lukket Ja", "Kun RSV"):
        assert name not in html


def test_nobody_who_says_yes_is_said_in_words(client):
    html = page(client, "procurement")

    assert "Ingen virksomhed i registret har oplyst det endnu" in html


def test_the_rsv_page_counts_and_says_that_it_is_not_paragraph_54(client):
    RsvStatusFactory(
        enterprise__published=True,
        enterprise__established_date=date(2016, 1, 1),
        registered=True,
    )

    html = page(client, "rsv")

    assert '<p class="figure__number">1</p>' in html
    assert "/strategi/indkoeb/#paragraf-54" in html
    assert "?rsv=registreret" in html
