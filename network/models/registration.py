"""Sign-ups for events: personal data, each with its day of deletion."""

from typing import Any

from django.db import models
from django.db.models import Q

from common.personal_links import PersonalLink

from .event import Event


class Registration(PersonalLink):
    """One person's sign-up for an event. Personal data: deleted on a fixed day."""

    class State(models.TextChoices):
        """Where the sign-up stands."""

        PENDING = "afventer", "Afventer bekræftelse"
        CONFIRMED = "bekraeftet", "Bekræftet"
        WAITING = "venteliste", "Venteliste"
        CANCELLED = "afmeldt", "Afmeldt"

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        verbose_name="arrangement",
        related_name="registrations",
    )
    name = models.CharField("navn", max_length=120)
    email = models.EmailField("mailadresse")
    email_key = models.CharField("mailadresse, ensrettet", max_length=254)
    organisation = models.CharField("organisation", max_length=120, blank=True)
    state = models.CharField(
        "status", max_length=10, choices=State, default=State.PENDING
    )
    created_at = models.DateTimeField("tilmeldt", auto_now_add=True)
    confirm_by = models.DateTimeField("bekræft senest")
    delete_on_date = models.DateField("slettes")
    attended = models.BooleanField("mødte frem", null=True, blank=True)

    class Meta(PersonalLink.Meta):
        verbose_name = "tilmelding"
        verbose_name_plural = "tilmeldinger"
        constraints = [
            *PersonalLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "email_key"],
                name="network_registration_once",
                violation_error_message="Mailadressen er allerede tilmeldt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["afventer", "bekraeftet", "venteliste", "afmeldt"]
                ),
                name="network_registration_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email="") & ~Q(email_key=""),
                name="network_registration_complete",
                violation_error_message="Skriv navn og mailadresse.",
            ),
        ]

    def __str__(self) -> str:
        """Name the sign-up without personal data, since this reaches logs."""
        return f"Tilmelding {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key that makes one mail address one sign-up."""
        self.email_key = self.email.strip().lower()
        super().save(*args, **kwargs)
