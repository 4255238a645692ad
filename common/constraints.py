"""The database's own rules, asked of many rows without asking the database.

Django asks the database about each rule for each row: some hundred thousand questions
for a large file. The same conditions are read here instead, once, and then only
compared. A condition that uses more than this module knows is asked the slow way.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

# True, False, or None where a value that is missing leaves it open, as in SQL.
Answer = bool | None
Predicate = Callable[[models.Model], Answer]
Value = Callable[[models.Model], Any]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda left, right: left == right,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "length": lambda left, right: len(left) == right,
}


class Unknown(Exception):
    """A condition this module cannot read."""


def broken_rules(row: models.Model) -> list[CheckConstraint]:
    """Return the check constraints that a row would break, in the model's order."""
    return [rule for rule, is_broken in _rules(type(row)) if is_broken(row)]


def fields_of(rule: CheckConstraint) -> set[str]:
    """Return the names of the fields that a rule is about."""
    return set(_names(rule.condition))


@lru_cache
def _rules(
    model: type[models.Model],
) -> list[tuple[CheckConstraint, Callable[[models.Model], bool]]]:
    return [
        (rule, _breaker(model, rule))
        for rule in model._meta.constraints
        if isinstance(rule, CheckConstraint)
    ]


def _breaker(
    model: type[models.Model], rule: CheckConstraint
) -> Callable[[models.Model], bool]:
    try:
        holds = read(rule.condition)
    except Unknown:
        return lambda row: _asked(model, rule, row)
    # As in SQL, only a plain no breaks a rule.
    return lambda row: holds(row) is False


def _asked(model: type[models.Model], rule: CheckConstraint, row: models.Model) -> bool:
    try:
        rule.validate(model, row)
    except ValidationError:
        return True
    return False


def read(condition: Any) -> Predicate:
    """Turn a condition into a function of a row.

    Raises:
        Unknown: it uses more than comparisons of fields with values and fields.
    """
    if not isinstance(condition, Q):
        raise Unknown(condition)
    children: list[Any] = condition.children
    parts = [
        read(child) if isinstance(child, Q) else _comparison(child)
        for child in children
    ]
    if condition.connector not in (Q.AND, Q.OR):
        raise Unknown(condition)
    whole = _joined(parts, wanted=condition.connector == Q.OR)
    return _not(whole) if condition.negated else whole


def _joined(parts: list[Predicate], *, wanted: bool) -> Predicate:
    """One part decides: a yes for "or", a no for "and"; else what is open stays so."""

    def answer(row: models.Model) -> Answer:
        is_open = False
        for part in parts:
            found = part(row)
            if found is wanted:
                return wanted
            is_open = is_open or found is None
        return None if is_open else not wanted

    return answer


def _not(part: Predicate) -> Predicate:
    def answer(row: models.Model) -> Answer:
        found = part(row)
        # Django writes "is not null" beside what it denies, so nothing stays open.
        return True if found is None else not found

    return answer


def _comparison(condition: Any) -> Predicate:
    if not isinstance(condition, tuple):
        raise Unknown(condition)
    lookup, expected = condition
    name, _, how = lookup.partition("__")
    how = how or "exact"
    if how == "isnull":
        return lambda row: (getattr(row, name) is None) is expected
    if how == "in":
        choices = frozenset(expected)
        return lambda row: (
            None if (value := getattr(row, name)) is None else value in choices
        )
    if how not in COMPARISONS:
        raise Unknown(lookup)
    compare = COMPARISONS[how]
    other = _value(expected)

    def answer(row: models.Model) -> Answer:
        left, right = getattr(row, name), other(row)
        return None if left is None or right is None else compare(left, right)

    return answer


def _value(expected: Any) -> Value:
    if isinstance(expected, F):
        name = _named(expected)
        if "__" in name:
            raise Unknown(expected)
        return lambda row: getattr(row, name)
    if hasattr(expected, "resolve_expression"):
        raise Unknown(expected)
    return lambda row: expected


def _names(condition: Any) -> Iterable[str]:
    if not isinstance(condition, Q):
        return
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        elif isinstance(child, tuple):
            yield child[0].partition("__")[0]
            if isinstance(child[1], F):
                yield _named(child[1])


def _named(field: Any) -> str:
    name: str = field.name
    return name
