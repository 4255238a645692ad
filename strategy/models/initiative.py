"""What the municipality does for social enterprises, and screenings for spin-offs."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.publication import Publishable, PublishableQuerySet
from common.richtext import RichTextField


class InitiativeQuerySet(PublishableQuerySet):
    """Initiatives."""

    def joinable(self) -> Self:
        """Return public ones that somebody can still ask to take part in."""
        return self.published().exclude(stage=Initiative.Stage.DONE)


InitiativeManager = models.Manager.from_queryset(InitiativeQuerySet)


class Initiative(Publishable):
    """An activity that furthers social enterprises."""

    class Kind(models.TextChoices):
        """What kind of activity."""

        MENTORING = "mentor", "Mentorforløb"
        STARTUP = "ivaerksaetter", "Iværksætterforløb"
        SCREENING = "screening", "Screening for afknopning"
        ADVICE = "raadgivning", "Rådgivning"
        PARTNERSHIP = "partnerskab", "Partnerskab"
        PROCUREMENT = "indkoeb", "Indkøb"
        AWARD = "pris", "Pris"
        NETWORK = "netvaerk", "Netværk"
        DOCUMENTATION = "dokumentation", "Dokumentation af merværdi"

    class Stage(models.TextChoices):
        """Whether it is planned, going on or over."""

        PLANNED = "planlagt", "Planlagt"
        RUNNING = "i_gang", "I gang"
        DONE = "gennemfoert", "Gennemført"

    kind = models.CharField("slags", max_length=14, choices=Kind)
    title = models.CharField("titel", max_length=120)
    slug = models.SlugField("anker på siden", max_length=120, unique=True)
    summary = models.CharField("kort fortalt", max_length=300)
    body = RichTextField("beskrivelse", blank=True)
    audience = models.CharField("hvem er det for", max_length=200, blank=True)
    how_to_join = models.CharField("sådan kommer du med", max_length=300, blank=True)
    stage = models.CharField("hvor langt", max_length=11, choices=Stage)
    start_date = models.DateField("fra", null=True, blank=True)
    end_date = models.DateField("til og med", null=True, blank=True)
    when_text = models.CharField(
        "hvornår, som kilden skriver det", max_length=120, blank=True
    )
    is_example = models.BooleanField("eksempel", default=False)
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="initiatives",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = InitiativeManager()

    class Meta(Publishable.Meta):
        verbose_name = "indsats"
        verbose_name_plural = "indsatser"
        ordering = ["position", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary=""),
                name="strategy_initiative_named",
                violation_error_message="Skriv titel og en kort beskrivelse.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("mentor", "ivaerksaetter", "screening", "raadgivning"),
                        *("partnerskab", "indkoeb", "pris", "netvaerk"),
                        "dokumentation",
                    ]
                )
                & Q(stage__in=["planlagt", "i_gang", "gennemfoert"]),
                name="strategy_initiative_kind_known",
                violation_error_message="Vælg slags, og hvor langt indsatsen er.",
            ),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="strategy_initiative_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return its place on the page of initiatives."""
        return f"{reverse('strategy:initiatives')}#{self.slug}"

    @property
    def is_joinable(self) -> bool:
        """Whether somebody can ask to take part."""
        return self.is_published and self.stage != self.Stage.DONE

    @property
    def latest_period(self) -> "InitiativePeriod | None":
        """The newest period; their order puts it first."""
        return next(iter(self.periods.all()), None)

    @property
    def participants(self) -> int | None:
        """How many took part in the newest period, where somebody counted."""
        return self.latest_period.participants if self.latest_period else None

    @property
    def outcome(self) -> str:
        """What came of the newest period."""
        return self.latest_period.outcome if self.latest_period else ""


class InitiativePeriod(models.Model):
    """One run of an initiative: when, how many took part and what came of it."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name="indsats", related_name="periods"
    )
    start_date = models.DateField("fra", null=True, blank=True)
    end_date = models.DateField("til og med", null=True, blank=True)
    when_text = models.CharField(
        "hvornår, som kilden skriver det", max_length=120, blank=True
    )
    participants = models.PositiveIntegerField("antal deltagere", null=True, blank=True)
    outcome = models.TextField("hvad kom der ud af det", blank=True)
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="initiative_periods",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "perioder"
        ordering = [F("start_date").desc(nulls_last=True), "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "start_date"],
                name="strategy_initiativeperiod_one_a_day",
                violation_error_message=(
                    "Der er allerede en periode, som begynder den dag."
                ),
            ),
            models.CheckConstraint(
                condition=Q(start_date__isnull=False) | ~Q(when_text=""),
                name="strategy_initiativeperiod_dated",
                violation_error_message="Skriv, hvornår det var: en dato eller ord.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True)
                | Q(start_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="strategy_initiativeperiod_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the days, or what the source says instead of them."""
        if self.start_date is None:
            return self.when_text
        end = f" til {self.end_date:%d.%m.%Y}" if self.end_date else ""
        return f"{self.start_date:%d.%m.%Y}{end}"


class ScreeningQuerySet(models.QuerySet):
    """Screenings."""

    def published(self) -> Self:
        """Return those opened to the public; all others are only counted."""
        return self.filter(is_open=True)

    def confidential(self) -> Self:
        """Return those that the public may only know the number of."""
        return self.filter(is_open=False)


class Screening(models.Model):
    """A look at whether something can become an enterprise of its own."""

    title = models.CharField("hvad screenes", max_length=120)
    is_example = models.BooleanField("eksempel", default=False)
    is_open = models.BooleanField(
        "må vises offentligt",
        default=False,
        help_text="Screeninger er fortrolige. Offentligheden ser kun antallet.",
    )
    notes = models.TextField("noter", blank=True, help_text="Vises aldrig offentligt.")
    initiative = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        verbose_name="indsats",
        related_name="screenings",
        null=True,
        blank=True,
    )

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = "screening"
        verbose_name_plural = "screeninger"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="strategy_screening_titled",
                violation_error_message="Skriv, hvad der screenes.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class ScreeningStep(models.Model):
    """A dated stage of a screening; it holds until the next."""

    class Stage(models.TextChoices):
        """How far the screening is."""

        IDEA = "ide", "Idé"
        SCREENED = "screenet", "Screenet"
        PLAN = "plan", "Plan"
        SPUN_OFF = "afknoppet", "Afknoppet"
        STOPPED = "stoppet", "Stoppet"

    screening = models.ForeignKey(
        Screening, models.CASCADE, verbose_name="screening", related_name="steps"
    )
    stage = models.CharField("trin", max_length=9, choices=Stage)
    date = models.DateField("dato")

    class Meta:
        verbose_name = "trin"
        verbose_name_plural = "trin"
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "date"],
                name="strategy_screeningstep_one_a_day",
                violation_error_message="Der er allerede et trin den dag.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage__in=["ide", "screenet", "plan", "afknoppet", "stoppet"]
                ),
                name="strategy_screeningstep_known",
                violation_error_message="Vælg et trin fra listen.",
            ),
        ]

    def __str__(self) -> str:
        """Return stage and day."""
        return f"{self.get_stage_display()} {self.date:%d.%m.%Y}"
