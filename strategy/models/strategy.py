"""Strategies, their goals, and the figures that follow the goals."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from common.quantities import Qualifier, Quantity, QuantityColumns, Unit
from common.richtext import RichTextField
from common.slugs import NotReserved
from common.uploads import PdfField

# Words at /strategi/ that have addresses of their own.
RESERVED = (
    *("indsatser", "prisen", "advisory-board", "indkoeb", "rsv", "dokumenter"),
    "til-moedet",
)


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


class StrategyQuerySet(models.QuerySet):
    """Strategies."""

    def published(self) -> Self:
        """Return what anyone may read: no drafts, nothing kept to the board."""
        return self.filter(visibility=Strategy.Visibility.PUBLIC).exclude(
            status=Strategy.Status.DRAFT
        )

    def newest_first(self) -> Self:
        """Order as readers look for them."""
        return self.order_by("-period_start_year", "-pk")


class Strategy(models.Model):
    """A strategy for social economy, from draft to superseded."""

    class Status(models.TextChoices):
        """Where the strategy stands between the desk and the council."""

        DRAFT = "kladde", "Kladde"
        HEARING = "hoering", "I høring"
        PROPOSED = "til_beslutning", "Til beslutning"
        ADOPTED = "vedtaget", "Vedtaget"
        SUPERSEDED = "afloest", "Afløst"

    class Visibility(models.TextChoices):
        """Who may read it."""

        BOARD = "board", "Kun Advisory Board"
        PUBLIC = "offentlig", "Alle"

    title = models.CharField("titel", max_length=120)
    slug = models.SlugField(
        "adresse på portalen",
        max_length=120,
        unique=True,
        validators=[NotReserved(RESERVED)],
    )
    is_example = models.BooleanField("eksempel", default=False)
    period_start_year = models.PositiveSmallIntegerField("gælder fra år")
    period_end_year = models.PositiveSmallIntegerField(
        "gælder til og med år", null=True, blank=True
    )
    status = models.CharField(
        "status", max_length=14, choices=Status, default=Status.DRAFT
    )
    visibility = models.CharField(
        "hvem kan læse den",
        max_length=9,
        choices=Visibility,
        default=Visibility.BOARD,
    )
    hearing_start_date = models.DateField("høring fra", null=True, blank=True)
    hearing_end_date = models.DateField(
        "høring til og med",
        null=True,
        blank=True,
        help_text="Alle kan skrive høringssvar til og med den dag.",
    )
    deciding_body = models.CharField(
        "hvem beslutter", max_length=120, blank=True, help_text="Fx “Byrådet”."
    )
    adopted_date = models.DateField("vedtaget den", null=True, blank=True)
    decision_text = models.CharField(
        "hvornår, som kilden skriver det",
        max_length=120,
        blank=True,
        help_text="Når dagen ikke er oplyst, fx “2014” eller “sidst i august 2018”.",
    )
    case_url = models.URLField("link til sagen", blank=True)
    evaluated_by = models.CharField(
        "hvem evaluerer",
        max_length=120,
        blank=True,
        help_text="Fx “Beskæftigelses- og Sundhedsudvalget”.",
    )
    evaluation_rhythm = models.CharField(
        "hvor tit", max_length=60, blank=True, help_text="Fx “hvert år”."
    )
    predecessor = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name="afløser",
        related_name="successor",
        null=True,
        blank=True,
    )
    summary = models.TextField("kort fortalt", blank=True)
    origin = RichTextField(
        "sådan blev den til",
        blank=True,
        help_text="Hvem var med, hvornår og hvordan. Navne kun med samtykke.",
    )
    document = PdfField("dokument", blank=True)
    document_summary = RichTextField(
        "dokumentet kort fortalt",
        blank=True,
        help_text="En PDF kan ikke læses af alle. Fortæl her, hvad der står i den.",
    )
    working_notes = models.TextField(
        "arbejdsnoter", blank=True, help_text="Vises aldrig offentligt."
    )
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="strategies",
        null=True,
        blank=True,
    )

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = "strategi"
        verbose_name_plural = "strategier"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="strategy_strategy_named",
                violation_error_message="Skriv titel og adresse.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        *("kladde", "hoering", "til_beslutning"),
                        *("vedtaget", "afloest"),
                    ]
                )
                & Q(visibility__in=["board", "offentlig"]),
                name="strategy_strategy_status_known",
                violation_error_message="Vælg status og læsere fra listerne.",
            ),
            models.CheckConstraint(
                condition=Q(period_end_year__isnull=True)
                | Q(period_end_year__gte=F("period_start_year")),
                name="strategy_strategy_period",
                violation_error_message="Perioden slutter, før den begynder.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["vedtaget", "afloest"])
                | (
                    ~Q(deciding_body="")
                    & (Q(adopted_date__isnull=False) | ~Q(decision_text=""))
                ),
                name="strategy_strategy_adopted_by_whom_and_when",
                violation_error_message=(
                    "Skriv, hvem der vedtog strategien, og hvornår."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    hearing_start_date__isnull=True, hearing_end_date__isnull=True
                )
                | Q(
                    hearing_start_date__isnull=False,
                    hearing_end_date__isnull=False,
                    hearing_end_date__gte=F("hearing_start_date"),
                ),
                name="strategy_strategy_hearing_period",
                violation_error_message=(
                    "Skriv både, hvornår høringen begynder, og hvornår den slutter."
                ),
            ),
            models.CheckConstraint(
                condition=Q(document="") | ~Q(document_summary=""),
                name="strategy_strategy_document_summarised",
                violation_error_message=(
                    "Fortæl kort, hvad der står i dokumentet, så alle kan læse med."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("pk")),
                name="strategy_strategy_not_its_own_predecessor",
                violation_error_message="En strategi kan ikke afløse sig selv.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the strategy's public address."""
        return reverse("strategy:detail", args=[self.slug])

    @property
    def is_locked(self) -> bool:
        """Whether the text is adopted and read-only."""
        return self.status in (self.Status.ADOPTED, self.Status.SUPERSEDED)

    def is_open_for_hearing(self, on: date) -> bool:
        """Say whether anyone may write a remark on a day."""
        return (
            self.status == self.Status.HEARING
            and self.visibility == self.Visibility.PUBLIC
            and self.hearing_start_date is not None
            and self.hearing_end_date is not None
            and self.hearing_start_date <= on <= self.hearing_end_date
        )

    @property
    def period(self) -> str:
        """The years it covers: "2023–2027", or "fra 2014" without an end."""
        if self.period_end_year is None:
            return f"fra {self.period_start_year}"
        return f"{self.period_start_year}–{self.period_end_year}"


class StrategySection(models.Model):
    """A section of a strategy's text, with an address of its own on the page."""

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="sections"
    )
    heading = models.CharField("overskrift", max_length=120)
    anchor = models.SlugField("anker", max_length=120)
    body = RichTextField("tekst")
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "afsnit"
        verbose_name_plural = "afsnit"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "anchor"],
                name="strategy_section_anchor",
                violation_error_message="Et andet afsnit har det anker.",
            ),
            models.CheckConstraint(
                condition=~Q(heading="") & ~Q(anchor=""),
                name="strategy_section_named",
                violation_error_message="Skriv overskrift og anker.",
            ),
        ]

    def __str__(self) -> str:
        """Return the heading."""
        return self.heading

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the text as it is now while the strategy is a draft."""
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            if not self.strategy.is_locked:
                latest = self.revisions.last()
                if latest is None or (latest.heading, latest.body) != (
                    self.heading,
                    self.body,
                ):
                    self.revisions.create(heading=self.heading, body=self.body)


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
