"""Searches and files: how many a visitor gets in a minute, and what comes then."""

from functools import partial
from itertools import count

import pytest
from django.test import Client, RequestFactory

from common.readings import Readings
from tests.enterprises.factories import EnterpriseFactory
from tests.pages import Page
from tests.strategy.factories import EvaluationFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

SEARCH = "/virksomheder/?q=cykler&omraade=genbrug&sortering=by"


def visit(address="192.0.2.1"):
    return RequestFactory().get("/", headers={"x-forwarded-for": address})


@pytest.fixture
def few(settings):
    """An allowance of eight, of which each of two processes gives one by itself."""
    settings.WORKERS = 2
    settings.SEARCHES_PER_MINUTE = settings.EXPORTS_PER_MINUTE = 8


def test_several_processes_give_together_no_more_than_the_allowance(few):
    processes = [Readings("search", "SEARCHES_PER_MINUTE") for _ in range(2)]

    let_in = [processes[number % 2].refuse(visit()) is None for number in range(20)]

    assert let_in == [True] * 8 + [False] * 12


def test_who_reads_as_people_do_costs_the_database_nothing(
    few, django_assert_num_queries
):
    readings = Readings("search", "SEARCHES_PER_MINUTE")

    with django_assert_num_queries(0):
        assert readings.refuse(visit()) is None


def test_one_visitor_takes_nothing_from_another(few):
    readings = Readings("search", "SEARCHES_PER_MINUTE")
    for _ in range(9):
        readings.refuse(visit())

    assert readings.refuse(visit()) is not None
    assert readings.refuse(visit("192.0.2.2")) is None


def test_nought_is_no_limit(settings):
    settings.SEARCHES_PER_MINUTE = 0
    readings = Readings("search", "SEARCHES_PER_MINUTE")

    assert [readings.refuse(visit()) for _ in range(99)] == [None] * 99


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_are_no_more_than_the_allowance(settings):
    settings.WORKERS = 2
    settings.SEARCHES_PER_MINUTE = 16
    processes = [Readings("search", "SEARCHES_PER_MINUTE") for _ in range(2)]
    turns = count()

    def refuse():
        return processes[next(turns) % 2].refuse(visit())

    answers = all_at_once(40, partial(patiently, refuse))

    assert len([answer for answer in answers if answer is None]) == 16
    assert [answer for answer in answers if isinstance(answer, Exception)] == []


def test_a_search_too_many_keeps_what_was_typed(few, client):
    EnterpriseFactory(published=True)
    answers = [client.get(SEARCH) for _ in range(9)]

    refused = answers[-1]
    page = Page(refused.text)
    assert [answer.status_code for answer in answers[:7]] == [200] * 7
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "no-store" in refused["Cache-Control"]
    assert 'value="cykler"' in refused.text
    assert page.headings == ["Vent et øjeblik"]
    assert "Det, du har skrevet, står her stadig. Prøv igen klokken" in refused.text


def test_choosing_without_words_is_no_search(few, client):
    answers = [client.get("/virksomheder/?stadie=etableret") for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("file", ["tal.csv", "fastfrosset.json"])
def test_a_file_too_many_says_when_to_come_again(few, client, file):
    evaluation = EvaluationFactory(published=True, strategy__published=True)
    place = f"/strategi/{evaluation.strategy.slug}/evaluering/{evaluation.year}/{file}"

    answers = [client.get(place) for _ in range(9)]

    assert [answer.status_code for answer in answers[:7]] == [200] * 7
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "Du har hentet mange filer på kort tid. Prøv igen klokken" in (
        answers[-1].text
    )


def test_a_claimed_address_gives_no_new_allowance(few):
    answers = [
        Client(REMOTE_ADDR="198.51.100.7").get(
            SEARCH, headers={"x-forwarded-for": f"192.0.2.{number}"}
        )
        for number in range(9)
    ]

    assert answers[-1].status_code == 429
