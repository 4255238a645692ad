"""Messages to members, and how far each of them has come."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import Count, Q

from .event import Event
from .member import Interest, Member


class MemberMessage(models.Model):
    """What the editor writes to members. It goes out once, as one mail to each."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "kladde", "Kladde"
        SENDING = "sendes", "Er ved at blive sendt"
        SENT = "sendt", "Sendt"

    subject = models.CharField("emne", max_length=120)
    body = models.TextField(
        "tekst",
        max_length=5000,
        help_text=(
            "Skriv som i en almindelig mail, med en tom linje mellem afsnit. Hilsen og "
            "link til at melde sig ud kommer på af sig selv."
        ),
    )
    audience = models.CharField(
        "modtagere",
        max_length=9,
        choices=Interest,
        blank=True,
        help_text="Kun dem, der har bedt om at høre om det. Tomt: alle medlemmer.",
    )
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        verbose_name="møde",
        related_name="member_messages",
        null=True,
        blank=True,
        help_text="Mailen får tid, sted og et link til mødets side og referat.",
    )
    state = models.CharField(
        "status", max_length=6, choices=State, default=State.DRAFT, editable=False
    )
    recipient_count = models.PositiveIntegerField(
        "antal modtagere", default=0, editable=False
    )
    started_at = models.DateTimeField(
        "sendt af sted", null=True, blank=True, editable=False
    )
    finished_at = models.DateTimeField("færdig", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    class Meta:
        verbose_name = "besked til medlemmer"
        verbose_name_plural = "beskeder til medlemmer"
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body=""),
                name="network_membermessage_complete",
                violation_error_message="Skriv et emne og en tekst.",
            ),
            models.CheckConstraint(
                condition=Q(
                    audience__in=[
                        *("", "moeder", "referater", "emner", "klynger", "hoeringer")
                    ]
                ),
                name="network_membermessage_audience_known",
                violation_error_message="Vælg modtagerne fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["kladde", "sendes", "sendt"]),
                name="network_membermessage_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="kladde", started_at__isnull=True)
                | (~Q(state="kladde") & Q(started_at__isnull=False)),
                name="network_membermessage_started_is_dated",
                violation_error_message="En besked, der er sendt af sted, har en dato.",
            ),
            models.CheckConstraint(
                condition=Q(state="sendt", finished_at__isnull=False)
                | (~Q(state="sendt") & Q(finished_at__isnull=True)),
                name="network_membermessage_finished_is_dated",
                violation_error_message="En sendt besked har en dato.",
            ),
        ]

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject

    @property
    def is_locked(self) -> bool:
        """Whether it is on its way: what people got is not rewritten."""
        return self.state != self.State.DRAFT

    @property
    def progress(self) -> "Progress":
        """How many have got it."""
        return self.deliveries.progress()


@dataclass(frozen=True)
class Progress:
    """How far a message has come, in numbers of members."""

    waiting: int
    sent: int
    failed: int
    left: int

    @property
    def total(self) -> int:
        """All whom it was meant for."""
        return self.waiting + self.sent + self.failed + self.left


IS_GIVEN_UP = Q(mail__delivery__failed_at__isnull=False) | Q(mail__isnull=True)


class MemberDeliveryQuerySet(models.QuerySet):
    """Mails of messages, one for each member."""

    def to_queue(self) -> Self:
        """Return those that have not been handed to the mail queue."""
        return self.filter(queued_at__isnull=True, member__isnull=False)

    def progress(self) -> Progress:
        """Count them by how far they have come; one query."""
        unsent = Q(sent_at__isnull=True, member__isnull=False)
        failed = Q(queued_at__isnull=False) & IS_GIVEN_UP
        return Progress(
            **self.aggregate(
                sent=Count("pk", filter=Q(sent_at__isnull=False)),
                left=Count("pk", filter=Q(sent_at__isnull=True, member__isnull=True)),
                failed=Count("pk", filter=unsent & failed),
                waiting=Count("pk", filter=unsent & ~failed),
            )
        )


class MemberDelivery(models.Model):
    """One message's mail to one member; when the member leaves, only the count stays.

    The mail is in the queue until the mail server has taken it.
    """

    message = models.ForeignKey(
        MemberMessage,
        models.CASCADE,
        verbose_name="besked",
        related_name="deliveries",
    )
    member = models.ForeignKey(
        Member,
        models.SET_NULL,
        verbose_name="medlem",
        related_name="deliveries",
        null=True,
        blank=True,
    )
    mail = models.OneToOneField(
        "mailer.Message",
        models.SET_NULL,
        verbose_name="mail i køen",
        related_name="member_delivery",
        null=True,
        blank=True,
    )
    queued_at = models.DateTimeField("lagt i køen", null=True, blank=True)
    sent_at = models.DateTimeField("sendt", null=True, blank=True)

    objects = MemberDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "besked til et medlem"
        verbose_name_plural = "beskeder til et medlem"
        constraints = [
            models.UniqueConstraint(
                fields=["message", "member"],
                name="network_memberdelivery_once",
                violation_error_message="Medlemmet får allerede beskeden.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(queued_at__isnull=False),
                name="network_memberdelivery_queued_first",
                violation_error_message="En mail ligger i køen, før den er sendt.",
            ),
        ]

    def __str__(self) -> str:
        """Name the delivery without personal data, since this reaches logs."""
        return f"Levering {self.pk}"
