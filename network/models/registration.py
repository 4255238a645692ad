"""Sign-ups for events: personal data, each with its day of deletion."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.personal_links import PersonalLink

from .event import Event

MOST_COLLEAGUES = 5


class RegistrationQuerySet(models.QuerySet):
    """Sign-ups for events."""

    def run_out(self, now: datetime) -> Self:
        """Return those that were not answered in time, in their order."""
        return self.filter(
            state__in=Registration.ANSWERED_BY, confirm_by__lte=now
        ).order_by("number")

    def waiting(self) -> Self:
        """Return the waiting list in its order, which never changes."""
        return self.filter(state=Registration.State.WAITING).order_by("number")

    def active(self) -> Self:
        """Return those that may still come: with a seat, asked to answer, waiting."""
        return self.exclude(state__in=Registration.OVER)


class Registration(PersonalLink):
    """A sign-up for an event, alone or with colleagues. Deleted on a fixed day.

    It holds seats for all its people or for none: "afventer" and "tilbudt" hold them
    until ``confirm_by``, "bekraeftet" for good; ADR 0017.
    """

    class State(models.TextChoices):
        """Where the sign-up stands."""

        PENDING = "afventer", "Venter på bekræftelse"
        CONFIRMED = "bekraeftet", "Har plads"
        WAITING = "venteliste", "På venteliste"
        OFFERED = "tilbudt", "Har fået tilbudt plads"
        CANCELLED = "afmeldt", "Afmeldt"
        LAPSED = "udloebet", "Svarede ikke i tide"

    # Hold seats until a moment.
    ANSWERED_BY = (State.PENDING, State.OFFERED)
    # Neither hold a seat nor wait for one.
    OVER = (State.CANCELLED, State.LAPSED)

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        verbose_name="arrangement",
        related_name="registrations",
    )
    number = models.PositiveBigIntegerField("nummer i rækken", editable=False)
    name = models.CharField("navn", max_length=120)
    email = models.EmailField("mailadresse")
    email_key = models.CharField("mailadresse, ensrettet", max_length=254)
    organisation = models.CharField("organisation", max_length=120, blank=True)
    colleagues = models.TextField(
        "kolleger", blank=True, help_text="Ét navn på hver linje."
    )
    people = models.PositiveSmallIntegerField("personer", default=1, editable=False)
    state = models.CharField(
        "status", max_length=10, choices=State, default=State.PENDING
    )
    created_at = models.DateTimeField("tilmeldt", auto_now_add=True)
    confirm_by = models.DateTimeField("svar senest", null=True, blank=True)
    delete_on_date = models.DateField("slettes")
    # The form that came in last: sent twice, it is still one. Empty from the desk.
    sending_key = models.CharField(
        "aftryk af formularen", max_length=64, blank=True, default="", editable=False
    )

    objects = RegistrationQuerySet.as_manager()

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
            models.UniqueConstraint(
                fields=["event", "number"],
                name="network_registration_in_line",
                violation_error_message="To tilmeldinger kan ikke have samme nummer.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("afventer", "bekraeftet", "venteliste"),
                        *("tilbudt", "afmeldt", "udloebet"),
                    ]
                ),
                name="network_registration_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email="") & ~Q(email_key=""),
                name="network_registration_complete",
                violation_error_message="Skriv navn og mailadresse.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["afventer", "tilbudt"], confirm_by__isnull=False)
                | (~Q(state__in=["afventer", "tilbudt"]) & Q(confirm_by__isnull=True)),
                name="network_registration_hold_has_end",
                violation_error_message=(
                    "En plads, der venter på svar, har en frist; andre har ingen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1) & Q(people__lte=1 + MOST_COLLEAGUES),
                name="network_registration_people",
                violation_error_message=(
                    f"En tilmelding er for én person og højst {MOST_COLLEAGUES} "
                    "kolleger."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Name the sign-up without personal data, since this reaches logs."""
        return f"Tilmelding {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what follows from other fields: the key, the number of people."""
        self.email_key = key_of(self.email)
        self.colleagues = "\n".join(self.colleague_names)
        self.people = 1 + len(self.colleague_names)
        super().save(*args, **kwargs)

    @property
    def colleague_names(self) -> list[str]:
        """Those who come along, as they were written."""
        lines = (" ".join(line.split()) for line in self.colleagues.splitlines())
        return [line for line in lines if line]


def key_of(email: str) -> str:
    """Make one key of all the ways in which one mail address is written."""
    return email.strip().lower()
