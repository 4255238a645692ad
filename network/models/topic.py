"""What members have on their mind, and the groups they form."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.publication import Publishable, PublishableManager

from .deletion import enquiry_deletion_date
from .event import Event


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
