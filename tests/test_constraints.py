"""Every constraint of the database refuses what it says, in Danish and by itself.

The cases stand in each app's `constraints.py`. A case breaks one constraint and, unless
it says otherwise, no other. A constraint without a case fails
`test_every_constraint_has_a_case`.
"""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, Q, UniqueConstraint
from mailer.models import Message

from common.publication import Publishable
from common.quantities import QuantityColumns
from tests.constraints import UNKNOWN, Case, Twin
from tests.enterprises.constraints import ENTERPRISES
from tests.factories import FACTORIES, MODELS
from tests.network import factories as network
from tests.network.constraints import NETWORK
from tests.portal.constraints import PORTAL
from tests.strategy import factories as strategy
from tests.strategy.constraints import STRATEGY

EACH_PUBLISHABLE = [
    Case(
        f"{model._meta.label_lower.replace('.', '_')}_publication_state_known",
        FACTORIES[model],
        {"publication_state": UNKNOWN},
    )
    for model in MODELS
    if issubclass(model, Publishable)
]
EACH_QUANTITY = [
    Case(
        f"{model._meta.label_lower.replace('.', '_')}_{rule}",
        FACTORIES[model],
        changes,
        also=also.get(model._meta.model_name, ()),
    )
    for model in MODELS
    if issubclass(model, QuantityColumns)
    for rule, changes, also in (
        ("value_not_negative", {"value": Decimal("-0.01")}, {}),
        (
            "qualifier_needs_value",
            {"value": None, "qualifier": "ca", "as_published": "flere"},
            {},
        ),
        ("qualifier_known", {"qualifier": UNKNOWN}, {}),
        (
            "unit_known",
            {"unit": UNKNOWN},
            {"staffingcount": ("enterprises_staffingcount_in_persons",)},
        ),
    )
]
ALL = [
    *EACH_PUBLISHABLE,
    *EACH_QUANTITY,
    *ENTERPRISES,
    *NETWORK,
    *STRATEGY,
    *PORTAL,
]
CONSTRAINTS = [
    (model, constraint) for model in MODELS for constraint in model._meta.constraints
]


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def broken_by(row):
    """Name the constraints that a row breaks, as the model sees it."""
    broken = []
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            broken.append(constraint.name)
    return broken


def named(model, name):
    return next(c for c in model._meta.constraints if c.name == name)


def complaint(model, constraint):
    """Return what the database says when a constraint is broken."""
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        columns = [model._meta.get_field(name).column for name in constraint.fields]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name


def case_id(case):
    changed = getattr(case, "changes", {"twin": ""})
    return f"{case.name}-{'-'.join(changed)}"


@pytest.mark.parametrize(
    "case", [case for case in ALL if isinstance(case, Case)], ids=case_id
)
def test_a_broken_rule_is_refused(db, case):
    row = case.factory(**case.situation)
    for name, value in case.changes.items():
        setattr(row, name, value(row) if callable(value) else value)
    constraint = named(type(row), case.name)

    broken = broken_by(row)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError) as told:
        row.validate_constraints()
    # Straight to the database: some rows are written once, as far as Python goes.
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save_base()

    assert set(broken) == {case.name, *case.also}
    assert constraint.violation_error_message in told.value.messages
    assert any(name in str(refused.value) for name in (case.name, *case.also))


@pytest.mark.parametrize(
    "twin", [case for case in ALL if isinstance(case, Twin)], ids=case_id
)
def test_a_twin_is_refused(db, twin):
    first = twin.factory(**twin.situation)
    second = twin.factory(**twin.situation)
    constraint = named(type(first), twin.name)
    for name in constraint.fields:
        setattr(second, name, getattr(first, name))
    if "email_key" in constraint.fields:
        second.email = first.email

    broken = broken_by(second)
    with pytest.raises(ValidationError) as told:
        second.full_clean()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save()

    assert broken == [twin.name]
    assert told.value.messages == [constraint.violation_error_message]
    assert complaint(type(first), constraint) in str(refused.value)


def test_every_constraint_has_a_case():
    assert {constraint.name for _, constraint in CONSTRAINTS} == {
        case.name for case in ALL
    }


@pytest.mark.parametrize(
    ("model", "constraint"), CONSTRAINTS, ids=[c.name for _, c in CONSTRAINTS]
)
def test_every_constraint_has_a_sentence_of_its_own(model, constraint):
    message = constraint.violation_error_message

    assert message != constraint.default_violation_error_message
    assert message[0].isupper()
    assert message.endswith((".", "?"))


# One value for each unique column that the smallest row leaves empty or repeats.
UNIQUE_VALUES = {
    "network.TopicSuggestion.topic": network.TopicFactory,
    "enterprises.Enterprise.cvr_number": "13585628",
    "enterprises.Location.p_number": "1005408410",
    "strategy.Strategy.predecessor": strategy.StrategyFactory,
    "network.MemberDelivery.mail": Message.objects.create,
}
UNIQUE_FIELDS = [
    field
    for model in MODELS
    for field in model._meta.local_fields
    if field.unique and not field.primary_key
]


@pytest.mark.parametrize("unique", UNIQUE_FIELDS, ids=str)
def test_a_unique_value_is_taken_once(db, unique):
    factory = FACTORIES[unique.model]
    value = UNIQUE_VALUES.get(str(unique))
    first = factory()
    if value is not None:
        setattr(first, unique.name, value() if callable(value) else value)
        first.save()
    second = factory(**{"place": "prisen"} if unique.name == "place" else {})
    setattr(second, unique.name, getattr(first, unique.name))

    with pytest.raises(ValidationError) as told:
        second.full_clean()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save()

    assert list(told.value.message_dict) == [unique.name]
    assert unique.column in str(refused.value)


def leaves(condition, negated=False):
    """Yield lookup and value of what a condition demands, not of what it excludes."""
    negated ^= condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child, negated)
        elif not negated:
            yield child


def values_held(model, name):
    """Return the values that the database lets a column take."""
    lists, single = [], set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            for lookup, value in leaves(constraint.condition):
                if lookup == f"{name}__in":
                    lists.append({str(item) for item in value})
                elif lookup == name and len(constraint.condition) > 1:
                    single.add(str(value))
    return lists[0] if lists else single


CHOICES = [
    field
    for model in MODELS
    for field in model._meta.local_fields
    if isinstance(field, models.CharField) and field.choices
]


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_the_database_knows_exactly_the_choices(chosen):
    values = {str(value) for value, _ in chosen.flatchoices if value != ""}

    held = values_held(chosen.model, chosen.name)

    assert held == (values | {""} if chosen.blank else values)
