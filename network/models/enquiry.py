"""Enquiries and what is written to and fro: personal data, deleted on a fixed day."""

import base64
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from common.personal_links import PersonalLink, secret_keys

from ..working_days import after_working_days
from .deletion import enquiry_deletion_date

SIGNATURE_SALT = "network.enquiries"
# 80 bits, in letters that survive a mail server that writes addresses small.
SIGNATURE_LENGTH = 16


def answer_due_date() -> date:
    """Return the day by which an enquiry of today is promised an answer."""
    return after_working_days(timezone.localdate(), settings.ENQUIRY_ANSWER_DAYS)


class EnquiryQuerySet(models.QuerySet):
    """Questions, and which of them have waited too long."""

    def overdue(self) -> Self:
        """Return those that nobody has answered by the promised day."""
        return self.filter(state=Enquiry.State.NEW, due_date__lt=timezone.localdate())


class Enquiry(PersonalLink):
    """A question to the business developer. Personal data: deleted on a fixed day.

    What came first is here; what is written afterwards are its messages. The personal
    link opens the whole thread to who asked.
    """

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
    # By when the latest message that waits for us is answered.
    due_date = models.DateField("svares senest", default=answer_due_date)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    created_at = models.DateTimeField("modtaget", auto_now_add=True)
    # Any message at all: whoever is answering sees that there is a new one.
    latest_at = models.DateTimeField("seneste besked", default=timezone.now)
    delete_on_date = models.DateField("slettes", default=enquiry_deletion_date)
    # The form that it came in: sent twice, it is still one. Empty if it came otherwise.
    sending_key = models.CharField(
        "aftryk", max_length=64, blank=True, default="", editable=False
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta(PersonalLink.Meta):
        abstract = False
        verbose_name = "henvendelse"
        verbose_name_plural = "henvendelser"
        constraints = [
            *PersonalLink.Meta.constraints,
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
                condition=~Q(state="besvaret") | Q(answered_at__isnull=False),
                name="network_enquiry_answered_is_dated",
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

    @property
    def is_overdue(self) -> bool:
        """Whether nobody has answered by the promised day."""
        return self.state == self.State.NEW and self.due_date < timezone.localdate()

    @property
    def signature(self) -> str:
        """What a reply address and the names of our mails carry beside the number."""
        return self._signed(settings.SECRET_KEY)

    def is_signed(self, signature: str) -> bool:
        """Say whether a signature is this enquiry's, also under a former key."""
        return any(
            constant_time_compare(signature.lower(), self._signed(key))
            for key in secret_keys()
        )

    def _signed(self, key: str) -> str:
        said = f"{self.pk} {self.token_seed}"
        digest = salted_hmac(SIGNATURE_SALT, said, secret=key, algorithm="sha256")
        return base64.b32encode(digest.digest()).decode().lower()[:SIGNATURE_LENGTH]


class EnquiryMessage(models.Model):
    """One message of a thread after the first; it goes when its enquiry goes."""

    class Direction(models.TextChoices):
        """Who wrote it."""

        IN = "ind", "Fra den, der spurgte"
        OUT = "ud", "Vores svar"
        # A holiday notice, or a mail server that could not deliver.
        AUTOMATIC = "auto", "Automatisk svar"

    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, verbose_name="henvendelse", related_name="messages"
    )
    direction = models.CharField("retning", max_length=4, choices=Direction)
    text = models.TextField("tekst")
    # What the mail repeated of earlier ones; kept, but folded away.
    history = models.TextField("gentaget", blank=True)
    attachment_names = models.TextField("vedhæftede filer", blank=True)
    # Only where it is another address than that of the enquiry.
    sender = models.CharField("sendt fra", max_length=254, blank=True)
    # The mail or form that it came in: delivered twice, it is still one.
    known_by = models.CharField("kendetegn", max_length=255, blank=True)
    sent_at = models.DateTimeField("tidspunkt", default=timezone.now)

    class Meta:
        verbose_name = "besked"
        verbose_name_plural = "beskeder"
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=["ind", "ud", "auto"]),
                name="network_enquirymessage_direction_known",
                violation_error_message="Vælg, hvem der skrev.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="network_enquirymessage_says_something",
                violation_error_message="Skriv en besked.",
            ),
            models.UniqueConstraint(
                fields=["enquiry", "known_by"],
                condition=~Q(known_by=""),
                name="network_enquirymessage_taken_in_once",
                violation_error_message="Beskeden er allerede modtaget.",
            ),
        ]

    def __str__(self) -> str:
        """Name the message without personal data, since this reaches logs."""
        return f"Besked {self.pk}"

    @property
    def attachments(self) -> list[str]:
        """The names of the files that came with it; the files are not kept."""
        return self.attachment_names.splitlines()
