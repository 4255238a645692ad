"""Members of the network: personal data, each with its day of deletion."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.personal_links import PersonalLink

from .deletion import member_deletion_date


class Interest(models.TextChoices):
    """What a member may want to hear about; docs/adr says why these and no others."""

    MEETINGS = "moeder", "Nye møder"
    MINUTES = "referater", "Referater fra møderne"
    TOPICS = "emner", "Emner, vi tager op"
    CLUSTERS = "klynger", "Klynger, hvor virksomheder hjælper hinanden"
    HEARINGS = "hoeringer", "Høringer om strategien"

    @property
    def column(self) -> str:
        """The member's field that says whether they want it."""
        return f"wants_{self.name.lower()}"


def interest_columns(wanted: Iterable[str]) -> dict[str, bool]:
    """Return the fields that say what somebody wants to hear about."""
    chosen = set(wanted)
    return {interest.column: interest in chosen for interest in Interest}


class MemberQuerySet(models.QuerySet):
    """Members of the network."""

    def active(self) -> Self:
        """Return those who confirmed and have not left."""
        return self.filter(state=Member.State.ACTIVE)

    def current(self, on: date) -> Self:
        """Return those whose day of deletion has not come."""
        return self.filter(delete_on_date__gt=on)

    def wanting(self, interest: Interest) -> Self:
        """Return those who want to hear about something."""
        return self.filter(**{interest.column: True})


class Member(PersonalLink):
    """Somebody who wants news from the network. Double opt-in, leaves in one click.

    The interests are what the consent is for; `network.members.consents` has its words
    by version.
    """

    class State(models.TextChoices):
        """Where the membership stands."""

        PENDING = "afventer", "Afventer bekræftelse"
        ACTIVE = "aktiv", "Aktiv"

    email = models.EmailField("mailadresse", unique=True)
    name = models.CharField("navn", max_length=120, blank=True)
    organisation = models.CharField("organisation", max_length=120, blank=True)
    wants_meetings = models.BooleanField("nye møder", default=True)
    wants_minutes = models.BooleanField("referater", default=False)
    wants_topics = models.BooleanField("emner", default=False)
    wants_clusters = models.BooleanField("klynger", default=False)
    wants_hearings = models.BooleanField("høringer", default=False)
    state = models.CharField(
        "status", max_length=8, choices=State, default=State.PENDING
    )
    joined_at = models.DateTimeField("kom med", null=True, blank=True)
    consent_version = models.CharField("samtykkets ordlyd", max_length=20)
    consented_at = models.DateTimeField("samtykke givet", default=timezone.now)
    renewal_asked_at = models.DateTimeField(
        "spurgt, om medlemskabet skal fortsætte", null=True, blank=True
    )
    delete_on_date = models.DateField("slettes", default=member_deletion_date)
    # The form that asked last: sent twice, it brings one mail.
    sending_key = models.CharField(
        "formularens aftryk", max_length=64, blank=True, default="", editable=False
    )

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
            models.CheckConstraint(
                condition=Q(wants_meetings=True)
                | Q(wants_minutes=True)
                | Q(wants_topics=True)
                | Q(wants_clusters=True)
                | Q(wants_hearings=True),
                name="network_member_wants_something",
                violation_error_message="Vælg mindst én ting, du vil høre om.",
            ),
            models.CheckConstraint(
                condition=~Q(consent_version=""),
                name="network_member_consented",
                violation_error_message="Skriv, hvilken tekst personen sagde ja til.",
            ),
        ]

    def __str__(self) -> str:
        """Name the membership without personal data, since this reaches logs."""
        return f"Medlem {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address so that one person is one member."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:
        """Whether the person confirmed."""
        return self.state == self.State.ACTIVE

    @property
    def interests(self) -> list[Interest]:
        """What the person wants to hear about."""
        return [interest for interest in Interest if getattr(self, interest.column)]

    @interests.setter
    def interests(self, wanted: Iterable[str]) -> None:
        for column, is_wanted in interest_columns(wanted).items():
            setattr(self, column, is_wanted)
