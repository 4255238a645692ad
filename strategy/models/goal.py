"""The goals of a strategy, and the figures that follow them."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from common.quantities import Qualifier, Quantity, QuantityColumns, Unit
from common.richtext import RichTextField

from .strategy import Strategy


class Standing(models.TextChoices):
    """How a goal is going. A person says so and gives the reason."""

    NOT_ASSESSED = "ikke_vurderet", "Ikke vurderet"
    NOT_STARTED = "ikke_begyndt", "Ikke begyndt"
    ON_THE_WAY = "paa_vej", "På vej"
    BEHIND = "bagud", "Bagud"
    REACHED = "naaet", "Nået"


#: What somebody can say of a goal: who has not looked says nothing.
SAID = [
    (standing.value, str(standing.label))
    for standing in Standing
    if standing is not Standing.NOT_ASSESSED
]


class GoalQuerySet(models.QuerySet):
    """Goals."""

    def published(self) -> Self:
        """Return goals of strategies that anyone may read."""
        return self.filter(strategy__in=Strategy.objects.published())


class Goal(models.Model):
    """What a strategy sets out to reach."""

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="goals"
    )
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("mål", max_length=160)
    description = RichTextField("beskrivelse", blank=True)
    standing = models.CharField(
        "hvordan går det",
        max_length=13,
        choices=Standing,
        default=Standing.NOT_ASSESSED,
        help_text="Sættes af et menneske, aldrig af et tal.",
    )
    standing_reason = models.TextField("begrundelse", blank=True)
    standing_date = models.DateField("vurderet den", null=True, blank=True)
    un_goals = models.ManyToManyField(
        "enterprises.UNGoal",
        verbose_name="verdensmål",
        related_name="goals",
        blank=True,
    )
    initiatives = models.ManyToManyField(
        "strategy.Initiative",
        verbose_name="indsatser",
        related_name="goals",
        blank=True,
    )

    predecessor = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name="mål i den forrige strategi",
        related_name="successors",
        null=True,
        blank=True,
        help_text="Det mål, som dette fører videre. Tomt, hvis målet er nyt.",
    )

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"],
                name="strategy_goal_number",
                violation_error_message="Et andet mål har det nummer.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & Q(number__gte=1),
                name="strategy_goal_named",
                violation_error_message="Giv målet et nummer fra 1 og en titel.",
            ),
            models.CheckConstraint(
                condition=Q(
                    standing__in=[
                        *("ikke_vurderet", "ikke_begyndt", "paa_vej"),
                        *("bagud", "naaet"),
                    ]
                ),
                name="strategy_goal_standing_known",
                violation_error_message="Vælg fra listen, hvordan det går.",
            ),
            models.CheckConstraint(
                condition=Q(standing="ikke_vurderet")
                | (~Q(standing_reason="") & Q(standing_date__isnull=False)),
                name="strategy_goal_standing_has_reason",
                violation_error_message="Skriv begrundelsen og dagen for vurderingen.",
            ),
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number}. {self.title}"

    def clean(self) -> None:
        """Take a goal on from the strategy that this one follows, and no other.

        Raises:
            ValidationError: the earlier goal is from elsewhere.
        """
        super().clean()
        earlier = self.predecessor
        strategy = Strategy.objects.filter(pk=self.strategy_id).first()
        if earlier and strategy and earlier.strategy_id != strategy.predecessor_id:
            raise ValidationError(
                {"predecessor": "Vælg et mål fra den strategi, som denne afløser."}
            )

    @property
    def anchor(self) -> str:
        """The goal's place on the strategy's page."""
        return f"maal-{self.number}"


class IndicatorQuerySet(models.QuerySet):
    """Indicators."""

    def published(self) -> Self:
        """Return indicators of goals that anyone may read."""
        return self.filter(goal__in=Goal.objects.published())


class Indicator(models.Model):
    """A figure that follows a goal year by year."""

    class Kind(models.TextChoices):
        """Where its measurements come from."""

        MANUAL = "manuel", "Skrives ind"
        FIGURE = "tal", "Hentes fra registret eller netværket"

    class Direction(models.TextChoices):
        """Which way is better."""

        UP = "op", "Flere er bedre"
        DOWN = "ned", "Færre er bedre"
        KEEP = "fasthold", "Skal fastholdes"

    goal = models.ForeignKey(
        Goal, models.CASCADE, verbose_name="mål", related_name="indicators"
    )
    name = models.CharField("hvad måles", max_length=160)
    kind = models.CharField(
        "hvor kommer tallet fra", max_length=6, choices=Kind, default=Kind.MANUAL
    )
    figure_key = models.SlugField("tal i registret", max_length=60, blank=True)
    unit = models.CharField("enhed", max_length=10, choices=Unit, default=Unit.COUNT)
    direction = models.CharField(
        "retning", max_length=8, choices=Direction, default=Direction.UP
    )
    baseline_value = models.DecimalField(
        "udgangspunkt", max_digits=12, decimal_places=2, null=True, blank=True
    )
    baseline_date = models.DateField("udgangspunktets dato", null=True, blank=True)
    target_value = models.DecimalField(
        "måltal", max_digits=12, decimal_places=2, null=True, blank=True
    )
    target_qualifier = models.CharField(
        "hvor præcist", max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )
    target_date = models.DateField("nås senest", null=True, blank=True)
    method = models.TextField("sådan måles det", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    added_date = models.DateField(
        "tilføjet den",
        null=True,
        blank=True,
        editable=False,
        help_text="Når den er kommet til, efter at strategien blev vedtaget.",
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="tal") & ~Q(figure_key="")
                | Q(kind="manuel", figure_key=""),
                name="strategy_indicator_bound_or_manual",
                violation_error_message=(
                    "Vælg et tal fra listen, eller vælg “skrives ind”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True, baseline_date__isnull=True)
                | Q(baseline_value__isnull=False, baseline_date__isnull=False),
                name="strategy_indicator_baseline_dated",
                violation_error_message="Et udgangspunkt skal have både tal og dato.",
            ),
            models.CheckConstraint(
                condition=Q(target_value__isnull=True, target_date__isnull=True)
                | Q(target_value__isnull=False, target_date__isnull=False),
                name="strategy_indicator_target_dated",
                violation_error_message="Et måltal skal have både tal og dato.",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["op", "ned", "fasthold"])
                & Q(unit__in=Unit.values)
                & Q(target_qualifier__in=Qualifier.values),
                name="strategy_indicator_choices_known",
                violation_error_message="Vælg retning og enhed fra listerne.",
            ),
        ]

    def __str__(self) -> str:
        """Return what is measured."""
        return self.name

    @property
    def baseline(self) -> Quantity:
        """Where the indicator began."""
        return self._quantity(self.baseline_value, Qualifier.EXACT)

    @property
    def target(self) -> Quantity:
        """Where the indicator should end."""
        return self._quantity(self.target_value, Qualifier(self.target_qualifier))

    @property
    def told_by(self) -> str:
        """Whose word baseline and target are."""
        if self.added_date is None:
            return "strategien"
        return f"kommunen, {date_format(self.added_date, 'j. F Y')}"

    @property
    def corrected_parts(self) -> set[str]:
        """What of it somebody has corrected; reads ``corrections`` as fetched."""
        return {correction.part for correction in self.corrections.all()}

    def _quantity(self, value: Decimal | None, qualifier: Qualifier) -> Quantity:
        if value is None:
            return Quantity(None, unit=Unit(self.unit))
        return Quantity(value, qualifier, Unit(self.unit))


class MeasurementQuerySet(models.QuerySet):
    """Measurements."""

    def published(self) -> Self:
        """Return measurements of goals that anyone may read."""
        return self.filter(indicator__goal__in=Goal.objects.published())

    def until(self, on: date) -> Self:
        """Return measurements by a day, newest first."""
        return self.filter(date__lte=on).order_by("-date", "-pk")


class Measurement(QuantityColumns):
    """What an indicator showed on a day."""

    indicator = models.ForeignKey(
        Indicator,
        models.CASCADE,
        verbose_name="indikator",
        related_name="measurements",
    )
    date = models.DateField("dato")
    source = models.CharField("kilde", max_length=200)
    method = models.TextField("metode", blank=True)
    includes_examples = models.BooleanField("regnet ud fra eksempler", default=False)
    recorded_at = models.DateTimeField("noteret", auto_now_add=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta(QuantityColumns.Meta):
        verbose_name = "måling"
        verbose_name_plural = "målinger"
        ordering = ["date", "id"]
        constraints = [
            *QuantityColumns.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "date"],
                name="strategy_measurement_one_a_day",
                violation_error_message="Der er allerede en måling den dag.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="strategy_measurement_sourced",
                violation_error_message="Skriv, hvor tallet kommer fra.",
            ),
        ]

    def __str__(self) -> str:
        """Return day and figure."""
        return f"{self.date:%d.%m.%Y}: {self.quantity}"
