"""The lists that enterprises, figures and strategies are described by."""

from django.db import models
from django.db.models import Q


class Source(models.Model):
    """Where a statement comes from: who said it, in what, and when."""

    title = models.CharField("titel", max_length=200)
    publisher = models.CharField("udgiver", max_length=200)
    published_date = models.DateField("dato")
    url = models.URLField("link", blank=True)
    note = models.TextField(
        "note til redaktionen",
        blank=True,
        help_text="Vises ikke offentligt.",
    )

    class Meta:
        verbose_name = "kilde"
        verbose_name_plural = "kilder"
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "title", "published_date"],
                name="enterprises_source_unique",
                violation_error_message="Kilden findes allerede.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(publisher=""),
                name="enterprises_source_named",
                violation_error_message="Skriv både titel og udgiver.",
            ),
        ]

    def __str__(self) -> str:
        """Name the source as a reader would find it."""
        return f"{self.title} ({self.publisher})"


class Sector(models.Model):
    """A field of work that citizens look for, such as repair or catering."""

    class Motif(models.TextChoices):
        """Which drawing stands for the field of work."""

        REPAIR = "repair", "Værksted og reparation"
        WORKSHOP = "workshop", "Træ og håndværk"
        TEXTILE = "textile", "Tekstil"
        SHOP = "shop", "Butik og genbrug"
        CAFE = "cafe", "Café"
        KITCHEN = "kitchen", "Køkken og mad"
        GARDEN = "garden", "Grønne opgaver"
        LOGISTICS = "logistics", "Pakning og logistik"
        SERVICE = "service", "Rengøring og service"
        DIGITAL = "digital", "Digitale opgaver"
        CARE = "care", "Omsorg og fællesskab"
        LEARNING = "learning", "Undervisning"
        CULTURE = "culture", "Kultur og oplevelser"
        DEFAULT = "default", "Andet"

    name = models.CharField("navn", max_length=80, unique=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)
    motif = models.CharField(
        "tegning", max_length=20, choices=Motif, default=Motif.DEFAULT
    )
    position = models.PositiveSmallIntegerField(
        "rækkefølge",
        default=0,
        help_text=(
            "Har en virksomhed flere arbejdsfelter, viser kortet tegningen for det "
            "første."
        ),
    )

    class Meta:
        verbose_name = "arbejdsfelt"
        verbose_name_plural = "arbejdsfelter"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    motif__in=[
                        *("repair", "workshop", "textile", "shop", "cafe"),
                        *("kitchen", "garden", "logistics", "service", "digital"),
                        *("care", "learning", "culture", "default"),
                    ]
                ),
                name="enterprises_sector_motif_known",
                violation_error_message="Vælg en tegning fra listen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class TargetGroup(models.Model):
    """People whom an enterprise makes room for."""

    name = models.CharField("navn", max_length=80, unique=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)

    class Meta:
        verbose_name = "målgruppe"
        verbose_name_plural = "målgrupper"

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class UNGoal(models.Model):
    """One of the seventeen UN Sustainable Development Goals of 2015."""

    number = models.PositiveSmallIntegerField("nummer", primary_key=True)
    name = models.CharField("navn", max_length=80)

    class Meta:
        verbose_name = "verdensmål"
        verbose_name_plural = "verdensmål"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=17),
                name="enterprises_ungoal_number",
                violation_error_message="Verdensmålene har numre fra 1 til 17.",
            ),
        ]

    def __str__(self) -> str:
        """Return number and name."""
        return f"{self.number}. {self.name}"
