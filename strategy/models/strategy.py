"""Strategies and their text."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.richtext import RichTextField
from common.slugs import NotReserved
from common.uploads import PdfField

# Words at /strategi/ that have addresses of their own.
RESERVED = (
    *("indsatser", "prisen", "advisory-board", "indkoeb", "rsv", "dokumenter"),
    "til-moedet",
)


class StrategyQuerySet(models.QuerySet):
    """Strategies."""

    def published(self) -> Self:
        """Return what anyone may read: no drafts, nothing kept to the board."""
        return self.filter(visibility=Strategy.Visibility.PUBLIC).exclude(
            status=Strategy.Status.DRAFT
        )

    def in_hearing(self, on: date) -> Self:
        """Return those that anyone may answer on a day; what ends first comes first."""
        return (
            self.published()
            .filter(
                status=Strategy.Status.HEARING,
                hearing_start_date__lte=on,
                hearing_end_date__gte=on,
            )
            .order_by("hearing_end_date", "pk")
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


class StrategySectionQuerySet(models.QuerySet):
    """Sections."""

    def published(self) -> Self:
        """Return sections of strategies that anyone may read."""
        return self.filter(strategy__in=Strategy.objects.published())


class StrategySection(models.Model):
    """A section of a strategy's text, with an address of its own on the page."""

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="sections"
    )
    heading = models.CharField("overskrift", max_length=120)
    anchor = models.SlugField("anker", max_length=120)
    body = RichTextField("tekst")
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = StrategySectionQuerySet.as_manager()

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
