"""Programme-wide figures as somebody published them, verbatim."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from common.publication import Publishable, PublishableManager
from common.quantities import QuantityColumns

from .catalogue import Source


class StatusReport(Publishable):
    """An account of the programme that somebody published on a date."""

    title = models.CharField("titel", max_length=120)
    slug = models.SlugField("adresse på portalen", max_length=120, unique=True)
    as_of_date = models.DateField("beskriver", help_text="Den dag, tallene gælder for.")
    as_of_text = models.CharField(
        "som kilden skriver tidspunktet", max_length=60, help_text="Fx “august 2018”."
    )
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name="kilde", related_name="status_reports"
    )
    summary = models.TextField("sammenfatning", blank=True)
    scope = models.CharField(
        "hvad tallene dækker",
        max_length=300,
        blank=True,
        help_text="Skriv “uafklaret”, hvis kilden ikke siger det.",
    )
    editor_note = models.TextField(
        "note til redaktionen", blank=True, help_text="Vises ikke offentligt."
    )

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "statusrapport"
        verbose_name_plural = "statusrapporter"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug="") & ~Q(as_of_text=""),
                name="enterprises_statusreport_named",
                violation_error_message="Skriv titel, adresse og tidspunkt.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the report's public address."""
        return reverse("enterprises:status-report", args=[self.slug])


class ReportedFigure(QuantityColumns):
    """One figure of a status report, in the words of its source.

    A TOTAL and the PARTs of the same subject are held against each other and the
    difference is shown; nothing is ever corrected. A figure that STANDS ALONE is in no
    sum, as volunteers always do.
    """

    class Subject(models.TextChoices):
        """What the figure is about."""

        ENTERPRISES = "virksomheder", "Virksomheder"
        RSV = "rsv", "RSV"
        JOBS = "job", "Job og praktikker"
        STAFF = "personale", "Medarbejdere"
        VOLUNTEERS = "frivillige", "Frivillige"

    class Role(models.TextChoices):
        """How the figure relates to the others of its subject."""

        ALONE = "alene", "Står alene"
        TOTAL = "i_alt", "I alt"
        PART = "del", "Del af i alt"

    report = models.ForeignKey(
        StatusReport,
        models.CASCADE,
        verbose_name="statusrapport",
        related_name="figures",
    )
    key = models.SlugField("nøgle", max_length=60)
    label = models.CharField("hvad tallet tæller", max_length=120)
    subject = models.CharField("emne", max_length=12, choices=Subject)
    role = models.CharField("rolle", max_length=5, choices=Role, default=Role.ALONE)
    note = models.CharField(
        "forbehold",
        max_length=300,
        blank=True,
        help_text="Fx “primært frivillige på Roskilde Festival”.",
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta(QuantityColumns.Meta):
        verbose_name = "oplyst tal"
        verbose_name_plural = "oplyste tal"
        ordering = ["position", "id"]
        constraints = [
            *QuantityColumns.Meta.constraints,
            models.UniqueConstraint(
                fields=["report", "key"],
                name="enterprises_reportedfigure_key",
                violation_error_message="Nøglen er brugt til et andet tal i rapporten.",
            ),
            models.UniqueConstraint(
                fields=["report", "subject"],
                condition=Q(role="i_alt"),
                name="enterprises_reportedfigure_one_total",
                violation_error_message="Emnet har allerede et tal for i alt.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["alene", "i_alt", "del"])
                & Q(
                    subject__in=[
                        *("virksomheder", "rsv", "job"),
                        *("personale", "frivillige"),
                    ]
                ),
                name="enterprises_reportedfigure_kind_known",
                violation_error_message="Vælg emne og rolle fra listerne.",
            ),
            models.CheckConstraint(
                condition=~Q(subject="frivillige") | Q(role="alene"),
                name="enterprises_reportedfigure_volunteers_alone",
                violation_error_message="Frivillige tælles aldrig med i et samlet tal.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(as_published=""),
                name="enterprises_reportedfigure_says_something",
                violation_error_message="Skriv tallet eller kildens egne ord.",
            ),
        ]

    def __str__(self) -> str:
        """Return label and figure."""
        return f"{self.label}: {self.quantity}"
