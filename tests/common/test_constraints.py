"""The database's rules, asked in Python, say what the database says."""

from datetime import date

import pytest
from django.db import models
from django.db.models import CheckConstraint, F, Q
from hypothesis import given
from hypothesis import strategies as st

from common import constraints
from common.constraints import broken_rules, fields_of
from enterprises.models import Enterprise, RsvStatus, StaffingCount, StaffingReturn

DAYS = st.none() | st.dates(date(2016, 1, 1), date(2016, 1, 4))
ROWS = (
    st.builds(
        Enterprise,
        name=st.sampled_from(["", "A"]),
        slug=st.sampled_from(["", "a"]),
        short_description=st.sampled_from(["", "x"]),
        cvr_number=st.sampled_from([None, "", "1", "12345678"]),
        is_example=st.booleans(),
        legal_form=st.sampled_from(["", "80", "99"]),
        publication_state=st.sampled_from(["kladde", "x"]),
        photo=st.sampled_from(["", "x.png"]),
        photo_text=st.sampled_from(["", "Et hus"]),
        reserved_contracts=st.sampled_from(["ukendt", "ja", "x"]),
        reserved_contracts_date=DAYS,
        followed_from_date=DAYS.filter(bool),
        established_date=DAYS,
        closed_date=DAYS,
    )
    | st.builds(
        RsvStatus,
        status=st.sampled_from(["registreret", "anmeldt", "x"]),
        effective_date=DAYS.filter(bool),
        checked_date=DAYS,
        source=st.sampled_from(["", "CVR"]),
    )
    | st.builds(
        StaffingReturn,
        status=st.sampled_from(["kladde", "retur", "godkendt", "x"]),
        reason=st.sampled_from(["", "Ret det"]),
        year=st.sampled_from([1999, 2018, 2101]),
        reported_total=st.sampled_from([None, -1, 0, 5]),
        reported_total_qualifier=st.sampled_from(["eksakt", "ca", "x"]),
    )
    | st.builds(
        StaffingCount,
        value=st.sampled_from([None, -1, 0, 5]),
        qualifier=st.sampled_from(["eksakt", "ca", "x"]),
        unit=st.sampled_from(["personer", "antal", "x"]),
    )
)


@pytest.mark.django_db
@given(ROWS)
def test_python_and_the_database_break_the_same_rules(row):
    asked = [
        rule
        for rule in row._meta.constraints
        if isinstance(rule, CheckConstraint)
        and constraints._asked(type(row), rule, row)
    ]

    assert broken_rules(row) == asked


@pytest.mark.parametrize(
    "model", [Enterprise, RsvStatus, StaffingReturn, StaffingCount]
)
def test_no_rule_of_a_sheet_needs_the_slow_way(model):
    for rule in model._meta.constraints:
        if isinstance(rule, CheckConstraint):
            constraints.read(rule.condition)


@pytest.mark.parametrize(
    "condition",
    [
        Q(name__startswith="x"),
        Q(name=models.functions.Upper("slug")),
        Q(name=F("source__title")),
        Q(name="x") ^ Q(slug="x"),
    ],
)
def test_what_python_cannot_read_is_left_to_the_database(condition):
    with pytest.raises(constraints.Unknown):
        constraints.read(condition)


def test_a_rule_names_its_fields():
    rule = CheckConstraint(
        condition=Q(closed_date__isnull=True) | Q(closed_date__gte=F("name")), name="x"
    )

    assert fields_of(rule) == {"closed_date", "name"}
