"""The rules on RSV histories report what is certainly wrong, and nothing else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from enterprises.models import Enterprise, RsvStatus
from enterprises.rsv import sentences, with_findings
from tests.enterprises.factories import EnterpriseFactory, RsvStatusFactory

Status = RsvStatus.Status
ON = date(2020, 6, 1)

pytestmark = pytest.mark.django_db


def with_history(*steps, checked=ON, **fields):
    """Make an enterprise whose steps took effect on the first of January, by year."""
    enterprise = EnterpriseFactory(**fields)
    for year, status in steps:
        RsvStatusFactory(
            enterprise=enterprise,
            status=status,
            effective_date=date(year, 1, 1),
            checked_date=checked,
        )
    return enterprise


def findings(on=ON):
    """Return who breaks which rule, and how that is told."""
    return [
        (enterprise, rule.key, sentence)
        for enterprise in with_findings(Enterprise.objects.order_by("pk"), on)
        for rule, sentence in sentences(enterprise)
    ]


def broken(on=ON):
    return [rule for _, rule, _ in findings(on)]


def test_a_registered_enterprise_that_closed_is_reported():
    enterprise = with_history(
        (2017, Status.REGISTERED), closed_date=date(2019, 3, 31), name="Kædehjulet"
    )

    ((found, rule, sentence),) = findings()

    assert (found, rule) == (enterprise, "lukket")
    assert "lukkede 31. marts 2019" in sentence


def test_closing_counts_from_its_day():
    with_history((2017, Status.REGISTERED), closed_date=ON + timedelta(days=1))

    assert broken() == []
    assert broken(ON + timedelta(days=1)) == ["lukket"]


@pytest.mark.parametrize("form", ["10", "15"])
def test_a_form_that_the_law_keeps_out_is_reported(form):
    with_history((2017, Status.REGISTERED), legal_form=form)
    with_history((2017, Status.CONSIDERING), legal_form=form)
    with_history((2017, Status.REGISTERED), legal_form="80")

    ((_, rule, sentence),) = findings()

    assert rule == "form"
    assert Enterprise.LegalForm(form).label in sentence


def test_a_check_is_good_for_a_year():
    year = timedelta(days=365)
    with_history((2017, Status.REGISTERED), checked=ON - year)
    with_history((2017, Status.REGISTERED), checked=ON - year - timedelta(days=1))
    with_history((2017, Status.CONSIDERING), checked=None)

    ((_, rule, sentence),) = findings()

    assert rule == "kontrol"
    assert "1. juni 2019" in sentence


@pytest.mark.parametrize(
    ("steps", "is_broken"),
    [
        ([(2017, Status.DEREGISTERED)], True),
        ([(2017, Status.CONSIDERING), (2018, Status.DEREGISTERED)], True),
        ([(2017, Status.REFUSED), (2018, Status.DEREGISTERED)], True),
        (
            [
                (2016, Status.REGISTERED),
                (2017, Status.DEREGISTERED),
                (2018, Status.DEREGISTERED),
            ],
            True,
        ),
        ([(2016, Status.REGISTERED), (2017, Status.REFUSED)], True),
        ([(2016, Status.REGISTERED), (2017, Status.DEREGISTERED)], False),
        (
            [
                (2016, Status.REGISTERED),
                (2017, Status.APPLIED),
                (2018, Status.DEREGISTERED),
            ],
            False,
        ),
        ([(2016, Status.REFUSED), (2017, Status.REGISTERED)], False),
        ([(2016, Status.REFUSED), (2017, Status.REFUSED)], False),
        ([(2016, Status.APPLIED), (2017, Status.REFUSED)], False),
        (
            [
                (2015, Status.REGISTERED),
                (2016, Status.DEREGISTERED),
                (2017, Status.REFUSED),
                (2018, Status.REGISTERED),
            ],
            False,
        ),
    ],
)
def test_a_history_with_a_missing_step_is_reported(steps, is_broken):
    with_history(*steps)

    assert broken() == (["historik"] if is_broken else [])


def test_a_step_of_tomorrow_is_not_judged_yet():
    with_history((2021, Status.DEREGISTERED), checked=date(2021, 1, 1))

    assert broken() == []
    assert broken(date(2021, 1, 1)) == ["historik"]


def test_one_enterprise_can_break_several_rules():
    with_history(
        (2015, Status.DEREGISTERED),
        (2016, Status.REGISTERED),
        checked=date(2016, 1, 1),
        legal_form="15",
        closed_date=date(2019, 1, 1),
    )

    assert broken() == ["lukket", "form", "kontrol", "historik"]
    assert with_findings(Enterprise.objects.all(), ON).count() == 1


def test_the_rules_cost_one_query(django_assert_num_queries):
    for _ in range(12):
        with_history((2016, Status.REGISTERED), checked=date(2016, 1, 1))

    with django_assert_num_queries(1):
        found = findings(ON)

    assert len(found) == 12


LONG_AGO = timezone.localdate() - timedelta(days=800)


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"closed_date": LONG_AGO}, Status.REGISTERED, "men lukkede"),
        ({"legal_form": "10"}, Status.REGISTERED, "Det kan den ikke være"),
        ({"legal_form": "15"}, Status.REGISTERED, "Det kan den ikke være"),
        ({}, Status.REGISTERED, "for over et år siden"),
        ({}, Status.DEREGISTERED, "Historikken hænger ikke sammen"),
    ],
)
def test_the_editor_is_told_on_desk_list_and_page(editor_client, fields, status, told):
    enterprise = with_history((2016, status), checked=date(2016, 1, 1), **fields)
    page = reverse("admin:enterprises_enterprise_change", args=[enterprise.pk])
    listed = reverse("admin:enterprises_enterprise_changelist") + "?mangler=rsv"

    desk = editor_client.get("/admin/").content.decode()

    assert "har en RSV-status, du skal se efter" in desk
    for place in (listed, page):
        assert told in editor_client.get(place).content.decode()


def test_the_page_of_an_enterprise_in_order_tells_nothing(editor_client):
    enterprise = with_history((2016, Status.REGISTERED), checked=timezone.localdate())
    page = reverse("admin:enterprises_enterprise_change", args=[enterprise.pk])

    assert editor_client.get(page).context["attention"] == []
