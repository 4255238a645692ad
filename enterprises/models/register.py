"""Files on their way through the editor's hands: the register's lists, and her own."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .enterprise import today

# How long a list that nobody approves is kept.
KEPT = timedelta(days=30)


def in_thirty_days() -> date:
    """Return the day a list of today is deleted."""
    return today() + KEPT


class RsvImportQuerySet(models.QuerySet):
    """Lists from the register."""

    def overdue(self, on: date) -> Self:
        """Return lists that nobody approved in time."""
        waiting = self.exclude(state=RsvImport.State.APPROVED)
        return waiting.filter(delete_on_date__lte=on)


class RsvImport(models.Model):
    """A list from the register: its rows until they are approved, then only the trace.

    ``rows`` holds pairs of row number and cells. Once ``mapping`` is known, only the
    columns in it are kept, so nothing about people lies here unused.
    """

    class State(models.TextChoices):
        """How far the editor has come with it."""

        UPLOADED = "hentet", "Vælg kolonner"
        MAPPED = "klar", "Se forskelle"
        APPROVED = "godkendt", "Godkendt"

    file_name = models.CharField("fil", max_length=100)
    register = models.CharField(
        "register",
        max_length=80,
        default="Det Centrale Virksomhedsregister",
        help_text="Står som kilde ved hver RSV-status, du godkender.",
    )
    list_date = models.DateField(
        "listen er fra",
        default=today,
        help_text="Den dag, listen er trukket ud af registret.",
    )
    is_complete = models.BooleanField(
        "listen er hel",
        default=True,
        help_text=(
            "Alle, der er registreret, står på den. Så viser portalen også dem, der "
            "mangler."
        ),
    )
    state = models.CharField(
        "status", max_length=8, choices=State, default=State.UPLOADED
    )
    headers = models.JSONField("overskrifter", default=list, blank=True)
    rows = models.JSONField("rækker", default=list, blank=True)
    mapping = models.JSONField("kolonner", default=dict, blank=True)
    uploaded_at = models.DateTimeField("hentet ind", default=timezone.now)
    approved_at = models.DateTimeField("godkendt", null=True, blank=True)
    changes = models.PositiveIntegerField("ændringer", default=0)
    confirmed = models.PositiveIntegerField("bekræftede", default=0)
    delete_on_date = models.DateField("slettes", default=in_thirty_days)

    objects = RsvImportQuerySet.as_manager()

    class Meta:
        verbose_name = "liste fra registret"
        verbose_name_plural = "lister fra registret"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["hentet", "klar", "godkendt"]),
                name="enterprises_rsvimport_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="godkendt", approved_at__isnull=False)
                | (~Q(state="godkendt") & Q(approved_at__isnull=True)),
                name="enterprises_rsvimport_approved_is_dated",
                violation_error_message="En godkendt liste har en dato.",
            ),
        ]

    def __str__(self) -> str:
        """Return the file and its day."""
        return f"{self.file_name} fra {self.list_date:%d.%m.%Y}"

    @property
    def source(self) -> str:
        """What a status from this list gives as its source."""
        return f"{self.register}, {self.file_name}"


class TableImportQuerySet(models.QuerySet):
    """Files of the editor."""

    def overdue(self, on: date) -> Self:
        """Return files that nobody took in in time."""
        waiting = self.exclude(state=TableImport.State.TAKEN_IN)
        return waiting.filter(delete_on_date__lte=on)


class TableImport(models.Model):
    """A file with enterprises, RSV histories or returns, until it is taken in.

    ``content`` holds its rows, packed, and ``prints`` what each of them did when the
    editor looked. Both go when it is taken in; what happened stays.
    """

    class Kind(models.TextChoices):
        """What its rows are; each kind has a sheet in `enterprises.transfer`."""

        ENTERPRISES = "virksomheder", "Virksomheder"
        RSV = "rsv", "RSV-historik"
        RETURNS = "indberetninger", "Indberetninger"

    class State(models.TextChoices):
        """Whether it has been taken in."""

        WAITING = "venter", "Se den igennem"
        TAKEN_IN = "indlaest", "Indlæst"

    kind = models.CharField("hvad er det", max_length=14, choices=Kind)
    file_name = models.CharField("fil", max_length=100)
    state = models.CharField(
        "status", max_length=8, choices=State, default=State.WAITING
    )
    content = models.BinaryField("indhold", default=b"")
    prints = models.JSONField("aftryk", default=list, blank=True)
    uploaded_at = models.DateTimeField("lagt op", default=timezone.now)
    taken_in_at = models.DateTimeField("indlæst", null=True, blank=True)
    new_rows = models.PositiveIntegerField("nye", default=0)
    changed_rows = models.PositiveIntegerField("ændrede", default=0)
    unchanged_rows = models.PositiveIntegerField("uændrede", default=0)
    delete_on_date = models.DateField("slettes", default=in_thirty_days)

    objects = TableImportQuerySet.as_manager()

    class Meta:
        verbose_name = "fil til indlæsning"
        verbose_name_plural = "filer til indlæsning"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["virksomheder", "rsv", "indberetninger"]),
                name="enterprises_tableimport_kind_known",
                violation_error_message="Vælg, hvad der står i filen.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["venter", "indlaest"]),
                name="enterprises_tableimport_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="indlaest", taken_in_at__isnull=False)
                | (~Q(state="indlaest") & Q(taken_in_at__isnull=True)),
                name="enterprises_tableimport_taken_in_is_dated",
                violation_error_message="En indlæst fil har en dato.",
            ),
        ]

    def __str__(self) -> str:
        """Return the file and what is in it."""
        return f"{self.file_name} ({self.get_kind_display()})"
