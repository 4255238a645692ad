"""What the public writes to nominate somebody for the award."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .award import AwardYear, Nominee

# How long a nomination is kept at most, and how long once the editor is done with it.
RETENTION = timedelta(days=365)
KEPT_WHEN_CLOSED = timedelta(days=90)


def nomination_deletion_date() -> date:
    """Return the day a nomination received today is deleted at the latest."""
    return timezone.localdate() + RETENTION


class NominationQuerySet(models.QuerySet):
    """Nominations from the public."""

    def waiting(self) -> Self:
        """Return those that the editor has not decided on."""
        return self.filter(state=Nomination.State.NEW)

    def overdue(self, on: date) -> Self:
        """Return those whose day of deletion has come."""
        return self.filter(delete_on_date__lte=on)


class Nomination(models.Model):
    """Somebody's word for a nominee. Personal data: deleted on a fixed day.

    It is never shown by itself. The editor turns it into a nominee, who is.
    """

    class State(models.TextChoices):
        """Where it stands."""

        NEW = "ny", "Venter"
        TAKEN = "nomineret", "Nomineret"
        DECLINED = "afvist", "Ikke nomineret"

    award_year = models.ForeignKey(
        AwardYear, models.CASCADE, verbose_name="prisår", related_name="nominations"
    )
    nominee_name = models.CharField("hvem der indstilles", max_length=120)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.SET_NULL,
        verbose_name="virksomhed i registret",
        related_name="award_nominations",
        null=True,
        blank=True,
    )
    why = models.TextField("hvorfor", max_length=2000)
    may_quote = models.BooleanField("må citeres", default=False)
    name = models.CharField("afsender", max_length=120)
    email = models.EmailField("mailadresse")
    state = models.CharField("status", max_length=9, choices=State, default=State.NEW)
    note = models.TextField("bemærkning", blank=True)
    closed_at = models.DateTimeField("lukket", null=True, blank=True)
    nominee = models.ForeignKey(
        Nominee,
        models.SET_NULL,
        verbose_name="nomineret som",
        related_name="nominations",
        null=True,
        blank=True,
    )
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    delete_on_date = models.DateField("slettes", default=nomination_deletion_date)
    # The form that it came in: sent twice, it is still one.
    sending_key = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "indstilling til prisen"
        verbose_name_plural = "indstillinger til prisen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(nominee_name="") & ~Q(why="") & ~Q(name="") & ~Q(email=""),
                name="strategy_nomination_complete",
                violation_error_message=(
                    "Skriv, hvem du indstiller, hvorfor, dit navn og din mailadresse."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ny", "nomineret", "afvist"]),
                name="strategy_nomination_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="ny", closed_at__isnull=True)
                | (~Q(state="ny") & Q(closed_at__isnull=False)),
                name="strategy_nomination_closed_is_dated",
                violation_error_message="En lukket indstilling har en dato.",
            ),
            models.CheckConstraint(
                condition=~Q(state="afvist") | ~Q(note=""),
                name="strategy_nomination_declined_has_reason",
                violation_error_message="Skriv, hvorfor den ikke bliver nomineret.",
            ),
            models.CheckConstraint(
                condition=Q(sending_key__length=64),
                name="strategy_nomination_key_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the nomination without personal data, since this reaches logs."""
        return f"Indstilling {self.pk}"
