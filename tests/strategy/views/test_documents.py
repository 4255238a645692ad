"""Documents and the files that are handed out."""

from datetime import date

import pytest
from django.urls import reverse

from tests.enterprises.factories import SourceFactory
from tests.strategy import factories as make
from tests.strategy.views.reading import file_of, page, text_of

pytestmark = pytest.mark.django_db

CANARY = "Kanariefugl"


def test_documents_tell_kind_date_size_and_contents(client):
    source = SourceFactory()
    make.DocumentFactory(
        published=True, filed=True, date=date(2018, 8, 20), source=source
    )
    make.DocumentFactory(published=True, linked=True, title="Andetsteds")

    html = page(client, "documents")

    assert "Notat</span>" in html
    assert "20. august 2018" in html
    assert "PDF, 15\xa0byte" in html
    assert "Hvad kommunen har gjort." in html
    assert str(source) in html
    assert 'href="https://example.org/notat"' in html
    assert html.index("Notat om socialøkonomi</a>") < html.index("Andetsteds</a>")


def test_a_file_that_is_gone_does_not_take_the_page_with_it(client):
    document = make.DocumentFactory(published=True, filed=True)
    document.file.storage.delete(document.file.name)

    html = page(client, "documents")

    assert document.title in html
    assert client.get(file_of(document)).status_code == 404


def test_public_files_are_handed_out(client):
    document = make.DocumentFactory(published=True, filed=True)
    strategy = make.StrategyFactory(published=True, documented=True)
    paper = make.MeetingPaperFactory(meeting__published=True)
    award_year = make.AwardYearFactory(published=True, pictured=True)

    for address in (
        file_of(document),
        reverse("strategy:strategy-document", args=[strategy.slug]),
        reverse("strategy:public-paper", args=[paper.pk]),
    ):
        response = client.get(address)
        assert response["Content-Disposition"].startswith("attachment;")
        assert b"".join(response.streaming_content) == make.PDF
    picture = client.get(reverse("strategy:award-picture", args=[award_year.year]))
    assert picture["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8")


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
    assert "Pris 2044" not in html
    assert "Hører til" not in html
