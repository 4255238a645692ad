"""What the composing top owns itself: the way to reach the programme."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from common import limits


class ContactPoint(models.Model):
    """A role that can be reached, such as the business developer. Never a person."""

    role = models.CharField(
        "rolle", max_length=120, help_text="Fx “Forretningsudvikler for socialøkonomi”."
    )
    email = models.EmailField(
        "postkasse", help_text="Rollens fælles postkasse, ikke en persons adresse."
    )
    phone = models.CharField("telefon", max_length=20, blank=True)
    helps_with = models.TextField("hjælper med", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "kontakt"
        verbose_name_plural = "kontakter"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="") & ~Q(email=""),
                name="portal_contactpoint_complete",
                violation_error_message="Skriv rolle og postkasse.",
            ),
        ]

    def __str__(self) -> str:
        """Return the role."""
        return self.role


class FormerAddress(models.Model):
    """An address a page once had. It leads to the page as long as that is public."""

    path = models.CharField("gammel adresse", max_length=300, unique=True)
    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name="sidens slags"
    )
    object_id = models.PositiveBigIntegerField("sidens nummer")
    page = GenericForeignKey()
    changed_at = models.DateTimeField("ændret", auto_now=True)

    class Meta:
        verbose_name = "gammel adresse"
        verbose_name_plural = "gamle adresser"
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="portal_formeraddress_path",
                violation_error_message="En adresse begynder med /.",
            ),
        ]

    def __str__(self) -> str:
        """Return the old address."""
        return self.path


class LimitCounter(limits.Counter):
    """How often somebody did something lately. Who it was cannot be read from it."""

    class Meta:
        verbose_name = "tæller"
        verbose_name_plural = "tællere"

    def __str__(self) -> str:
        """Say how many times."""
        return f"{len(self.moments)} gange"
