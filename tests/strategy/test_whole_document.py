"""A whole document becomes the sections of a strategy."""

import re

import pytest
from django.urls import reverse

from strategy.models import Strategy
from strategy.whole_document import NoChapters, add_sections, chapters
from tests import word

from . import factories as make

pytestmark = pytest.mark.django_db


def step(strategy):
    return reverse("admin:strategy_strategy_dokument", args=[strategy.pk])


def test_each_chapter_is_a_section_with_its_own_notes():
    html = word.document(
        word.paragraph("Først"),
        word.heading(1, "Vision og mål"),
        word.paragraph(f"A{word.reference(1)}"),
        word.heading(1, "Vision og mål"),
        word.paragraph(f"B{word.reference(2)}"),
        word.notes("Note A", "Note B"),
    )
    strategy = make.StrategyFactory()
    make.StrategySectionFactory(strategy=strategy, anchor="indledning", position=4)

    added = add_sections(strategy, html)

    assert [(each.heading, each.anchor, each.position) for each in added] == [
        ("Indledning", "indledning-2", 5),
        ("Vision og mål", "vision-og-maal", 6),
        ("Vision og mål", "vision-og-maal-2", 7),
    ]
    assert 'id="note-1">Note A' in added[1].body
    assert 'id="note-1">Note B' in added[2].body
    assert "Note A" not in added[2].body


def test_five_levels_of_heading_stay_five_on_the_page(client):
    strategy = make.StrategyFactory(published=True)
    add_sections(strategy, word.long_strategy())

    html = client.get(strategy.get_absolute_url()).content.decode()

    assert strategy.sections.count() == 12
    article = html.split('id="1-kapitel-1"')[1].split('id="2-kapitel-2"')[0]
    assert re.findall(r"<h([2-6])", article) == ["2", "3", "4", "5", "6"]
    assert "ca. 2 timer" in html


def test_a_document_without_headings_is_refused_with_what_to_do():
    with pytest.raises(NoChapters, match="ingen overskrifter"):
        chapters(word.document(word.paragraph("Tekst")))


def test_a_long_heading_and_one_without_letters_still_get_addresses():
    strategy = make.StrategyFactory()

    long, odd = add_sections(strategy, f"<h2>{'Ord ' * 60}</h2><h2>???</h2><p>A</p>")

    assert len(long.heading) <= 120
    assert len(long.anchor) <= 60
    assert odd.anchor == "afsnit"


def test_the_editor_pastes_a_whole_document(editor_client):
    strategy = make.StrategyFactory()
    page = editor_client.get(step(strategy))
    version = page.context["version"]

    response = editor_client.post(
        step(strategy),
        {"text": word.long_strategy(pages=6), "_version": version},
        follow=True,
    )

    assert b"editor" in page.content
    assert "12 afsnit er tilføjet." in response.content.decode()
    assert strategy.sections.count() == 12


def test_an_adopted_strategy_takes_nothing_in(editor_client):
    strategy = make.StrategyFactory(status=Strategy.Status.ADOPTED, published=True)

    response = editor_client.post(step(strategy), {"text": "<h1>A</h1>"}, follow=True)

    assert "Det kan ikke lade sig gøre nu" in response.content.decode()
    assert strategy.sections.count() == 0
