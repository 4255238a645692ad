"""Groups of enterprises that help one another, and when they meet."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.publication import Publishable, PublishableQuerySet


class ClusterQuerySet(PublishableQuerySet):
    """Groups of enterprises."""

    def active(self, on: date) -> Self:
        """Return those that had begun by a day and not ended."""
        return self.filter(since_date__lte=on).filter(
            Q(ended_date__isnull=True) | Q(ended_date__gt=on)
        )

    def joinable(self, on: date) -> Self:
        """Return those that anyone may ask to be part of: public and not ended."""
        return self.published().filter(
            Q(ended_date__isnull=True) | Q(ended_date__gt=on)
        )


ClusterManager = models.Manager.from_queryset(ClusterQuerySet)


class Cluster(Publishable):
    """A group of enterprises that help one another."""

    name = models.CharField("navn", max_length=120)
    slug = models.SlugField("adresse på portalen", max_length=120, unique=True)
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
    since_date = models.DateField(
        "begyndte",
        null=True,
        blank=True,
        help_text="Uden dato tæller klyngen ikke med i tallene.",
    )
    ended_date = models.DateField("sluttede", null=True, blank=True)
    outcome = models.TextField(
        "hvad der er kommet ud af det",
        blank=True,
        help_text="Det, virksomhederne har opnået sammen.",
    )
    is_example = models.BooleanField("eksempel", default=False)
    updated_at = models.DateTimeField("sidst ændret", auto_now=True)

    objects = ClusterManager()

    class Meta(Publishable.Meta):
        verbose_name = "klynge"
        verbose_name_plural = "klynger"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug="") & ~Q(purpose=""),
                name="network_cluster_named",
                violation_error_message="Skriv navn, adresse og formål.",
            ),
            models.CheckConstraint(
                condition=Q(ended_date__isnull=True)
                | Q(since_date__isnull=False, ended_date__gte=F("since_date")),
                name="network_cluster_ended_after_it_began",
                violation_error_message="Klyngen skal begynde, før den slutter.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the cluster's public address."""
        return reverse("network:cluster", args=[self.slug])

    @property
    def is_over(self) -> bool:
        """Whether it has ended by today."""
        return self.ended_date is not None and self.ended_date <= timezone.localdate()


class ClusterMeeting(models.Model):
    """One time a cluster met or is to meet, and what came of it."""

    cluster = models.ForeignKey(
        Cluster, models.CASCADE, verbose_name="klynge", related_name="meetings"
    )
    date = models.DateField("dato")
    subject = models.CharField("hvad det handler om", max_length=120)
    place = models.CharField("sted", max_length=120, blank=True)
    outcome = models.TextField(
        "hvad kom der ud af det", blank=True, help_text="Nævn ingen personer."
    )

    class Meta:
        verbose_name = "klyngemøde"
        verbose_name_plural = "klyngemøder"
        ordering = ["-date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject=""),
                name="network_clustermeeting_has_subject",
                violation_error_message="Skriv, hvad mødet handler om.",
            ),
        ]

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject
