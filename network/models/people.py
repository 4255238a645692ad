"""Sign-ups, members and enquiries: personal data, each with its day of deletion."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.personal_links import PersonalLink

from .deletion import enquiry_deletion_date, member_deletion_date
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


class MemberQuerySet(models.QuerySet):
    """Members of the network."""

    def active(self) -> Self:
        """Return those who confirmed and have not left."""
        return self.filter(state=Member.State.ACTIVE)


class Member(PersonalLink):
    """Somebody who wants news from the network. Double opt-in, leaves in one click."""

    class State(models.TextChoices):
        """Where the membership stands."""

        PENDING = "afventer", "Afventer bekræftelse"
        ACTIVE = "aktiv", "Aktiv"

    email = models.EmailField("mailadresse", unique=True)
    name = models.CharField("navn", max_length=120, blank=True)
    organisation = models.CharField("organisation", max_length=120, blank=True)
    state = models.CharField(
        "status", max_length=8, choices=State, default=State.PENDING
    )
    joined_at = models.DateTimeField("kom med", null=True, blank=True)
    delete_on_date = models.DateField("slettes", default=member_deletion_date)

    objects = MemberQuerySet.as_manager()

    class Meta(PersonalLink.Meta):
        verbose_name = "medlem"
        verbose_name_plural = "medlemmer"
        constraints = [
            *PersonalLink.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["afventer", "aktiv"]),
                name="network_member_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="aktiv", joined_at__isnull=False)
                | Q(state="afventer", joined_at__isnull=True),
                name="network_member_active_is_dated",
                violation_error_message="Et aktivt medlem har en dato for, hvornår.",
            ),
        ]

    def __str__(self) -> str:
        """Name the membership without personal data, since this reaches logs."""
        return f"Medlem {self.pk}"


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
