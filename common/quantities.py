"""Numbers as somebody published them, with the words and the doubt kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from django.db import models
from django.db.models import Q

NOT_STATED = "ikke oplyst"


class Qualifier(models.TextChoices):
    """How exactly a number is known."""

    EXACT = "eksakt", "præcist"
    APPROXIMATE = "ca", "ca."
    AT_LEAST = "mindst", "mindst"
    MORE_THAN = "mere_end", "mere end"
    UNDER = "under", "under"

    @property
    def words(self) -> str:
        """The Danish words before the number; none before an exact one."""
        return "" if self is Qualifier.EXACT else str(self.label)

    def __or__(self, other: "Qualifier") -> "Qualifier":
        """Return the weaker of two: what is true of a sum of both.

        An exact number adds no doubt. Two lower bounds give a lower bound, strict if
        either is. A bound from below and one from above, or anything approximate,
        leave no bound at all: "ca.". Associative and commutative, so that a sum does
        not depend on its order.
        """
        if self is other or other is Qualifier.EXACT:
            return self
        if self is Qualifier.EXACT:
            return other
        if {self, other} == {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
            return Qualifier.MORE_THAN
        return Qualifier.APPROXIMATE


class Unit(models.TextChoices):
    """What a number counts. Units are never mixed in one sum."""

    PERSONS = "personer", "personer"
    FULL_TIME_EQUIVALENTS = "aarsvaerk", "årsværk"
    COUNT = "antal", "antal"


class UnitMismatch(ValueError):
    """Two quantities with different units were put together."""


def danish_number(value: Decimal | int) -> str:
    """Write a number as Danes do: 30.300 and 12,4."""
    value = Decimal(value)
    digits = f"{value.normalize():,f}" if value else "0"
    return digits.translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True)
class Quantity:
    """A number as somebody published it.

    ``value`` is None where nothing was stated, which is never the same as 0.
    ``as_published`` keeps the source's own words, such as "flere" or "ca. 30.300".
    """

    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: Unit = Unit.COUNT
    as_published: str = ""

    def __post_init__(self) -> None:
        """Accept the plain values that a row or a form holds."""
        if self.value is not None:
            object.__setattr__(self, "value", Decimal(self.value))
        object.__setattr__(self, "qualifier", Qualifier(self.qualifier))
        object.__setattr__(self, "unit", Unit(self.unit))

    @classmethod
    def count(cls, value: int) -> "Quantity":
        """Return an exact number of things, as a query counts them."""
        return cls(Decimal(value))

    @property
    def is_stated(self) -> bool:
        """Whether there is a number at all."""
        return self.value is not None

    @property
    def is_exact(self) -> bool:
        """Whether the number is known exactly."""
        return self.is_stated and self.qualifier is Qualifier.EXACT

    @property
    def number(self) -> str:
        """The number alone in Danish, or the published words where there is none."""
        if self.value is None:
            return self.as_published or NOT_STATED
        return danish_number(self.value)

    @property
    def prefix(self) -> str:
        """The words before the number: "ca.", "mere end" or nothing."""
        return self.qualifier.words if self.is_stated else ""

    def __str__(self) -> str:
        """Print in Danish: "ca. 30.300", "mere end 50", "flere", "ikke oplyst"."""
        return f"{self.prefix} {self.number}".strip()

    def with_unit(self) -> str:
        """Print with the unit where it says more than the number: "12,4 årsværk"."""
        if not self.is_stated or self.unit is Unit.COUNT:
            return str(self)
        return f"{self} {self.unit.label}"

    def __add__(self, other: "Quantity") -> "Quantity":
        """Add two quantities, keeping the weaker qualifier.

        What is not stated may be anything from 0 up, so a stated number plus one
        that is not is "mindst". The words of the source do not survive: nobody
        published the sum.

        Raises:
            UnitMismatch: the units differ.
        """
        if self.unit is not other.unit:
            raise UnitMismatch(f"{self.unit.label} og {other.unit.label}")
        if self.value is None and other.value is None:
            return Quantity(None, unit=self.unit)
        return Quantity(
            (self.value or Decimal(0)) + (other.value or Decimal(0)),
            self._known_qualifier | other._known_qualifier,
            self.unit,
        )

    @property
    def _known_qualifier(self) -> Qualifier:
        return self.qualifier if self.is_stated else Qualifier.AT_LEAST

    def without_words(self) -> "Quantity":
        """Return the same number without the words of its source."""
        return replace(self, as_published="")


def total(quantities: Iterable[Quantity], unit: Unit = Unit.COUNT) -> Quantity:
    """Add quantities of one unit; nothing at all is "ikke oplyst", not 0."""
    found = list(quantities)
    if not found:
        return Quantity(None, unit=unit)
    return reduce(Quantity.__add__, found).without_words()


class QuantityColumns(models.Model):
    """The columns of one Quantity; a table that holds a figure inherits them."""

    value = models.DecimalField(
        "tal",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=(
            "Lad feltet stå tomt, hvis tallet ikke er oplyst. Skriv 0, hvis det er nul."
        ),
    )
    qualifier = models.CharField(
        "hvor præcist",
        max_length=10,
        choices=Qualifier,
        default=Qualifier.EXACT,
    )
    unit = models.CharField("enhed", max_length=10, choices=Unit, default=Unit.COUNT)
    as_published = models.CharField(
        "som det blev skrevet",
        max_length=200,
        blank=True,
        help_text="Kildens egne ord, fx “ca. 30.300” eller “flere”.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="%(app_label)s_%(class)s_value_not_negative",
                violation_error_message="Et antal kan ikke være mindre end nul.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(qualifier=Qualifier.EXACT),
                name="%(app_label)s_%(class)s_qualifier_needs_value",
                violation_error_message=(
                    "Skriv et tal, eller vælg “præcist”: "
                    "“ca.”, “mindst”, “mere end” og “under” hører til et tal."
                ),
            ),
            models.CheckConstraint(
                condition=Q(qualifier__in=Qualifier.values),
                name="%(app_label)s_%(class)s_qualifier_known",
                violation_error_message="Vælg, hvor præcist tallet er.",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=Unit.values),
                name="%(app_label)s_%(class)s_unit_known",
                violation_error_message="Vælg en enhed fra listen.",
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        """The row's figure as one value."""
        return Quantity(
            self.value,
            Qualifier(self.qualifier),
            Unit(self.unit),
            self.as_published,
        )

    @quantity.setter
    def quantity(self, quantity: Quantity) -> None:
        self.value = quantity.value
        self.qualifier = quantity.qualifier
        self.unit = quantity.unit
        self.as_published = quantity.as_published
