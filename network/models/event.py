"""Meetings of the network, from announcement to minutes."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from common.richtext import RichTextField
from common.uploads import PdfField


class EventQuerySet(models.QuerySet):
    """Meetings of the network."""

    def published(self) -> Self:
        """Return what anyone may see; a cancelled event stays, marked as such."""
        return self.exclude(state=Event.State.DRAFT)

    def taking_place(self) -> Self:
        """Return those that are not cancelled."""
        return self.exclude(state=Event.State.CANCELLED)

    def held(self, until: datetime) -> Self:
        """Return events that had ended and were not cancelled."""
        return self.filter(state=Event.State.PUBLISHED, ends_at__lte=until)

    def upcoming(self, now: datetime) -> Self:
        """Return events that are not over, the next first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Return events that are over, the latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "pk")


class Event(models.Model):
    """A meeting of the network, from announcement to minutes."""

    class State(models.TextChoices):
        """Where the event stands."""

        DRAFT = "kladde", "Kladde"
        PUBLISHED = "offentlig", "Offentlig"
        CANCELLED = "aflyst", "Aflyst"

    title = models.CharField("titel", max_length=120)
    slug = models.SlugField("adresse på portalen", max_length=120, unique=True)
    is_example = models.BooleanField("eksempel", default=False)
    state = models.CharField("status", max_length=9, choices=State, default=State.DRAFT)
    theme = models.CharField("tema", max_length=120, blank=True)
    summary = models.CharField(
        "kort beskrivelse", max_length=200, help_text="Én eller to sætninger."
    )
    description = RichTextField("beskrivelse", blank=True)
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter")
    venue = models.CharField("sted", max_length=120, blank=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    access_notes = models.CharField("om adgangen", max_length=200, blank=True)
    online_url = models.URLField(
        "link til at deltage online",
        blank=True,
        help_text="Vises kun for dem, der har en plads.",
    )
    host = models.ForeignKey(
        "enterprises.Enterprise",
        models.SET_NULL,
        verbose_name="vært",
        related_name="events",
        null=True,
        blank=True,
    )
    capacity = models.PositiveIntegerField(
        "pladser",
        null=True,
        blank=True,
        help_text="Lad feltet stå tomt, hvis alle kan være med.",
    )
    signup_opens_at = models.DateTimeField("tilmelding åbner", null=True, blank=True)
    signup_closes_at = models.DateTimeField("tilmelding lukker", null=True, blank=True)
    price = models.DecimalField(
        "pris i kroner", max_digits=7, decimal_places=2, default=0
    )
    minutes = RichTextField("referat", blank=True)
    attendance_count = models.PositiveIntegerField(
        "antal fremmødte", null=True, blank=True
    )
    # What stays when the sign-ups are deleted; network/retention.py adds it up.
    signed_up_count = models.PositiveIntegerField(
        "tilmeldte i alt", null=True, blank=True, editable=False
    )
    waited_count = models.PositiveIntegerField(
        "på venteliste til sidst", null=True, blank=True, editable=False
    )
    sequence = models.PositiveIntegerField(
        "version i kalendere",
        default=0,
        editable=False,
        help_text="Tælles op, når tid eller sted ændres (RFC 5545, SEQUENCE).",
    )
    updated_at = models.DateTimeField("sidst ændret", auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "arrangement"
        verbose_name_plural = "arrangementer"
        indexes = [models.Index(fields=["ends_at"], name="event_ends_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["kladde", "offentlig", "aflyst"]),
                name="network_event_state_known",
                violation_error_message="Vælg kladde, offentlig eller aflyst.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug="") & ~Q(summary=""),
                name="network_event_named",
                violation_error_message="Skriv titel, adresse og en kort beskrivelse.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="network_event_ends_after_start",
                violation_error_message="Slutningen skal ligge efter begyndelsen.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1),
                name="network_event_capacity_positive",
                violation_error_message=(
                    "Der skal være mindst 1 plads. Er der plads til alle, så lad "
                    "feltet stå tomt."
                ),
            ),
            models.CheckConstraint(
                condition=Q(signup_closes_at__isnull=True)
                | Q(signup_opens_at__isnull=True)
                | Q(signup_closes_at__gt=F("signup_opens_at")),
                name="network_event_signup_window",
                violation_error_message="Tilmeldingen skal lukke, efter den åbner.",
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="network_event_price_not_negative",
                violation_error_message="Prisen kan ikke være under 0 kr.",
            ),
            models.CheckConstraint(
                condition=~Q(venue="") | ~Q(online_url=""),
                name="network_event_somewhere",
                violation_error_message="Skriv et sted eller et link til at være med.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count the sequence up when what people plan after has changed."""
        if self.pk and not self._state.adding and self._is_rescheduled():
            self.sequence += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sequence"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the event's public address."""
        return reverse("network:event", args=[self.slug])

    def _is_rescheduled(self) -> bool:
        names = ("starts_at", "ends_at", "venue", "address", "state")
        now = {name: getattr(self, name) for name in names}
        return not Event.objects.filter(pk=self.pk, **now).exists()

    @property
    def is_cancelled(self) -> bool:
        """Whether the event is called off."""
        return self.state == self.State.CANCELLED

    @property
    def hours(self) -> str:
        """The time of day in Danish, with the days where it lasts more than one."""
        start = timezone.localtime(self.starts_at)
        end = timezone.localtime(self.ends_at)
        if start.date() == end.date():
            return f"kl. {start:%H.%M}–{end:%H.%M}"
        day = "j. F"
        return (
            f"{date_format(start, day)} kl. {start:%H.%M} – "
            f"{date_format(end, day)} kl. {end:%H.%M}"
        )

    @property
    def place(self) -> str:
        """Where it is; the link to take part online is never shown in public."""
        return self.venue or "Online"

    @property
    def facts(self) -> list[str]:
        """What a card says beside title and day."""
        facts = [self.hours, self.place]
        if self.attendance_count is not None:
            facts.append(f"{self.attendance_count} mødte frem")
        if self.minutes:
            facts.append("med referat")
        return facts


class ProgrammeItem(models.Model):
    """One point of an event's programme."""

    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name="arrangement", related_name="programme"
    )
    starts_at = models.TimeField("klokken")
    title = models.CharField("punkt", max_length=160)
    speaker = models.CharField(
        "oplægsholder",
        max_length=120,
        blank=True,
        help_text="En rolle, fx “en virksomhedsleder”. Navne kun med samtykke.",
    )

    class Meta:
        verbose_name = "programpunkt"
        verbose_name_plural = "program"
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="network_programmeitem_titled",
                violation_error_message="Skriv, hvad punktet handler om.",
            ),
        ]

    def __str__(self) -> str:
        """Return time and title."""
        return f"{self.starts_at:%H.%M} {self.title}"


class EventMaterial(models.Model):
    """A presentation or another paper from an event."""

    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name="arrangement", related_name="materials"
    )
    title = models.CharField("titel", max_length=120)
    file = PdfField("fil")

    class Meta:
        verbose_name = "materiale"
        verbose_name_plural = "materialer"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(file=""),
                name="network_eventmaterial_complete",
                violation_error_message="Skriv en titel, og vælg en fil.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
