"""The yearly evaluation that a committee decides on, with its figures frozen."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.quantities import QuantityColumns
from common.richtext import RichTextField

from .goal import SAID, Goal
from .strategy import Strategy
from .written_once import WrittenOnceRow


class EvaluationQuerySet(models.QuerySet):
    """Evaluations."""

    def published(self) -> Self:
        """Return evaluations that anyone may read."""
        return self.filter(
            state=Evaluation.State.PUBLISHED,
            strategy__in=Strategy.objects.published(),
        )

    def overdue(self, on: date) -> Self:
        """Return evaluations whose date has passed and that are not published."""
        return self.filter(due_date__lt=on).exclude(state=Evaluation.State.PUBLISHED)


class Evaluation(models.Model):
    """One year's evaluation of one strategy.

    Publishing copies everything the page shows into ``frozen_content``; afterwards the
    registry may change and the evaluation does not. Only the committee's decision and
    errata come later, and say so.
    """

    class State(models.TextChoices):
        """Whether the figures are frozen."""

        DRAFT = "kladde", "Kladde"
        PUBLISHED = "offentlig", "Offentlig"

    strategy = models.ForeignKey(
        Strategy, models.PROTECT, verbose_name="strategi", related_name="evaluations"
    )
    year = models.PositiveSmallIntegerField("år")
    state = models.CharField("status", max_length=9, choices=State, default=State.DRAFT)
    due_date = models.DateField("skal være klar", null=True, blank=True)
    cut_off_date = models.DateField("tallene gælder pr.", null=True, blank=True)
    committee = models.CharField("udvalg", max_length=120)
    meeting_date = models.DateField("behandlet den", null=True, blank=True)
    when_text = models.CharField(
        "hvornår, som kilden skriver det",
        max_length=120,
        blank=True,
        help_text="Når dagen ikke er oplyst, fx “foråret 2018”.",
    )
    case_url = models.URLField("link til sagen", blank=True)
    decision = models.TextField("beslutning", blank=True)
    decision_noted_at = models.DateTimeField(
        "beslutningen skrevet ind", null=True, blank=True, editable=False
    )
    summary = models.TextField("sammenfatning", blank=True)
    recommendations = RichTextField("anbefalinger", blank=True)
    unfinished = models.JSONField(
        "påbegyndte vurderinger",
        default=dict,
        blank=True,
        editable=False,
        help_text="Det, der er skrevet om et mål, før det er valgt, hvordan det går.",
    )
    published_at = models.DateTimeField(
        "offentliggjort", null=True, blank=True, editable=False
    )
    # The page, its print and its files are drawn from these words and nothing else.
    frozen_content = models.TextField("fastfrosset indhold", blank=True, editable=False)
    fingerprint = models.CharField(
        "fingeraftryk",
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 over det fastfrosne indhold.",
    )
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="evaluations",
        null=True,
        blank=True,
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluering"
        verbose_name_plural = "evalueringer"
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "year"],
                name="strategy_evaluation_one_a_year",
                violation_error_message="Året har allerede en evaluering.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="strategy_evaluation_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="offentlig", published_at__isnull=False)
                    & ~Q(frozen_content="")
                )
                | Q(state="kladde", published_at__isnull=True, frozen_content=""),
                name="strategy_evaluation_published_is_dated",
                violation_error_message=(
                    "Offentliggør evalueringen med knappen, så tallene bliver frosset."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(committee=""),
                name="strategy_evaluation_has_committee",
                violation_error_message="Skriv, hvilket udvalg der evaluerer.",
            ),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(meeting_date__isnull=False)
                | ~Q(when_text=""),
                name="strategy_evaluation_decision_is_dated",
                violation_error_message="Skriv, hvornår udvalget besluttede det.",
            ),
        ]

    def __str__(self) -> str:
        """Name year and strategy."""
        return f"Evaluering {self.year}: {self.strategy}"

    def get_absolute_url(self) -> str:
        """Return the evaluation's public address."""
        return reverse("strategy:evaluation", args=[self.strategy.slug, self.year])

    @property
    def is_locked(self) -> bool:
        """Whether publication has frozen the figures."""
        return self.state == self.State.PUBLISHED

    @property
    def is_overdue(self) -> bool:
        """Whether readers are told that it is missing."""
        return (
            not self.is_locked
            and self.due_date is not None
            and self.due_date < timezone.localdate()
        )


class GoalAssessment(models.Model):
    """How one goal was judged in one evaluation, and why."""

    evaluation = models.ForeignKey(
        Evaluation,
        models.CASCADE,
        verbose_name="evaluering",
        related_name="assessments",
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, verbose_name="mål", related_name="assessments"
    )
    standing = models.CharField(
        "vurdering",
        max_length=13,
        choices=SAID,
    )
    reason = models.TextField("begrundelse")

    class Meta:
        verbose_name = "vurdering"
        verbose_name_plural = "vurderinger"
        ordering = ["goal__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "goal"],
                name="strategy_goalassessment_once",
                violation_error_message="Målet er allerede vurderet.",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["ikke_begyndt", "paa_vej", "bagud", "naaet"]),
                name="strategy_goalassessment_standing_known",
                violation_error_message="Vælg, hvordan det går med målet.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="strategy_goalassessment_has_reason",
                violation_error_message="Skriv, hvorfor målet vurderes sådan.",
            ),
        ]

    def __str__(self) -> str:
        """Return goal and standing."""
        return f"{self.goal}: {self.get_standing_display()}"


class EvaluationFigure(QuantityColumns):
    """A figure as it was when the evaluation was published. Never changed."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, verbose_name="evaluering", related_name="figures"
    )
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        verbose_name="mål",
        related_name="evaluation_figures",
        null=True,
        blank=True,
    )
    key = models.SlugField("nøgle", max_length=60)
    label = models.CharField("hvad tallet tæller", max_length=160)
    as_of_date = models.DateField("gælder pr.")
    target = models.CharField("måltal", max_length=60, blank=True)
    method = models.TextField("metode", blank=True)
    source = models.CharField("kilde", max_length=200)
    includes_examples = models.BooleanField("regnet ud fra eksempler", default=False)
    copied_at = models.DateTimeField("fastfrosset")
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta(QuantityColumns.Meta):
        verbose_name = "fastfrosset tal"
        verbose_name_plural = "fastfrosne tal"
        ordering = ["position", "id"]
        constraints = [
            *QuantityColumns.Meta.constraints,
            models.UniqueConstraint(
                fields=["evaluation", "key"],
                name="strategy_evaluationfigure_once",
                violation_error_message="Tallet står der allerede.",
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(source=""),
                name="strategy_evaluationfigure_sourced",
                violation_error_message="Skriv, hvad tallet tæller, og kilden.",
            ),
        ]

    def __str__(self) -> str:
        """Return label and figure."""
        return f"{self.label}: {self.quantity}"


class Erratum(WrittenOnceRow):
    """A correction of something already decided on; it stands beside, never instead.

    A wrong one is answered by another one.
    """

    strategy = models.ForeignKey(
        Strategy,
        models.CASCADE,
        verbose_name="strategi",
        related_name="errata",
        null=True,
        blank=True,
    )
    evaluation = models.ForeignKey(
        Evaluation,
        models.CASCADE,
        verbose_name="evaluering",
        related_name="errata",
        null=True,
        blank=True,
    )
    date = models.DateField("dato", default=timezone.localdate)
    text = models.TextField("rettelse")
    reason = models.TextField("hvorfor")

    class Meta:
        verbose_name = "rettelse"
        verbose_name_plural = "rettelser"
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=True, evaluation__isnull=False)
                | Q(strategy__isnull=False, evaluation__isnull=True),
                name="strategy_erratum_of_one_thing",
                violation_error_message=(
                    "En rettelse hører til enten en strategi eller en evaluering."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(reason=""),
                name="strategy_erratum_complete",
                violation_error_message="Skriv både rettelsen og grunden til den.",
            ),
        ]

    def __str__(self) -> str:
        """Return day and text."""
        return f"{self.date:%d.%m.%Y}: {self.text}"
