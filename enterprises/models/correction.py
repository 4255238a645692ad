"""What readers say is wrong about an enterprise."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from .enterprise import Enterprise, today

# How long a correction waits at most, and how long it is kept once it is closed.
RETENTION = timedelta(days=180)
KEPT_WHEN_CLOSED = timedelta(days=30)


def correction_deletion_date() -> date:
    """Return the day a correction received today is deleted at the latest."""
    return today() + RETENTION


class CorrectionQuerySet(models.QuerySet):
    """Corrections from readers."""

    def waiting(self) -> Self:
        """Return those that nobody has closed."""
        return self.filter(state=Correction.State.NEW)

    def overdue(self, on: date) -> Self:
        """Return those whose day of deletion has come."""
        return self.filter(delete_on_date__lte=on)


class Correction(models.Model):
    """A reader's word that something is wrong. Personal data: deleted on a fixed day.

    Nothing of it changes the record by itself; the editor reads it and does.
    """

    class Area(models.TextChoices):
        """What it is about, in the words of the enterprise's page."""

        NAME = "navn", "Navn, beskrivelse eller formål"
        PLACE = "sted", "Adresse, åbningstider eller adgang"
        CONTACT = "kontakt", "Telefon, mail eller hjemmeside"
        OFFERS = "tilbud", "Det, man kan få her"
        STAFF = "medarbejdere", "Medarbejdere og frivillige"
        RSV = "rsv", "RSV-status"
        FACTS = "fakta", "Arbejdsfelt, virksomhedsform eller andre fakta"
        CLOSED = "lukket", "Virksomheden er lukket"
        OTHER = "andet", "Noget andet"

    class State(models.TextChoices):
        """Where it stands."""

        NEW = "ny", "Venter"
        TAKEN = "rettet", "Rettet"
        DECLINED = "afvist", "Ikke rettet"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="corrections",
    )
    area = models.CharField("hvad det handler om", max_length=12, choices=Area)
    wrong = models.TextField("hvad der er forkert", max_length=2000)
    right = models.TextField("hvad der skal stå", max_length=2000, blank=True)
    email = models.EmailField("mailadresse", blank=True)
    state = models.CharField("status", max_length=6, choices=State, default=State.NEW)
    note = models.TextField("bemærkning", blank=True)
    closed_at = models.DateTimeField("lukket", null=True, blank=True)
    answer = models.TextField("svar", blank=True)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    delete_on_date = models.DateField("slettes", default=correction_deletion_date)
    # The form that it came in: sent twice, it is still one.
    sending_key = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "rettelse fra en læser"
        verbose_name_plural = "rettelser fra læsere"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    area__in=[
                        *("navn", "sted", "kontakt", "tilbud", "medarbejdere"),
                        *("rsv", "fakta", "lukket", "andet"),
                    ]
                ),
                name="enterprises_correction_area_known",
                violation_error_message="Vælg, hvad det handler om.",
            ),
            models.CheckConstraint(
                condition=~Q(wrong=""),
                name="enterprises_correction_says_something",
                violation_error_message="Skriv, hvad der er forkert.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ny", "rettet", "afvist"]),
                name="enterprises_correction_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="ny", closed_at__isnull=True)
                | (~Q(state="ny") & Q(closed_at__isnull=False)),
                name="enterprises_correction_closed_is_dated",
                violation_error_message="En lukket rettelse har en dato.",
            ),
            models.CheckConstraint(
                condition=~Q(state="afvist") | ~Q(note=""),
                name="enterprises_correction_declined_has_reason",
                violation_error_message="Skriv, hvorfor det ikke skal rettes.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & ~Q(email="") & Q(answered_at__isnull=False)),
                name="enterprises_correction_answer_is_sent",
                violation_error_message=(
                    "Et svar har en dato og en mailadresse, det er sendt til."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sending_key__length=64),
                name="enterprises_correction_key_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the correction without personal data, since this reaches logs."""
        return f"Rettelse {self.pk}"

    @property
    def can_be_answered(self) -> bool:
        """Whether the reader asked for an answer and has none yet."""
        return bool(self.email) and self.answered_at is None
