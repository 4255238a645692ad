"""What happened to a sign-up: who was reminded, who came.

No address and no name: the rows go when the sign-up is deleted.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from .registration import Registration


class Reminder(models.Model):
    """A reminder that was queued for one sign-up, so that nobody gets it twice.

    It is about the time the event had then: who was reminded of a meeting that is moved
    is reminded again of the new time.
    """

    class Kind(models.TextChoices):
        """How long before."""

        TWO_WEEKS = "to-uger", "To uger før"
        TWO_DAYS = "to-dage", "To dage før"

        @property
        def lead(self) -> timedelta:
            """How long before the event it is due."""
            return timedelta(days=14 if self == self.TWO_WEEKS else 2)

    registration = models.ForeignKey(
        Registration,
        models.CASCADE,
        verbose_name="tilmelding",
        related_name="reminders",
    )
    kind = models.CharField("slags", max_length=7, choices=Kind)
    about_at = models.DateTimeField("mødets tid")
    sent_at = models.DateTimeField("lagt i kø", auto_now_add=True)

    class Meta:
        verbose_name = "påmindelse"
        verbose_name_plural = "påmindelser"
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind", "about_at"],
                name="network_reminder_once",
                violation_error_message="Påmindelsen er allerede sendt.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["to-uger", "to-dage"]),
                name="network_reminder_kind_known",
                violation_error_message="Vælg to uger eller to dage før.",
            ),
        ]

    def __str__(self) -> str:
        """Name the reminder without personal data."""
        return f"Påmindelse {self.pk}"


class Arrival(models.Model):
    """One of a sign-up's people who came.

    A row of its own, so that two helpers at the door never overwrite each other.
    """

    registration = models.ForeignKey(
        Registration, models.CASCADE, verbose_name="tilmelding", related_name="arrivals"
    )
    place = models.PositiveSmallIntegerField(
        "nummer", help_text="0 er den, der tilmeldte; derefter kollegerne."
    )

    class Meta:
        verbose_name = "fremmødt"
        verbose_name_plural = "fremmødte"
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "place"],
                name="network_arrival_once",
                violation_error_message="Personen er allerede krydset af.",
            ),
        ]

    def __str__(self) -> str:
        """Name the arrival without personal data."""
        return f"Fremmødt {self.pk}"
