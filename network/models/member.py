"""Members of the network: personal data, each with its day of deletion."""

from typing import Self

from django.db import models
from django.db.models import Q

from common.personal_links import PersonalLink

from .deletion import member_deletion_date


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
