"""Initiatives, award, procurement, RSV and documents, as readers see them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from strategy.models import ScreeningStep
from tests.enterprises.factories import (
    EnterpriseFactory,
    RsvStatusFactory,
    SourceFactory,
)

from . import factories as make

pytestmark = pytest.mark.django_db

CANARY = "Kanariefugl"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def page(client: Client, name: str) -> str:
    return text_of(client, reverse(f"strategy:{name}"))


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


def test_a_year_before_its_deadline_leads_to_the_form(client):
    make.AwardYearFactory(open=True, year=2090)

    html = page(client, "award")

    assert 'href="/strategi/prisen/2090/indstil/"' in html


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


def test_documents_are_chosen_by_kind(client):
    make.DocumentFactory(published=True, title="Et notat")
    make.DocumentFactory(published=True, title="En rapport", kind="rapport")
    make.DocumentFactory(title="Skjult", kind="nyhedsbrev")
    address = reverse("strategy:documents")

    everything = text_of(client, address)
    reports = text_of(client, f"{address}?slags=rapport")
    unknown = text_of(client, f"{address}?slags=nyhedsbrev")

    assert 'Rapport <span class="count">1</span>' in everything
    assert "Nyhedsbrev" not in everything
    assert "En rapport</h3>" in " ".join(reports.split()).replace(" </h3>", "</h3>")
    assert "Et notat" not in reports
    assert "Et notat" in unknown
    assert 'aria-current="true">Rapport' in reports


def test_a_document_stands_beside_what_it_belongs_to(client):
    strategy = make.StrategyFactory(published=True)
    owners = {
        "evaluation": make.EvaluationFactory(published=True, strategy=strategy),
        "initiative": make.InitiativeFactory(published=True),
        "award_year": make.AwardYearFactory(published=True, year=2018),
        "meeting": make.BoardMeetingFactory(published=True),
    }
    make.DocumentFactory(published=True, title="Bilaget", strategy=strategy, **owners)
    make.DocumentFactory(title="Kladden", strategy=strategy, **owners)

    documents = page(client, "documents")
    beside = [
        *(page(client, name) for name in ("initiatives", "award", "board")),
        text_of(client, owners["evaluation"].get_absolute_url()),
        text_of(client, strategy.get_absolute_url()),
    ]

    for owner in (strategy, *list(owners.values())[:3]):
        assert f'href="{owner.get_absolute_url()}">{owner}</a>' in documents
    assert all("Bilaget" in html for html in beside)
    assert all("Hvad kommunen har gjort." in html for html in beside)
    assert not any("Kladden" in html for html in (documents, *beside))


def test_what_a_document_belongs_to_is_not_named_while_it_is_hidden(client):
    make.DocumentFactory(
        published=True,
        strategy=make.StrategyFactory(title=CANARY),
        evaluation=make.EvaluationFactory(),
        initiative=make.InitiativeFactory(title=CANARY),
        award_year=make.AwardYearFactory(year=2044),
        meeting=make.BoardMeetingFactory(title=CANARY),
    )

    html = page(client, "documents")

    assert CANARY not in html
    assert "2044" not in html
    assert "Hører til" not in html
