"""Social Vision Roskilde: events, sign-ups, members, topics, clusters, enquiries."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from common.publication import Publishable, PublishableManager
from common.richtext import RichTextField
from common.uploads import PdfField

models.CharField.register_lookup(Length)

# How long personal data stay when no event date says otherwise.
ENQUIRY_RETENTION = timedelta(days=365)
MEMBER_RETENTION = timedelta(days=730)


def enquiry_deletion_date() -> date:
    """Return the day an enquiry received today is deleted at the latest."""
    return timezone.localdate() + ENQUIRY_RETENTION


def member_deletion_date() -> date:
    """Return the day a membership lapses unless it is renewed."""
    return timezone.localdate() + MEMBER_RETENTION


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


class Registration(models.Model):
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
    token_hash = models.CharField("aftryk", max_length=64, unique=True, editable=False)
    attended = models.BooleanField("mødte frem", null=True, blank=True)

    class Meta:
        verbose_name = "tilmelding"
        verbose_name_plural = "tilmeldinger"
        constraints = [
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
            models.CheckConstraint(
                condition=Q(token_hash__length=64),
                name="network_registration_hash_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
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


class Member(models.Model):
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
    token_hash = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "medlem"
        verbose_name_plural = "medlemmer"
        constraints = [
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
                condition=Q(token_hash__length=64),
                name="network_member_hash_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the membership without personal data, since this reaches logs."""
        return f"Medlem {self.pk}"


class Topic(Publishable):
    """Something members have on their mind, or the network plans to take up."""

    class Stage(models.TextChoices):
        """What has become of the topic."""

        SUGGESTED = "foreslaaet", "Foreslået"
        PLANNED = "planlagt", "Planlagt"
        HELD = "holdt", "Har været på programmet"
        CLOSED = "lukket", "Lukket"

    title = models.CharField("emne", max_length=120)
    description = models.TextField("beskrivelse", blank=True)
    stage = models.CharField(
        "hvad er der sket", max_length=10, choices=Stage, default=Stage.SUGGESTED
    )
    answer = models.TextField("svar fra redaktionen", blank=True)
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        verbose_name="arrangement",
        related_name="topics",
        null=True,
        blank=True,
    )
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="topics",
        null=True,
        blank=True,
    )
    is_example = models.BooleanField("eksempel", default=False)
    created_at = models.DateTimeField("oprettet", default=timezone.now)

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "emne"
        verbose_name_plural = "emner"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title=""),
                name="network_topic_titled",
                violation_error_message="Skriv, hvad emnet er.",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["foreslaaet", "planlagt", "holdt", "lukket"]),
                name="network_topic_stage_known",
                violation_error_message="Vælg fra listen, hvad der er sket.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class TopicSupport(models.Model):
    """One person's support for a topic; the address is kept only as a hash."""

    topic = models.ForeignKey(
        Topic, models.CASCADE, verbose_name="emne", related_name="support"
    )
    email_hash = models.CharField("aftryk", max_length=64, editable=False)
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    delete_on_date = models.DateField("slettes", default=enquiry_deletion_date)

    class Meta:
        verbose_name = "støtte"
        verbose_name_plural = "støtte"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "email_hash"],
                name="network_topicsupport_once",
                violation_error_message="Du støtter allerede emnet.",
            ),
            models.CheckConstraint(
                condition=Q(email_hash__length=64),
                name="network_topicsupport_hash_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the topic supported."""
        return f"Støtte til {self.topic}"


class Cluster(Publishable):
    """A group of enterprises that help one another."""

    name = models.CharField("navn", max_length=120)
    slug = models.SlugField("nøgle", max_length=120, unique=True)
    purpose = models.TextField("formål")
    enterprises = models.ManyToManyField(
        "enterprises.Enterprise",
        verbose_name="virksomheder",
        related_name="clusters",
        blank=True,
    )
    contact_email = models.EmailField(
        "fælles postkasse", blank=True, help_text="Ikke en persons adresse."
    )
    is_example = models.BooleanField("eksempel", default=False)

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "klynge"
        verbose_name_plural = "klynger"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(purpose=""),
                name="network_cluster_named",
                violation_error_message="Skriv navn og formål.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


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
        ]

    def __str__(self) -> str:
        """Name the enquiry without personal data, since this reaches logs."""
        return f"Henvendelse {self.pk}"
