"""Questions to the business developer: personal data, deleted on a fixed day."""

from django.db import models
from django.db.models import Q

from .deletion import enquiry_deletion_date


class Enquiry(models.Model):
    """A question to the business developer. Personal data: deleted on a fixed day."""

    class State(models.TextChoices):
        """Where the enquiry stands."""

        NEW = "ny", "Ny"
        ANSWERED = "besvaret", "Besvaret"
        WAITING = "afventer", "Afventer"
        CLOSED = "lukket", "Lukket"

    name = models.CharField("navn", max_length=120)
    email = models.EmailField("mailadresse")
    subject = models.CharField("emne", max_length=120)
    body = models.TextField("besked")
    state = models.CharField("status", max_length=8, choices=State, default=State.NEW)
    answer = models.TextField("svar", blank=True)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    created_at = models.DateTimeField("modtaget", auto_now_add=True)
    delete_on_date = models.DateField("slettes", default=enquiry_deletion_date)
    # The form that it came in: sent twice, it is still one. Empty if it came otherwise.
    sending_key = models.CharField(
        "aftryk", max_length=64, blank=True, default="", editable=False
    )

    class Meta:
        verbose_name = "henvendelse"
        verbose_name_plural = "henvendelser"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["ny", "besvaret", "afventer", "lukket"]),
                name="network_enquiry_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email="") & ~Q(subject="") & ~Q(body=""),
                name="network_enquiry_complete",
                violation_error_message="Skriv navn, mailadresse, emne og besked.",
            ),
            models.CheckConstraint(
                condition=~Q(state="besvaret")
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="network_enquiry_answered_has_answer",
                violation_error_message="Skriv svaret, før henvendelsen er besvaret.",
            ),
            models.UniqueConstraint(
                fields=["sending_key"],
                condition=~Q(sending_key=""),
                name="network_enquiry_sent_once",
                violation_error_message="Henvendelsen er allerede modtaget.",
            ),
        ]

    def __str__(self) -> str:
        """Name the enquiry without personal data, since this reaches logs."""
        return f"Henvendelse {self.pk}"
