"""What an enterprise is worth to people, with its evidence (merværdi)."""

from typing import Self

from django.db import models
from django.db.models import Q

from common.publication import Publishable, PublishableQuerySet

from .enterprise import Enterprise


class SocialValueQuerySet(PublishableQuerySet):
    """Statements of social value."""

    def published(self) -> Self:
        """Return public statements of enterprises that anyone may see."""
        return super().published().filter(enterprise__in=Enterprise.objects.published())


class SocialValueStatement(Publishable):
    """What an enterprise says it is worth to people, with its evidence (merværdi)."""

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="social_value_statements",
    )
    claim = models.CharField("hvad er opnået", max_length=200)
    beneficiaries = models.CharField("for hvem", max_length=120)
    evidence = models.TextField("hvordan ved vi det")
    evidence_url = models.URLField("link til dokumentation", blank=True)
    year = models.PositiveSmallIntegerField("år")
    consent_date = models.DateField(
        "samtykke givet",
        null=True,
        blank=True,
        help_text="Den dag, de omtalte sagde ja til, at det må vises.",
    )

    objects = SocialValueQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "merværdi"
        verbose_name_plural = "merværdi"
        ordering = ["-year", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(beneficiaries="") & ~Q(evidence=""),
                name="enterprises_socialvalue_complete",
                violation_error_message=(
                    "Skriv både, hvad der er opnået, for hvem, og hvordan I ved det."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(publication_state="offentlig")
                | Q(consent_date__isnull=False),
                name="enterprises_socialvalue_consent_before_publication",
                violation_error_message=(
                    "Skriv datoen for samtykket, før merværdien bliver offentlig."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="enterprises_socialvalue_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
        ]

    def __str__(self) -> str:
        """Return the claim."""
        return self.claim
