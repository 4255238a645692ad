"""Meetings of the network, from announcement to minutes."""

from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from common.richtext import RichTextField
from common.uploads import PdfField, PictureField

# Where an address is looked up when the editor has chosen no map of her own. Only a
# link: the page itself asks nobody.
MAP_SEARCH = "https://www.openstreetmap.org/search"


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
    access_notes = models.CharField(
        "om adgangen",
        max_length=200,
        blank=True,
        help_text="Fx trin, elevator, toilet, parkering og nærmeste stop.",
    )
    map_url = models.URLField(
        "link til kort",
        max_length=500,
        blank=True,
        help_text="Står det tomt, linker portalen til adressen på OpenStreetMap.",
    )
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
    remind_two_weeks = models.BooleanField(
        "påmind to uger før",
        default=False,
        help_text="Godt, når man skal nå at finde en anden, hvis man ikke kan.",
    )
    remind_two_days = models.BooleanField("påmind to dage før", default=True)
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
    walk_in_count = models.PositiveIntegerField(
        "kom uden tilmelding", default=0, editable=False
    )
    previous_starts_at = models.DateTimeField(
        "skulle have begyndt", null=True, blank=True, editable=False
    )
    previous_place = models.CharField(
        "skulle have været holdt", max_length=330, blank=True, editable=False
    )
    change_reason = models.CharField(
        "hvorfor det er ændret",
        max_length=300,
        blank=True,
        editable=False,
        help_text="Står i mailen til de tilmeldte og på arrangementets side.",
    )
    thanked_at = models.DateTimeField(
        "tak sendt", null=True, blank=True, editable=False
    )
    sequence = models.PositiveIntegerField(
        "version i kalendere",
        default=0,
        editable=False,
        help_text="Tælles op, når tid eller sted ændres (RFC 5545, SEQUENCE).",
    )
    updated_at = models.DateTimeField("sidst ændret", auto_now=True)

    # What somebody hears who would like to come, where `seats.with_sign_up` was asked.
    sign_up: Any

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
            models.CheckConstraint(
                condition=Q(previous_place="") | Q(previous_starts_at__isnull=False),
                name="network_event_moved_from_a_time",
                violation_error_message="Skriv, hvornår det skulle have været.",
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

    def clean(self) -> None:
        """Refuse a sign-up that would never open."""
        if (
            self.signup_opens_at
            and self.starts_at
            and self.signup_opens_at >= self.starts_at
        ):
            raise ValidationError(
                {"signup_opens_at": "Tilmeldingen skal åbne, før mødet begynder."}
            )

    def _is_rescheduled(self) -> bool:
        names = ("starts_at", "ends_at", "venue", "address", "state")
        now = {name: getattr(self, name) for name in names}
        return not Event.objects.filter(pk=self.pk, **now).exists()

    @property
    def is_cancelled(self) -> bool:
        """Whether the event is called off."""
        return self.state == self.State.CANCELLED

    @property
    def is_moved(self) -> bool:
        """Whether it was announced for another time or place."""
        return self.previous_starts_at is not None and not self.is_cancelled

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
    def cost(self) -> str:
        """What one pays to come."""
        if not self.price:
            return "Gratis"
        return f"{floatformat(self.price, '-2g')} kr. pr. person"

    @property
    def place(self) -> str:
        """Where it is; the link to take part online is never shown in public."""
        return self.venue or "Online"

    @property
    def whole_place(self) -> str:
        """Where it is, with the address."""
        return ", ".join(part for part in (self.place, self.address) if part)

    @property
    def map_link(self) -> str:
        """A map of the place, or nothing where there is no address to look up."""
        if self.map_url or not self.address:
            return self.map_url
        return f"{MAP_SEARCH}?{urlencode({'query': self.address})}"

    @property
    def way_there(self) -> str:
        """Where it is, how one gets in, and a map: a line each, as in a mail."""
        found = f"Kort: {self.map_link}" if self.map_link else ""
        lines = (self.whole_place, self.access_notes, found)
        return "\n".join(line for line in lines if line)

    @property
    def facts(self) -> list[str]:
        """What a card says beside title and day."""
        facts = [self.hours, self.place, *self.outcome]
        if self.is_moved and self.ends_at > timezone.now():
            facts.insert(0, "Flyttet")
        return facts

    @property
    def outcome(self) -> list[str]:
        """What is known of it afterwards, in few words."""
        facts = []
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
        help_text="En rolle, fx “en virksomhedsleder”.",
    )
    speaker_name = models.CharField("oplægsholders navn", max_length=120, blank=True)
    name_consented = models.BooleanField(
        "har sagt ja til at stå med navn", default=False
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
            models.CheckConstraint(
                condition=Q(speaker_name="") | Q(name_consented=True),
                name="network_programmeitem_name_consented",
                violation_error_message=(
                    "Sæt kryds ved, at oplægsholderen har sagt ja til at stå med navn, "
                    "eller skriv kun rollen."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return time and title."""
        return f"{self.starts_at:%H.%M} {self.title}"

    @property
    def who(self) -> str:
        """Who speaks: the name where that was agreed, and the role."""
        return ", ".join(part for part in (self.speaker_name, self.speaker) if part)


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


class EventPicture(models.Model):
    """A picture from an event, with what it shows in words."""

    event = models.ForeignKey(
        Event, models.CASCADE, verbose_name="arrangement", related_name="pictures"
    )
    picture = PictureField("billede")
    text = models.CharField(
        "hvad billedet viser",
        max_length=200,
        help_text="Læses op for dem, der ikke kan se billedet. Ingen navne.",
    )
    is_consented = models.BooleanField(
        "alle, der kan kendes, har sagt ja",
        default=False,
        help_text="Også når ingen kan kendes.",
    )

    class Meta:
        verbose_name = "billede"
        verbose_name_plural = "billeder"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(picture="") & ~Q(text=""),
                name="network_eventpicture_described",
                violation_error_message="Vælg et billede, og skriv, hvad det viser.",
            ),
            models.CheckConstraint(
                condition=Q(is_consented=True),
                name="network_eventpicture_consented",
                violation_error_message=(
                    "Spørg dem, der kan kendes på billedet, og sæt kryds, når de har "
                    "sagt ja."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return what it shows."""
        return self.text
