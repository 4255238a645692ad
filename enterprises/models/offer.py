"""What one can get at an enterprise."""

from typing import Self

from django.db import models
from django.db.models import Q

from .enterprise import Enterprise
from .periods import PeriodQuerySet


class OfferQuerySet(PeriodQuerySet):
    """What enterprises offer."""

    def published(self) -> Self:
        """Return offers of enterprises that anyone may see."""
        return self.filter(enterprise__in=Enterprise.objects.published())


class Offer(models.Model):
    """One thing a person can get at an enterprise."""

    class Kind(models.TextChoices):
        """What kind of thing, in the words people search by."""

        GOODS = "varer", "Køb varer"
        SERVICES = "ydelser", "Køb ydelser"
        VISIT = "besoeg", "Besøg"
        JOB = "job", "Ordinært job"
        FLEXJOB = "fleksjob", "Fleksjob"
        PLACEMENT = "praktik", "Virksomhedspraktik"
        STU = "stu", "STU"
        VOLUNTEERING = "frivillig", "Frivilligt arbejde"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="offers",
    )
    kind = models.CharField("slags", max_length=10, choices=Kind)
    title = models.CharField("overskrift", max_length=80)
    text = models.CharField("beskrivelse", max_length=300, blank=True)
    places = models.PositiveSmallIntegerField(
        "pladser",
        null=True,
        blank=True,
        help_text="Lad feltet stå tomt, hvis antallet ikke er oplyst.",
    )
    active_from_date = models.DateField("gælder fra", null=True, blank=True)
    active_to_date = models.DateField("gælder til og med", null=True, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud"
        verbose_name_plural = "tilbud"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to_date__isnull=True)
                | Q(active_from_date__isnull=True)
                | Q(active_to_date__gte=models.F("active_from_date")),
                name="enterprises_offer_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="enterprises_offer_titled",
                violation_error_message="Giv tilbuddet en overskrift.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("varer", "ydelser", "besoeg", "job"),
                        *("fleksjob", "praktik", "stu", "frivillig"),
                    ]
                ),
                name="enterprises_offer_kind_known",
                violation_error_message="Vælg, hvad slags tilbud det er.",
            ),
        ]

    def __str__(self) -> str:
        """Return the heading."""
        return self.title
