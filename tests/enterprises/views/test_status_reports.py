"""Published accounts, in their own words and reconciled."""

import pytest

from common.quantities import Qualifier, Unit
from enterprises.models import ReportedFigure
from tests.enterprises.factories import ReportedFigureFactory, StatusReportFactory
from tests.enterprises.views.reading import FIGURES, LIST, full_enterprise, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db: None):
    """An account like that of August 2018, whose parts do not make the total."""
    report = StatusReportFactory(
        published=True,
        title="Status august 2018",
        slug="august-2018",
        scope="Uafklaret",
        editor_note="Måske er linjerne rykket.",
    )
    common = {"report": report, "qualifier": Qualifier.APPROXIMATE}
    ReportedFigureFactory(total=True, label="medarbejdere i alt", **common)
    for label, value in [("ordinært ansatte", 7), ("fleksjob", 12), ("forløb", 12)]:
        ReportedFigureFactory(part=True, label=label, value=value, **common)
    ReportedFigureFactory(
        volunteers=True,
        label="frivillige",
        value=30300,
        note="Primært på Roskilde Festival.",
        as_published="ca. 30.300",
        **common,
    )
    ReportedFigureFactory(
        report=report,
        subject=ReportedFigure.Subject.ENTERPRISES,
        label="virksomheder på vej",
        value=None,
        as_published="flere",
        unit=Unit.COUNT,
    )
    return report


def test_an_account_is_told_in_its_own_words(client, account):
    text = page(client, account.get_absolute_url())

    assert "“flere” virksomheder på vej" in text
    assert "ca. 30.300 frivillige Primært på Roskilde Festival." in text
    assert "Uafklaret" in text
    assert text.count("Roskilde Kommune, 20. august 2018") >= 4


def test_what_does_not_add_up_is_said_and_not_corrected(client, account):
    text = page(client, account.get_absolute_url())

    assert "Oplyst i alt: ca. 110 · Sum af kategorier: 31 · Ikke fordelt: 79" in text
    assert "Tallene stemmer ikke i kilden" in text
    assert "Vi har ikke rettet noget" in text
    assert "%" not in text


def test_volunteers_are_in_no_sum(client, account):
    context = client.get(account.get_absolute_url()).context

    in_sums = [part.label for total in context["sums"] for part in total.whole.parts]
    assert in_sums == ["ordinært ansatte", "fleksjob", "forløb"]
    assert [figure.label for figure in context["volunteers"]] == ["frivillige"]
    assert [figure.label for figure in context["alone"]] == ["virksomheder på vej"]


def test_the_editors_note_is_never_shown(client, account):
    assert "rykket" not in page(client, account.get_absolute_url())


def test_what_adds_up_gets_no_warning(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True, value=12)
    ReportedFigureFactory(report=report, part=True, value=12)

    text = page(client, report.get_absolute_url())

    assert "Oplyst i alt: 12 · Sum af kategorier: 12" in text
    assert "stemmer ikke" not in text
    assert "Ikke fordelt" not in text


def test_parts_above_the_total_are_called_too_many(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True, value=10)
    ReportedFigureFactory(report=report, part=True, value=12)

    assert "For meget: 2" in page(client, report.get_absolute_url())


def test_a_sum_with_an_unknown_part_is_not_checked(client):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True)
    ReportedFigureFactory(report=report, part=True, value=None, as_published="flere")

    text = page(client, report.get_absolute_url())

    assert "Summen kan ikke efterprøves" in text
    assert "Ikke fordelt" not in text


def test_an_account_that_is_a_draft_is_not_found(client):
    report = StatusReportFactory(title="Ikke klar")

    assert client.get(report.get_absolute_url()).status_code == 404
    assert "Ikke klar" not in page(client, "/tal/status/")


def test_accounts_are_listed_with_their_source(client, account):
    text = page(client, "/tal/status/")

    assert "Status august 2018" in text
    assert "Roskilde Kommune, 20. august 2018" in text


def test_no_accounts_yet_says_so(client):
    assert "Ingen statusrapporter endnu" in page(client, "/tal/status/")


@pytest.mark.parametrize("number", [2, 12])
def test_an_account_costs_the_same_however_many_figures(
    client, django_assert_num_queries, number
):
    report = StatusReportFactory(published=True)
    ReportedFigureFactory(report=report, total=True)
    ReportedFigureFactory.create_batch(number, report=report, part=True)

    with django_assert_num_queries(2):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize("number", [2, 12])
def test_accounts_cost_the_same_however_many(client, django_assert_num_queries, number):
    StatusReportFactory.create_batch(number, published=True)

    with django_assert_num_queries(1):
        client.get("/tal/status/")


def test_no_page_sets_a_cookie(client, account):
    enterprise = full_enterprise()

    for address in [LIST, enterprise.get_absolute_url(), FIGURES, "/tal/status/"]:
        assert not client.get(address).cookies
