"""The registry's figures of any day, held against histories of any kind."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.quantities import Qualifier, Quantity, Unit
from enterprises.figures import (
    NAMED_FIGURES,
    count_by_rsv,
    count_by_stage,
    counts_on,
    reconcile,
    social_value_statements,
    staff_by_year,
    staffing,
)
from enterprises.models import (
    Enterprise,
    ReportedFigure,
    RsvStatus,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
)
from tests.enterprises.factories import (
    EnterpriseFactory,
    ReportedFigureFactory,
    RsvStatusFactory,
    SocialValueStatementFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
    StatusReportFactory,
)
from tests.enterprises.trials import thrown_away

pytestmark = pytest.mark.django_db

Stage = Enterprise.Stage
Group = StaffingCategory.Group
Status = RsvStatus.Status
Subject = ReportedFigure.Subject
BEGIN = date(2018, 1, 1)
# So few days that dates often coincide.
DAYS = st.integers(0, 12).map(lambda n: BEGIN + timedelta(days=n))
STATES = st.sampled_from(["offentlig", "offentlig", "kladde", "trukket"])
few = settings(max_examples=30)


@st.composite
def histories(draw, first=BEGIN):
    """One enterprise from the day it was followed, with its RSV history."""
    followed = draw(DAYS.filter(lambda day: day >= first))
    established = draw(st.none() | DAYS)
    latest = max(followed, established or followed)
    closed = draw(st.none() | st.integers(0, 5).map(lambda n: latest + timedelta(n)))
    return {
        "followed_from_date": followed,
        "established_date": established,
        "closed_date": closed,
        "publication_state": draw(STATES),
        "is_example": draw(st.booleans()),
        "rsv": draw(st.dictionaries(DAYS, st.sampled_from(Status), max_size=4)),
    }


def save(history):
    fields = {name: value for name, value in history.items() if name != "rsv"}
    enterprise = EnterpriseFactory(**fields)
    add_rsv(enterprise, history["rsv"])
    return enterprise


def add_rsv(enterprise, rsv):
    RsvStatus.objects.bulk_create(
        RsvStatusFactory.build(
            enterprise=enterprise,
            status=status,
            effective_date=day,
            checked_date=day,
        )
        for day, status in rsv.items()
    )


def is_counted(history, on):
    """Tell in plain Python whether a history is seen and followed on a day."""
    return (
        history["publication_state"] == "offentlig"
        and history["followed_from_date"] <= on
    )


@few
@given(world=st.lists(histories(), max_size=5), on=DAYS)
def test_the_stages_share_out_the_followed_enterprises(world, on):
    with thrown_away():
        enterprises = [save(history) for history in world]

        figures = count_by_stage(on)
        found = {
            stage: set(Enterprise.objects.published().in_stage(stage, on))
            for stage in Stage
        }

    seen = [e for e in enterprises if e.is_published and e.followed_from_date <= on]
    assert sum(len(rows) for rows in found.values()) == len(seen)
    assert set().union(*found.values()) == set(seen)
    for stage, figure in figures.items():
        alone = {enterprise for enterprise in seen if enterprise.stage(on) == stage}
        assert found[stage] == alone
        assert figure.quantity == Quantity.count(len(alone))
        assert figure.includes_examples == any(e.is_example for e in alone)
        assert figure.as_of == on


@few
@given(world=st.lists(histories(), max_size=5), on=DAYS)
def test_rsv_is_what_the_latest_row_said(world, on):
    counted = []
    for history in world:
        rows = {day: status for day, status in history["rsv"].items() if day <= on}
        is_closed = history["closed_date"] and history["closed_date"] <= on
        if rows and is_counted(history, on) and not is_closed:
            counted.append((rows[max(rows)], history["is_example"]))

    with thrown_away():
        for history in world:
            save(history)
        figures = count_by_rsv(on)
        named = NAMED_FIGURES["rsv-registrerede"].count(on)
        [several] = counts_on([on])

    assert set(figures) == set(Status)
    for status, figure in figures.items():
        examples = [example for found, example in counted if found == status]
        assert figure.quantity == Quantity.count(len(examples))
        assert figure.includes_examples == any(examples)
    assert named == figures[Status.REGISTERED]
    assert several.registered == figures[Status.REGISTERED].quantity


def all_figures(on):
    return count_by_stage(on), count_by_rsv(on), staffing(on), counts_on([on])


def report(enterprise, categories, values, described, approved):
    staffing_return = StaffingReturnFactory(
        enterprise=enterprise,
        year=described.year,
        as_of_date=described,
        approved=True,
        approved_at=approved,
    )
    for category, value in zip(categories, values, strict=True):
        StaffingCountFactory(
            staffing_return=staffing_return, category=category, value=value
        )


NUMBERS = st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))
APPROVED = datetime(2019, 3, 1, 12, tzinfo=UTC)
APPROVED_LATER = APPROVED + timedelta(days=40)
LATER = st.integers(1, 5).map(timedelta)


@settings(max_examples=25)
@given(
    world=st.lists(st.tuples(histories(), NUMBERS), max_size=4),
    on=DAYS.filter(lambda day: day < BEGIN + timedelta(days=12)),
    data=st.data(),
)
def test_a_day_stays_as_it_was_when_later_history_comes(world, on, data):
    with thrown_away():
        categories = [
            StaffingCategoryFactory(slug="a"),
            StaffingCategoryFactory(slug="b", sensitive=True),
        ]
        enterprises = [save(history) for history, _ in world]
        for enterprise, (_, numbers) in zip(enterprises, world, strict=True):
            described = data.draw(DAYS)
            report(enterprise, categories, numbers, described, APPROVED)
        before = all_figures(on)

        for enterprise in enterprises:
            if enterprise.closed_date is None:
                if enterprise.established_date is None:
                    enterprise.established_date = on + data.draw(LATER)
                earliest = max(on, enterprise.established_date)
                earliest = max(earliest, enterprise.followed_from_date)
                enterprise.closed_date = earliest + data.draw(LATER)
                enterprise.save()
            taken = set(enterprise.rsv_history.values_list("effective_date", flat=True))
            day = on + data.draw(LATER)
            if day not in taken:
                add_rsv(enterprise, {day: data.draw(st.sampled_from(Status))})
        newcomer = save(data.draw(histories(first=on + timedelta(days=1))))
        report(newcomer, categories, (3, 3), on + data.draw(LATER), APPROVED_LATER)
        for enterprise in enterprises:
            report(enterprise, categories, (2, 2), date(2019, 1, 31), APPROVED_LATER)

        assert all_figures(on) == before


EVERY_QUANTITY = st.builds(
    Quantity,
    value=st.integers(0, 40_000),
    qualifier=st.sampled_from(Qualifier),
    unit=st.just(Unit.PERSONS),
) | st.just(Quantity(None, unit=Unit.PERSONS))


@few
@given(
    rows=st.lists(
        st.tuples(EVERY_QUANTITY, EVERY_QUANTITY, EVERY_QUANTITY),
        min_size=1,
        max_size=4,
    )
)
def test_staff_adds_up_as_by_hand_where_nothing_is_protected(rows):
    by_hand = [reduce(Quantity.__add__, column) for column in zip(*rows, strict=True)]

    with thrown_away():
        categories = [
            StaffingCategoryFactory(slug="ansatte"),
            StaffingCategoryFactory(slug="forloebet", group=Group.COURSE),
            StaffingCategoryFactory(slug="hjaelpere", volunteers=True),
        ]
        for row in rows:
            staffing_return = StaffingReturnFactory(
                enterprise__published=True, approved=True
            )
            for category, quantity in zip(categories, row, strict=True):
                count = StaffingCount(
                    staffing_return=staffing_return, category=category
                )
                count.quantity = quantity
                count.save()
        figures = staffing(date(2018, 12, 31))

    shown = [
        figures.by_category[key].quantity
        for key in ("ansatte", "forloebet", "hjaelpere")
    ]
    assert shown == by_hand
    assert figures.total.quantity == by_hand[0] + by_hand[1]
    assert figures.by_group[Group.COURSE].quantity == by_hand[1]
    assert figures.volunteers.quantity == by_hand[2]
    assert figures.reporting == len(rows)


def test_only_approved_returns_of_public_enterprises_are_added():
    category = StaffingCategoryFactory(slug="ansatte")
    for situation in (
        {"approved": True, "enterprise__published": True},
        {"pending": True, "enterprise__published": True},
        {"returned": True, "enterprise__published": True},
        {"approved": True},
        {"approved": True, "enterprise__withdrawn": True},
        {"approved": True, "enterprise__published": True, "year": 2017},
    ):
        StaffingCountFactory(
            staffing_return=StaffingReturnFactory(**situation), category=category
        )

    figures = staffing(date(2018, 12, 31))

    assert figures.year == 2018
    assert figures.reporting == 1
    assert str(figures.by_category["ansatte"].quantity) == "7"
    assert not figures.total.includes_examples


def test_a_year_counts_from_the_day_it_describes():
    StaffingReturnFactory(enterprise__published=True, approved=True)

    assert staffing(date(2018, 8, 30)).year is None
    assert staffing(date(2018, 8, 31)).year == 2018


def test_no_return_is_not_a_return_of_nobody():
    figures = staffing(date(2018, 8, 31))

    assert figures.year is None
    assert str(figures.total.quantity) == "ikke oplyst"
    assert {str(f.quantity) for f in figures.by_category.values()} == {"ikke oplyst"}


def test_staff_of_an_example_says_so():
    StaffingReturnFactory(
        enterprise=EnterpriseFactory(published=True, example=True), approved=True
    )

    assert staffing(date(2018, 8, 31)).total.includes_examples


def test_an_enterprise_shows_its_years_with_small_numbers_hidden():
    enterprise = EnterpriseFactory(published=True)
    ordinary = StaffingCategoryFactory(slug="a")
    flex = StaffingCategoryFactory(slug="b", sensitive=True)
    helpers = StaffingCategoryFactory(slug="c", volunteers=True)
    for year in (2019, 2018):
        row = StaffingReturnFactory(enterprise=enterprise, year=year, approved=True)
        for category, value in ((ordinary, 6), (flex, 2), (helpers, 30_300)):
            StaffingCountFactory(staffing_return=row, category=category, value=value)
    StaffingReturnFactory(enterprise=enterprise, year=2020, pending=True)

    years = staff_by_year(enterprise)

    assert [year.year for year in years] == [2018, 2019]
    assert [str(cell) for cell in years[0].cells.values()] == ["6", "under 5", "30.300"]
    assert str(years[0].total) == "mindst 7"
    assert str(years[0].by_group[Group.SPECIAL_TERMS]) == "mindst 1"
    assert str(years[0].volunteers) == "30.300"


@pytest.mark.parametrize("count", [4, 12])
def test_figures_cost_the_same_however_many(django_assert_num_queries, count):
    categories = [
        StaffingCategoryFactory(slug=f"k-{n}", sensitive=True) for n in range(3)
    ]
    for _ in range(count):
        enterprise = EnterpriseFactory(published=True, registered=True)
        row = StaffingReturnFactory(enterprise=enterprise, approved=True)
        for category in categories:
            StaffingCountFactory(staffing_return=row, category=category, value=3)
    on = date(2018, 8, 31)

    with django_assert_num_queries(1):
        count_by_stage(on)
    with django_assert_num_queries(1):
        count_by_rsv(on)
    with django_assert_num_queries(6):
        figures = staffing(on)

    assert str(figures.total.quantity) == str(9 * count)


def reported(*rows):
    """Write a report of staff; each row is role, value and qualifier."""
    status_report = StatusReportFactory()
    for role, value, qualifier in rows:
        ReportedFigureFactory(
            report=status_report,
            role=role,
            value=value,
            qualifier=qualifier,
            as_published="" if value is not None else "flere",
        )
    return status_report


def test_the_account_of_2018_leaves_79_unallocated():
    status_report = reported(
        ("i_alt", 110, "ca"), ("del", 7, "ca"), ("del", 12, "ca"), ("del", 12, "ca")
    )
    ReportedFigureFactory(report=status_report, volunteers=True, value=30_300)

    [staff] = reconcile(status_report)

    assert str(staff.total.quantity) == "ca. 110"
    assert str(staff.parts_sum) == "ca. 31"
    assert staff.unallocated == Decimal(79)
    assert not staff.adds_up


def test_parts_that_make_the_total_add_up():
    [staff] = reconcile(
        reported(("i_alt", 31, "eksakt"), ("del", 19, "eksakt"), ("del", 12, "eksakt"))
    )

    assert staff.unallocated == 0
    assert staff.adds_up
    assert str(staff.parts_sum) == "31"


def test_parts_beyond_the_total_are_told_below_zero():
    [staff] = reconcile(reported(("i_alt", 10, "eksakt"), ("del", 12, "eksakt")))

    assert staff.unallocated == -2
    assert not staff.adds_up


@pytest.mark.parametrize(
    "rows",
    [
        (("i_alt", None, "eksakt"), ("del", 12, "eksakt")),
        (("i_alt", 10, "eksakt"), ("del", None, "eksakt"), ("del", 10, "eksakt")),
    ],
)
def test_what_is_not_stated_cannot_be_held_against_anything(rows):
    [staff] = reconcile(reported(*rows))

    assert staff.unallocated is None
    assert not staff.adds_up


def test_subjects_are_reconciled_apart_and_only_where_there_is_a_total():
    status_report = reported(("i_alt", 10, "eksakt"), ("del", 10, "eksakt"))
    for role in ("i_alt", "del"):
        ReportedFigureFactory(
            report=status_report, subject=Subject.JOBS, role=role, value=50
        )
    ReportedFigureFactory(
        report=status_report, subject=Subject.RSV, role="del", value=3
    )

    found = reconcile(status_report)

    assert [part.subject for part in found] == [Subject.STAFF, Subject.JOBS]
    assert [len(part.parts) for part in found] == [1, 1]


def test_social_value_is_counted_up_to_the_year():
    enterprise = EnterpriseFactory(published=True)
    example = EnterpriseFactory(published=True, example=True)
    SocialValueStatementFactory(enterprise=enterprise, published=True, year=2017)
    SocialValueStatementFactory(enterprise=example, published=True, year=2018)
    SocialValueStatementFactory(enterprise=enterprise, year=2017)
    SocialValueStatementFactory(published=True, year=2017)

    in_2017 = social_value_statements(date(2017, 12, 31))
    in_2018 = social_value_statements(date(2018, 1, 1))

    assert (str(in_2017.quantity), in_2017.includes_examples) == ("1", False)
    assert (str(in_2018.quantity), in_2018.includes_examples) == ("2", True)


@pytest.mark.parametrize("name", NAMED_FIGURES)
def test_every_named_figure_counts_an_empty_registry(name):
    figure = NAMED_FIGURES[name].count(date(2018, 8, 31))

    assert str(figure.quantity) in ("0", "ikke oplyst")
    assert figure.label
    assert figure.method
    assert figure.source
    assert not figure.includes_examples


def test_the_reported_total_is_no_part_of_what_is_published():
    """With the enterprise's own total a reader could subtract what is hidden."""
    staffing_return = StaffingReturnFactory(
        enterprise__published=True, approved=True, reported_total=Decimal(8)
    )
    StaffingCountFactory(
        staffing_return=staffing_return,
        category=StaffingCategoryFactory(sensitive=True),
        value=2,
    )

    [year] = staff_by_year(staffing_return.enterprise)

    assert StaffingReturn.objects.get().reported_total == 8
    assert str(year.total) == "mindst 1"


@pytest.mark.parametrize("named", NAMED_FIGURES.values(), ids=lambda named: named.key)
def test_a_named_figure_says_under_which_key_it_is_counted(named):
    counted = named.count(date(2018, 8, 31))

    assert counted.key == (named.counted_as or named.key)
