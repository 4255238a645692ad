"""RSV status as a dated, checked history.

"Registreret socialøkonomisk virksomhed" is a title protected by section 3 of Act
no. 711 of 25 June 2014. The portal shows it only while a row with a source and a date
of last check says so.
"""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .enterprise import Enterprise


class RsvStatusQuerySet(models.QuerySet):
    """Rows of RSV histories."""

    def published(self) -> Self:
        """Return rows of enterprises that anyone may see."""
        return self.filter(enterprise__in=Enterprise.objects.published())

    def until(self, on: date) -> Self:
        """Return rows that had taken effect by a day, newest first."""
        return self.filter(effective_date__lte=on).order_by("-effective_date")

    def registered_rows(self) -> Self:
        """Return rows that say registered, whenever that was."""
        return self.filter(status=RsvStatus.Status.REGISTERED)


class RsvStatus(models.Model):
    """One step in an enterprise's RSV history; it holds until the next step."""

    class Status(models.TextChoices):
        """What the register, or the enterprise before it registers, says."""

        CONSIDERING = "overvejer", "Overvejer"
        APPLIED = "anmeldt", "Anmeldt"
        REGISTERED = "registreret", "Registreret"
        DEREGISTERED = "afregistreret", "Afregistreret"
        REFUSED = "naegtet", "Nægtet"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="rsv_history",
    )
    status = models.CharField("status", max_length=13, choices=Status)
    effective_date = models.DateField("gælder fra")
    source = models.CharField(
        "kilde",
        max_length=200,
        help_text="Fx “Det Centrale Virksomhedsregister” eller “Virksomheden selv”.",
    )
    source_url = models.URLField("link til kilden", blank=True)
    checked_date = models.DateField(
        "sidst kontrolleret",
        null=True,
        blank=True,
        help_text="Den dag, nogen sidst så efter i kilden.",
    )

    objects = RsvStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "RSV-status"
        verbose_name_plural = "RSV-historik"
        ordering = ["-effective_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "effective_date"],
                name="enterprises_rsvstatus_one_a_day",
                violation_error_message=(
                    "Virksomheden har allerede en RSV-status fra den dag. "
                    "Ret den i stedet."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        *("overvejer", "anmeldt", "registreret"),
                        *("afregistreret", "naegtet"),
                    ]
                ),
                name="enterprises_rsvstatus_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="enterprises_rsvstatus_sourced",
                violation_error_message="Skriv, hvor oplysningen kommer fra.",
            ),
            models.CheckConstraint(
                condition=~Q(status="registreret") | Q(checked_date__isnull=False),
                name="enterprises_rsvstatus_registered_is_checked",
                violation_error_message=(
                    "Skriv, hvornår du så efter i registret. RSV er en beskyttet "
                    "betegnelse."
                ),
            ),
            models.CheckConstraint(
                condition=Q(checked_date__isnull=True)
                | Q(checked_date__gte=models.F("effective_date")),
                name="enterprises_rsvstatus_checked_after_effect",
                violation_error_message=(
                    "Kontrollen kan ikke ligge før den dag, status gælder fra."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return status and day."""
        return f"{self.get_status_display()} {self.effective_date:%d.%m.%Y}"

    def clean(self) -> None:
        """Refuse to register a form that the law keeps out.

        Raises:
            ValidationError: Act no. 711 of 2014, section 4.
        """
        super().clean()
        if (
            self.status == self.Status.REGISTERED
            and hasattr(self, "enterprise")
            and self.enterprise.legal_form in Enterprise.NOT_ELIGIBLE_FOR_RSV
        ):
            raise ValidationError(
                {
                    "status": "En personligt ejet virksomhed kan ikke være "
                    "RSV-registreret (RSV-loven § 4)."
                }
            )
