"""Where enterprises can be found."""

from typing import Self

from django.db import models
from django.db.models import Q

from common.identifiers import validate_p_number

from .enterprise import Enterprise

# The municipality's code in the national registers.
ROSKILDE = "265"


class LocationQuerySet(models.QuerySet):
    """Places of enterprises."""

    def published(self) -> Self:
        """Return places of enterprises that anyone may see."""
        return self.filter(enterprise__in=Enterprise.objects.published())


class Location(models.Model):
    """A place where an enterprise can be found."""

    class Access(models.TextChoices):
        """Whether one can get in with a wheelchair."""

        UNKNOWN = "ukendt", "Ikke oplyst"
        YES = "ja", "Niveaufri adgang"
        PARTLY = "delvis", "Delvis niveaufri adgang"
        NO = "nej", "Ikke niveaufri adgang"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="locations",
    )
    name = models.CharField(
        "navn på stedet", max_length=80, blank=True, help_text="Fx “Butikken”."
    )
    p_number = models.CharField(
        "P-nummer",
        max_length=10,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_p_number],
    )
    street = models.CharField("vej og nummer", max_length=120)
    postal_code = models.CharField("postnummer", max_length=4)
    postal_district = models.CharField("postdistrikt", max_length=60)
    town = models.CharField(
        "by",
        max_length=60,
        help_text=(
            "Den by, folk kender, fx “Gundsømagle”, også hvor posten siger Roskilde."
        ),
    )
    municipality_code = models.CharField(
        "kommunekode", max_length=3, default=ROSKILDE, help_text="Roskilde er 265."
    )
    latitude = models.DecimalField(
        "breddegrad", max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        "længdegrad", max_digits=8, decimal_places=6, null=True, blank=True
    )
    access = models.CharField(
        "niveaufri adgang", max_length=6, choices=Access, default=Access.UNKNOWN
    )
    access_notes = models.CharField(
        "om adgangen",
        max_length=200,
        blank=True,
        help_text="Fx “Handicaptoilet, ingen dørtrin”.",
    )
    opening_hours = models.CharField("åbningstider", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = "sted"
        verbose_name_plural = "steder"
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["town"], name="location_town"),
            models.Index(fields=["latitude", "longitude"], name="location_coordinates"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(postal_code__length=4),
                name="enterprises_location_postal_code",
                violation_error_message="Et postnummer har 4 cifre.",
            ),
            models.CheckConstraint(
                condition=Q(municipality_code__length=3),
                name="enterprises_location_municipality_code",
                violation_error_message="En kommunekode har 3 cifre.",
            ),
            models.CheckConstraint(
                condition=Q(p_number__isnull=True) | Q(p_number__length=10),
                name="enterprises_location_p_number",
                violation_error_message="Et P-nummer har 10 cifre.",
            ),
            models.CheckConstraint(
                # Said in full, since a comparison with nothing would pass.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=54,
                    latitude__lte=58,
                    longitude__gte=8,
                    longitude__lte=16,
                ),
                name="enterprises_location_in_denmark",
                violation_error_message=(
                    "Skriv både bredde- og længdegrad, og tjek, at stedet er i Danmark."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(street="") & ~Q(town=""),
                name="enterprises_location_addressed",
                violation_error_message="Skriv vej, nummer og by.",
            ),
            models.CheckConstraint(
                condition=Q(access__in=["ukendt", "ja", "delvis", "nej"]),
                name="enterprises_location_access_known",
                violation_error_message="Vælg, om der er niveaufri adgang.",
            ),
        ]

    def __str__(self) -> str:
        """Return the address on one line."""
        return f"{self.street}, {self.postal_line}"

    @property
    def postal_line(self) -> str:
        """The second line of the address: "Gundsømagle, 4000 Roskilde"."""
        line = f"{self.postal_code} {self.postal_district}"
        return line if self.town in self.postal_district else f"{self.town}, {line}"
