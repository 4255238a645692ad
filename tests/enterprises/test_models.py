"""The registry's own rules, beside the constraints of the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from enterprises.models import Enterprise, Offer, RsvStatus, StaffingCategory, UNGoal
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    SocialValueStatementFactory,
    StaffingCategoryFactory,
    StaffingReturnFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2018, 8, 31)


@pytest.mark.parametrize("form", Enterprise.NOT_ELIGIBLE_FOR_RSV)
def test_a_sole_trader_cannot_be_registered(form):
    enterprise = EnterpriseFactory(legal_form=form)
    row = RsvStatusFactory.build(enterprise=enterprise, registered=True)

    with pytest.raises(ValidationError) as told:
        row.full_clean()

    assert "§ 4" in told.value.message_dict["status"][0]


@pytest.mark.parametrize("form", Enterprise.NOT_ELIGIBLE_FOR_RSV)
def test_a_registered_enterprise_cannot_become_a_sole_trader(form):
    enterprise = EnterpriseFactory(registered=True)
    enterprise.legal_form = form

    with pytest.raises(ValidationError) as told:
        enterprise.full_clean()

    assert "§ 4" in told.value.message_dict["legal_form"][0]


def test_a_sole_trader_may_consider_it():
    enterprise = EnterpriseFactory(legal_form=Enterprise.LegalForm.SOLE_TRADER)
    row = RsvStatusFactory(enterprise=enterprise)

    row.full_clean()
    enterprise.full_clean()


@pytest.mark.parametrize(
    "form", sorted({*Enterprise.LegalForm, ""} - set(Enterprise.NOT_ELIGIBLE_FOR_RSV))
)
def test_every_other_form_can_be_registered(form):
    enterprise = EnterpriseFactory(legal_form=form)

    RsvStatusFactory(enterprise=enterprise, registered=True).full_clean()
    enterprise.full_clean()


def test_a_status_without_an_enterprise_is_told_so():
    row = RsvStatusFactory.build(enterprise=None, registered=True)
    del row._state.fields_cache["enterprise"]

    with pytest.raises(ValidationError) as told:
        row.full_clean()

    assert list(told.value.message_dict) == ["enterprise"]


@pytest.mark.parametrize("number", ["12345678", "1358562", "135856280", "0000000a"])
def test_a_wrong_cvr_number_is_told_by_its_field(number):
    enterprise = EnterpriseFactory.build(cvr_number=number)

    with pytest.raises(ValidationError) as told:
        enterprise.full_clean()

    assert "cvr_number" in told.value.message_dict


def test_enterprises_without_a_cvr_number_do_not_collide():
    EnterpriseFactory(cvr_number=None)

    EnterpriseFactory(cvr_number=None).full_clean()


def test_the_address_of_the_yearly_return_is_taken():
    with pytest.raises(ValidationError) as told:
        EnterpriseFactory.build(slug="indberet").full_clean()

    assert "indberet" in told.value.message_dict["slug"][0]


def test_the_first_and_the_last_day_may_be_the_same():
    day = date(2018, 1, 1)

    EnterpriseFactory(
        followed_from_date=day, established_date=day, closed_date=day
    ).full_clean()
    OfferFactory(active_from_date=day, active_to_date=day).full_clean()
    StaffingCategoryFactory(active_from_date=day, active_to_date=day).full_clean()
    RsvStatusFactory(registered=True, effective_date=day).full_clean()


def test_established_long_before_the_programme_began():
    """The programme may begin to follow what has run for years."""
    enterprise = EnterpriseFactory(established_date=date(1999, 1, 1))

    enterprise.full_clean()


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (date(2014, 12, 31), None),
        (date(2015, 1, 1), Enterprise.Stage.ON_THE_WAY),
        (date(2015, 12, 31), Enterprise.Stage.ON_THE_WAY),
        (date(2016, 1, 1), Enterprise.Stage.ESTABLISHED),
        (date(2018, 12, 31), Enterprise.Stage.ESTABLISHED),
        (date(2019, 1, 1), Enterprise.Stage.CLOSED),
        (date(2100, 1, 1), Enterprise.Stage.CLOSED),
    ],
)
def test_a_stage_begins_on_its_day(on, stage):
    enterprise = EnterpriseFactory.build(closed=True)

    assert enterprise.stage(on) == stage


def test_an_enterprise_given_up_was_never_established():
    enterprise = EnterpriseFactory(closed_date=date(2017, 1, 1))

    assert enterprise.stage(date(2016, 12, 31)) == Enterprise.Stage.ON_THE_WAY
    assert enterprise.stage(date(2017, 1, 1)) == Enterprise.Stage.CLOSED


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2016, 12, 31), None),
        (date(2017, 1, 1), RsvStatus.Status.REGISTERED),
        (date(2018, 12, 31), RsvStatus.Status.REGISTERED),
        (date(2019, 1, 1), RsvStatus.Status.DEREGISTERED),
    ],
)
def test_a_status_holds_until_the_next(on, status):
    enterprise = EnterpriseFactory(registered=True)
    RsvStatusFactory(enterprise=enterprise, deregistered=True)

    found = Enterprise.objects.with_rsv_status(on).get(pk=enterprise.pk)

    assert found.rsv_status == status


def test_rows_until_a_day_come_newest_first():
    enterprise = EnterpriseFactory(registered=True)
    RsvStatusFactory(enterprise=enterprise, effective_date=date(2016, 6, 1))
    RsvStatusFactory(enterprise=enterprise, deregistered=True)

    rows = RsvStatus.objects.until(DAY)

    assert [row.status for row in rows] == ["registreret", "overvejer"]


@pytest.mark.parametrize("state", ["withdrawn", None])
def test_nothing_of_an_unpublished_enterprise_is_public(state):
    enterprise = EnterpriseFactory(**{state: True} if state else {})
    rows = [
        LocationFactory(enterprise=enterprise),
        OfferFactory(enterprise=enterprise),
        RsvStatusFactory(enterprise=enterprise),
        SocialValueStatementFactory(enterprise=enterprise, published=True),
        StaffingReturnFactory(enterprise=enterprise, approved=True),
    ]

    shown = [row for row in rows if type(row).objects.published().exists()]

    assert shown == []
    assert not enterprise.is_published


def test_what_a_public_enterprise_shows():
    enterprise = EnterpriseFactory(published=True)
    rows = [
        LocationFactory(enterprise=enterprise),
        OfferFactory(enterprise=enterprise),
        RsvStatusFactory(enterprise=enterprise),
        SocialValueStatementFactory(enterprise=enterprise, published=True),
        StaffingReturnFactory(enterprise=enterprise, approved=True),
    ]
    SocialValueStatementFactory(enterprise=enterprise)
    StaffingReturnFactory(enterprise=enterprise, year=2019, pending=True)
    StaffingReturnFactory(enterprise=enterprise, year=2020, returned=True)

    shown = [type(row).objects.published().get() for row in rows]

    assert shown == rows


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY, DAY, True),
        (date(2018, 9, 1), None, False),
        (None, date(2018, 8, 30), False),
    ],
)
def test_offers_and_categories_hold_on_their_days(first, last, holds):
    OfferFactory(active_from_date=first, active_to_date=last)
    category = StaffingCategoryFactory(active_from_date=first, active_to_date=last)

    assert Offer.objects.active(DAY).exists() is holds
    assert StaffingCategory.objects.active(DAY).filter(pk=category.pk).exists() is holds


def test_a_town_within_its_district_is_not_said_twice():
    in_town = LocationFactory.build()
    outside = LocationFactory.build(town="Gundsømagle")

    assert str(in_town) == "Algade 1, 4000 Roskilde"
    assert str(outside) == "Algade 1, Gundsømagle, 4000 Roskilde"


def test_only_an_approved_return_is_locked():
    assert StaffingReturnFactory.build(approved=True).is_locked
    assert not StaffingReturnFactory.build(pending=True).is_locked


def test_a_reported_total_that_is_not_stated_is_not_zero():
    row = StaffingReturnFactory.build(reported_total=None)

    assert str(row.total_as_reported) == "ikke oplyst"


def test_the_lists_every_municipality_needs_are_there():
    goals = UNGoal.objects.order_by("number").values_list("number", flat=True)
    categories = StaffingCategory.objects.all()

    assert list(goals) == list(range(1, 18))
    assert {category.group for category in categories} == set(StaffingCategory.Group)
    assert {c.group for c in categories if c.is_sensitive} == {"saerlige", "forloeb"}
    for row in (*UNGoal.objects.all(), *categories):
        row.full_clean()
